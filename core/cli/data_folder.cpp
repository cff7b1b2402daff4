#include "core/cli/data_folder.h"

#include <array>
#include <fstream>
#include <iostream>
#include <istream>
#include <vector>

namespace cpt {
namespace {

std::optional<std::string> read_stream(std::istream& in, std::size_t most) {
    std::string text;
    std::array<char, 65'536> block;
    while (text.size() <= most && (in.read(block.data(), block.size()) || in.gcount() > 0)) {
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad()) return std::nullopt;
    return text;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path) {
    if (path == "-") return read_stream(std::cin, kLongestRequest);
    std::ifstream in(path, std::ios::binary);
    return in.is_open() ? read_stream(in, kLongestRequest) : std::nullopt;
}

Errors load_file(Engine& engine, const std::filesystem::path& folder, const std::string& name) {
    const std::string path = (folder / name).string();
    if (const std::optional<std::string> text = read_text(path)) return engine.load(name, *text);
    return {{"",
             ErrorCode::invalid_data,
             path + " cannot be read; --schedules names another folder.",
             {}}};
}

Errors load_folder(Engine& engine, const std::filesystem::path& folder, Load which) {
    Errors errors = load_file(engine, folder, "index.json");
    for (const HeldFile& file : std::vector(engine.book().schedules.held)) {
        if (which == Load::start && file.load != "start") continue;
        for (Error& error : load_file(engine, folder, file.name)) {
            errors.push_back(std::move(error));
        }
    }
    return errors;
}

}  // namespace cpt

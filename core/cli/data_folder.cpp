#include "core/cli/data_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <vector>

#include "core/cli/file_descriptor.h"

namespace cpt {
namespace {

std::optional<std::string> read_whole(int file, std::size_t most) {
    std::string text;
    std::array<char, 65'536> block;
    while (text.size() <= most) {
        const ssize_t count = read_some(file, block.data(), block.size());
        if (count < 0) return std::nullopt;
        if (count == 0) break;
        text.append(block.data(), static_cast<std::size_t>(count));
    }
    return text;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path, std::size_t most) {
    if (path == "-") return read_whole(STDIN_FILENO, most);
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    std::optional<std::string> text = read_whole(file, most);
    ::close(file);
    return text;
}

Errors load_file(Engine& engine, const std::filesystem::path& folder, const std::string& name) {
    const std::string path = (folder / name).string();
    if (const std::optional<std::string> text = read_text(path)) return engine.load(name, *text);
    return {{"",
             ErrorCode::invalid_data,
             path + " cannot be read; --schedules names another folder.",
             {}}};
}

Errors load_contract(Engine& engine, const std::string& path) {
    constexpr std::size_t kLongestContract = std::size_t{256} * 1024 * 1024;
    const std::optional<std::string> text = read_text(path, kLongestContract);
    if (text) return engine.load(path, *text);
    return {{"", ErrorCode::invalid_data, path + " cannot be read.", {}}};
}

Errors load_folder(Engine& engine, const std::filesystem::path& folder, Load which) {
    Errors errors = load_file(engine, folder, "index.json");
    for (const HeldFile& file : std::vector(engine.book().schedules.held)) {
        const bool is_needed = which == Load::all || file.load == "start" ||
                               (which == Load::rules && file.schema == "rules/1");
        if (!is_needed) continue;
        for (Error& error : load_file(engine, folder, file.name)) {
            errors.push_back(std::move(error));
        }
    }
    return errors;
}

}  // namespace cpt

#include "tests/support/data.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

namespace cpt::test {

std::string read_project_file(const std::string& path) {
    std::ifstream in(CPT_SOURCE_DIR "/" + path, std::ios::binary);
    if (!in.is_open()) {
        std::fprintf(stderr, "%s cannot be read\n", path.c_str());
        std::abort();
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const Engine& loaded_engine() {
    static const Engine* const engine = [] {
        auto* loading = new Engine;
        const auto load = [&](const std::string& name) {
            for (const Error& error :
                 loading->load(name, read_project_file("fee_schedules/" + name))) {
                std::fprintf(stderr, "%s %s\n", error.path.c_str(), error.message.c_str());
                std::abort();
            }
        };
        load("index.json");
        for (const HeldFile& file : std::vector(loading->book().schedules.held)) load(file.name);
        return loading;
    }();
    return *engine;
}

std::string respond(const Engine& engine, std::string_view request) {
    TextBuffer out;
    engine.estimate(request, out);
    return std::string{out.view()};
}

}  // namespace cpt::test

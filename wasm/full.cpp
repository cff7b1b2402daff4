// What the full module has besides module.cpp: the rules by name, and a session over time. (It has
// the tables of all payers too, for which without_tables.cpp stands in the other one.)

#include <string>

#include "core/boundary/planner.h"
#include "wasm/module.h"

namespace {

emscripten::val rules(const std::string& request) {
    return answer([&](cpt::TextBuffer& out) { the_engine().rules(request, out); });
}

emscripten::val compare(const std::string& request) {
    return answer([&](cpt::TextBuffer& out) { cpt::compare(the_engine().book(), request, out); });
}

emscripten::val project(const std::string& request) {
    return answer([&](cpt::TextBuffer& out) { cpt::project(the_engine().book(), request, out); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(cpt_full) {
    emscripten::function("rules", &rules);
    emscripten::function("compare", &compare);
    emscripten::function("project", &project);
}

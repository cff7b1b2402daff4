// The WebAssembly module: a few functions over one engine. A request goes in as bytes and its
// response comes out as a view of bytes, good until the next call: nothing has to be freed and
// nothing throws. wasm/engine.mjs is what pages use.

#include "wasm/module.h"

#include <string>

#include "core/boundary/write_response.h"

cpt::Engine& the_engine() {
    static cpt::Engine engine;
    return engine;
}

cpt::TextBuffer& the_answer() {
    static cpt::TextBuffer buffer;
    return buffer;
}

namespace {

/// The empty view where all is well, else a refusal.
emscripten::val load(const std::string& name, const std::string& text) {
    return answer([&](cpt::TextBuffer& out) {
        const cpt::Errors errors = the_engine().load(name, text);
        if (!errors.empty()) cpt::write_refusal(out, errors);
    });
}

void forget(const std::string& name) { the_engine().forget(name); }

emscripten::val estimate(const std::string& request) {
    return answer([&](cpt::TextBuffer& out) { the_engine().estimate(request, out); });
}

emscripten::val refuse_too_large() {
    return answer([](cpt::TextBuffer& out) { cpt::write_refusal(out, cpt::too_large()); });
}

std::uint32_t longest_request() { return cpt::kLongestRequest; }

std::string version() { return std::string{cpt::engine_version()}; }

}  // namespace

EMSCRIPTEN_BINDINGS(cpt_estimator) {
    emscripten::function("load", &load);
    emscripten::function("forget", &forget);
    emscripten::function("estimate", &estimate);
    emscripten::function("refuseTooLarge", &refuse_too_large);
    emscripten::function("longestRequest", &longest_request);
    emscripten::function("version", &version);
}

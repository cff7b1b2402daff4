// The WebAssembly module: a few functions over one engine. A request goes in as bytes and its
// response comes out as a view of bytes, good until the next call: nothing has to be freed and
// nothing throws. wasm/engine.mjs is what pages use.

#include <emscripten/bind.h>

#include <cstdint>
#include <string>

#include "core/boundary/engine.h"
#include "core/boundary/write_response.h"

namespace {

cpt::Engine engine;
cpt::TextBuffer response;

emscripten::val response_bytes() {
    const std::string_view text = response.view();
    return emscripten::val(emscripten::typed_memory_view(
        text.size(), reinterpret_cast<const std::uint8_t*>(text.data())));
}

/// The empty view where all is well, else a refusal.
emscripten::val load(const std::string& name, const std::string& text) {
    response.clear();
    const cpt::Errors errors = engine.load(name, text);
    if (!errors.empty()) cpt::write_refusal(response, errors);
    return response_bytes();
}

emscripten::val estimate(const std::string& request) {
    response.clear();
    engine.estimate(request, response);
    return response_bytes();
}

emscripten::val rules(const std::string& request) {
    response.clear();
    engine.rules(request, response);
    return response_bytes();
}

emscripten::val refuse_too_large() {
    response.clear();
    cpt::write_refusal(response, cpt::too_large());
    return response_bytes();
}

std::uint32_t longest_request() { return cpt::kLongestRequest; }

std::string version() { return std::string{cpt::engine_version()}; }

}  // namespace

EMSCRIPTEN_BINDINGS(cpt_estimator) {
    emscripten::function("load", &load);
    emscripten::function("estimate", &estimate);
    emscripten::function("rules", &rules);
    emscripten::function("refuseTooLarge", &refuse_too_large);
    emscripten::function("longestRequest", &longest_request);
    emscripten::function("version", &version);
}

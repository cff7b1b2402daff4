#pragma once

#include <emscripten/bind.h>

#include <cstdint>
#include <string_view>

#include "core/boundary/engine.h"
#include "core/units/text_buffer.h"

/// The one engine of a module.
cpt::Engine& the_engine();
/// What its answers are written to, one at a time.
cpt::TextBuffer& the_answer();

/// What `write(buffer)` writes, as a view of bytes, good until the next call.
template <class Write>
emscripten::val answer(Write write) {
    cpt::TextBuffer& buffer = the_answer();
    buffer.clear();
    write(buffer);
    const std::string_view text = buffer.view();
    return emscripten::val(emscripten::typed_memory_view(
        text.size(), reinterpret_cast<const std::uint8_t*>(text.data())));
}

#pragma once

#include <string_view>

#include "core/session/book.h"
#include "core/units/text_buffer.h"

namespace cpt {

// A session over time, over the contract's version 1: a request in, its response appended to
// `out`; true where it is not a refusal. As with an estimate, a request that needs a file which is
// held but not loaded is refused with schedule_not_loaded. Nothing here throws.

/// core/boundary/schema/compare.schema.json to comparison.schema.json.
bool compare(const Book& book, std::string_view request, TextBuffer& out);

/// core/boundary/schema/project.schema.json to projection.schema.json.
bool project(const Book& book, std::string_view request, TextBuffer& out);

}  // namespace cpt

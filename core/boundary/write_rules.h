#pragma once

#include <vector>

#include "core/rules/rule.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// Appends the list of rules of contract version 1 (core/boundary/schema/rules.schema.json).
void write_rules(TextBuffer& out, const std::vector<const Rule*>& rules);

}  // namespace cpt

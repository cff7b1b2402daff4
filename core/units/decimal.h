#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/units/text_buffer.h"

namespace cpt {

/// The digits of a plain decimal as a whole number of 10^-decimals: ("0.67", 2) is 67.
/// Accepts an optional point and up to `decimals` digits after it; nothing else: no sign,
/// exponent, blank or separator. Nothing where the text is not such a number or has more than
/// twelve digits before the point.
std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals);

/// Appends `value` x 10^-decimals with all its decimals: (67, 2) is "0.67".
void append_decimal(TextBuffer& out, std::int64_t value, int decimals);

}  // namespace cpt

#pragma once

#include <cstdint>

namespace cpt {

/// numerator / denominator to the nearest whole number, halves away from zero.
/// The one rounding used on money. `denominator` is positive.
constexpr std::int64_t divide_half_away(std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t half = denominator / 2;
    return numerator >= 0 ? (numerator + half) / denominator : (numerator - half) / denominator;
}

}  // namespace cpt

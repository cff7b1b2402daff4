#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/projection/revenue_distribution.h"

// What all parts of a revenue distribution share: the questions each way to compute one answers,
// and how a chance becomes a double.

// For what is worth a call: the page downloads every copy.
#define CPT_OUT_OF_LINE [[gnu::noinline]]

namespace cpt {

/// The distribution of a whole number. What the last level leaves out is less likely than 1e-15.
class RevenueLaw {
public:
    virtual ~RevenueLaw() = default;

    /// P(number of this law <= number), with the effort of a level: each costs more than the one
    /// before and is off by no more than its error. The last one is as exact as can be.
    virtual double at_most(std::int64_t number, std::size_t level) const = 0;

    /// The numbers that are possible, ascending. Nothing where that would be more than `most`.
    virtual std::vector<std::int64_t> support(std::size_t most) const = 0;

    /// What is outside may be taken for impossible.
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::array<double, 8> errors{};  ///< Of each level.
    std::size_t last_level = 0;
};

}  // namespace cpt

namespace cpt::revenue {

inline double probability_of(Chance chance) { return static_cast<double>(chance.value) / 1e8; }
inline double complement_of(Chance chance) {
    return static_cast<double>(kCertain.value - chance.value) / 1e8;
}

/// More than the rounding of doubles adds up to.
inline constexpr double kRounding = 1e-12;

}  // namespace cpt::revenue

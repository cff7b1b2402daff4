#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "core/units/decimal.h"
#include "core/units/quantity.h"
#include "core/units/rounding.h"

namespace cpt {

/// US cents, exact.
struct Cents {
    std::int64_t value = 0;

    friend constexpr auto operator<=>(Cents, Cents) = default;
    friend constexpr Cents operator+(Cents a, Cents b) { return {a.value + b.value}; }
    friend constexpr Cents operator-(Cents a, Cents b) { return {a.value - b.value}; }
    friend constexpr Cents operator*(Cents a, std::int64_t times) { return {a.value * times}; }
    constexpr Cents& operator+=(Cents other) { return *this = *this + other; }
};

/// `share` of `amount`, rounded once to the cent, halves away from zero.
constexpr Cents percent_of(Cents amount, Percent share) {
    return {divide_half_away(amount.value * share.value, 10'000)};
}

/// "30.39": dollars and cents without a sign or separators.
inline std::string to_dollars(Cents amount) {
    TextBuffer text;
    append_decimal(text, amount.value, 2);
    return std::string{text.view()};
}

}  // namespace cpt

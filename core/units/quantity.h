#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/units/decimal.h"

namespace cpt {

/// A whole number of 10^-Decimals of a unit. `Unit` keeps an RVU from being taken for an index.
template <class Unit, int Decimals>
struct Quantity {
    static constexpr int decimals = Decimals;

    std::int64_t value = 0;

    static std::optional<Quantity> parse(std::string_view text) {
        const auto digits = parse_decimal(text, Decimals);
        return digits ? std::optional(Quantity{*digits}) : std::nullopt;
    }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
};

/// Relative value unit, in hundredths, as CMS prints it.
using Rvu = Quantity<struct RvuUnit, 2>;
/// Geographic practice cost index, in thousandths.
using Gpci = Quantity<struct GpciUnit, 3>;
/// Dollars per RVU, in ten-thousandths.
using ConversionFactor = Quantity<struct ConversionFactorUnit, 4>;
/// A percentage, in basis points (hundredths of a percent).
using Percent = Quantity<struct PercentUnit, 2>;

}  // namespace cpt

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/session/estimate.h"
#include "core/units/cents.h"

namespace cpt {

enum class Period { month, year };
inline constexpr std::array<std::string_view, 2> kPeriods{"month", "year"};

/// Sessions of a period, where a year has so many: all of them, or a twelfth to the nearest whole
/// session, halves up, and at least one.
std::int64_t sessions_of(Period period, std::int64_t sessions_per_year);

/// What a number of sessions come to that all pay the same.
struct PeriodTotals {
    std::int64_t sessions = 0;
    Cents allowed;
    Cents payer_pays;
    Cents patient_owes;
    Cents if_billed_once;  ///< If the whole group were billed as one claim, each time.
    Cents lost_if_billed_once;
    std::optional<SessionRange> range;  ///< Where the session has one.
};

/// The session's own figures, times the sessions: exact, as nothing is rounded again. The largest
/// group at the largest units and amounts of a request fits: 10,000 x 999 x $10,000,000 x 366.
PeriodTotals period_totals(const Estimate& session, std::int64_t sessions);

}  // namespace cpt

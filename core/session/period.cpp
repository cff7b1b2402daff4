#include "core/session/period.h"

#include <algorithm>

#include "core/units/rounding.h"

namespace cpt {

std::int64_t sessions_of(Period period, std::int64_t sessions_per_year) {
    constexpr std::int64_t kMonthsPerYear = 12;
    if (period == Period::year) return sessions_per_year;
    return std::max<std::int64_t>(1, divide_half_away(sessions_per_year, kMonthsPerYear));
}

PeriodTotals period_totals(const Estimate& session, std::int64_t sessions) {
    std::optional<SessionRange> range;
    if (session.range) range = {session.range->low * sessions, session.range->high * sessions};
    return {.sessions = sessions,
            .allowed = session.total.allowed * sessions,
            .payer_pays = session.total.payer_pays * sessions,
            .patient_owes = session.total.patient_owes * sessions,
            .if_billed_once = session.if_billed_once * sessions,
            .lost_if_billed_once = session.lost_if_billed_once() * sessions,
            .range = range};
}

}  // namespace cpt

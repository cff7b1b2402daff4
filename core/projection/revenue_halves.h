#pragma once

#include <memory>

#include "core/projection/revenue_law.h"
#include "core/projection/revenue_roster.h"

// The distribution of revenue as two halves: the amounts are shared out and summed up in two lists
// of some thousand entries, and P(sum <= x) is one pass up the first while a finger runs down the
// second. Best for up to four amounts.

namespace cpt::revenue {

/// More would take too long. A step takes about a nanosecond or two.
inline constexpr double kMostSteps = 67'108'864;

/// How many steps halves_of takes to build them, or somewhat less. More than kMostSteps where they
/// would take too much room.
double steps_of_halves(const Roster& roster);

/// The law of revenue, in the roster's units.
std::shared_ptr<const RevenueLaw> halves_of(const Roster& roster);

}  // namespace cpt::revenue

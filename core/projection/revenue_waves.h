#pragma once

#include <memory>

#include "core/projection/revenue_law.h"
#include "core/projection/revenue_roster.h"

// The distribution of revenue as waves: the characteristic function of a sum is a product with one
// factor for each number summed. On a lattice as wide as the sums that matter it vanishes but for a
// few frequencies (the more amounts and sessions, the fewer), and P(sum <= x) is a sum over those.
// Best for five amounts and more.

namespace cpt::revenue {

/// The law of revenue, in the roster's units. Nothing where halves, which take so many steps, are
/// less work, or where waves would take too long.
std::shared_ptr<const RevenueLaw> waves_of(const Roster& roster, double steps);

}  // namespace cpt::revenue

#pragma once

#include <cstdint>
#include <vector>

#include "core/projection/revenue_law.h"

// The members of a group as their revenue depends on them, in whole numbers of a unit of money:
// who is alike stands together, and how far payments stray from what is expected is known.

namespace cpt::revenue {

/// Whether the payment may come in, and may not.
bool is_uncertain(const ExpectedPayment& payment);

/// Members alike in amount and chance.
struct Cohort {
    std::int64_t amount;
    Chance chance;
    std::int64_t members;
};

/// How far a sum of independent payments strays from its mean.
struct Spread {
    double variance = 0;
    double above = 0;  ///< The most that a single payment lies above its own mean.
    double below = 0;

    /// Adds an independent sum, of payments `times` as large.
    void add(const Spread& other, double times);
};

/// The tails beyond reach, and the waves too small to be kept.
inline constexpr double kNegligible = 1e-17;

/// A distance from the mean that a sum exceeds with a probability of kNegligible at most, on a side
/// where a single payment strays by up to `single`. Source: Bernstein's inequality.
double reach(double variance, double single);

/// How many numbers lie within reach of the mean, on both sides.
double width(const Spread& spread);

/// All payments of one amount. `first` to `last` are its cohorts.
struct Rate {
    std::int64_t amount = 0;
    const Cohort* first = nullptr;
    const Cohort* last = nullptr;
    std::int64_t payments = 0;  ///< Where none is missed.
    double expected = 0;        ///< Payments.
    Spread spread;              ///< Of the number of payments.
    double second = 0;          ///< What fall() takes besides the variance.
    double third = 0;

    /// The logarithm of the characteristic function of the number of payments is below minus this
    /// at an angle of which `bend` is 1 - cosine. (One payment's is ln(1 - 2 p q bend) / 2.)
    double fall(double bend) const {
        return bend * (spread.variance + bend * (second + bend * third));
    }
};

/// A group over a number of sessions. Rates point to the cohorts: to be moved, not copied.
struct Roster {
    std::int64_t sessions = 0;
    std::vector<Cohort> cohorts;  ///< Ascending by amount, then by chance.
    std::vector<Rate> rates;      ///< Ascending by amount.
    std::int64_t most = 0;        ///< Where no payment is missed.
    double expected = 0;
    Spread spread;
};

/// The uncertain payments, each amount rounded to whole units; without those that round to none.
Roster roster_of(const std::vector<ExpectedPayment>& members, std::int64_t sessions, Cents unit);

}  // namespace cpt::revenue

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/units/cents.h"
#include "core/units/quantity.h"

namespace cpt {

/// A probability, in hundred-millionths: the product of two percentages is exact.
using Chance = Quantity<struct ChanceUnit, 8>;
inline constexpr Chance kCertain{100'000'000};

/// That a member attends a session and the claim for it is not denied, the one having nothing to
/// do with the other. Percentages are from 0 to 100.
constexpr Chance chance_of_payment(Percent attendance, Percent denial) {
    return {attendance.value * (10'000 - denial.value)};
}

/// What one member brings in at each session: all of `amount` or nothing.
struct ExpectedPayment {
    Cents amount;   ///< From zero to ten million dollars.
    Chance chance;  ///< Of receiving it, from 0 to 1.
};

class RevenueLaw;

/// How likely each amount is that a group may bring in over a number of sessions, where members
/// and sessions are independent of one another: the sum of amount x Binomial(sessions, chance).
///
/// Computed, not sampled. Probabilities are doubles within 1e-12 of the exact ones (1e-11 for
/// thousands of members); what is left out to get there is less likely than 1e-15. Only + - * / and
/// comparisons of doubles are used, in a fixed order, so that the same roster gives the same bits
/// natively and as WASM (where the compiler is not allowed to fuse a product and a sum).
class RevenueDistribution {
public:
    /// One bar of a histogram: amounts from `from` to `to`, both included.
    struct Bucket {
        Cents from;
        Cents to;
        std::int64_t per_billion = 0;  ///< The probability.
    };

    /// Up to 10,000 members and from 1 to 520 sessions.
    static RevenueDistribution of(const std::vector<ExpectedPayment>& members,
                                  std::int64_t sessions);

    /// What comes in if nobody is paid for who may not be, and if everybody is who may be.
    Cents least() const { return least_; }
    Cents greatest() const { return greatest_; }
    /// Exact, rounded once to the cent, halves away from zero.
    Cents mean() const { return mean_; }

    /// Zero unless the exact distribution would take more than about a second: ten members or more
    /// with as many different amounts of several hundred dollars and few sessions, or amounts of
    /// many thousands. Amounts are then rounded to a multiple of the cent, and this says how far
    /// that can move a revenue: a quantile is the exact one give or take the margin, and
    /// probability_at_most(x) lies between the exact ones of x - margin and x + margin. The mean is
    /// exact in any case.
    Cents margin() const { return margin_; }
    bool is_exact() const { return margin_ == Cents{}; }

    /// The smallest amount that revenue exceeds with a probability of no more than 1 - `share`:
    /// the smallest x with P(revenue <= x) >= share - 1e-12. (The tolerance keeps an amount whose
    /// probability is the share itself from being lost to the last bit of a double.) The least
    /// amount for 0 % and the greatest for 100 %.
    Cents quantile(Percent share) const;

    /// P(revenue <= amount).
    double probability_at_most(Cents amount) const;

    /// The range that holds all but a billionth of the probability, in at most so many buckets
    /// (from 1 to 1,000). Where no more amounts than that are possible in it, each of them is a
    /// bucket of its own. Else the buckets have one width, a multiple of the amounts' greatest
    /// common divisor, so that none is higher for holding more possible amounts (the last one may
    /// reach past the range). What lies outside is counted in the first and the last bucket.
    /// Rounding is of the running total, not of each bucket: the buckets always add up to
    /// 1,000,000,000, and each is within two of its exact probability.
    std::vector<Bucket> histogram(std::size_t most_buckets) const;

private:
    RevenueDistribution() = default;
    Cents in_cents(std::int64_t units) const { return least_ + unit_ * units; }

    Cents least_;
    Cents greatest_;
    Cents mean_;
    Cents margin_;
    Cents unit_;
    std::shared_ptr<const RevenueLaw> law_;  ///< Of revenue above the least, in units.
};

}  // namespace cpt

#include "core/projection/revenue_distribution.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include "core/projection/revenue_halves.h"
#include "core/projection/revenue_law.h"
#include "core/projection/revenue_roster.h"
#include "core/projection/revenue_waves.h"
#include "core/units/rounding.h"

namespace cpt {

namespace {

// Revenue is a sum of independent numbers, one for each amount that differs: the amount times how
// often it is paid. The sums may be billions; P(sum <= x) is answered without listing them, in one
// of two ways: by halves, best for up to four amounts, or by waves, best for five and more.

/// Steps to build halves that are worth no thought of waves.
constexpr double kQuickHalves = 24'000;

/// Nothing where both would take too long.
std::shared_ptr<const RevenueLaw> law_of(const revenue::Roster& roster) {
    const double steps = revenue::steps_of_halves(roster);
    if (steps > kQuickHalves) {
        if (auto waves = revenue::waves_of(roster, steps)) return waves;
    }
    if (steps > revenue::kMostSteps) return nullptr;
    return revenue::halves_of(roster);
}

struct Range {
    std::int64_t low;
    std::int64_t high;
};

/// Where the smallest number is that has at_most(number) >= probability, give or take `precision`.
Range locate(const RevenueLaw& law, double probability, std::int64_t precision) {
    Range range{law.first, law.last};
    std::size_t level = 0;
    while (range.high - range.low > precision) {
        const std::int64_t middle = range.low + (range.high - range.low) / 2;
        const double known = law.at_most(middle, level);
        const double error = law.errors[level];
        if (known - error >= probability) {
            range.high = middle;
        } else if (known + error < probability) {
            range.low = middle + 1;
        } else {
            ++level;  // Less will not do from here on.
        }
    }
    return range;
}

}  // namespace

RevenueDistribution RevenueDistribution::of(const std::vector<ExpectedPayment>& members,
                                            std::int64_t sessions) {
    assert(1 <= sessions && sessions <= 520 && members.size() <= 10'000);
    RevenueDistribution made;
    std::int64_t unit = 0;
    std::int64_t whole = 0;  // What one session brings, in cents and hundred-millionths of one.
    std::int64_t rest = 0;
    for (const ExpectedPayment& each : members) {
        const std::int64_t expected = each.amount.value * each.chance.value;
        whole += expected / kCertain.value;
        rest += expected % kCertain.value;
        if (each.chance > Chance{}) made.greatest_ += each.amount * sessions;
        if (each.chance == kCertain) made.least_ += each.amount * sessions;
        if (revenue::is_uncertain(each)) unit = std::gcd(unit, each.amount.value);
    }
    made.mean_ = {whole * sessions + divide_half_away(rest * sessions, kCertain.value)};

    for (made.unit_ = {std::max<std::int64_t>(unit, 1)};; made.unit_ = made.unit_ * 2) {
        made.law_ = law_of(revenue::roster_of(members, sessions, made.unit_));
        if (made.law_ != nullptr) break;
    }
    for (const ExpectedPayment& each : members) {
        if (!revenue::is_uncertain(each)) continue;
        const Cents counted = made.unit_ * divide_half_away(each.amount.value, made.unit_.value);
        made.margin_ += std::max(counted - each.amount, each.amount - counted) * sessions;
    }
    return made;
}

Cents RevenueDistribution::quantile(Percent share) const {
    if (share.value <= 0) return least_;
    if (share.value >= 10'000) return greatest_;
    const double probability = static_cast<double>(share.value) / 1e4 - revenue::kRounding;
    const Cents found = in_cents(locate(*law_, probability, 0).low);
    return std::min(std::max(found, least_), greatest_);
}

double RevenueDistribution::probability_at_most(Cents amount) const {
    if (amount < least_) return 0;
    if (amount >= greatest_) return 1;
    const std::int64_t units = (amount - least_).value / unit_.value;
    return std::min(std::max(law_->at_most(units, law_->last_level), 0.0), 1.0);
}

std::vector<RevenueDistribution::Bucket> RevenueDistribution::histogram(
    std::size_t most_buckets) const {
    assert(1 <= most_buckets && most_buckets <= 1'000);
    const std::int64_t precision = (law_->last - law_->first) / 1'000;
    const std::int64_t first = locate(*law_, 0.5e-9, precision).low;
    const std::int64_t last = locate(*law_, 1 - 0.5e-9, precision).high;

    std::vector<std::int64_t> starts;
    for (const std::int64_t each : law_->support(2 * most_buckets + 8)) {
        if (first <= each && each <= last) starts.push_back(each);
    }
    std::int64_t width = 1;
    if (starts.empty() || starts.size() > most_buckets) {
        const auto most = static_cast<std::int64_t>(most_buckets);
        width = (last - first + most) / most;
        starts.resize(static_cast<std::size_t>((last - first) / width) + 1);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            starts[i] = first + static_cast<std::int64_t>(i) * width;
        }
    }

    std::size_t level = 0;
    while (law_->errors[level] > 2e-10) ++level;
    std::vector<Bucket> buckets;
    std::int64_t before = 0;
    for (const std::int64_t start : starts) {
        const std::int64_t next = start + width;
        const Cents to = width > 1 ? in_cents(next) - Cents{1} : in_cents(start);
        const double probability = law_->at_most(next - 1, level);
        auto so_far = static_cast<std::int64_t>(probability * 2e9 + 1) / 2;  // Rounded.
        if (start == starts.back()) so_far = 1'000'000'000;
        so_far = std::max(so_far, before);
        buckets.push_back({in_cents(start), to, so_far - before});
        before = so_far;
    }
    return buckets;
}

}  // namespace cpt

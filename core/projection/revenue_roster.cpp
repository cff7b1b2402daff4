#include "core/projection/revenue_roster.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/projection/revenue_list.h"
#include "core/units/rounding.h"

namespace cpt::revenue {

bool is_uncertain(const ExpectedPayment& payment) {
    return payment.amount > Cents{} && Chance{} < payment.chance && payment.chance < kCertain;
}

CPT_OUT_OF_LINE void Spread::add(const Spread& other, double times) {
    variance += other.variance * times * times;
    above = std::max(above, other.above * times);
    below = std::max(below, other.below * times);
}

CPT_OUT_OF_LINE double reach(double variance, double single) {
    constexpr double kTwiceTheLogarithm = 78.4;  // Of 1 / kNegligible.
    double distance = 0;
    for (std::int64_t bit = std::int64_t{1} << 47; bit > 0; bit /= 2) {
        const double t = distance + static_cast<double>(bit);
        if (t * t < kTwiceTheLogarithm * (variance + single * t / 3)) distance = t;
    }
    return distance + 1;
}

CPT_OUT_OF_LINE double width(const Spread& spread) {
    return reach(spread.variance, spread.below) + reach(spread.variance, spread.above) + 1;
}

namespace {

Rate rate_of(const Cohort* first, const Cohort* last, std::int64_t sessions) {
    Rate rate;
    rate.amount = first->amount;
    rate.first = first;
    rate.last = last;
    for (; first != last; ++first) {
        const double p = probability_of(first->chance);
        const double q = complement_of(first->chance);
        const auto payments = static_cast<double>(first->members * sessions);
        rate.payments += first->members * sessions;
        rate.expected += payments * p;
        rate.spread.add({payments * p * q, q, p}, 1);
        rate.second += payments * (p * q) * (p * q);
        rate.third += payments * (p * q) * (p * q) * (p * q) * 4 / 3;
    }
    return rate;
}

}  // namespace

Roster roster_of(const std::vector<ExpectedPayment>& members, std::int64_t sessions, Cents unit) {
    Roster roster;
    roster.sessions = sessions;
    Entries payments(members.size());
    std::size_t count = 0;
    for (const ExpectedPayment& each : members) {
        const std::int64_t amount = divide_half_away(each.amount.value, unit.value);
        if (is_uncertain(each) && amount > 0) {
            payments[count++] = {amount, static_cast<double>(each.chance.value)};
        }
    }
    payments.resize(count);
    merge_runs(payments, 1);
    roster.cohorts.reserve(count);
    for (std::size_t i = 0; i < count;) {
        const std::size_t first = i;
        while (i < count && !is_before(payments[first], payments[i])) ++i;
        roster.cohorts.push_back({payments[first].number,
                                  {static_cast<std::int64_t>(payments[first].probability)},
                                  static_cast<std::int64_t>(i - first)});
    }
    const Cohort* const end = roster.cohorts.data() + roster.cohorts.size();
    for (const Cohort* first = roster.cohorts.data(); first != end;) {
        const Cohort* last = first;
        while (last != end && last->amount == first->amount) ++last;
        const Rate rate = rate_of(first, last, sessions);
        roster.rates.push_back(rate);
        roster.most += rate.payments * rate.amount;
        roster.expected += rate.expected * static_cast<double>(rate.amount);
        roster.spread.add(rate.spread, static_cast<double>(rate.amount));
        first = last;
    }
    return roster;
}

}  // namespace cpt::revenue

#include "core/projection/revenue_halves.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "core/projection/revenue_list.h"

namespace cpt::revenue {

namespace {

/// All that is trimmed from lists.
constexpr double kTrimmed = 2e-16;
/// Of a list, before it takes too much room.
constexpr double kMostEntries = 1'048'576;

class Halves : public RevenueLaw {
public:
    explicit Halves(const Roster& roster) {
        const double negligible = kTrimmed / static_cast<double>(roster.cohorts.size() + 1);
        List rising;
        List falling;
        for (const Rate& rate : roster.rates) {
            List list;
            for (const Cohort* each = rate.first; each != rate.last; ++each) {
                list = sum_of(list,
                              binomial(each->members * roster.sessions, each->chance, rate.amount,
                                       negligible),
                              negligible);
            }
            List& shorter = rising.entries.size() < falling.entries.size() ? rising : falling;
            shorter = sum_of(shorter, list, negligible);
        }
        first = rising.first() + falling.first();
        last = rising.last() + falling.last();
        constexpr std::size_t kFew = 512;
        if (rising.entries.size() + falling.entries.size() > kFew) {
            for (const double share : {1e-3, 1e-5, 1e-7, 1e-9, 1e-12}) {
                double lost = kRounding;
                List likely = likelier(rising, share, lost);
                set_level(std::move(likely), likelier(falling, share, lost));
                errors[last_level++] = lost;
            }
        }
        set_level(std::move(rising), std::move(falling));
    }

    double at_most(std::int64_t number, std::size_t level) const override {
        const Level& lists = levels_[level];
        double sum = 0;
        std::size_t count = lists.falling.size();
        for (const Entry& each : lists.rising) {
            while (count > 0 && lists.falling[count - 1].number > number - each.number) --count;
            if (count == 0) break;
            sum += each.probability * lists.falling[count - 1].probability;
        }
        return sum;
    }

    std::vector<std::int64_t> support(std::size_t most) const override {
        const Level& lists = levels_[last_level];
        std::vector<std::int64_t> numbers;
        // Two lists have no fewer sums than this.
        if (lists.rising.size() + lists.falling.size() - 1 > most) return numbers;
        // Probabilities do not matter here.
        const List sum = sum_of_pairs({1, lists.rising}, {1, lists.falling}, 1, 0);
        if (sum.entries.size() > most) return numbers;
        for (const Entry& each : sum.entries) numbers.push_back(each.number);
        return numbers;
    }

private:
    struct Level {
        Entries rising;
        Entries falling;  ///< With the probability of each number or a smaller one.
    };

    CPT_OUT_OF_LINE void set_level(List rising, List falling) {
        double total = 0;
        for (Entry& each : falling.entries) each.probability = total += each.probability;
        levels_[last_level] = {std::move(rising.entries), std::move(falling.entries)};
    }

    std::array<Level, 6> levels_;
};

}  // namespace

double steps_of_halves(const Roster& roster) {
    struct Half {
        std::int64_t step = 0;
        double entries = 1;
        Spread spread;
    };
    Half one;
    Half other;
    double steps = 0;
    for (const Rate& rate : roster.rates) {
        const auto payments = static_cast<double>(rate.payments);
        const auto cohorts = static_cast<double>(rate.last - rate.first);
        const double entries = std::min(payments + 1, width(rate.spread));
        if (cohorts > 1) steps += std::min(payments + cohorts, cohorts * entries) * entries;
        Half& shorter = one.entries < other.entries ? one : other;
        shorter.step = std::gcd(shorter.step, rate.amount);
        shorter.spread.add(rate.spread, static_cast<double>(rate.amount));
        const double pairs = shorter.entries * entries;
        const double cells = width(shorter.spread) / static_cast<double>(shorter.step);
        shorter.entries = std::min(pairs, cells);
        steps += shorter.entries > kMostEntries ? kMostSteps : pairs;
        if (steps > kMostSteps) break;
    }
    return steps;
}

std::shared_ptr<const RevenueLaw> halves_of(const Roster& roster) {
    return std::make_shared<Halves>(roster);
}

}  // namespace cpt::revenue

#include "core/projection/revenue_distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/effort.h"

namespace cpt {
namespace {

using Members = std::vector<ExpectedPayment>;

constexpr double kTolerance = 1e-12;

/// P(revenue = each amount), in cents, from nothing to all.
using Probabilities = std::vector<double>;

std::int64_t most_in_a_session(const Members& members) {
    std::int64_t most = 0;
    for (const ExpectedPayment& each : members) most += each.amount.value;
    return most;
}

double probability_of(Chance chance) { return static_cast<double>(chance.value) / 1e8; }

/// Every pattern of who is paid for and who is not, one by one.
Probabilities by_enumeration(const Members& members) {
    Probabilities probabilities(static_cast<std::size_t>(most_in_a_session(members)) + 1);
    for (std::uint32_t pattern = 0; pattern < 1U << members.size(); ++pattern) {
        double probability = 1;
        std::int64_t amount = 0;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const double p = probability_of(members[i].chance);
            const bool is_paid = (pattern >> i & 1U) == 1;
            probability *= is_paid ? p : 1 - p;
            if (is_paid) amount += members[i].amount.value;
        }
        probabilities[static_cast<std::size_t>(amount)] += probability;
    }
    return probabilities;
}

/// One payment after the other.
Probabilities by_convolution(const Members& members, std::int64_t sessions) {
    const std::int64_t most = most_in_a_session(members) * sessions;
    Probabilities probabilities(static_cast<std::size_t>(most) + 1);
    probabilities[0] = 1;
    std::size_t top = 0;
    for (const ExpectedPayment& each : members) {
        const double p = probability_of(each.chance);
        const auto amount = static_cast<std::size_t>(each.amount.value);
        for (std::int64_t session = 0; session < sessions; ++session) {
            for (std::size_t i = top + 1; i-- > 0;) {
                probabilities[i + amount] += p * probabilities[i];
                probabilities[i] -= p * probabilities[i];
            }
            top += amount;
        }
    }
    return probabilities;
}

Probabilities running_total(Probabilities probabilities) {
    double total = 0;
    for (double& each : probabilities) each = total += each;
    return probabilities;
}

/// Compares at possible amounts and a cent below: at all of them, or at some thousand of very many.
void expect_same(const RevenueDistribution& distribution, const Probabilities& probabilities) {
    EXPECT_TRUE(distribution.is_exact());
    const Probabilities totals = running_total(probabilities);
    const auto possible = std::count_if(probabilities.begin(), probabilities.end(),
                                        [](double each) { return each > 0; });
    std::ptrdiff_t index = 0;
    double before = 0;
    for (std::size_t i = 0; i < totals.size(); ++i) {
        if (probabilities[i] <= 0) continue;
        if (index++ % (possible / 4'096 + 1) == 0) {
            const Cents amount{static_cast<std::int64_t>(i)};
            ASSERT_NEAR(distribution.probability_at_most(amount), totals[i], kTolerance) << i;
            ASSERT_NEAR(distribution.probability_at_most(amount - Cents{1}), before, kTolerance)
                << i;
        }
        before = totals[i];
    }
    for (std::int64_t share = 1; share < 10'000; share += 13) {
        const double wanted = static_cast<double>(share) / 1e4 - kTolerance;
        const auto found = std::lower_bound(totals.begin(), totals.end(), wanted);
        ASSERT_EQ(distribution.quantile({share}).value, found - totals.begin()) << share;
    }
}

/// How likely a histogram says its buckets are, compared with the probabilities they hold.
void expect_same_histogram(const RevenueDistribution& distribution, std::size_t most_buckets,
                           const Probabilities& probabilities) {
    const auto buckets = distribution.histogram(most_buckets);
    ASSERT_FALSE(buckets.empty());
    ASSERT_LE(buckets.size(), most_buckets);
    std::size_t i = 0;
    for (const auto& bucket : buckets) {
        const bool is_last = &bucket == &buckets.back();
        double probability = 0;
        for (; i < probabilities.size() &&
               (is_last || static_cast<std::int64_t>(i) <= bucket.to.value);
             ++i) {
            probability += probabilities[i];
        }
        EXPECT_NEAR(static_cast<double>(bucket.per_billion), probability * 1e9, 2)
            << bucket.from.value << " to " << bucket.to.value;
    }
}

std::int64_t total_of(const std::vector<RevenueDistribution::Bucket>& buckets) {
    std::int64_t total = 0;
    for (const auto& each : buckets) total += each.per_billion;
    return total;
}

/// The same numbers each time and on every platform (Knuth's linear congruential generator).
class Dice {
public:
    std::int64_t from(std::int64_t least, std::int64_t most) {
        state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        return least + static_cast<std::int64_t>((state_ >> 33) %
                                                 static_cast<std::uint64_t>(most - least + 1));
    }

    Members group(std::int64_t most_members, std::int64_t most_cents) {
        std::vector<std::int64_t> amounts;
        for (std::int64_t i = from(1, 5); i > 0; --i) amounts.push_back(from(0, most_cents));
        const auto last_amount = static_cast<std::int64_t>(amounts.size()) - 1;
        const std::vector<std::int64_t> chances{0,          1,          85'000'000, 76'500'000,
                                                50'000'000, 99'999'999, 100'000'000};
        Members members;
        for (std::int64_t i = from(1, most_members); i > 0; --i) {
            const std::int64_t chance = from(0, 1) == 0
                                            ? chances[static_cast<std::size_t>(from(0, 6))]
                                            : from(0, 100'000'000);
            members.push_back(
                {{amounts[static_cast<std::size_t>(from(0, last_amount))]}, {chance}});
        }
        return members;
    }

private:
    std::uint64_t state_ = 20'260'101;
};

/// So many members who take turns with the amounts.
Members members_of(std::size_t count, const std::vector<std::int64_t>& amounts, Chance chance) {
    Members members;
    for (std::size_t i = 0; i < count; ++i) {
        members.push_back({{amounts[i % amounts.size()]}, chance});
    }
    return members;
}

constexpr Chance kUsual = chance_of_payment({85'00}, {10'00});
constexpr Chance kHalf{50'000'000};

// What a member brings

TEST(ExpectedPayment, AttendanceAndDenialMultiplyExactly) {
    EXPECT_EQ(chance_of_payment({85'00}, {10'00}), Chance{76'500'000});
    EXPECT_EQ(chance_of_payment({33'33}, {0'01}), Chance{33'326'667});
    EXPECT_EQ(chance_of_payment({100'00}, {0}), kCertain);
    EXPECT_EQ(chance_of_payment({100'00}, {100'00}), Chance{});
}

// Edges

TEST(RevenueDistribution, NoMembersBringNothing) {
    const auto none = RevenueDistribution::of({}, 48);
    EXPECT_EQ(none.mean(), Cents{});
    EXPECT_EQ(none.greatest(), Cents{});
    EXPECT_EQ(none.quantile({50'00}), Cents{});
    EXPECT_EQ(none.probability_at_most({-1}), 0);
    EXPECT_EQ(none.probability_at_most({0}), 1);
    EXPECT_TRUE(none.is_exact());
    const auto buckets = none.histogram(10);
    ASSERT_EQ(buckets.size(), 1U);
    EXPECT_EQ(buckets[0].from, Cents{});
    EXPECT_EQ(buckets[0].to, Cents{});
    EXPECT_EQ(buckets[0].per_billion, 1'000'000'000);
}

TEST(RevenueDistribution, AMemberWithoutAmountOrChanceChangesNothing) {
    const auto one = RevenueDistribution::of({{{30'39}, kUsual}}, 7);
    const auto three =
        RevenueDistribution::of({{{0}, kUsual}, {{30'39}, kUsual}, {{24'36}, Chance{}}}, 7);
    EXPECT_EQ(three.greatest(), one.greatest());
    EXPECT_EQ(three.mean(), one.mean());
    for (std::int64_t i = -1; i <= 7; ++i) {
        EXPECT_EQ(three.probability_at_most({i * 30'39}), one.probability_at_most({i * 30'39}));
    }
}

TEST(RevenueDistribution, WhatIsCertainIsTheOnlyAmount) {
    const auto certain = RevenueDistribution::of({{{30'39}, kCertain}, {{24'36}, kCertain}}, 48);
    const Cents all = Cents{30'39 + 24'36} * 48;
    EXPECT_EQ(certain.least(), all);
    EXPECT_EQ(certain.mean(), all);
    EXPECT_EQ(certain.quantile({0'01}), all);
    EXPECT_EQ(certain.quantile({99'99}), all);
    EXPECT_EQ(certain.probability_at_most(all - Cents{1}), 0);
    EXPECT_EQ(certain.probability_at_most(all), 1);
    EXPECT_EQ(certain.histogram(5).size(), 1U);
}

TEST(RevenueDistribution, WhatIsCertainShiftsTheRest) {
    const auto rest = RevenueDistribution::of({{{30'39}, kUsual}}, 10);
    const auto both = RevenueDistribution::of({{{30'39}, kUsual}, {{100'00}, kCertain}}, 10);
    EXPECT_EQ(both.least(), Cents{1'000'00});
    for (std::int64_t share = 0; share <= 10'000; share += 50) {
        EXPECT_EQ(both.quantile({share}), rest.quantile({share}) + Cents{1'000'00});
    }
}

TEST(RevenueDistribution, OneMemberInOneSessionBringsAllOrNothing) {
    const auto one = RevenueDistribution::of({{{30'39}, {85'000'000}}}, 1);
    EXPECT_EQ(one.probability_at_most({-1}), 0);
    EXPECT_NEAR(one.probability_at_most({0}), 0.15, kTolerance);
    EXPECT_NEAR(one.probability_at_most({30'38}), 0.15, kTolerance);
    EXPECT_EQ(one.probability_at_most({30'39}), 1);
}

TEST(RevenueDistribution, AQuantileIsReachedWhereTheProbabilityIsTheShareItself) {
    const auto one = RevenueDistribution::of({{{30'39}, {85'000'000}}}, 1);
    EXPECT_EQ(one.quantile({14'99}), Cents{});
    EXPECT_EQ(one.quantile({15'00}), Cents{});
    EXPECT_EQ(one.quantile({15'01}), Cents{30'39});
    // (1 - 0.9)^2 is 0.01, which no double is.
    const auto two = RevenueDistribution::of({{{30'39}, {90'000'000}}, {{24'36}, {90'000'000}}}, 1);
    EXPECT_EQ(two.quantile({1'00}), Cents{});
    EXPECT_EQ(two.quantile({1'01}), Cents{24'36});
    EXPECT_EQ(two.quantile({10'00}), Cents{24'36});
    EXPECT_EQ(two.quantile({10'01}), Cents{30'39});
    EXPECT_EQ(two.quantile({19'00}), Cents{30'39});
    EXPECT_EQ(two.quantile({19'01}), Cents{54'75});
}

TEST(RevenueDistribution, NoShareIsTheLeastAmountAndAllTheGreatest) {
    const auto group = RevenueDistribution::of(
        {{{30'39}, {1}}, {{24'36}, {99'999'999}}, {{41'37}, kCertain}}, 520);
    EXPECT_EQ(group.quantile({0}), Cents{41'37} * 520);
    EXPECT_EQ(group.quantile({100'00}), Cents{30'39 + 24'36 + 41'37} * 520);
}

// Mean, worked by hand

TEST(RevenueDistribution, MeanIsRoundedOnceHalfAwayFromZero) {
    EXPECT_EQ(RevenueDistribution::of({{{1}, kHalf}}, 1).mean(), Cents{1});  // 0.5
    // 1.5; each rounded alone, it would be 3.
    EXPECT_EQ(RevenueDistribution::of(members_of(3, {1}, kHalf), 1).mean(), Cents{2});
    EXPECT_EQ(RevenueDistribution::of({{{1}, {49'999'999}}}, 1).mean(), Cents{});
}

TEST(RevenueDistribution, MeanIsAmountTimesChanceTimesSessions) {
    // 30.39 x 0.765 x 12 x 48 = 13,391.0496
    EXPECT_EQ(RevenueDistribution::of(members_of(12, {30'39}, kUsual), 48).mean(),
              Cents{13'391'05});
    // (30.39 + 24.36 + 41.37 + 20.47) x 0.85 x 3 x 48 = 116.59 x 122.4 = 14,270.616
    EXPECT_EQ(
        RevenueDistribution::of(members_of(12, {30'39, 24'36, 41'37, 20'47}, {85'000'000}), 48)
            .mean(),
        Cents{14'270'62});
}

TEST(RevenueDistribution, MeanOfTheLargestRosterDoesNotOverflow) {
    // 10,000 x 10,000,000.00 x 520 x 0.99999999 = 52,000,000,000,000.00 - 520,000.00
    EXPECT_EQ(
        RevenueDistribution::of(members_of(10'000, {1'000'000'000}, {99'999'999}), 520).mean(),
        Cents{51'999'999'480'000'00});
}

// Against brute force

TEST(RevenueDistribution, TwelveMembersMatchBruteForce) {
    const std::vector<std::int64_t> amounts{30'39, 24'36, 41'37, 20'47, 33'84, 28'91,
                                            36'58, 22'79, 44'12, 31'61, 27'13, 39'07};
    Members members;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        members.push_back({{amounts[i]}, {99'000'000 - 7'654'321 * static_cast<std::int64_t>(i)}});
    }
    const auto distribution = RevenueDistribution::of(members, 1);
    expect_same(distribution, by_enumeration(members));
    expect_same_histogram(distribution, 40, by_enumeration(members));
}

TEST(RevenueDistribution, GeneratedGroupsMatchBruteForce) {
    Dice dice;
    for (std::uint64_t i = 0; i < test::generated(60); ++i) {
        SCOPED_TRACE(i);
        const Members members = dice.group(12, 50'00);
        const auto distribution = RevenueDistribution::of(members, 1);
        expect_same(distribution, by_enumeration(members));
        expect_same_histogram(distribution, static_cast<std::size_t>(dice.from(1, 60)),
                              by_enumeration(members));
    }
}

TEST(RevenueDistribution, SeveralSessionsMatchConvolution) {
    Dice dice;
    for (std::uint64_t i = 0; i < test::generated(60); ++i) {
        SCOPED_TRACE(i);
        const Members members = dice.group(6, 2'00);
        const std::int64_t sessions = dice.from(2, 30);
        const auto distribution = RevenueDistribution::of(members, sessions);
        expect_same(distribution, by_convolution(members, sessions));
        expect_same_histogram(distribution, static_cast<std::size_t>(dice.from(1, 60)),
                              by_convolution(members, sessions));
    }
}

class AYearOfSessions : public testing::TestWithParam<std::size_t> {};

TEST_P(AYearOfSessions, MatchesConvolution) {
    const std::vector<std::int64_t> amounts{3'04, 2'44, 4'14, 2'05, 3'38, 2'89,
                                            3'66, 2'28, 4'41, 3'16, 2'71, 3'91};
    const auto count = static_cast<std::ptrdiff_t>(GetParam());
    const Members members =
        members_of(12, {amounts.begin(), amounts.begin() + count}, {85'000'000});
    const auto distribution = RevenueDistribution::of(members, 48);
    const Probabilities probabilities = by_convolution(members, 48);
    expect_same(distribution, probabilities);
    expect_same_histogram(distribution, 40, probabilities);
}

INSTANTIATE_TEST_SUITE_P(OfTwelveMembers, AYearOfSessions, testing::Values(1, 2, 3, 4, 5, 6, 8, 12),
                         [](const auto& each) {
                             return "With" + std::to_string(each.param) + "Amounts";
                         });

TEST(RevenueDistribution, AFewSessionsOfManyAmountsMatchConvolution) {
    const Members members =
        members_of(10, {3'04, 2'44, 4'14, 2'05, 3'38, 2'89, 3'66, 2'28, 4'41, 3'16}, kUsual);
    for (const std::int64_t sessions : {5, 16}) {
        const auto distribution = RevenueDistribution::of(members, sessions);
        expect_same(distribution, by_convolution(members, sessions));
        expect_same_histogram(distribution, 100, by_convolution(members, sessions));
    }
}

TEST(RevenueDistribution, OneAmountAtManyChancesMatchesConvolution) {
    Members members;
    for (std::int64_t i = 0; i < 20; ++i) members.push_back({{3}, {4'999'999 * (i + 1)}});
    const auto distribution = RevenueDistribution::of(members, 52);
    expect_same(distribution, by_convolution(members, 52));
    expect_same_histogram(distribution, 30, by_convolution(members, 52));
}

// Large rosters: where every chance is one half, half of the revenue is the middle.

class LargeRoster : public testing::TestWithParam<std::vector<std::int64_t>> {};

TEST_P(LargeRoster, IsExactAndSymmetric) {
    const Members members = members_of(10'000, GetParam(), kHalf);
    const auto distribution = RevenueDistribution::of(members, 520);
    EXPECT_TRUE(distribution.is_exact());
    const Cents middle = distribution.mean();
    EXPECT_EQ(middle * 2, distribution.greatest());
    EXPECT_EQ(distribution.quantile({50'00}), middle);
    for (std::int64_t i = 0; i < 1'000'000; i = i * 3 + 7) {
        EXPECT_NEAR(distribution.probability_at_most(middle - Cents{i + 1}),
                    1 - distribution.probability_at_most(middle + Cents{i}), 2 * kTolerance);
    }
    EXPECT_EQ(total_of(distribution.histogram(40)), 1'000'000'000);
}

INSTANTIATE_TEST_SUITE_P(OfTenThousand, LargeRoster,
                         testing::Values(std::vector<std::int64_t>{30'39},
                                         std::vector<std::int64_t>{30'39, 24'36, 41'37, 20'47,
                                                                   33'84}));

/// Twelve members whose amounts of millions have no common unit but the cent.
Members members_of_millions(std::int64_t extra) {
    Members members;
    for (std::int64_t i = 0; i < 12; ++i) {
        members.push_back({{(700'000'000 + i * i * 2'000'000) + extra * (i + 1)}, {85'000'000}});
    }
    return members;
}

TEST(RevenueDistribution, WhatIsTooLargeToBeExactSaysHowFarOffItIs) {
    const auto below = RevenueDistribution::of(members_of_millions(0), 520);
    const auto group = RevenueDistribution::of(members_of_millions(7'77), 520);
    const auto above = RevenueDistribution::of(members_of_millions(10'00), 520);
    EXPECT_TRUE(below.is_exact());
    EXPECT_FALSE(group.is_exact());
    EXPECT_TRUE(above.is_exact());
    EXPECT_LT(group.margin(), Cents{group.mean().value / 1'000});
    for (std::int64_t share = 0; share <= 10'000; share += 25) {
        EXPECT_LE(below.quantile({share}), group.quantile({share}) + group.margin());
        EXPECT_GE(above.quantile({share}), group.quantile({share}) - group.margin());
    }
    // 85 % of 520 x (12 x 7,000,000.00 + 506 x 20,000.00 + 78 x 7.77)
    EXPECT_EQ(group.mean(), Cents{41'601'307'878'52});
}

// Histograms

TEST(Histogram, GivesEachOfAFewAmountsABucketOfItsOwn) {
    const auto buckets =
        RevenueDistribution::of({{{30'39}, {85'000'000}}, {{24'36}, kHalf}}, 1).histogram(4);
    ASSERT_EQ(buckets.size(), 4U);
    const std::vector<std::int64_t> amounts{0, 24'36, 30'39, 54'75};
    const std::vector<std::int64_t> per_billion{75'000'000, 75'000'000, 425'000'000, 425'000'000};
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        EXPECT_EQ(buckets[i].from.value, amounts[i]);
        EXPECT_EQ(buckets[i].to.value, amounts[i]);
        EXPECT_EQ(buckets[i].per_billion, per_billion[i]);
    }
}

TEST(Histogram, HasBucketsOfOneWidthWhereAmountsAreMany) {
    const auto buckets =
        RevenueDistribution::of(members_of(12, {30'39, 24'36, 41'37, 20'47}, kUsual), 48)
            .histogram(30);
    EXPECT_LE(buckets.size(), 30U);
    EXPECT_GE(buckets.size(), 28U);
    for (std::size_t i = 1; i < buckets.size(); ++i) {
        EXPECT_EQ(buckets[i].from, buckets[i - 1].to + Cents{1});
        EXPECT_EQ(buckets[i].to - buckets[i].from, buckets[0].to - buckets[0].from);
    }
}

TEST(Histogram, HoldsAsManyPaymentsInEachBucketWhereAllAreAlike) {
    for (const auto& each :
         RevenueDistribution::of(members_of(12, {30'39}, kUsual), 48).histogram(30)) {
        EXPECT_EQ(each.from.value % 30'39, 0);
        EXPECT_EQ((each.to.value + 1) % 30'39, 0);
    }
}

TEST(Histogram, OfOneBucketHoldsAll) {
    const auto buckets =
        RevenueDistribution::of(members_of(12, {30'39, 24'36}, kUsual), 48).histogram(1);
    ASSERT_EQ(buckets.size(), 1U);
    EXPECT_EQ(buckets[0].per_billion, 1'000'000'000);
}

TEST(Histogram, LeavesOutTailsOfABillionth) {
    // All miss with a probability of 1e-16.
    const auto buckets =
        RevenueDistribution::of(members_of(2, {30'39}, {99'000'000}), 4).histogram(100);
    ASSERT_EQ(buckets.size(), 6U);  // Five misses of eight: 5e-9; six: 3e-11.
    EXPECT_EQ(buckets.front().from, Cents{30'39} * 3);
    EXPECT_EQ(buckets.back().to, Cents{30'39} * 8);
    EXPECT_EQ(total_of(buckets), 1'000'000'000);
}

// What holds of every group

TEST(EveryGroup, HasAnOrderlyDistribution) {
    Dice dice;
    for (std::uint64_t i = 0; i < test::generated(300); ++i) {
        SCOPED_TRACE(i);
        const Members members = dice.group(15, 60'00);
        const std::int64_t sessions = dice.from(1, 60);
        const auto distribution = RevenueDistribution::of(members, sessions);
        EXPECT_LE(distribution.least(), distribution.mean());
        EXPECT_LE(distribution.mean(), distribution.greatest());
        EXPECT_EQ(distribution.probability_at_most(distribution.least() - Cents{1}), 0);
        EXPECT_EQ(distribution.probability_at_most(distribution.greatest()), 1);

        const std::int64_t range = (distribution.greatest() - distribution.least()).value;
        double before = 0;
        for (std::int64_t part = 0; part <= 200; ++part) {
            const Cents amount = distribution.least() + Cents{range * part / 200};
            const double probability = distribution.probability_at_most(amount);
            EXPECT_GE(probability, before - kTolerance);
            EXPECT_LE(probability, 1);
            before = probability;
        }
        Cents lower = distribution.least();
        for (std::int64_t share = 0; share <= 10'000; share += 100) {
            const Cents quantile = distribution.quantile({share});
            EXPECT_LE(lower, quantile);
            lower = quantile;
            if (share == 0 || share == 10'000) continue;
            const double wanted = static_cast<double>(share) / 1e4;
            EXPECT_GE(distribution.probability_at_most(quantile), wanted - 2 * kTolerance);
            EXPECT_LT(distribution.probability_at_most(quantile - Cents{1}), wanted);
        }
        const auto buckets = distribution.histogram(static_cast<std::size_t>(dice.from(1, 50)));
        EXPECT_EQ(total_of(buckets), 1'000'000'000);
        EXPECT_TRUE(std::all_of(buckets.begin(), buckets.end(), [](const auto& each) {
            return each.per_billion >= 0 && each.from <= each.to;
        }));
    }
}

TEST(EveryGroup, IsTheSameInAnyOrder) {
    Dice dice;
    for (std::uint64_t i = 0; i < test::generated(40); ++i) {
        Members members = dice.group(12, 60'00);
        const auto forwards = RevenueDistribution::of(members, 24);
        std::reverse(members.begin(), members.end());
        const auto backwards = RevenueDistribution::of(members, 24);
        for (std::int64_t part = 0; part <= 20; ++part) {
            const Cents amount{forwards.greatest().value * part / 20};
            EXPECT_EQ(forwards.probability_at_most(amount), backwards.probability_at_most(amount));
        }
    }
}

TEST(EveryGroup, TwiceInHalfTheSessionsIsTheSame) {
    Dice dice;
    for (std::uint64_t i = 0; i < test::generated(40); ++i) {
        Members members = dice.group(6, 60'00);
        const auto once = RevenueDistribution::of(members, 24);
        const Members copy = members;
        members.insert(members.end(), copy.begin(), copy.end());
        const auto twice = RevenueDistribution::of(members, 12);
        EXPECT_EQ(once.mean(), twice.mean());
        for (std::int64_t part = 0; part <= 50; ++part) {
            const Cents amount{once.greatest().value * part / 50};
            EXPECT_NEAR(once.probability_at_most(amount), twice.probability_at_most(amount),
                        2 * kTolerance);
        }
    }
}

TEST(EveryGroup, BringsTenTimesAsMuchWhereAmountsAreTenTimesAsHigh) {
    Dice dice;
    for (std::uint64_t i = 0; i < test::generated(40); ++i) {
        Members members = dice.group(12, 60'00);
        const auto before = RevenueDistribution::of(members, 24);
        for (ExpectedPayment& each : members) each.amount = each.amount * 10;
        const auto after = RevenueDistribution::of(members, 24);
        for (std::int64_t share = 0; share <= 10'000; share += 250) {
            EXPECT_EQ(before.quantile({share}) * 10, after.quantile({share}));
        }
    }
}

}  // namespace
}  // namespace cpt

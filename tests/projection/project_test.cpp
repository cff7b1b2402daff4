#include "core/projection/project.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/boundary/engine.h"
#include "core/boundary/planner.h"
#include "core/units/search.h"
#include "tests/support/data.h"
#include "tests/support/effort.h"

namespace cpt {
namespace {

/// A payer of rates agreed on: a group for 40.00, an hour for 120.00; one of groups for 30.00
/// alone; one of no figure at all.
constexpr const char* kContracts = R"({"schema": "payer-table/1", "tables": [
  {"id": "forty", "payer": "forty", "rules_of": "uhc", "kind": "contract", "title": "Forty",
   "source": {"title": "forty.csv"},
   "rows": [{"code": "90853", "amount": "40.00"}, {"code": "90837", "amount": "120.00"},
            {"code": "90785", "amount": "5.00"}]},
  {"id": "thirty", "payer": "thirty", "rules_of": "aetna", "kind": "contract", "title": "Thirty",
   "source": {"title": "thirty.csv"}, "rows": [{"code": "90853", "amount": "30.00"}]},
  {"id": "least", "payer": "least", "rules_of": "aetna", "kind": "contract", "title": "Least",
   "source": {"title": "least.csv"},
   "rows": [{"code": "90853", "amount": "0.00"}, {"code": "90837", "amount": "0.00"}]},
  {"id": "most", "payer": "most", "rules_of": "aetna", "kind": "contract", "title": "Most",
   "source": {"title": "most.csv"},
   "rows": [{"code": "90853", "amount": "9999999.99"}, {"code": "90837", "amount": "10000000.00"}]}
]})";

const Engine& engine() {
    static const Engine* const loaded = [] {
        auto* loading = new Engine;
        const auto load = [&](const std::string& name, const std::string& text) {
            for (const Error& error : loading->load(name, text)) {
                ADD_FAILURE() << error.path << ' ' << error.message;
            }
        };
        load("index.json", test::read_project_file("fee_schedules/index.json"));
        for (const HeldFile& file : std::vector(loading->book().schedules.held)) {
            if (file.load != "zip") {
                load(file.name, test::read_project_file("fee_schedules/" + file.name));
            }
        }
        load("contracts/all.json", kContracts);
        return loading;
    }();
    return *loaded;
}

/// One member of each payer, called A, B, C...
GroupSession group_of(const std::vector<std::string>& payers) {
    GroupSession session;
    session.service.date = "2026-03-02";
    session.clinician.type = ClinicianType::psychiatrist;
    session.locality = "10112-00";
    for (const std::string& payer : payers) {
        Member& member = session.members.emplace_back();
        member.id = std::string(1, static_cast<char>('A' + session.members.size() - 1));
        member.payer = payer;
    }
    return session;
}

/// A single session, so that its distribution can be seen: a month of a practice that works
/// twelve weeks a year.
Plan once() {
    Plan plan;
    plan.period = Period::month;
    plan.weeks_off = 40;
    return plan;
}

Projection projected(const GroupSession& session, const Plan& plan) {
    Problems problems;
    Projection projection = project(engine().book(), session, plan, problems);
    for (const Error& error : problems.take()) ADD_FAILURE() << error.path << ' ' << error.message;
    return projection;
}

Errors refused(const GroupSession& session, const Plan& plan) {
    Problems problems;
    project(engine().book(), session, plan, problems);
    return problems.take();
}

Cents p10(const Projection& projection) { return projection.revenue.quantile({10'00}); }
Cents p50(const Projection& projection) { return projection.revenue.quantile({50'00}); }
Cents p90(const Projection& projection) { return projection.revenue.quantile({90'00}); }

// --- sessions ----------------------------------------------------------------------------------

TEST(Sessions, OfAYearAreThoseOfItsWeeksWithoutTheWeeksOff) {
    EXPECT_EQ(sessions_of({}), 52);
    Plan plan;
    plan.weeks_off = 4;
    EXPECT_EQ(sessions_of(plan), 48);
    plan.sessions_per_week = 3;
    EXPECT_EQ(sessions_of(plan), 144);
    plan.weeks_off = 51;
    EXPECT_EQ(sessions_of(plan), 3);
    plan.weeks_off = 0;
    plan.sessions_per_week = 10;
    EXPECT_EQ(sessions_of(plan), 520);
}

TEST(Sessions, OfAMonthAreATwelfthToTheNearestWholeOneAndAtLeastOne) {
    struct Case {
        std::int64_t per_week;
        std::int64_t weeks_off;
        std::int64_t sessions;
    };
    for (const Case& each : {Case{1, 0, 4},       // 52 / 12 = 4.33
                             Case{1, 4, 4},       // 48 / 12
                             Case{2, 4, 8},       // 96 / 12
                             Case{3, 2, 13},      // 150 / 12 = 12.5
                             Case{1, 46, 1},      // 6 / 12 = 0.5
                             Case{1, 51, 1},      // 1 / 12 = 0.08
                             Case{10, 0, 43}}) {  // 520 / 12 = 43.33
        Plan plan;
        plan.period = Period::month;
        plan.sessions_per_week = each.per_week;
        plan.weeks_off = each.weeks_off;
        EXPECT_EQ(sessions_of(plan), each.sessions) << each.per_week << ' ' << each.weeks_off;
    }
}

// --- what comes in -----------------------------------------------------------------------------

TEST(Project, NothingIsAssumedThatIsNotSaid) {
    const Projection projection = projected(group_of({"forty", "thirty", "forty"}), {});
    EXPECT_EQ(projection.sessions, 52);
    const Cents all = Cents{110'00} * 52;
    EXPECT_EQ(projection.revenue.mean(), all);
    for (const Cents each : {p10(projection), p50(projection), p90(projection),
                             projection.revenue.least(), projection.revenue.greatest()}) {
        EXPECT_EQ(each, all);
    }
    EXPECT_EQ(projection.mean_of_session, Cents{110'00});
    const auto buckets = projection.revenue.histogram(48);
    ASSERT_EQ(buckets.size(), 1U);
    EXPECT_EQ(buckets[0].per_billion, 1'000'000'000);
    for (const ProjectedMember& member : projection.members) {
        EXPECT_EQ(member.attendance, kAll);
        EXPECT_EQ(member.denial, kNone);
        EXPECT_EQ(member.collection, kAll);
    }
}

/// Attends 80 %, 10 % denied, 95 % collected: 38.00 with a chance of 0.72; and 30.00 with 0.5.
struct TwoMembers {
    TwoMembers() {
        plan.attendance = {50'00};
        plan.members = {{"A", {80'00}}};
        plan.payers = {{"forty", {10'00}, {95'00}}};
    }
    GroupSession session = group_of({"forty", "thirty"});
    Plan plan = once();
};

TEST(Project, AttendanceDenialAndCollectionOfTwoMembersOverOneSession) {
    const TwoMembers two;
    const Projection projection = projected(two.session, two.plan);
    ASSERT_EQ(projection.sessions, 1);
    EXPECT_EQ(projection.total.allowed, Cents{70'00});
    EXPECT_EQ(projection.members[0].received, Cents{38'00});
    EXPECT_EQ(projection.members[0].chance, Chance{72'000'000});
    EXPECT_EQ(projection.members[1].received, Cents{30'00});
    EXPECT_EQ(projection.members[1].chance, Chance{50'000'000});
    // 0: 0.28 x 0.5; 30.00: 0.28 x 0.5; 38.00: 0.72 x 0.5; 68.00: 0.72 x 0.5.
    const RevenueDistribution& revenue = projection.revenue;
    EXPECT_EQ(revenue.mean(), Cents{42'36});  // 27.36 + 15.00
    EXPECT_EQ(projection.mean_of_session, Cents{42'36});
    EXPECT_EQ(p10(projection), Cents{});
    EXPECT_EQ(p50(projection), Cents{38'00});
    EXPECT_EQ(p90(projection), Cents{68'00});
    EXPECT_EQ(revenue.least(), Cents{});
    EXPECT_EQ(revenue.greatest(), Cents{68'00});
    EXPECT_NEAR(revenue.probability_at_most(Cents{29'99}), 0.14, 1e-12);
    EXPECT_NEAR(revenue.probability_at_most(Cents{30'00}), 0.28, 1e-12);
    EXPECT_NEAR(revenue.probability_at_most(Cents{38'00}), 0.64, 1e-12);
    EXPECT_EQ(revenue.probability_at_most(Cents{68'00}), 1);
}

TEST(Project, AYearBringsSoManySessionsOnAverage) {
    TwoMembers two;
    two.plan.period = Period::year;
    two.plan.weeks_off = 4;
    const Projection projection = projected(two.session, two.plan);
    EXPECT_EQ(projection.revenue.mean(), Cents{42'36 * 48});
    EXPECT_EQ(projection.revenue.greatest(), Cents{68'00 * 48});
    EXPECT_EQ(projection.revenue.least(), Cents{});
    EXPECT_LT(p10(projection), p50(projection));
    EXPECT_LT(p50(projection), p90(projection));
    // Of A 38.00^2 x 0.72 x 0.28 and of B 30.00^2 x 0.25 a session: 516.1104 x 48 = 24,773.3,
    // a deviation of 157.40; the tenths lie 1.2816 deviations from the mean, to a few dollars.
    EXPECT_NEAR(static_cast<double>((p90(projection) - projection.revenue.mean()).value), 201'72,
                12'00);
    EXPECT_NEAR(static_cast<double>((projection.revenue.mean() - p10(projection)).value), 201'72,
                12'00);
}

TEST(Project, WhatIsCollectedIsRoundedToTheCentOnce) {
    Plan plan = once();
    plan.payers = {{"thirty", kNone, {33'35}}};  // 10.005
    EXPECT_EQ(projected(group_of({"thirty"}), plan).members[0].received, Cents{10'01});
}

TEST(Project, ADenialOfAPayerIsThatOfAllItsMembersAndOfNoOther) {
    Plan plan = once();
    plan.payers = {{"forty", {100'00}, kAll}};
    const Projection projection = projected(group_of({"forty", "thirty", "forty"}), plan);
    EXPECT_EQ(projection.revenue.mean(), Cents{30'00});
    EXPECT_EQ(projection.revenue.greatest(), Cents{30'00});
    EXPECT_EQ(projection.members[0].chance, Chance{});
    EXPECT_EQ(projection.members[1].chance, kCertain);
}

TEST(Project, WhoNeverComesBringsNothing) {
    Plan plan;
    plan.attendance = kNone;
    const Projection projection = projected(group_of({"forty", "forty"}), plan);
    EXPECT_EQ(projection.revenue.mean(), Cents{});
    EXPECT_EQ(p90(projection), Cents{});
    EXPECT_EQ(projection.revenue.greatest(), Cents{});
}

TEST(Project, SequestrationIsNotReceived) {
    // Alabama 2026: 29.29, of which 20 % = 5.858, 5.86, is the patient's; of Medicare's 23.43 2 %
    // = 0.4686, 0.47, is withheld.
    const Projection projection = projected(group_of({"medicare"}), once());
    EXPECT_EQ(projection.total.allowed, Cents{29'29});
    EXPECT_EQ(projection.total.sequestration, Cents{47});
    EXPECT_EQ(projection.members[0].received, Cents{28'82});
    EXPECT_EQ(projection.revenue.mean(), Cents{28'82});
}

TEST(Project, AMemberWhomNoTablePricesIsCountedAndLeftOut) {
    Plan plan;
    plan.attendance = {75'00};
    const GroupSession session = group_of({"forty", "aetna", "thirty", "self-pay"});
    const Projection projection = projected(session, plan);
    EXPECT_EQ(projection.unpriced_members, 2);
    ASSERT_EQ(projection.members.size(), 4U);
    EXPECT_EQ(projection.members[1].received, std::nullopt);
    EXPECT_EQ(projection.members[3].received, std::nullopt);
    const Projection without = projected(group_of({"forty", "thirty"}), plan);
    EXPECT_EQ(projection.revenue.mean(), without.revenue.mean());
    EXPECT_EQ(p10(projection), p10(without));
    EXPECT_EQ(p90(projection), p90(without));
}

TEST(Project, AGroupThatNoTablePricesBringsNothingAndIsComparedWithNothing) {
    GroupSession session = group_of({"aetna", "aetna"});
    session.service.minutes = 90;
    const Projection projection = projected(session, {});
    EXPECT_EQ(projection.unpriced_members, 2);
    EXPECT_EQ(projection.revenue.mean(), Cents{});
    EXPECT_EQ(projection.revenue.histogram(48).size(), 1U);
    EXPECT_EQ(projection.individual_hour, std::nullopt);
    EXPECT_EQ(projection.break_even, std::nullopt);
    EXPECT_EQ(projection.mean_per_hour, Cents{});
}

TEST(Project, AFeeOfOnesOwnIsWhatComesIn) {
    GroupSession session = group_of({"self-pay"});
    session.members[0].charge = Cents{55'00};
    EXPECT_EQ(projected(session, once()).revenue.mean(), Cents{55'00});
}

TEST(Project, AddOnsComeInWithTheService) {
    GroupSession session = group_of({"forty"});
    session.members[0].add_ons = {"90785"};
    EXPECT_EQ(projected(session, once()).members[0].received, Cents{45'00});
}

// --- an hour of individual psychotherapy -------------------------------------------------------

TEST(Project, AMedicareGroupOfSixBringsMoreThanAnIndividualHour) {
    // 90837: (3.78 + 1.20 x 0.875 + 0.02 x 0.566) x 33.4009 = 161.7044, 161.70; the patient's 20 %
    // is 32.34; of Medicare's 129.36 2 % = 2.5872, 2.59, is withheld: 159.11. A member of the group
    // brings 28.82: five 144.10, six 172.92.
    const Projection projection = projected(group_of({"medicare", "medicare", "medicare"}), {});
    EXPECT_EQ(projection.individual_hour, Cents{159'11});
    EXPECT_EQ(projection.break_even, 6);
}

TEST(Project, AGroupThatBringsExactlyAsMuchDoesNotYetBringMore) {
    // Three times 40.00 is 120.00.
    const Projection projection = projected(group_of({"forty"}), {});
    EXPECT_EQ(projection.individual_hour, Cents{120'00});
    EXPECT_EQ(projection.break_even, 4);
}

TEST(Project, TheHourIsThatOfTheSameMembersUnderTheSameExpectations) {
    // A: 159.11 x 0.72 of an hour, 28.82 x 0.72 of the group, which collect 100 %.
    // B: 120.00 x 0.95 x 0.5 = 57.00, 40.00 x 0.95 x 0.5 = 19.00.
    // Hour (114.5592 + 57.00) / 2 = 85.7796; group (20.7504 + 19.00) / 2 = 19.8752: 4.32 members.
    Plan plan = once();
    plan.attendance = {50'00};
    plan.members = {{"A", {80'00}}};
    plan.payers = {{"medicare", {10'00}, kAll}, {"forty", kNone, {95'00}}};
    const Projection projection = projected(group_of({"medicare", "forty"}), plan);
    EXPECT_EQ(projection.individual_hour, Cents{85'78});
    EXPECT_EQ(projection.break_even, 5);
}

TEST(Project, OnlyMembersWhoseHourHasAPriceAreCompared) {
    const Projection projection = projected(group_of({"thirty", "forty", "aetna"}), {});
    EXPECT_EQ(projection.individual_hour, Cents{120'00});
    EXPECT_EQ(projection.break_even, 4);
}

TEST(Project, WithoutAPriceOfTheHourThereIsNoBreakEven) {
    const Projection projection = projected(group_of({"thirty", "thirty"}), {});
    EXPECT_EQ(projection.individual_hour, std::nullopt);
    EXPECT_EQ(projection.break_even, std::nullopt);
    EXPECT_EQ(projection.revenue.mean(), Cents{60'00 * 52});
}

TEST(Project, AGroupToWhichNobodyComesNeverBreaksEven) {
    Plan plan;
    plan.attendance = kNone;
    const Projection projection = projected(group_of({"forty"}), plan);
    EXPECT_EQ(projection.individual_hour, Cents{});
    EXPECT_EQ(projection.break_even, std::nullopt);
}

TEST(Project, AGroupThatIsPaidNothingNeverBreaksEven) {
    const Projection projection = projected(group_of({"least"}), {});
    EXPECT_EQ(projection.individual_hour, Cents{});
    EXPECT_EQ(projection.break_even, std::nullopt);
}

TEST(Project, UnitsAddOnsAndChargesOfTheGroupAreNotThoseOfTheHour) {
    GroupSession session = group_of({"forty"});
    session.members[0].units = 3;
    session.members[0].add_ons = {"90785"};
    session.members[0].charge = Cents{50'00};
    EXPECT_EQ(projected(session, {}).individual_hour, Cents{120'00});
}

// --- an hour of the clinician's time -----------------------------------------------------------

TEST(Project, AnHourOfTheCliniciansTimeWithPreparationAndNotes) {
    GroupSession session = group_of(std::vector<std::string>(8, "forty"));
    session.service.minutes = 60;
    Plan plan;
    plan.preparation_minutes = 15;
    plan.minutes_per_note = 5;
    // 60 + 15 + 8 x 5 = 115 minutes for 320.00: 320 x 60 / 115 = 166.9565.
    const Projection projection = projected(session, plan);
    EXPECT_EQ(projection.minutes_per_session, 115);
    EXPECT_EQ(projection.mean_per_hour, Cents{166'96});
}

TEST(Project, AnHourOfASessionAloneWhereNoOtherTimeIsSaid) {
    GroupSession session = group_of({"forty", "forty"});
    session.service.minutes = 90;
    Plan plan;
    plan.attendance = {50'00};
    const Projection projection = projected(session, plan);
    EXPECT_EQ(projection.minutes_per_session, 90);
    EXPECT_EQ(projection.mean_per_hour, Cents{26'67});  // 40.00 x 60 / 90 = 26.6667
}

TEST(Project, WithoutTheSessionsMinutesThereIsNoHour) {
    Plan plan;
    plan.preparation_minutes = 30;
    const Projection projection = projected(group_of({"forty"}), plan);
    EXPECT_EQ(projection.minutes_per_session, 0);
    EXPECT_EQ(projection.mean_per_hour, Cents{});
}

// --- against every outcome ---------------------------------------------------------------------

/// The same numbers each time and on every platform (Knuth's MMIX generator, its upper bits).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed * 2 + 1) {
        for (int i = 0; i < 4; ++i) below(1);
    }
    std::size_t below(std::size_t count) {
        state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        return static_cast<std::size_t>((state_ >> 33) % count);
    }
    template <class List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }

private:
    std::uint64_t state_;
};

constexpr const char* kPayers[] = {"medicare",     "medicare",    "forty",
                                   "thirty",       "medicaid-AZ", "medicaid-KY",
                                   "medicaid-SC",  "aetna",       "benchmark-commercial",
                                   "benchmark-uhc"};
constexpr const char* kPlaces[] = {"11", "22", "10"};

struct Made {
    GroupSession session;
    Plan plan;
};

Made group_from(std::uint64_t seed) {
    Numbers numbers(seed);
    std::vector<std::string> payers;
    const std::size_t members = 1 + numbers.below(12);
    for (std::size_t i = 0; i < members; ++i) payers.emplace_back(numbers.pick(kPayers));
    Made made{group_of(payers), once()};
    made.session.clinician.type = static_cast<ClinicianType>(numbers.below(kClinicianTypes.size()));
    made.plan.attendance = {static_cast<std::int64_t>(numbers.below(10'001))};
    for (Member& member : made.session.members) {
        member.place_of_service = numbers.pick(kPlaces);
        if (numbers.below(3) == 0) {
            made.plan.members.push_back(
                {member.id, {static_cast<std::int64_t>(numbers.below(101) * 100)}});
        }
        const auto is_it = [&](const PayerExperience& each) { return each.payer == member.payer; };
        if (find_first(made.plan.payers, is_it) == nullptr && numbers.below(2) == 0) {
            made.plan.payers.push_back({member.payer,
                                        {static_cast<std::int64_t>(numbers.below(3'000))},
                                        {static_cast<std::int64_t>(7'000 + numbers.below(3'001))}});
        }
    }
    return made;
}

/// P(amount) of one session, each of the ways in which members may be paid or not added up.
std::map<std::int64_t, long double> every_outcome(const Projection& projection) {
    std::map<std::int64_t, long double> outcomes{{0, 1.0L}};
    for (const ProjectedMember& member : projection.members) {
        if (!member.received) continue;
        const long double chance = static_cast<long double>(member.attendance.value) / 1e4L *
                                   (1 - static_cast<long double>(member.denial.value) / 1e4L);
        std::map<std::int64_t, long double> next;
        for (const auto& [amount, probability] : outcomes) {
            next[amount] += probability * (1 - chance);
            next[amount + member.received->value] += probability * chance;
        }
        outcomes = std::move(next);
    }
    return outcomes;
}

TEST(ProjectExactly, OneSessionIsAsLikelyToBringEachAmountAsItsOutcomesSay) {
    std::size_t amounts = 0;
    for (std::uint64_t seed = 0; seed < test::generated(300); ++seed) {
        const Made made = group_from(seed);
        const Projection projection = projected(made.session, made.plan);
        ASSERT_EQ(projection.sessions, 1);
        ASSERT_TRUE(projection.revenue.is_exact()) << seed;
        const auto outcomes = every_outcome(projection);
        amounts = std::max(amounts, outcomes.size());
        long double so_far = 0;
        long double mean = 0;
        for (const auto& [amount, probability] : outcomes) {
            if (amount > 0) {
                EXPECT_NEAR(projection.revenue.probability_at_most(Cents{amount - 1}),
                            static_cast<double>(so_far), 1e-11)
                    << seed << ' ' << amount;
            }
            so_far += probability;
            mean += probability * static_cast<long double>(amount);
            EXPECT_NEAR(projection.revenue.probability_at_most(Cents{amount}),
                        static_cast<double>(so_far), 1e-11)
                << seed << ' ' << amount;
        }
        // Half a cent, and what long double leaves of it.
        EXPECT_LE(std::abs(static_cast<double>(
                      mean - static_cast<long double>(projection.revenue.mean().value))),
                  0.5 + 1e-9)
            << seed;
        for (const std::int64_t share : {5'00, 10'00, 25'00, 50'00, 75'00, 90'00, 95'00}) {
            const Cents found = projection.revenue.quantile({share});
            const double wanted = static_cast<double>(share) / 1e4;
            long double at_most = 0;
            long double below = 0;
            for (const auto& [amount, probability] : outcomes) {
                if (amount <= found.value) at_most += probability;
                if (amount < found.value) below += probability;
            }
            EXPECT_GE(static_cast<double>(at_most), wanted - 1e-11) << seed << ' ' << share;
            EXPECT_LT(static_cast<double>(below), wanted + 1e-11) << seed << ' ' << share;
        }
    }
    EXPECT_GT(amounts, test::generated(500));
}

TEST(ProjectExactly, TheMeanOfAPeriodIsThatOfASessionSoManyTimesToACentEach) {
    for (std::uint64_t seed = 0; seed < test::generated(300); ++seed) {
        Made made = group_from(seed);
        made.plan.period = Period::year;
        const Projection projection = projected(made.session, made.plan);
        const std::int64_t of_sessions = projection.mean_of_session.value * projection.sessions;
        const std::int64_t apart = std::abs(projection.revenue.mean().value - of_sessions);
        EXPECT_LE(apart * 2, projection.sessions + 1) << seed;
        EXPECT_LE(projection.revenue.least(), p10(projection)) << seed;
        EXPECT_LE(p10(projection), p50(projection)) << seed;
        EXPECT_LE(p50(projection), p90(projection)) << seed;
        EXPECT_LE(p90(projection), projection.revenue.greatest()) << seed;
    }
}

// --- what is refused ---------------------------------------------------------------------------

TEST(ProjectRefuses, AMemberWhoIsNotInTheSession) {
    Plan plan;
    plan.members = {{"Z", kAll}, {"A", kAll}, {"", kAll}};
    const Errors errors = refused(group_of({"forty", "thirty"}), plan);
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].path, "/plan/members/0/member");
    EXPECT_EQ(errors[0].code, ErrorCode::unknown_value);
    EXPECT_EQ(errors[0].allowed, (std::vector<std::string>{"A", "B"}));
    EXPECT_EQ(errors[1].path, "/plan/members/2/member");
}

TEST(ProjectRefuses, APayerWhomNoMemberHas) {
    Plan plan;
    plan.payers = {{"medicare", kNone, kAll}};
    const Errors errors = refused(group_of({"forty", "thirty", "forty"}), plan);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "/plan/payers/0/payer");
    EXPECT_EQ(errors[0].code, ErrorCode::unknown_payer);
    EXPECT_EQ(errors[0].allowed, (std::vector<std::string>{"forty", "thirty"}));
}

TEST(ProjectRefuses, AYearWithoutASession) {
    Plan plan;
    plan.weeks_off = 52;
    const Errors errors = refused(group_of({"forty"}), plan);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "/plan/weeks_off");
    EXPECT_EQ(errors[0].code, ErrorCode::out_of_range);
}

TEST(ProjectRefuses, WhatIsWrongWithTheSessionAndThePlanAtOnce) {
    GroupSession session = group_of({"acme"});
    session.locality = "guess";
    Plan plan;
    plan.members = {{"Z", kAll}};
    std::vector<std::string> paths;
    for (const Error& error : refused(session, plan)) paths.push_back(error.path);
    std::sort(paths.begin(), paths.end());
    EXPECT_EQ(paths, (std::vector<std::string>{"/plan/members/0/member", "/session/locality",
                                               "/session/members/0/payer"}));
}

// --- as JSON -----------------------------------------------------------------------------------

std::string answer(const std::string& plan, const std::string& members = R"({"payer": "forty"})") {
    TextBuffer out;
    const std::string request =
        R"({"session": {"service": {"date": "2026-03-02"}, "clinician": {"type": "psychiatrist"},
            "locality": "10112-00", "members": [)" +
        members + R"(]}, "plan": )" + plan + "}";
    project(engine().book(), request, out);
    return std::string{out.view()};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(ProjectJson, APercentageMayHaveTwoDecimalsAsText) {
    const std::string half = answer(R"({"attendance_percent": "12.5"})");
    EXPECT_TRUE(has(half, R"("attendance_percent":"12.50")")) << half;
    EXPECT_TRUE(has(half, R"("mean_cents":26000)")) << half;  // 40.00 x 0.125 x 52
    EXPECT_EQ(answer(R"({"attendance_percent": "12.50"})"), half);
    EXPECT_EQ(answer(R"({"members": [{"member": "1", "attendance_percent": "12.5"}]})"), half);
    EXPECT_EQ(answer(R"({"attendance_percent": 12})"),
              answer(R"({"attendance_percent": "12.00"})"));
    for (const char* wrong : {R"("12.505")", R"("100.01")", "101", "-1", R"("")", R"("12,5")",
                              "12.5", "null", R"("1e1")"}) {
        EXPECT_TRUE(has(answer(R"({"attendance_percent": )" + std::string{wrong} + "}"),
                        R"("path":"/plan/attendance_percent")"))
            << wrong;
    }
}

TEST(ProjectJson, TheSameRequestGivesTheSameBytes) {
    const std::string plan =
        R"({"attendance_percent": "83.33", "payers": [{"payer": "forty", "denial_percent": 7}]})";
    const std::string members =
        R"({"payer": "forty"}, {"payer": "medicare"}, {"payer": "medicaid-AZ"}, {"payer": "aetna"})";
    const std::string first = answer(plan, members);
    EXPECT_TRUE(has(first, R"("status":"ok")")) << first;
    EXPECT_EQ(answer(plan, members), first);
}

TEST(Project, TheOrderOfMembersChangesNoFigureOfTheWhole) {
    for (std::uint64_t seed = 0; seed < test::generated(100); ++seed) {
        Made made = group_from(seed);
        made.plan.period = Period::year;
        const Projection forwards = projected(made.session, made.plan);
        std::reverse(made.session.members.begin(), made.session.members.end());
        const Projection backwards = projected(made.session, made.plan);
        EXPECT_EQ(forwards.revenue.mean(), backwards.revenue.mean()) << seed;
        EXPECT_EQ(p10(forwards), p10(backwards)) << seed;
        EXPECT_EQ(p50(forwards), p50(backwards)) << seed;
        EXPECT_EQ(p90(forwards), p90(backwards)) << seed;
        EXPECT_EQ(forwards.individual_hour, backwards.individual_hour) << seed;
        EXPECT_EQ(forwards.break_even, backwards.break_even) << seed;
    }
}

// --- at the limits -----------------------------------------------------------------------------

TEST(ProjectAtTheLimits, TheLargestGroupOfTheBusiestPracticeIsProjected) {
    GroupSession session = group_of({});
    for (std::size_t i = 0; i < kMostMembers; ++i) {
        Member& member = session.members.emplace_back();
        member.id = std::to_string(i);
        member.payer = i % 2 == 0 ? "forty" : "thirty";
    }
    Plan plan;
    plan.sessions_per_week = 10;
    plan.attendance = {90'00};
    const Projection projection = projected(session, plan);
    EXPECT_EQ(projection.sessions, 520);
    EXPECT_EQ(projection.revenue.mean(), Cents{5'000 * 70'00LL * 520 / 10 * 9});
    EXPECT_EQ(projection.break_even, 4);
}

TEST(ProjectAtTheLimits, TheLargestAmountsThatATableMayHaveAreCompared) {
    GroupSession session = group_of({});
    for (std::size_t i = 0; i < kMostMembers; ++i) {
        Member& member = session.members.emplace_back();
        member.id = std::to_string(i);
        member.payer = "most";
    }
    const Projection projection = projected(session, {});
    EXPECT_EQ(projection.individual_hour, Cents{10'000'000'00});
    EXPECT_EQ(projection.break_even, 2);
    EXPECT_EQ(projection.revenue.mean(), Cents{9'999'999'99LL * 10'000 * 52});
}

TEST(ProjectAtTheLimits, ManyUnitsOfTheLargestAmountAreNoAccidentOfArithmetic) {
    GroupSession session = group_of({"most"});
    session.members[0].units = 999;
    Plan plan;
    plan.attendance = {50'00};
    Problems problems;
    const Projection projection = project(engine().book(), session, plan, problems);
    if (!problems.empty()) return;  // To say that this is no group is as good.
    EXPECT_EQ(projection.revenue.mean(), Cents{9'999'999'99LL * 999 * 26});
}

}  // namespace
}  // namespace cpt

#include "core/session/period.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/support/data.h"

namespace cpt {
namespace {

/// A social worker's group in Los Angeles, all members under one payer.
GroupSession group_of(std::size_t count, const char* payer) {
    GroupSession session;
    session.service.date = "2026-03-02";
    session.clinician.type = ClinicianType::clinical_social_worker;
    session.locality = "01182-18";
    session.receipts = false;
    for (std::size_t i = 0; i < count; ++i) {
        Member& member = session.members.emplace_back();
        member.id = std::to_string(i + 1);
        member.payer = payer;
    }
    return session;
}

Estimate priced(const GroupSession& session) {
    auto result = estimate(test::book(), session);
    EXPECT_TRUE(result) << result.error().front().message;
    return *std::move(result);
}

TEST(Period, AYearHasAllItsSessions) {
    for (const std::int64_t of_year : {1, 6, 48, 366}) {
        EXPECT_EQ(sessions_of(Period::year, of_year), of_year);
    }
}

TEST(Period, AMonthHasATwelfthOfThemToTheNearestWholeOneAndAtLeastOne) {
    struct Case {
        std::int64_t of_year;
        std::int64_t of_month;
    };
    for (const Case& each : {Case{1, 1},        // 0.08
                             Case{6, 1},        // 0.5
                             Case{17, 1},       // 1.42
                             Case{18, 2},       // 1.5
                             Case{30, 3},       // 2.5
                             Case{48, 4},       // 4
                             Case{52, 4},       // 4.33
                             Case{53, 4},       // 4.42
                             Case{54, 5},       // 4.5
                             Case{366, 31}}) {  // 30.5
        EXPECT_EQ(sessions_of(Period::month, each.of_year), each.of_month) << each.of_year;
    }
}

// Medicare in Los Angeles: 24.46 each, of which the patient owes 4.89 and Medicare pays 19.18.
TEST(Period, EachFigureIsThatOfTheSessionTimesTheSessions) {
    const PeriodTotals year = period_totals(priced(group_of(8, "medicare")), 48);
    EXPECT_EQ(year.sessions, 48);
    EXPECT_EQ(year.allowed, Cents{9'392'64});
    EXPECT_EQ(year.payer_pays, Cents{7'365'12});
    EXPECT_EQ(year.patient_owes, Cents{1'877'76});
    EXPECT_EQ(year.if_billed_once, Cents{1'174'08});
    EXPECT_EQ(year.lost_if_billed_once, Cents{8'218'56});
    EXPECT_FALSE(year.range);
}

// In-network rates of June 2026: 39.98, 41.37, 50.20.
TEST(Period, ABenchmarkKeepsItsRange) {
    const PeriodTotals month = period_totals(priced(group_of(1, "benchmark-commercial")), 4);
    EXPECT_EQ(month.allowed, Cents{165'48});
    ASSERT_TRUE(month.range);
    EXPECT_EQ(month.range->low, Cents{159'92});
    EXPECT_EQ(month.range->high, Cents{200'80});
}

TEST(Period, ASessionThatNothingPricesComesToNothing) {
    const PeriodTotals year = period_totals(priced(group_of(3, "uhc")), 52);
    EXPECT_EQ(year.sessions, 52);
    EXPECT_EQ(year.allowed, Cents{});
    EXPECT_EQ(year.if_billed_once, Cents{});
    EXPECT_EQ(year.lost_if_billed_once, Cents{});
    EXPECT_FALSE(year.range);
}

TEST(Period, TheLargestGroupWithTheMostUnitsOfTheLargestAmountIsCountedExactly) {
    Estimate session;
    session.if_billed_once = Cents{999 * 10'000'000'00LL};
    session.total.allowed = session.if_billed_once * 10'000;
    const PeriodTotals year = period_totals(session, 366);
    EXPECT_EQ(year.allowed, Cents{3'656'340'000'000'000'000});
    EXPECT_EQ(year.if_billed_once, Cents{365'634'000'000'000});
    EXPECT_EQ(year.lost_if_billed_once, Cents{3'655'974'366'000'000'000});
}

}  // namespace
}  // namespace cpt

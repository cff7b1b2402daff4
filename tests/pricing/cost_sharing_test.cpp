#include "core/pricing/cost_sharing.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "core/pricing/medicare_line.h"

namespace cpt {
namespace {

/// A plan's terms, in cents and basis points; what is left out the plan does not have.
struct Terms {
    std::int64_t deductible = 0;
    std::optional<std::int64_t> copay{};
    std::optional<std::int64_t> coinsurance{};
    std::optional<std::int64_t> out_of_pocket{};
};

CostSharing plan_of(const Terms& terms) {
    CostSharing plan;
    plan.deductible_remaining = {terms.deductible};
    if (terms.copay) plan.copay = Cents{*terms.copay};
    if (terms.coinsurance) plan.coinsurance = Percent{*terms.coinsurance};
    if (terms.out_of_pocket) plan.out_of_pocket_remaining = Cents{*terms.out_of_pocket};
    return plan;
}

/// What the patient owes of each of some lines of one visit.
std::vector<std::int64_t> owed(const Terms& terms, const std::vector<std::int64_t>& allowed) {
    const CostSharing plan = plan_of(terms);
    CostSharingLeft left(plan);
    std::vector<std::int64_t> patient;
    for (const std::int64_t line : allowed) {
        Receipt receipt;
        Arithmetic arithmetic(&receipt);
        const Amounts amounts = share_cost(Cents{line}, plan, left, arithmetic);
        EXPECT_EQ(amounts.allowed, Cents{line});
        EXPECT_EQ(amounts.payer_pays + amounts.patient_owes, Cents{line});
        EXPECT_EQ(amounts.sequestration, Cents{});
        EXPECT_EQ(amounts.secondary_pays, Cents{});
        for (const ReceiptStep& step : receipt) EXPECT_EQ(evaluate(step), step.result);
        EXPECT_EQ(receipt.back().kind, StepKind::plan_pays);
        EXPECT_EQ(receipt.back().result, amounts.payer_pays);
        patient.push_back(amounts.patient_owes.value);
    }
    return patient;
}

using Owed = std::vector<std::int64_t>;

TEST(ShareCost, WithoutTermsThePlanPaysAll) { EXPECT_EQ(owed({}, {10'000}), Owed{0}); }

TEST(ShareCost, DeductibleIsPaidByThePatientUntilItIsUsedUp) {
    EXPECT_EQ(owed({.deductible = 3'000}, {10'000}), Owed{3'000});
    EXPECT_EQ(owed({.deductible = 30'000}, {10'000}), Owed{10'000});
    EXPECT_EQ(owed({.deductible = 10'000}, {10'000}), Owed{10'000});
}

TEST(ShareCost, DeductibleRunsFromTheServiceToTheAddOns) {
    // 120.00 of deductible: 100.00 on the service, 20.00 on the first add-on.
    EXPECT_EQ(owed({.deductible = 12'000}, {10'000, 3'000, 3'000}), (Owed{10'000, 2'000, 0}));
}

TEST(ShareCost, CopayIsPaidOnceAVisit) {
    EXPECT_EQ(owed({.copay = 2'500}, {10'000, 3'000}), (Owed{2'500, 0}));
}

TEST(ShareCost, CopayIsNoMoreThanWhatIsAllowedAndTheRestComesFromTheNextLine) {
    // 25.00: the service is allowed 15.00, the add-on pays the other 10.00.
    EXPECT_EQ(owed({.copay = 2'500}, {1'500, 3'000}), (Owed{1'500, 1'000}));
    EXPECT_EQ(owed({.copay = 2'500}, {1'500}), Owed{1'500});
}

TEST(ShareCost, CopayComesAfterTheDeductible) {
    // 40.00 deductible, then 25.00 of the 60.00 that are left.
    EXPECT_EQ(owed({.deductible = 4'000, .copay = 2'500}, {10'000}), Owed{6'500});
    // 90.00 deductible leaves 10.00, less than the copay.
    EXPECT_EQ(owed({.deductible = 9'000, .copay = 2'500}, {10'000}), Owed{10'000});
}

TEST(ShareCost, CoinsuranceIsOfWhatDeductibleAndCopayLeave) {
    EXPECT_EQ(owed({.coinsurance = 2'000}, {10'000}), Owed{2'000});
    // (100.00 - 40.00) x 20 % = 12.00
    EXPECT_EQ(owed({.deductible = 4'000, .coinsurance = 2'000}, {10'000}), Owed{5'200});
    // (100.00 - 40.00 - 25.00) x 20 % = 7.00
    EXPECT_EQ(owed({.deductible = 4'000, .copay = 2'500, .coinsurance = 2'000}, {10'000}),
              Owed{7'200});
}

TEST(ShareCost, CoinsuranceIsRoundedOnceHalfUp) {
    EXPECT_EQ(owed({.coinsurance = 2'000}, {2'047}), Owed{409});  // 4.094
    EXPECT_EQ(owed({.coinsurance = 1'250}, {1'004}), Owed{126});  // 1.255
    EXPECT_EQ(owed({.coinsurance = 10'000}, {1'004}), Owed{1'004});
}

TEST(ShareCost, CoinsuranceIsOfEachLine) {
    // 20 % of 100.00 and of 30.00.
    EXPECT_EQ(owed({.coinsurance = 2'000}, {10'000, 3'000}), (Owed{2'000, 600}));
}

TEST(ShareCost, ThePatientOwesNoMoreThanIsLeftOfTheMaximum) {
    EXPECT_EQ(owed({.deductible = 30'000, .out_of_pocket = 3'000}, {10'000}), Owed{3'000});
    EXPECT_EQ(owed({.copay = 2'500, .out_of_pocket = 2'500}, {10'000}), Owed{2'500});
    EXPECT_EQ(owed({.copay = 2'500, .out_of_pocket = 2'499}, {10'000}), Owed{2'499});
}

TEST(ShareCost, OnceTheMaximumIsReachedThePatientOwesNothing) {
    EXPECT_EQ(owed({.deductible = 30'000, .copay = 2'500, .coinsurance = 2'000, .out_of_pocket = 0},
                   {10'000, 3'000}),
              (Owed{0, 0}));
}

TEST(ShareCost, TheMaximumRunsFromTheServiceToTheAddOns) {
    // 20 % of 100.00 is 20.00, which leaves 5.00; 20 % of 30.00 would be 6.00.
    EXPECT_EQ(owed({.coinsurance = 2'000, .out_of_pocket = 2'500}, {10'000, 3'000, 3'000}),
              (Owed{2'000, 500, 0}));
}

TEST(ShareCost, AllTermsTogetherAcrossAServiceAndTwoAddOns) {
    // Service 41.37: deductible 30.00, copay 10.00, 20 % of 1.37 is 0.274, 0.27: 40.27.
    // First add-on 9.93: 20 % is 1.986, 1.99; left of the maximum of 42.00 are 1.73.
    // Second add-on 9.93: nothing is left.
    EXPECT_EQ(
        owed({.deductible = 3'000, .copay = 1'000, .coinsurance = 2'000, .out_of_pocket = 4'200},
             {4'137, 993, 993}),
        (Owed{4'027, 173, 0}));
}

TEST(ShareCost, OfNothingNobodyOwesAnything) {
    EXPECT_EQ(owed({.deductible = 3'000, .copay = 1'000, .coinsurance = 2'000}, {0}), Owed{0});
}

TEST(ShareCost, KeepsAStepForEachTermThatThePlanHas) {
    const auto kinds_of = [](const Terms& terms) {
        const CostSharing plan = plan_of(terms);
        CostSharingLeft left(plan);
        Receipt receipt;
        Arithmetic arithmetic(&receipt);
        share_cost(Cents{10'000}, plan, left, arithmetic);
        std::vector<StepKind> kinds;
        for (const ReceiptStep& step : receipt) kinds.push_back(step.kind);
        return kinds;
    };
    using Kinds = std::vector<StepKind>;
    EXPECT_EQ(kinds_of({}),
              (Kinds{StepKind::deductible, StepKind::patient_owes, StepKind::plan_pays}));
    EXPECT_EQ(kinds_of({.deductible = 1, .copay = 1, .coinsurance = 1, .out_of_pocket = 1}),
              (Kinds{StepKind::deductible, StepKind::copay, StepKind::coinsurance,
                     StepKind::patient_owes, StepKind::out_of_pocket_limit, StepKind::plan_pays}));
}

TEST(PatientPaysAll, LeavesNothingToAPayer) {
    Receipt receipt;
    Arithmetic arithmetic(&receipt);
    EXPECT_EQ(patient_pays_all(Cents{6'000}, arithmetic), (Amounts{{6'000}, {}, {6'000}, {}, {}}));
    ASSERT_EQ(receipt.size(), 1U);
    EXPECT_EQ(evaluate(receipt[0]), Cents{6'000});
}

// --- Medicare that crosses over ---------------------------------------------------------------

/// Medicare allows $40.00 for the line: 4 RVU at $10.00, every index 1.000.
class Crossover : public testing::Test {
protected:
    Amounts price(std::int64_t deductible, const Secondary& secondary) {
        CostSharingLeft left;
        left.deductible = {deductible};
        const PricedLine line =
            price_line({.year = &year,
                        .indices = &indices,
                        .conversion_factor = {100'000},
                        .coinsurance = &coinsurance,
                        .sequestration = &sequestration,
                        .clinician_percentage = &clinician,
                        .non_participation = nullptr},
                       {&values, Setting::nonfacility, 1, {}}, secondary, left, true);
        for (const ReceiptStep& step : line.receipt) EXPECT_EQ(evaluate(step), step.result);
        EXPECT_EQ(line.receipt.back().kind, StepKind::patient_owes);
        EXPECT_EQ(line.receipt.back().result, line.amounts->patient_owes);
        EXPECT_EQ(line.receipt[line.receipt.size() - 2].kind, StepKind::secondary_pays);
        return *line.amounts;
    }

    MedicareYear year;
    LocalityIndices indices{"00000-00", {1'000}, {1'000}, {1'000}};
    RelativeValues values{"90853", 'A', {300}, {80}, {20}, {20}, {}};
    DatedPercent coinsurance{{}, {2'000}, {}, ""};
    DatedPercent sequestration{{}, {200}, {}, ""};
    DatedPercent clinician{{}, {10'000}, {}, ""};
};

TEST_F(Crossover, TheSecondaryPayerPaysTheTwentyPercent) {
    // 40.00: coinsurance 8.00; Medicare's part 32.00, of which 0.64 is withheld.
    EXPECT_EQ(price(0, {"medigap", true, false}), (Amounts{{4'000}, {3'136}, {0}, {64}, {800}}));
}

TEST_F(Crossover, ADeductibleStaysWithThePatientUnlessTheSecondaryPaysItToo) {
    // 10.00 deductible; of the other 30.00 coinsurance 6.00; Medicare's 24.00 less 0.48.
    EXPECT_EQ(price(1'000, {"medigap", true, false}),
              (Amounts{{4'000}, {2'352}, {1'000}, {48}, {600}}));
    EXPECT_EQ(price(1'000, {"medicaid", true, true}),
              (Amounts{{4'000}, {2'352}, {0}, {48}, {1'600}}));
    EXPECT_EQ(price(1'000, {"other", false, true}),
              (Amounts{{4'000}, {2'352}, {600}, {48}, {1'000}}));
}

TEST_F(Crossover, ASecondaryThatPaysNothingChangesNothing) {
    EXPECT_EQ(price(0, {"other", false, false}), (Amounts{{4'000}, {3'136}, {800}, {64}, {0}}));
}

TEST_F(Crossover, WhereTheDeductibleTakesAllTheSecondaryMayPayAll) {
    EXPECT_EQ(price(28'300, {"medicaid", true, true}), (Amounts{{4'000}, {0}, {0}, {0}, {4'000}}));
    EXPECT_EQ(price(28'300, {"medigap", true, false}), (Amounts{{4'000}, {0}, {4'000}, {0}, {0}}));
}

}  // namespace
}  // namespace cpt

#include "core/pricing/table_line.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cpt {
namespace {

/// A contract that allows $40.00 for 90853, and a line of it; each test changes what it is about.
/// Medicare is a made-up year: 4.00 RVU in the office and 3.40 in a facility, at $10.00; the
/// locality's indices are 1.500, so $60.00 there and $40.00 nationally.
class TableLines : public testing::Test {
protected:
    TableLines() {
        table.id = "acme-2026";
        table.source = "Acme contract";
        table.kind = TableKind::contract;
        row.code = "90853";
        row.amount = {4'000};
        line.code = "90853";
        line.values = &values;
        line.medicare = &medicare;
    }

    /// Prices the line by the row, and holds its receipt to what it says.
    PricedLine price(const CostSharing& terms = {}) {
        line.found = {&table, has_row ? &row : nullptr, why_not};
        CostSharingLeft left(terms);
        PricedLine priced = price_table_line(line, terms, left, true);
        EXPECT_EQ(priced.table, &table);
        EXPECT_NE(priced.amounts.has_value(), priced.not_priced.has_value());
        EXPECT_EQ(priced.amounts.has_value(), !priced.receipt.empty());
        for (const ReceiptStep& step : priced.receipt) EXPECT_EQ(evaluate(step), step.result);
        if (priced.amounts) expect_sum(priced);
        CostSharingLeft again(terms);
        EXPECT_EQ(price_table_line(line, terms, again, false).amounts, priced.amounts);
        return priced;
    }

    static void expect_sum(const PricedLine& priced) {
        const Amounts& amounts = *priced.amounts;
        EXPECT_EQ(amounts.allowed, amounts.payer_pays + amounts.patient_owes);
        const ReceiptStep& last = priced.receipt.back();
        if (last.kind == StepKind::plan_pays) {
            EXPECT_EQ(last.result, amounts.payer_pays);
            EXPECT_EQ(last.operands[0], amounts.allowed.value);
            EXPECT_EQ(last.operands[1], amounts.patient_owes.value);
        } else {
            EXPECT_EQ(last.kind, StepKind::patient_owes);
            EXPECT_EQ(last.result, amounts.patient_owes);
        }
    }

    std::int64_t allowed() {
        return price().amounts.value_or(Amounts{{-1}, {}, {}, {}, {}}).allowed.value;
    }

    std::optional<NotPriced> why() { return price().not_priced; }

    std::vector<StepKind> steps() {
        std::vector<StepKind> kinds;
        for (const ReceiptStep& step : price().receipt) kinds.push_back(step.kind);
        return kinds;
    }

    void percent_of_medicare(std::int64_t basis_points, MedicareShare of = {}) {
        row.basis = RateBasis::percent_of_medicare;
        row.percent = {basis_points};
        row.of = of;
    }
    void percent_of_charge(std::int64_t basis_points) {
        row.basis = RateBasis::percent_of_charge;
        row.percent = {basis_points};
    }
    void paid_percentage(ClinicianType type, std::int64_t basis_points) {
        ClinicianShare share{{}, {basis_points}};
        share.clinicians.add(type);
        table.clinician_percentages.push_back(share);
    }
    void range(std::int64_t p25, std::int64_t median, std::int64_t p75) {
        row.basis = RateBasis::range;
        row.amount = {median};
        row.range = Range{{p25}, {median}, {p75}};
    }

    MedicareYear year;
    LocalityIndices indices{"00000-00", {1'500}, {1'500}, {1'500}};
    RelativeValues values{"90853", 'A', {300}, {80}, {20}, {20}, {}};
    DatedPercent coinsurance{{}, {2'000}, {}, ""};
    DatedPercent sequestration{{}, {200}, {}, ""};
    DatedPercent clinician{{}, {7'500}, {}, "42 CFR 414.62"};
    MedicareContext medicare{.year = &year,
                             .indices = &indices,
                             .conversion_factor = {100'000},
                             .coinsurance = &coinsurance,
                             .sequestration = &sequestration,
                             .clinician_percentage = &clinician,
                             .non_participation = nullptr};
    PayerTable table;
    PayerRow row;
    bool has_row = true;
    NoRow why_not{};
    TableLine line;
};

// --- amount -----------------------------------------------------------------------------------

TEST_F(TableLines, AnAmountIsWhatIsAllowed) {
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts, (Amounts{{4'000}, {4'000}, {}, {}, {}}));
    EXPECT_EQ(priced.row, &row);
    EXPECT_FALSE(priced.range);
    EXPECT_FALSE(priced.limiting_charge);
    EXPECT_EQ(priced.receipt.front().kind, StepKind::table_amount);
    EXPECT_EQ(priced.receipt.front().source, "Acme contract");
}

TEST_F(TableLines, AnAmountOfNothingIsAllowedAtNothing) {
    row.amount = {};
    EXPECT_EQ(price().amounts, Amounts{});
}

TEST_F(TableLines, UnitsMultiplyTheAmount) {
    line.units = 3;
    EXPECT_EQ(allowed(), 12'000);
}

TEST_F(TableLines, PerSessionUnitsChangeNothing) {
    row.per = RatePer::session;
    line.units = 3;
    line.minutes = 90;
    EXPECT_EQ(allowed(), 4'000);
    EXPECT_EQ(steps().front(), StepKind::table_amount);
}

TEST_F(TableLines, PerHourWholeHoursMultiplyTheAmount) {
    row.per = RatePer::hour;
    line.minutes = 60;
    EXPECT_EQ(allowed(), 4'000);
    line.minutes = 120;
    EXPECT_EQ(allowed(), 8'000);
    EXPECT_EQ(steps()[1], StepKind::hours);
    line.units = 3;
    EXPECT_EQ(allowed(), 8'000);
}

TEST_F(TableLines, PerHourPartsOfAnHourAndUnknownMinutesHaveNoAmount) {
    row.per = RatePer::hour;
    for (const std::optional<std::int64_t> minutes :
         {std::optional<std::int64_t>(90), std::optional<std::int64_t>(45),
          std::optional<std::int64_t>()}) {
        line.minutes = minutes;
        EXPECT_EQ(why(), NotPriced::whole_hours_needed);
    }
}

// --- the lesser of that and the charge --------------------------------------------------------

TEST_F(TableLines, OfAMaximumALowerChargeIsAllowed) {
    line.charge = Cents{3'999};
    EXPECT_EQ(allowed(), 3'999);
    line.charge = Cents{4'001};
    EXPECT_EQ(allowed(), 4'000);
    line.charge = Cents{0};
    EXPECT_EQ(allowed(), 0);
}

TEST_F(TableLines, TheChargeIsComparedWithAllUnits) {
    line.units = 2;
    line.charge = Cents{7'999};
    EXPECT_EQ(allowed(), 7'999);
    line.charge = Cents{8'001};
    EXPECT_EQ(allowed(), 8'000);
}

TEST_F(TableLines, WhereTheAmountIsNoMaximumTheChargeChangesNothing) {
    table.is_lesser_of_charge = false;
    line.charge = Cents{1};
    EXPECT_EQ(allowed(), 4'000);
    for (const StepKind kind : steps()) EXPECT_NE(kind, StepKind::lesser_of_charge);
}

// --- range ------------------------------------------------------------------------------------

TEST_F(TableLines, OfARangeTheMedianIsAllowedAndTheQuartilesGoWithIt) {
    range(3'998, 4'137, 5'020);
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts->allowed, Cents{4'137});
    ASSERT_TRUE(priced.range);
    EXPECT_EQ(priced.range->p25, Cents{3'998});
    EXPECT_EQ(priced.range->median, Cents{4'137});
    EXPECT_EQ(priced.range->p75, Cents{5'020});
}

TEST_F(TableLines, UnitsMultiplyTheQuartilesToo) {
    range(3'998, 4'137, 5'020);
    line.units = 2;
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts->allowed, Cents{8'274});
    EXPECT_EQ(priced.range->p25, Cents{7'996});
    EXPECT_EQ(priced.range->p75, Cents{10'040});
}

TEST_F(TableLines, AMedianAloneHasNoRange) {
    row.basis = RateBasis::range;
    row.amount = {4'100};
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts->allowed, Cents{4'100});
    EXPECT_FALSE(priced.range);
}

TEST_F(TableLines, PercentagesAndTheChargeApplyToTheQuartilesToo) {
    range(2'000, 3'000, 4'000);
    paid_percentage(ClinicianType::psychiatrist, 8'500);
    line.charge = Cents{3'000};
    // 85 %: 17.00, 25.50 and 34.00; the last is more than the charge.
    const PricedLine priced = price();
    EXPECT_EQ(priced.range->p25, Cents{1'700});
    EXPECT_EQ(priced.range->median, Cents{2'550});
    EXPECT_EQ(priced.range->p75, Cents{3'000});
    EXPECT_EQ(priced.amounts->allowed, Cents{2'550});
}

// --- percent of Medicare ----------------------------------------------------------------------

TEST_F(TableLines, APercentageOfMedicareIsOfTheLocalitysAmount) {
    percent_of_medicare(11'000);
    // 4.00 RVU x 1.500 x 10.00 = 60.00; 110 % = 66.00.
    EXPECT_EQ(allowed(), 6'600);
    EXPECT_EQ(steps()[0], StepKind::fee_schedule_amount);
    EXPECT_EQ(steps()[1], StepKind::percent_of_medicare);
}

TEST_F(TableLines, NationallyEveryIndexIsOne) {
    percent_of_medicare(11'000, {.year = {}, .is_national = true});
    EXPECT_EQ(allowed(), 4'400);  // 4.00 x 10.00 = 40.00; 110 % = 44.00
}

TEST_F(TableLines, AFacilityHasItsOwnPracticeExpense) {
    percent_of_medicare(10'000);
    line.setting = Setting::facility;
    EXPECT_EQ(allowed(), 5'100);  // 3.40 x 1.500 x 10.00
}

TEST_F(TableLines, OfTheFeeScheduleMedicaresClinicianPercentageDoesNotCount) {
    percent_of_medicare(10'000);
    EXPECT_EQ(allowed(), 6'000);
}

TEST_F(TableLines, AfterTheCliniciansPartItDoes) {
    percent_of_medicare(12'000,
                        {.year = {}, .is_national = false, .is_after_clinician_part = true});
    EXPECT_EQ(allowed(), 5'400);  // 60.00 x 75 % = 45.00; 120 % = 54.00
    percent_of_medicare(12'000, {.year = {}, .is_national = true, .is_after_clinician_part = true});
    EXPECT_EQ(allowed(), 3'600);  // 40.00 x 75 % = 30.00; 120 % = 36.00
}

TEST_F(TableLines, AClinicianWhomMedicareDoesNotPayHasNoPartOfIt) {
    medicare.clinician_percentage = nullptr;
    percent_of_medicare(12'000,
                        {.year = {}, .is_national = false, .is_after_clinician_part = true});
    EXPECT_EQ(why(), NotPriced::medicare_not_known);
    percent_of_medicare(12'000);
    EXPECT_EQ(allowed(), 7'200);
}

TEST_F(TableLines, ThePercentageIsOfTheRoundedMedicareAmount) {
    // 0.67 x 1.500 x 10.00 = 10.05 in cents; 50 % = 5.025, 5.03.
    values = {"90853", 'A', {67}, {0}, {0}, {0}, {}};
    percent_of_medicare(5'000);
    EXPECT_EQ(allowed(), 503);
    // 0.67 x 1.335 x 10.00 = 8.9445, 8.94; 150 % = 13.41 (of 8.9445 it would be 13.42).
    indices.work = {1'335};
    percent_of_medicare(15'000);
    EXPECT_EQ(allowed(), 1'341);
}

TEST_F(TableLines, UnitsAndTheChargeComeAfterThePercentageOfMedicare) {
    percent_of_medicare(11'000);
    line.units = 2;
    EXPECT_EQ(allowed(), 13'200);
    line.charge = Cents{10'000};
    EXPECT_EQ(allowed(), 10'000);
}

TEST_F(TableLines, WithoutAMedicareAmountThereIsNone) {
    percent_of_medicare(11'000);
    line.medicare = nullptr;
    EXPECT_EQ(why(), NotPriced::medicare_not_known);
    line.medicare = &medicare;
    line.values = nullptr;
    EXPECT_EQ(why(), NotPriced::medicare_not_known);
    line.values = &values;
    values.status = 'I';
    EXPECT_EQ(why(), NotPriced::medicare_not_known);
    values.status = 'A';
    values.not_priced_in = Setting::nonfacility;
    EXPECT_EQ(why(), NotPriced::medicare_not_known);
    values.not_priced_in = Setting::facility;
    EXPECT_EQ(allowed(), 6'600);
}

// --- percent of the charge --------------------------------------------------------------------

TEST_F(TableLines, APercentageOfTheChargeIsOfAllUnits) {
    percent_of_charge(4'000);
    line.charge = Cents{12'000};
    EXPECT_EQ(allowed(), 4'800);
    line.units = 3;
    EXPECT_EQ(allowed(), 4'800);
}

TEST_F(TableLines, WithoutAChargeAPercentageOfItHasNoAmount) {
    percent_of_charge(4'000);
    EXPECT_EQ(why(), NotPriced::charge_needed);
}

TEST_F(TableLines, MoreThanTheChargeIsPaidOnlyWhereTheTableIsNoMaximum) {
    percent_of_charge(12'000);
    line.charge = Cents{5'000};
    EXPECT_EQ(allowed(), 5'000);
    table.is_lesser_of_charge = false;
    EXPECT_EQ(allowed(), 6'000);
}

// --- who treats, and telehealth ---------------------------------------------------------------

TEST_F(TableLines, AClinicianIsPaidThePercentageOfTheTable) {
    paid_percentage(ClinicianType::nurse_practitioner, 8'500);
    line.clinician = ClinicianType::nurse_practitioner;
    EXPECT_EQ(allowed(), 3'400);
    line.clinician = ClinicianType::psychiatrist;
    EXPECT_EQ(allowed(), 4'000);
}

TEST_F(TableLines, TelehealthIsPaidAsAllElseWhereTheTableDoesNotSay) {
    line.is_telehealth = true;
    EXPECT_EQ(allowed(), 4'000);
}

TEST_F(TableLines, TelehealthIsPaidThePercentageOfTheTable) {
    table.telehealth_percent = Percent{9'000};
    EXPECT_EQ(allowed(), 4'000);
    line.is_telehealth = true;
    EXPECT_EQ(allowed(), 3'600);
    EXPECT_EQ(steps()[1], StepKind::telehealth_percentage);
}

TEST_F(TableLines, TelehealthThatIsNotCoveredHasNoAmount) {
    table.is_telehealth_covered = false;
    EXPECT_EQ(allowed(), 4'000);
    line.is_telehealth = true;
    EXPECT_EQ(why(), NotPriced::telehealth_not_paid);
}

TEST_F(TableLines, ARowOfTelehealthIsPaidInFullWhateverTheTableSaysOfTelehealth) {
    line.is_telehealth = true;
    row.telehealth = true;
    table.telehealth_percent = Percent{9'000};
    EXPECT_EQ(allowed(), 4'000);
    table.is_telehealth_covered = false;
    EXPECT_EQ(allowed(), 4'000);
}

TEST_F(TableLines, EachPercentageIsOfTheRoundedResultOfTheOneBefore) {
    row.amount = {2'001};
    paid_percentage(ClinicianType::psychiatrist, 7'500);
    table.telehealth_percent = Percent{9'500};
    line.is_telehealth = true;
    // 20.01 x 75 % = 15.0075, 15.01; x 95 % = 14.2595, 14.26.
    EXPECT_EQ(allowed(), 1'426);
}

// --- rounding ---------------------------------------------------------------------------------

TEST_F(TableLines, ATableMayRoundToTheDimeOrTheDollarUpOrDown) {
    row.amount = {2'010};
    paid_percentage(ClinicianType::psychiatrist, 5'000);
    const auto rounded = [&](std::int64_t step, Rounding::Mode mode) {
        table.rounding = {{step}, mode};
        return allowed();
    };
    using Mode = Rounding::Mode;
    // Half of 20.10 is 10.05: ten dollars and half a dime.
    EXPECT_EQ(rounded(1, Mode::half_up), 1'005);
    EXPECT_EQ(rounded(5, Mode::half_up), 1'005);
    EXPECT_EQ(rounded(10, Mode::half_up), 1'010);
    EXPECT_EQ(rounded(10, Mode::up), 1'010);
    EXPECT_EQ(rounded(10, Mode::down), 1'000);
    EXPECT_EQ(rounded(100, Mode::half_up), 1'000);
    EXPECT_EQ(rounded(100, Mode::up), 1'100);
    EXPECT_EQ(rounded(100, Mode::down), 1'000);
}

TEST_F(TableLines, OnlyPercentagesAreRounded) {
    table.rounding = {{100}, Rounding::Mode::half_up};
    row.amount = {4'037};
    line.units = 3;
    EXPECT_EQ(allowed(), 12'111);
}

TEST_F(TableLines, TheTablesRoundingAppliesToEachOfItsPercentages) {
    table.rounding = {{10}, Rounding::Mode::down};
    percent_of_medicare(11'111);
    EXPECT_EQ(allowed(), 6'660);  // 60.00 x 111.11 % = 66.666
    percent_of_charge(3'333);
    line.charge = Cents{10'000};
    EXPECT_EQ(allowed(), 3'330);  // 33.33
}

// --- add-ons ----------------------------------------------------------------------------------

class AddOns : public TableLines {
protected:
    AddOns() {
        line.code = "90785";
        line.service_allowed = Cents{4'137};
        has_row = false;
    }
    void any_code() {
        has_row = true;
        row.code.clear();
        row.amount = {1'111};
    }
};

TEST_F(AddOns, IncludedInTheServiceIsAllowedAtZero) {
    table.add_ons = {{{"90785"}, {}}};
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts, Amounts{});
    EXPECT_EQ(priced.row, nullptr);
}

TEST_F(AddOns, APercentageIsOfWhatOneUnitOfTheServiceIsAllowed) {
    table.add_ons = {{{"90785"}, Percent{2'000}}};
    EXPECT_EQ(allowed(), 827);  // 41.37 x 20 % = 8.274
    EXPECT_EQ(steps().front(), StepKind::add_on_percentage);
    table.rounding = {{5}, Rounding::Mode::up};
    EXPECT_EQ(allowed(), 830);
}

TEST_F(AddOns, ARowOfItsOwnComesBeforeTheTerms) {
    table.add_ons = {{{"90785"}, Percent{2'000}}};
    has_row = true;
    row.code = "90785";
    row.amount = {1'083};
    EXPECT_EQ(allowed(), 1'083);
}

TEST_F(AddOns, TheTermsComeBeforeARowForAnyCode) {
    any_code();
    table.add_ons = {{{"90785"}, Percent{2'000}}};
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts->allowed, Cents{827});
    EXPECT_EQ(priced.row, nullptr);
    table.add_ons = {{{"90785"}, {}}};
    EXPECT_EQ(allowed(), 0);
}

TEST_F(AddOns, WithoutTermsARowForAnyCodePricesIt) {
    any_code();
    table.add_ons = {{{"90833"}, {}}};
    const PricedLine priced = price();
    EXPECT_EQ(priced.amounts->allowed, Cents{1'111});
    EXPECT_EQ(priced.row, &row);
}

TEST_F(AddOns, TheTermsAreOfAddOnsNotOfTheServiceItself) {
    any_code();
    table.add_ons = {{{"90785"}, {}}};
    line.service_allowed.reset();
    EXPECT_EQ(allowed(), 1'111);
}

TEST_F(AddOns, WithoutRowOrTermsItHasNoAmount) { EXPECT_EQ(why(), NotPriced::code_not_listed); }

// --- no row -----------------------------------------------------------------------------------

TEST_F(TableLines, SaysWhyThereIsNoRow) {
    has_row = false;
    for (const auto& [why_no_row, expected] :
         {std::pair(NoRow::code, NotPriced::code_not_listed),
          std::pair(NoRow::clinician, NotPriced::clinician_not_listed),
          std::pair(NoRow::other, NotPriced::line_not_listed)}) {
        why_not = why_no_row;
        EXPECT_EQ(why(), expected);
    }
}

// --- a practice's own fees --------------------------------------------------------------------

TEST_F(TableLines, OfAPracticesOwnFeesThePatientPaysAll) {
    table.kind = TableKind::self_pay;
    CostSharing terms;
    terms.copay = Cents{1'000};
    EXPECT_EQ(price(terms).amounts, (Amounts{{4'000}, {}, {4'000}, {}, {}}));
}

TEST_F(TableLines, AStepOfTheSlidingScaleIsAPercentageOfTheFee) {
    table.kind = TableKind::self_pay;
    table.rounding = {{100}, Rounding::Mode::down};
    table.sliding_scale = {{"A", {2'500}}, {"B", {6'650}}, {"free", {0}}};
    line.sliding_scale = "A";
    EXPECT_EQ(allowed(), 1'000);
    line.sliding_scale = "B";
    EXPECT_EQ(allowed(), 2'600);  // 26.60
    line.sliding_scale = "free";
    EXPECT_EQ(allowed(), 0);
    line.sliding_scale = "";
    EXPECT_EQ(allowed(), 4'000);
}

TEST_F(TableLines, TheSlidingScaleComesLastOfThePercentagesAndBeforeTheUnits) {
    table.kind = TableKind::self_pay;
    paid_percentage(ClinicianType::psychiatrist, 9'000);
    table.telehealth_percent = Percent{5'000};
    table.sliding_scale = {{"A", {2'500}}};
    line.sliding_scale = "A";
    line.is_telehealth = true;
    line.units = 2;
    // 40.00 x 90 % = 36.00; x 50 % = 18.00; x 25 % = 4.50; twice 9.00.
    EXPECT_EQ(allowed(), 900);
    EXPECT_EQ(steps(),
              (std::vector<StepKind>{StepKind::table_amount, StepKind::clinician_percentage,
                                     StepKind::telehealth_percentage, StepKind::sliding_scale,
                                     StepKind::units, StepKind::patient_owes}));
}

TEST(OwnFee, IsTheChargeAndAllOfItThePatients) {
    const PricedLine priced = price_own_fee(Cents{6'000}, true);
    EXPECT_EQ(priced.amounts, (Amounts{{6'000}, {}, {6'000}, {}, {}}));
    ASSERT_EQ(priced.receipt.size(), 2U);
    for (const ReceiptStep& step : priced.receipt) EXPECT_EQ(evaluate(step), step.result);
    EXPECT_EQ(priced.receipt.back().kind, StepKind::patient_owes);
    EXPECT_EQ(priced.table, nullptr);
}

TEST(OwnFee, WithoutAChargeIsNotKnown) {
    const PricedLine priced = price_own_fee({}, true);
    EXPECT_FALSE(priced.amounts);
    EXPECT_EQ(priced.not_priced, NotPriced::fee_needed);
    EXPECT_TRUE(priced.receipt.empty());
}

// --- the patient's part -----------------------------------------------------------------------

TEST_F(TableLines, ThePlansTermsShareWhatIsAllowed) {
    CostSharing terms;
    terms.deductible_remaining = {1'000};
    terms.copay = Cents{500};
    terms.coinsurance = Percent{2'000};
    line.charge = Cents{3'900};
    // 39.00 allowed: 10.00 deductible, 5.00 copay, 20 % of 24.00 is 4.80: 19.80 of the patient.
    EXPECT_EQ(price(terms).amounts, (Amounts{{3'900}, {1'920}, {1'980}, {}, {}}));
}

TEST_F(TableLines, WhatALineTakesOfTheTermsTheNextOneDoesNot) {
    CostSharing terms;
    terms.copay = Cents{2'500};
    CostSharingLeft left(terms);
    line.found = {&table, &row, {}};
    EXPECT_EQ(price_table_line(line, terms, left, false).amounts->patient_owes, Cents{2'500});
    EXPECT_EQ(price_table_line(line, terms, left, false).amounts->patient_owes, Cents{0});
}

TEST_F(TableLines, ALineWithoutAnAmountTakesNothingOfTheTerms) {
    CostSharing terms;
    terms.copay = Cents{2'500};
    terms.deductible_remaining = {1'000};
    CostSharingLeft left(terms);
    line.found = {&table, nullptr, NoRow::code};
    EXPECT_FALSE(price_table_line(line, terms, left, false).amounts);
    EXPECT_EQ(left.copay, Cents{2'500});
    EXPECT_EQ(left.deductible, Cents{1'000});
}

// --- the arithmetic as text -------------------------------------------------------------------

std::string arithmetic(const ReceiptStep& step) {
    TextBuffer out;
    append_arithmetic(out, step);
    return std::string{out.view()};
}

TEST(ReceiptStep, OfATableCanBeRedoneOnPaper) {
    EXPECT_EQ(arithmetic({StepKind::table_amount, {2'047}, "", {}}), "20.47");
    EXPECT_EQ(arithmetic({StepKind::percent_of_medicare, {3'039, 11'000}, "", {}}),
              "30.39 * 110 / 100");
    const ReceiptStep up{StepKind::percent_of_charge, {3'039, 8'550, 5, 1}, "", {}};
    EXPECT_EQ(arithmetic(up), "round_up(30.39 * 85.5 / 100, 0.05)");
    EXPECT_EQ(evaluate(up), Cents{2'600});  // 25.98345
    const ReceiptStep down{StepKind::sliding_scale, {3'039, 8'550, 100, 2}, "", {}};
    EXPECT_EQ(arithmetic(down), "round_down(30.39 * 85.5 / 100, 1.00)");
    EXPECT_EQ(evaluate(down), Cents{2'500});
    const ReceiptStep half{StepKind::add_on_percentage, {3'039, 8'550, 10, 0}, "", {}};
    EXPECT_EQ(arithmetic(half), "round_half(30.39 * 85.5 / 100, 0.10)");
    EXPECT_EQ(evaluate(half), Cents{2'600});
    EXPECT_EQ(arithmetic({StepKind::hours, {5'520, 2}, "", {}}), "55.20 * 2");
    EXPECT_EQ(arithmetic({StepKind::copay, {4'000, 1'000, 2'500}, "", {}}), "min(30.00, 25.00)");
    EXPECT_EQ(arithmetic({StepKind::coinsurance, {4'000, 1'000, 2'000, 500}, "", {}}),
              "(40.00 - 10.00 - 5.00) * 20 / 100");
    EXPECT_EQ(arithmetic({StepKind::patient_owes, {1'000, 500, 0, 2'500}, "", {}}),
              "10.00 + 5.00 + 25.00");
    EXPECT_EQ(arithmetic({StepKind::patient_owes, {1'000, 600, 600}, "", {}}),
              "10.00 + 6.00 - 6.00");
    EXPECT_EQ(arithmetic({StepKind::out_of_pocket_limit, {4'000, 1'500}, "", {}}),
              "min(40.00, 15.00)");
    EXPECT_EQ(arithmetic({StepKind::plan_pays, {4'000, 1'500}, "", {}}), "40.00 - 15.00");
    EXPECT_EQ(arithmetic({StepKind::secondary_pays, {1'000, 600}, "", {}}), "10.00 + 6.00");
}

TEST(ReceiptStep, EveryKindOfATableHasANameAndATitle) {
    for (int kind = static_cast<int>(StepKind::table_amount);
         kind <= static_cast<int>(StepKind::secondary_pays); ++kind) {
        EXPECT_FALSE(name(static_cast<StepKind>(kind)).empty()) << kind;
        EXPECT_FALSE(title(static_cast<StepKind>(kind)).empty()) << kind;
    }
}

}  // namespace
}  // namespace cpt

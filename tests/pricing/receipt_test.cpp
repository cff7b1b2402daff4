#include "core/pricing/receipt.h"

#include <gtest/gtest.h>

#include <string>

namespace cpt {
namespace {

struct NationalAmount {
    const char* code;
    Rvu work, practice_expense, malpractice;
    Cents expected;
};

Cents national(const NationalAmount& row, ConversionFactor factor) {
    constexpr Gpci kNational{1'000};
    return fee_schedule_amount(row.work, kNational, row.practice_expense, kNational,
                               row.malpractice, kNational, factor);
}

// CMS 2026, non-facility, national, conversion factor 33.4009.
TEST(FeeScheduleAmount, GivesTheNationalAmountsOf2026) {
    const NationalAmount rows[] = {
        {"90853", {67}, {23}, {1}, {3'039}},    {"90834", {256}, {83}, {2}, {11'390}},
        {"90837", {378}, {120}, {2}, {16'700}}, {"90847", {286}, {40}, {2}, {10'955}},
        {"90791", {384}, {133}, {2}, {17'335}}, {"90785", {33}, {11}, {0}, {1'470}},
    };
    for (const NationalAmount& row : rows) {
        EXPECT_EQ(national(row, ConversionFactor{334'009}), row.expected) << row.code;
    }
}

// CMS 2025, non-facility, national: 0.65 + 0.20 + 0.02 by 32.3465.
TEST(FeeScheduleAmount, GivesTheNationalAmountOf2025) {
    EXPECT_EQ(national({"90853", {65}, {20}, {2}, {}}, ConversionFactor{323'465}), Cents{2'814});
}

TEST(FeeScheduleAmount, RoundsTheProductOnceHalfAwayFromZero) {
    // 1.00 x 1.000 x 0.0050 is half a cent; 0.0049 is less.
    EXPECT_EQ(fee_schedule_amount({100}, {1'000}, {0}, {0}, {0}, {0}, {50}), Cents{1});
    EXPECT_EQ(fee_schedule_amount({100}, {1'000}, {0}, {0}, {0}, {0}, {49}), Cents{0});
    // Three parts of a third of a cent each make one cent: nothing is rounded before the sum.
    EXPECT_EQ(fee_schedule_amount({1}, {1'000}, {1}, {1'000}, {1}, {1'000}, {3'333}), Cents{1});
}

TEST(FeeScheduleAmount, HasRoomForTheLargestFigures) {
    // 3 x 9999.99 x 9.999 x 99.9999 = 29996940.006...
    EXPECT_EQ(
        fee_schedule_amount({999'999}, {9'999}, {999'999}, {9'999}, {999'999}, {9'999}, {999'999}),
        Cents{2'999'694'001});
}

std::string arithmetic(ReceiptStep step) {
    TextBuffer out;
    append_arithmetic(out, step);
    return std::string{out.view()};
}

TEST(ReceiptStep, CanBeRedoneOnPaper) {
    const ReceiptStep amount{
        StepKind::fee_schedule_amount, {67, 1'000, 23, 875, 1, 566, 334'009}, "", {}};
    EXPECT_EQ(arithmetic(amount), "(0.67 * 1.000 + 0.23 * 0.875 + 0.01 * 0.566) * 33.4009");
    EXPECT_EQ(evaluate(amount), Cents{2'929});  // 0.87691 x 33.4009 = 29.28958...

    const ReceiptStep share{StepKind::clinician_percentage, {2'929, 7'500}, "", {}};
    EXPECT_EQ(arithmetic(share), "29.29 * 75 / 100");
    EXPECT_EQ(evaluate(share), Cents{2'197});  // 21.9675

    EXPECT_EQ(arithmetic({StepKind::sequestration, {2'609, 250}, "", {}}), "26.09 * 2.5 / 100");
    EXPECT_EQ(arithmetic({StepKind::units, {3'000, 2}, "", {}}), "30.00 * 2");
    EXPECT_EQ(arithmetic({StepKind::lesser_of_charge, {12'000, 3'261}, "", {}}),
              "min(120.00, 32.61)");
    EXPECT_EQ(arithmetic({StepKind::coinsurance, {3'261, 261, 2'000}, "", {}}),
              "(32.61 - 2.61) * 20 / 100");
    EXPECT_EQ(arithmetic({StepKind::medicare_part, {3'261, 0, 652}, "", {}}),
              "32.61 - 0.00 - 6.52");
    EXPECT_EQ(arithmetic({StepKind::payer_pays, {2'609, 52}, "", {}}), "26.09 - 0.52");
    EXPECT_EQ(arithmetic({StepKind::patient_owes, {0, 652}, "", {}}), "0.00 + 6.52");
}

TEST(ReceiptStep, HasANameAndATitle) {
    for (int kind = 0; kind <= static_cast<int>(StepKind::patient_owes); ++kind) {
        EXPECT_FALSE(name(static_cast<StepKind>(kind)).empty()) << kind;
        EXPECT_FALSE(title(static_cast<StepKind>(kind)).empty()) << kind;
    }
}

}  // namespace
}  // namespace cpt

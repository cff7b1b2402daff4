#include "core/pricing/medicare_line.h"

#include <gtest/gtest.h>

#include "tests/support/data.h"

namespace cpt {
namespace {

struct LineAlone : PricedLine {
    Cents deductible_used;
};

/// A line alone, with so much left of the deductible.
LineAlone price(const MedicareContext& context, const LineItem& item, Cents deductible,
                bool with_receipt, const std::optional<Secondary>& secondary = {}) {
    CostSharingLeft left;
    left.deductible = deductible;
    LineAlone line{price_line(context, item, secondary, left, with_receipt), {}};
    line.deductible_used = deductible - left.deductible;
    return line;
}

/// A made-up year in which every index is 1.000 and the factor is 10.0000, so that one RVU is
/// worth ten dollars.
class MedicareLine : public testing::Test {
protected:
    MedicareLine() { year.source = "made up"; }

    MedicareContext context(Percent clinician_share) {
        clinician = {{}, clinician_share, {}, "42 CFR 414"};
        return {.year = &year,
                .indices = &indices,
                .conversion_factor = {100'000},
                .coinsurance = &coinsurance,
                .sequestration = &sequestration,
                .clinician_percentage = &clinician,
                .non_participation = nullptr};
    }
    LineItem item() { return {&values, Setting::nonfacility, 1, {}}; }

    MedicareYear year;
    LocalityIndices indices{"00000-00", {1'000}, {1'000}, {1'000}};
    RelativeValues values{"90853", 'A', {300}, {80}, {20}, {20}, {}};  // $40.00, facility $34.00
    DatedPercent coinsurance{{}, {2'000}, {}, ""};
    DatedPercent sequestration{{}, {200}, {}, ""};
    DatedPercent clinician;
    NonParticipation non_participation{{{}, {9'500}, {}, ""}, {11'500}};
};

TEST_F(MedicareLine, SplitsTheAllowedAmountIntoThreeParts) {
    const LineAlone line = price(context({10'000}), item(), Cents{0}, false);
    // 40.00: coinsurance 8.00, Medicare's part 32.00, of which 0.64 is withheld.
    EXPECT_EQ(line.amounts, (Amounts{{4'000}, {3'136}, {800}, {64}, {}}));
    EXPECT_FALSE(line.not_priced);
    EXPECT_FALSE(line.limiting_charge);
    EXPECT_TRUE(line.receipt.empty());
}

TEST_F(MedicareLine, SocialWorkerIsPaidSeventyFivePercent) {
    const LineAlone line = price(context({7'500}), item(), Cents{0}, false);
    EXPECT_EQ(line.amounts->allowed, Cents{3'000});
}

TEST_F(MedicareLine, FacilityUsesTheFacilityPracticeExpense) {
    LineItem facility = item();
    facility.setting = Setting::facility;
    EXPECT_EQ(price(context({10'000}), facility, Cents{0}, false).amounts->allowed, Cents{3'400});
}

TEST_F(MedicareLine, PhysicianWhoDoesNotParticipateIsPaidNinetyFivePercent) {
    MedicareContext not_participating = context({10'000});
    not_participating.non_participation = &non_participation;
    const LineAlone line = price(not_participating, item(), Cents{0}, false);
    EXPECT_EQ(line.amounts->allowed, Cents{3'800});
    EXPECT_EQ(line.limiting_charge, Cents{4'370});  // 38.00 x 115 %
}

TEST_F(MedicareLine, PaysTheLesserOfChargeAndAmount) {
    LineItem cheap = item();
    cheap.charge = Cents{2'500};
    EXPECT_EQ(price(context({10'000}), cheap, Cents{0}, false).amounts->allowed, Cents{2'500});
    LineItem dear = item();
    dear.charge = Cents{12'000};
    EXPECT_EQ(price(context({10'000}), dear, Cents{0}, false).amounts->allowed, Cents{4'000});
    LineItem free = item();
    free.charge = Cents{0};
    EXPECT_EQ(price(context({10'000}), free, Cents{0}, false).amounts, Amounts{});
}

TEST_F(MedicareLine, ComparesTheChargeWithAllUnits) {
    LineItem two = item();
    two.units = 2;
    two.charge = Cents{7'000};
    EXPECT_EQ(price(context({10'000}), two, Cents{0}, false).amounts->allowed, Cents{7'000});
    two.charge.reset();
    EXPECT_EQ(price(context({10'000}), two, Cents{0}, false).amounts->allowed, Cents{8'000});
}

TEST_F(MedicareLine, DeductibleComesBeforeCoinsurance) {
    const LineAlone part = price(context({10'000}), item(), Cents{1'000}, false);
    // 30.00 left: coinsurance 6.00, Medicare's part 24.00, of which 0.48 is withheld.
    EXPECT_EQ(part.amounts, (Amounts{{4'000}, {2'352}, {1'600}, {48}, {}}));
    EXPECT_EQ(part.deductible_used, Cents{1'000});

    const LineAlone all = price(context({10'000}), item(), Cents{28'300}, false);
    EXPECT_EQ(all.amounts, (Amounts{{4'000}, {0}, {4'000}, {0}, {}}));
    EXPECT_EQ(all.deductible_used, Cents{4'000});
}

TEST_F(MedicareLine, HasNoAmountWhereMedicareDoesNotPay) {
    const auto why = [&](const MedicareContext& medicare, const LineItem& line) {
        const LineAlone priced = price(medicare, line, Cents{0}, true);
        EXPECT_FALSE(priced.amounts);
        EXPECT_TRUE(priced.receipt.empty());
        return priced.not_priced;
    };
    MedicareContext not_paid = context({10'000});
    not_paid.clinician_percentage = nullptr;
    EXPECT_EQ(why(not_paid, item()), NotPriced::clinician_not_paid);

    values.not_priced_in = Setting::facility;
    LineItem facility = item();
    facility.setting = Setting::facility;
    EXPECT_EQ(why(context({10'000}), facility), NotPriced::setting_not_priced);
    EXPECT_TRUE(price(context({10'000}), item(), Cents{0}, false).amounts);

    values.status = 'B';
    EXPECT_EQ(why(context({10'000}), item()), NotPriced::status_not_paid);
}

TEST(Status, IsPaidWhenActiveRestrictedOrNotKnown) {
    for (const char status : {'A', 'R', 'T', ' '}) EXPECT_TRUE(is_paid_status(status)) << status;
    for (const char status : {'B', 'C', 'E', 'I', 'N', 'P', 'X'}) {
        EXPECT_FALSE(is_paid_status(status)) << status;
    }
}

TEST_F(MedicareLine, ReplayedReceiptGivesTheSameCents) {
    MedicareContext not_participating = context({8'500});
    not_participating.non_participation = &non_participation;
    LineItem full = item();
    full.units = 3;
    full.charge = Cents{9'999};
    const LineAlone line = price(not_participating, full, Cents{1'234}, true);
    ASSERT_EQ(line.receipt.size(), 12U);
    for (const ReceiptStep& step : line.receipt) EXPECT_EQ(evaluate(step), step.result);
    EXPECT_EQ(line.receipt[10].result, line.amounts->payer_pays);
    EXPECT_EQ(line.receipt[11].result, line.amounts->patient_owes);
}

/// Every code, locality, year, setting, clinician and factor that the tables hold.
TEST(EveryPrice, AddsUpAndReplays) {
    const ScheduleBook& schedules = test::book().schedules;
    std::int64_t priced = 0;
    for (const MedicareYear& year : schedules.years) {
        for (const DatedConversionFactor& factor : year.conversion_factors) {
            const Date date = factor.in_force.from;
            for (const LocalityIndices& indices : year.localities) {
                for (const RelativeValues& values : year.codes) {
                    for (const DatedPercent& clinician : schedules.terms.clinician_percentages) {
                        const MedicareContext context{
                            .year = &year,
                            .indices = &indices,
                            .conversion_factor = factor.nonqualifying,
                            .coinsurance = in_force(schedules.terms.coinsurance, date),
                            .sequestration = in_force(schedules.terms.sequestration, date),
                            .clinician_percentage = &clinician,
                            .non_participation = nullptr};
                        for (const Setting setting : {Setting::nonfacility, Setting::facility}) {
                            const LineAlone line =
                                price(context, {&values, setting, 1, {}}, Cents{0}, false);
                            if (!line.amounts) continue;
                            ++priced;
                            const Amounts& amounts = *line.amounts;
                            ASSERT_EQ(amounts.allowed, amounts.payer_pays + amounts.patient_owes +
                                                           amounts.sequestration)
                                << year.id << values.code << indices.locality;
                            ASSERT_GE(amounts.payer_pays, Cents{0});
                        }
                    }
                }
            }
        }
    }
    EXPECT_GT(priced, 300'000);
}

}  // namespace
}  // namespace cpt

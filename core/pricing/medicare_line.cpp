#include "core/pricing/medicare_line.h"

#include <algorithm>
#include <string_view>

namespace cpt {
namespace {

constexpr std::string_view kLesserOfSource = "Social Security Act 1833(a)(1), 1848(a)(1)";
constexpr std::string_view kDeductibleSource = "Social Security Act 1833(b)";
constexpr std::string_view kCrossoverSource = "the secondary coverage given in the request";

std::optional<NotPriced> why_not_priced(const MedicareContext& context, const LineItem& item) {
    if (!is_paid_status(item.values->status)) return NotPriced::status_not_paid;
    if (item.values->not_priced_in == item.setting) return NotPriced::setting_not_priced;
    if (context.clinician_percentage == nullptr) return NotPriced::clinician_not_paid;
    return std::nullopt;
}

}  // namespace

bool is_paid_status(char status) {
    return std::string_view{" ART"}.find(status) != std::string_view::npos;
}

Cents take_fee_schedule_amount(const MedicareContext& context, const LocalityIndices& indices,
                               const RelativeValues& values, Setting setting,
                               Arithmetic& arithmetic) {
    return arithmetic.take(
        StepKind::fee_schedule_amount,
        {values.work.value, indices.work.value, values.practice_expense(setting).value,
         indices.pe.value, values.malpractice.value, indices.malpractice.value,
         context.conversion_factor.value},
        context.year->source);
}

PricedLine price_line(const MedicareContext& context, const LineItem& item,
                      const std::optional<Secondary>& secondary, CostSharingLeft& left,
                      bool with_receipt) {
    PricedLine line;
    line.not_priced = why_not_priced(context, item);
    if (line.not_priced) return line;

    Arithmetic arithmetic(with_receipt ? &line.receipt : nullptr);
    Cents allowed =
        take_fee_schedule_amount(context, *context.indices, *item.values, item.setting, arithmetic);

    const DatedPercent& clinician = *context.clinician_percentage;
    allowed = arithmetic.take(StepKind::clinician_percentage,
                              {allowed.value, clinician.percent.value}, clinician.source);
    if (context.non_participation != nullptr) {
        const DatedPercent& share = context.non_participation->of_fee_schedule;
        allowed = arithmetic.take(StepKind::non_participating, {allowed.value, share.percent.value},
                                  share.source);
    }
    if (item.units != 1) {
        allowed = arithmetic.take(StepKind::units, {allowed.value, item.units}, "units reported");
    }
    if (context.non_participation != nullptr) {
        line.limiting_charge =
            arithmetic.take(StepKind::limiting_charge,
                            {allowed.value, context.non_participation->limiting_charge.value},
                            context.non_participation->of_fee_schedule.source);
    }
    if (item.charge) {
        allowed = arithmetic.take(StepKind::lesser_of_charge, {item.charge->value, allowed.value},
                                  kLesserOfSource);
    }

    const Cents deductible = arithmetic.take(
        StepKind::deductible, {allowed.value, left.deductible.value}, kDeductibleSource);
    const Cents coinsurance =
        arithmetic.take(StepKind::coinsurance,
                        {allowed.value, deductible.value, context.coinsurance->percent.value},
                        context.coinsurance->source);
    const Cents medicare_part = arithmetic.take(
        StepKind::medicare_part, {allowed.value, deductible.value, coinsurance.value}, kSumSource);
    const Cents sequestration = arithmetic.take(
        StepKind::sequestration, {medicare_part.value, context.sequestration->percent.value},
        context.sequestration->source);
    const Cents payer_pays = arithmetic.take(
        StepKind::payer_pays, {medicare_part.value, sequestration.value}, kSumSource);
    Cents secondary_pays;
    if (secondary) {
        secondary_pays = arithmetic.take(StepKind::secondary_pays,
                                         {secondary->pays_deductible ? deductible.value : 0,
                                          secondary->pays_coinsurance ? coinsurance.value : 0},
                                         kCrossoverSource);
    }
    const Cents patient_owes =
        arithmetic.take(StepKind::patient_owes,
                        {deductible.value, coinsurance.value, secondary_pays.value}, kSumSource);

    line.amounts = Amounts{allowed, payer_pays, patient_owes, sequestration, secondary_pays};
    left.deductible = left.deductible - deductible;
    return line;
}

}  // namespace cpt

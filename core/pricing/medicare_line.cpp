#include "core/pricing/medicare_line.h"

#include <algorithm>
#include <string_view>

namespace cpt {
namespace {

/// Does the steps one after the other and keeps them where a receipt is wanted.
class Arithmetic {
public:
    explicit Arithmetic(Receipt* receipt) : receipt_(receipt) {
        constexpr std::size_t kMostSteps = 12;
        if (receipt_ != nullptr) receipt_->reserve(kMostSteps);
    }

    Cents take(StepKind kind, std::array<std::int64_t, 7> operands, std::string_view source) {
        ReceiptStep step{kind, operands, source, {}};
        step.result = evaluate(step);
        if (receipt_ != nullptr) receipt_->push_back(step);
        return step.result;
    }

private:
    Receipt* receipt_;
};

constexpr std::string_view kLesserOfSource = "Social Security Act 1833(a)(1), 1848(a)(1)";
constexpr std::string_view kDeductibleSource = "Social Security Act 1833(b)";
constexpr std::string_view kSumSource = "sum of the steps above";

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

PricedLine price_line(const MedicareContext& context, const LineItem& item,
                      Cents deductible_remaining, bool with_receipt) {
    PricedLine line;
    line.not_priced = why_not_priced(context, item);
    if (line.not_priced) return line;

    Arithmetic arithmetic(with_receipt ? &line.receipt : nullptr);
    const RelativeValues& values = *item.values;
    const LocalityIndices& indices = *context.indices;
    Cents allowed = arithmetic.take(
        StepKind::fee_schedule_amount,
        {values.work.value, indices.work.value, values.practice_expense(item.setting).value,
         indices.pe.value, values.malpractice.value, indices.malpractice.value,
         context.conversion_factor.value},
        context.year->source);

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
        StepKind::deductible, {allowed.value, deductible_remaining.value}, kDeductibleSource);
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
    const Cents patient_owes =
        arithmetic.take(StepKind::patient_owes, {deductible.value, coinsurance.value}, kSumSource);

    line.amounts = Amounts{allowed, payer_pays, patient_owes, sequestration};
    line.deductible_used = deductible;
    return line;
}

}  // namespace cpt

#include "core/pricing/cost_sharing.h"

#include <string_view>

namespace cpt {
namespace {

constexpr std::string_view kChargeSource = "the charge given in the request";
constexpr std::string_view kPlanSource = "the member's plan, as given in the request";

}  // namespace

Amounts share_cost(Cents allowed, const CostSharing& terms, CostSharingLeft& left,
                   Arithmetic& arithmetic) {
    const Cents deductible =
        arithmetic.take(StepKind::deductible, {allowed.value, left.deductible.value}, kPlanSource);
    Cents copay;
    if (terms.copay) {
        copay = arithmetic.take(StepKind::copay,
                                {allowed.value, deductible.value, left.copay.value}, kPlanSource);
    }
    Cents coinsurance;
    if (terms.coinsurance) {
        coinsurance = arithmetic.take(
            StepKind::coinsurance,
            {allowed.value, deductible.value, terms.coinsurance->value, copay.value}, kPlanSource);
    }
    Cents patient = arithmetic.take(
        StepKind::patient_owes, {deductible.value, coinsurance.value, 0, copay.value}, kSumSource);
    if (left.out_of_pocket) {
        patient = arithmetic.take(StepKind::out_of_pocket_limit,
                                  {patient.value, left.out_of_pocket->value}, kPlanSource);
        left.out_of_pocket = *left.out_of_pocket - patient;
    }
    const Cents plan =
        arithmetic.take(StepKind::plan_pays, {allowed.value, patient.value}, kSumSource);
    left.deductible = left.deductible - deductible;
    left.copay = left.copay - copay;
    return {allowed, plan, patient, {}, {}};
}

Amounts patient_pays_all(Cents allowed, Arithmetic& arithmetic) {
    arithmetic.take(StepKind::patient_owes, {allowed.value}, kSumSource);
    return {allowed, {}, allowed, {}, {}};
}

PricedLine price_own_fee(std::optional<Cents> charge, bool with_receipt) {
    PricedLine priced;
    if (!charge) {
        priced.not_priced = NotPriced::fee_needed;
        return priced;
    }
    Arithmetic arithmetic(with_receipt ? &priced.receipt : nullptr);
    const Cents fee = arithmetic.take(StepKind::table_amount, {charge->value}, kChargeSource);
    priced.amounts = patient_pays_all(fee, arithmetic);
    return priced;
}

}  // namespace cpt

#include "core/pricing/receipt.h"

#include <algorithm>

namespace cpt {

std::string_view name(StepKind kind) {
    switch (kind) {
        case StepKind::fee_schedule_amount: return "fee_schedule_amount";
        case StepKind::clinician_percentage: return "clinician_percentage";
        case StepKind::non_participating: return "non_participating";
        case StepKind::limiting_charge: return "limiting_charge";
        case StepKind::units: return "units";
        case StepKind::lesser_of_charge: return "lesser_of_charge";
        case StepKind::deductible: return "deductible";
        case StepKind::coinsurance: return "coinsurance";
        case StepKind::medicare_part: return "medicare_part";
        case StepKind::sequestration: return "sequestration";
        case StepKind::payer_pays: return "payer_pays";
        case StepKind::patient_owes: return "patient_owes";
    }
    return "";
}

std::string_view title(StepKind kind) {
    switch (kind) {
        case StepKind::fee_schedule_amount:
            return "Fee schedule amount: (work + practice expense + malpractice, each by its "
                   "locality index) x conversion factor";
        case StepKind::clinician_percentage: return "Percentage for this kind of clinician";
        case StepKind::non_participating: return "Physician without a participation agreement";
        case StepKind::limiting_charge: return "Most that may be collected without assignment";
        case StepKind::units: return "Units";
        case StepKind::lesser_of_charge: return "Lesser of the charge and the amount";
        case StepKind::deductible: return "Deductible: the patient pays this first";
        case StepKind::coinsurance: return "Patient's coinsurance";
        case StepKind::medicare_part: return "Medicare's part";
        case StepKind::sequestration: return "Sequestration, withheld from Medicare's part";
        case StepKind::payer_pays: return "Medicare pays";
        case StepKind::patient_owes: return "Patient owes";
    }
    return "";
}

Cents fee_schedule_amount(Rvu work, Gpci work_index, Rvu practice_expense, Gpci pe_index,
                          Rvu malpractice, Gpci malpractice_index, ConversionFactor factor) {
    const std::int64_t adjusted = work.value * work_index.value +
                                  practice_expense.value * pe_index.value +
                                  malpractice.value * malpractice_index.value;
    constexpr std::int64_t kNanodollarsPerCent = 10'000'000;
    return {divide_half_away(adjusted * factor.value, kNanodollarsPerCent)};
}

Cents evaluate(const ReceiptStep& step) {
    const auto& x = step.operands;
    switch (step.kind) {
        case StepKind::fee_schedule_amount:
            return fee_schedule_amount({x[0]}, {x[1]}, {x[2]}, {x[3]}, {x[4]}, {x[5]}, {x[6]});
        case StepKind::clinician_percentage:
        case StepKind::non_participating:
        case StepKind::limiting_charge:
        case StepKind::sequestration: return percent_of({x[0]}, {x[1]});
        case StepKind::units: return {x[0] * x[1]};
        case StepKind::lesser_of_charge:
        case StepKind::deductible: return {std::min(x[0], x[1])};
        case StepKind::coinsurance: return percent_of({x[0] - x[1]}, {x[2]});
        case StepKind::medicare_part: return {x[0] - x[1] - x[2]};
        case StepKind::payer_pays: return {x[0] - x[1]};
        case StepKind::patient_owes: return {x[0] + x[1]};
    }
    return {};
}

namespace {

void append_dollars(TextBuffer& out, std::int64_t cents) { append_decimal(out, cents, 2); }

/// "75" for 75 %, "12.5" for 12.5 %.
void append_percent(TextBuffer& out, std::int64_t basis_points) {
    append_decimal(out, basis_points, 2);
    while (out.view().ends_with('0')) out.shrink(1);
    if (out.view().ends_with('.')) out.shrink(1);
}

void append_share(TextBuffer& out, std::int64_t cents, std::int64_t basis_points) {
    append_dollars(out, cents);
    out.append(" * ");
    append_percent(out, basis_points);
    out.append(" / 100");
}

}  // namespace

void append_arithmetic(TextBuffer& out, const ReceiptStep& step) {
    const auto& x = step.operands;
    switch (step.kind) {
        case StepKind::fee_schedule_amount:
            out.append('(');
            for (std::size_t i = 0; i < 6; i += 2) {
                if (i > 0) out.append(" + ");
                append_decimal(out, x[i], Rvu::decimals);
                out.append(" * ");
                append_decimal(out, x[i + 1], Gpci::decimals);
            }
            out.append(") * ");
            append_decimal(out, x[6], ConversionFactor::decimals);
            return;
        case StepKind::clinician_percentage:
        case StepKind::non_participating:
        case StepKind::limiting_charge:
        case StepKind::sequestration: append_share(out, x[0], x[1]); return;
        case StepKind::units:
            append_dollars(out, x[0]);
            out.append(" * ");
            append_decimal(out, x[1], 0);
            return;
        case StepKind::lesser_of_charge:
        case StepKind::deductible:
            out.append("min(");
            append_dollars(out, x[0]);
            out.append(", ");
            append_dollars(out, x[1]);
            out.append(')');
            return;
        case StepKind::coinsurance:
            out.append('(');
            append_dollars(out, x[0]);
            out.append(" - ");
            append_dollars(out, x[1]);
            out.append(") * ");
            append_percent(out, x[2]);
            out.append(" / 100");
            return;
        case StepKind::medicare_part:
            append_dollars(out, x[0]);
            out.append(" - ");
            append_dollars(out, x[1]);
            out.append(" - ");
            append_dollars(out, x[2]);
            return;
        case StepKind::payer_pays:
            append_dollars(out, x[0]);
            out.append(" - ");
            append_dollars(out, x[1]);
            return;
        case StepKind::patient_owes:
            append_dollars(out, x[0]);
            out.append(" + ");
            append_dollars(out, x[1]);
            return;
    }
}

}  // namespace cpt

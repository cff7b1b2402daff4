#include "core/pricing/receipt.h"

#include <algorithm>
#include <initializer_list>

#include "core/schedules/payer_table.h"

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
        case StepKind::table_amount: return "table_amount";
        case StepKind::percent_of_medicare: return "percent_of_medicare";
        case StepKind::percent_of_charge: return "percent_of_charge";
        case StepKind::telehealth_percentage: return "telehealth_percentage";
        case StepKind::add_on_percentage: return "add_on_percentage";
        case StepKind::sliding_scale: return "sliding_scale";
        case StepKind::hours: return "hours";
        case StepKind::copay: return "copay";
        case StepKind::out_of_pocket_limit: return "out_of_pocket_limit";
        case StepKind::plan_pays: return "plan_pays";
        case StepKind::secondary_pays: return "secondary_pays";
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
        case StepKind::table_amount: return "Amount of the table, or the fee";
        case StepKind::percent_of_medicare: return "Percentage of the Medicare amount";
        case StepKind::percent_of_charge: return "Percentage of the charge";
        case StepKind::telehealth_percentage: return "Percentage for telehealth";
        case StepKind::add_on_percentage: return "Percentage of the service, for an add-on";
        case StepKind::sliding_scale: return "Step of the sliding scale";
        case StepKind::hours: return "Hours of the session";
        case StepKind::copay: return "Patient's copay";
        case StepKind::out_of_pocket_limit: return "No more than is left of the patient's maximum";
        case StepKind::plan_pays: return "Payer pays";
        case StepKind::secondary_pays: return "Secondary payer pays";
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

namespace {

/// How a table rounds a percentage; to the cent, halves away from zero, where it does not say.
Rounding rounding_of(const ReceiptStep& step) {
    const auto& x = step.operands;
    return x[2] == 0 ? Rounding{} : Rounding{{x[2]}, static_cast<Rounding::Mode>(x[3])};
}

}  // namespace

Cents evaluate(const ReceiptStep& step) {
    const auto& x = step.operands;
    switch (step.kind) {
        case StepKind::fee_schedule_amount:
            return fee_schedule_amount({x[0]}, {x[1]}, {x[2]}, {x[3]}, {x[4]}, {x[5]}, {x[6]});
        case StepKind::non_participating:
        case StepKind::limiting_charge:
        case StepKind::sequestration: return percent_of({x[0]}, {x[1]});
        case StepKind::clinician_percentage:
        case StepKind::percent_of_medicare:
        case StepKind::percent_of_charge:
        case StepKind::telehealth_percentage:
        case StepKind::add_on_percentage:
        case StepKind::sliding_scale: return percent_of({x[0]}, {x[1]}, rounding_of(step));
        case StepKind::table_amount: return {x[0]};
        case StepKind::units:
        case StepKind::hours: return {x[0] * x[1]};
        case StepKind::lesser_of_charge:
        case StepKind::deductible:
        case StepKind::out_of_pocket_limit: return {std::min(x[0], x[1])};
        case StepKind::copay: return {std::min(x[0] - x[1], x[2])};
        case StepKind::coinsurance: return percent_of({x[0] - x[1] - x[3]}, {x[2]});
        case StepKind::medicare_part: return {x[0] - x[1] - x[2]};
        case StepKind::payer_pays:
        case StepKind::plan_pays: return {x[0] - x[1]};
        case StepKind::secondary_pays: return {x[0] + x[1]};
        case StepKind::patient_owes: return {x[0] + x[1] - x[2] + x[3]};
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

struct Term {
    char sign;
    std::int64_t cents;
};

/// "30.39 - 5.00 - 1.00"; what is zero after the first `always` is left out.
void append_sum(TextBuffer& out, std::initializer_list<Term> terms, std::size_t always = 2) {
    std::size_t count = 0;
    for (const Term& term : terms) {
        if (count++ >= always && term.cents == 0) continue;
        if (count > 1) {
            out.append(' ');
            out.append(term.sign);
            out.append(' ');
        }
        append_dollars(out, term.cents);
    }
}

void append_min(TextBuffer& out, std::int64_t one, std::int64_t other) {
    out.append("min(");
    append_dollars(out, one);
    out.append(", ");
    append_dollars(out, other);
    out.append(')');
}

/// "30.39 * 85 / 100", in round_down(..., 0.05) where the table rounds in its own way.
void append_rounded_share(TextBuffer& out, const ReceiptStep& step) {
    static constexpr std::array<std::string_view, 3> kFunctions{"round_half(", "round_up(",
                                                                "round_down("};
    const auto& x = step.operands;
    const Rounding rounding = rounding_of(step);
    const bool is_usual = rounding == Rounding{};
    if (!is_usual) out.append(kFunctions[static_cast<std::size_t>(rounding.mode)]);
    append_share(out, x[0], x[1]);
    if (is_usual) return;
    out.append(", ");
    append_dollars(out, rounding.step.value);
    out.append(')');
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
        case StepKind::non_participating:
        case StepKind::limiting_charge:
        case StepKind::sequestration: return append_share(out, x[0], x[1]);
        case StepKind::clinician_percentage:
        case StepKind::percent_of_medicare:
        case StepKind::percent_of_charge:
        case StepKind::telehealth_percentage:
        case StepKind::add_on_percentage:
        case StepKind::sliding_scale: return append_rounded_share(out, step);
        case StepKind::table_amount: return append_dollars(out, x[0]);
        case StepKind::units:
        case StepKind::hours:
            append_dollars(out, x[0]);
            out.append(" * ");
            append_decimal(out, x[1], 0);
            return;
        case StepKind::lesser_of_charge:
        case StepKind::deductible:
        case StepKind::out_of_pocket_limit: return append_min(out, x[0], x[1]);
        case StepKind::copay: return append_min(out, x[0] - x[1], x[2]);
        case StepKind::coinsurance:
            out.append('(');
            append_sum(out, {{'+', x[0]}, {'-', x[1]}, {'-', x[3]}});
            out.append(") * ");
            append_percent(out, x[2]);
            out.append(" / 100");
            return;
        case StepKind::medicare_part:
            return append_sum(out, {{'+', x[0]}, {'-', x[1]}, {'-', x[2]}}, 3);
        case StepKind::payer_pays:
        case StepKind::plan_pays: return append_sum(out, {{'+', x[0]}, {'-', x[1]}});
        case StepKind::secondary_pays: return append_sum(out, {{'+', x[0]}, {'+', x[1]}});
        case StepKind::patient_owes:
            return append_sum(out, {{'+', x[0]}, {'+', x[1]}, {'-', x[2]}, {'+', x[3]}});
    }
}

}  // namespace cpt

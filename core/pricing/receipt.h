#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/schedules/medicare_year.h"
#include "core/units/cents.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// One step of the arithmetic that prices a claim line. The names are part of the contract.
enum class StepKind {
    fee_schedule_amount,
    clinician_percentage,
    non_participating,
    limiting_charge,
    units,
    lesser_of_charge,
    deductible,
    coinsurance,
    medicare_part,
    sequestration,
    payer_pays,
    patient_owes,
    table_amount,
    percent_of_medicare,
    percent_of_charge,
    telehealth_percentage,
    add_on_percentage,
    sliding_scale,
    hours,
    copay,
    out_of_pocket_limit,
    plan_pays,
    secondary_pays,
};

std::string_view name(StepKind kind);

/// A step holds all that its result depends on, so that it can be redone on paper.
struct ReceiptStep {
    StepKind kind{};
    /// fee_schedule_amount: work RVU, work index, practice expense RVU, its index, malpractice
    /// RVU, its index, conversion factor. non_participating, limiting_charge, sequestration: cents,
    /// percent. Other percentages: cents, percent, and where the table rounds in its own way the
    /// step in cents and the mode. units, hours: cents, how many. table_amount: cents.
    /// lesser_of_charge, deductible, out_of_pocket_limit: the two cents of which the smaller
    /// counts. copay: allowed, deductible, copay. coinsurance: allowed, deductible, percent, copay.
    /// medicare_part: allowed, deductible, coinsurance. payer_pays: Medicare's part, sequestration.
    /// secondary_pays: deductible, coinsurance, those of them that it pays. patient_owes:
    /// deductible, coinsurance, paid by the secondary payer, copay. plan_pays: allowed, patient's
    /// part. Unused places are zero.
    std::array<std::int64_t, 7> operands{};
    std::string_view source;  ///< Lives as long as the table it comes from.
    Cents result;
};

using Receipt = std::vector<ReceiptStep>;

/// What Medicare allows for one unit before the clinician's percentage: one exact product,
/// rounded once, half away from zero, to the cent.
/// Source: 42 CFR 414.20-414.22; indices of the locality on the date of service.
Cents fee_schedule_amount(Rvu work, Gpci work_index, Rvu practice_expense, Gpci pe_index,
                          Rvu malpractice, Gpci malpractice_index, ConversionFactor factor);

/// The result of a step from its operands alone. Pricing and the replay of a receipt both go
/// through here: there is no second arithmetic.
Cents evaluate(const ReceiptStep& step);

/// What the step is, in words: "Work, practice expense and malpractice x conversion factor".
std::string_view title(StepKind kind);

/// The step as an expression in dollars that gives its result once rounded to the cent:
/// "40.54 * 75 / 100".
void append_arithmetic(TextBuffer& out, const ReceiptStep& step);

}  // namespace cpt

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/pricing/receipt.h"
#include "core/schedules/payer_table.h"
#include "core/units/cents.h"

namespace cpt {

/// Why a line has no amount.
enum class NotPriced {
    status_not_paid,       ///< CMS status: bundled, not valid, not covered or excluded.
    setting_not_priced,    ///< CMS marks the code NA in this setting.
    clinician_not_paid,    ///< Medicare does not pay this kind of clinician on that day.
    payer_has_no_table,    ///< No table of the payer's amounts is held.
    before_first_table,    ///< The payer's first table begins later.
    code_not_listed,       ///< The table has no row for the code.
    clinician_not_listed,  ///< It has, but none for this kind of clinician.
    line_not_listed,       ///< It has, but none for the place, the modifiers or the date.
    telehealth_not_paid,   ///< The table pays nothing by telehealth.
    charge_needed,         ///< It pays a percentage of the charge, which is not given.
    whole_hours_needed,    ///< It pays by the hour, and the session's whole hours are not known.
    medicare_not_known,    ///< It pays a percentage of a Medicare amount that there is none of.
    fee_needed,            ///< The patient pays the practice's own fee, which is not given.
};

/// As a rule names it.
std::string_view name(NotPriced why);

/// allowed = payer_pays + patient_owes + sequestration + secondary_pays.
struct Amounts {
    Cents allowed;
    Cents payer_pays;  ///< After sequestration.
    Cents patient_owes;
    Cents sequestration;
    Cents secondary_pays;  ///< Of a Medicare claim that crosses over.

    friend constexpr bool operator==(const Amounts&, const Amounts&) = default;
    constexpr Amounts& operator+=(const Amounts& other) {
        allowed += other.allowed;
        payer_pays += other.payer_pays;
        patient_owes += other.patient_owes;
        sequestration += other.sequestration;
        secondary_pays += other.secondary_pays;
        return *this;
    }
};

struct PricedLine {
    /// Nothing where the schedule has no amount; `not_priced` then says why.
    std::optional<Amounts> amounts;
    std::optional<NotPriced> not_priced;
    /// The most a non-participating physician may collect on an unassigned claim.
    std::optional<Cents> limiting_charge;
    const PayerTable* table = nullptr;  ///< Whose row priced it, or would have; null: Medicare.
    const PayerRow* row = nullptr;
    std::optional<Range> range;  ///< Of a benchmark: what the line would be at its quartiles.
    Receipt receipt;             ///< Empty where none was asked for.
};

}  // namespace cpt

#pragma once

#include <cstdint>
#include <optional>

#include "core/pricing/receipt.h"
#include "core/schedules/medicare_terms.h"
#include "core/schedules/medicare_year.h"
#include "core/units/cents.h"

namespace cpt {

/// What the lines of one session have in common under Medicare: the rows in force for its
/// date, locality and clinician.
struct MedicareContext {
    const MedicareYear* year;
    const LocalityIndices* indices;
    ConversionFactor conversion_factor;
    const DatedPercent* coinsurance;
    const DatedPercent* sequestration;
    const DatedPercent* clinician_percentage;   ///< Null: Medicare does not pay this clinician.
    const NonParticipation* non_participation;  ///< Null: participates, or has no choice.
};

/// One claim line to price.
struct LineItem {
    const RelativeValues* values = nullptr;
    Setting setting{};
    std::int64_t units = 1;
    std::optional<Cents> charge;
};

/// Why a line has no amount.
enum class NotPriced {
    status_not_paid,     ///< CMS status: bundled, not valid, not covered or excluded.
    setting_not_priced,  ///< CMS marks the code NA in this setting.
    clinician_not_paid,  ///< Medicare does not pay this kind of clinician on that day.
    payer_has_no_table,  ///< No table of the payer's amounts is held.
};

/// allowed = payer_pays + patient_owes + sequestration.
struct Amounts {
    Cents allowed;
    Cents payer_pays;  ///< After sequestration.
    Cents patient_owes;
    Cents sequestration;

    friend constexpr bool operator==(const Amounts&, const Amounts&) = default;
    constexpr Amounts& operator+=(const Amounts& other) {
        allowed += other.allowed;
        payer_pays += other.payer_pays;
        patient_owes += other.patient_owes;
        sequestration += other.sequestration;
        return *this;
    }
};

struct PricedLine {
    /// Nothing where the schedule has no amount; `not_priced` then says why.
    std::optional<Amounts> amounts;
    std::optional<NotPriced> not_priced;
    /// The most a non-participating physician may collect on an unassigned claim.
    std::optional<Cents> limiting_charge;
    Cents deductible_used;
    Receipt receipt;  ///< Empty where none was asked for.
};

/// Whether Medicare pays a code of this status separately: A (active), R (restricted) and T do,
/// and so does a code whose status the source does not give.
/// Source: CMS PFS relative value file, record layout, attachment A (status indicators).
bool is_paid_status(char status);

/// Prices one line, each step rounded to the cent in this order: fee schedule amount, clinician
/// percentage (42 CFR 414.52-414.62), non-participating percentage (SSA 1848(a)(3)), units,
/// lesser of charge and amount (SSA 1833(a)(1)), deductible, coinsurance, sequestration.
PricedLine price_line(const MedicareContext& context, const LineItem& item,
                      Cents deductible_remaining, bool with_receipt);

}  // namespace cpt

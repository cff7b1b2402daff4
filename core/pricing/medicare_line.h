#pragma once

#include <cstdint>
#include <optional>

#include "core/pricing/cost_sharing.h"
#include "core/pricing/priced_line.h"
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

/// Whether Medicare pays a code of this status separately: A (active), R (restricted) and T do,
/// and so does a code whose status the source does not give.
/// Source: CMS PFS relative value file, record layout, attachment A (status indicators).
bool is_paid_status(char status);

/// The fee schedule amount of one unit: in another locality than the context's, or nationally
/// (every index 1), where `indices` says so.
/// Source: 42 CFR 414.20-414.22.
Cents take_fee_schedule_amount(const MedicareContext& context, const LocalityIndices& indices,
                               const RelativeValues& values, Setting setting,
                               Arithmetic& arithmetic);

/// Prices one line, each step rounded to the cent in this order: fee schedule amount, clinician
/// percentage (42 CFR 414.52-414.62), non-participating percentage (SSA 1848(a)(3)), units,
/// lesser of charge and amount (SSA 1833(a)(1)), deductible, coinsurance, sequestration. What the
/// patient would owe of deductible and coinsurance a secondary payer pays, where there is one.
PricedLine price_line(const MedicareContext& context, const LineItem& item,
                      const std::optional<Secondary>& secondary, CostSharingLeft& left,
                      bool with_receipt);

}  // namespace cpt

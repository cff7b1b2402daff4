#pragma once

#include <optional>

#include "core/pricing/arithmetic.h"
#include "core/pricing/priced_line.h"
#include "core/roster/cost_sharing.h"
#include "core/units/cents.h"

namespace cpt {

/// What is left of the yearly and per-visit amounts while the lines of one claim are priced, one
/// after the other.
struct CostSharingLeft {
    Cents deductible;
    Cents copay;
    std::optional<Cents> out_of_pocket;  ///< Nothing: no limit.

    explicit CostSharingLeft(const CostSharing& terms)
        : deductible(terms.deductible_remaining),
          copay(terms.copay.value_or(Cents{})),
          out_of_pocket(terms.out_of_pocket_remaining) {}
    constexpr CostSharingLeft() = default;
};

/// The parts of what a plan other than Medicare allows: the patient pays the deductible, then the
/// copay, then the coinsurance of the rest, together no more than what is left of the out-of-pocket
/// maximum; the plan pays the rest.
/// Source: 45 CFR 156.20 (cost sharing), 156.130 (annual limitation).
Amounts share_cost(Cents allowed, const CostSharing& terms, CostSharingLeft& left,
                   Arithmetic& arithmetic);

/// The same where the patient pays everything.
Amounts patient_pays_all(Cents allowed, Arithmetic& arithmetic);

/// A line for which the practice's own fee is the charge.
PricedLine price_own_fee(std::optional<Cents> charge, bool with_receipt);

}  // namespace cpt

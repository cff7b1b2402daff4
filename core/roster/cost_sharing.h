#pragma once

#include <optional>
#include <string>

#include "core/units/cents.h"
#include "core/units/quantity.h"

namespace cpt {

/// Who pays what Medicare leaves to the patient, where the claim crosses over to another payer.
struct Secondary {
    std::string payer = "secondary";  ///< A label of the caller's own.
    bool pays_coinsurance = true;
    bool pays_deductible = false;
};

/// The patient's part of what is allowed, as the member's plan has it. Medicare has its own terms:
/// of these only the deductible and the secondary payer go with it.
struct CostSharing {
    Cents deductible_remaining;
    std::optional<Cents> copay;                    ///< Of one visit.
    std::optional<Percent> coinsurance;            ///< After deductible and copay.
    std::optional<Cents> out_of_pocket_remaining;  ///< Zero: the maximum is reached.
    std::optional<Secondary> secondary;
};

}  // namespace cpt

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/roster/clinician.h"
#include "core/units/cents.h"
#include "core/units/date.h"
#include "core/units/quantity.h"

namespace cpt {

/// A percentage in force for some days, for some clinicians (all of them where none is named).
struct DatedPercent {
    DateRange in_force;
    Percent percent;
    std::vector<ClinicianType> types;
    std::string source;
};

/// What a physician without a participation agreement is paid, and the most such a physician
/// may collect on an unassigned claim.
/// Source: Social Security Act 1848(a)(3) and 1848(g).
struct NonParticipation {
    DatedPercent of_fee_schedule;
    Percent limiting_charge;
};

/// What turns a fee schedule amount into Medicare's and the patient's part, by date.
struct MedicareTerms {
    std::vector<DatedPercent> clinician_percentages;
    std::vector<ClinicianType> mandatory_assignment;
    std::vector<NonParticipation> non_participation;
    std::vector<DatedPercent> coinsurance;
    std::vector<DatedPercent> sequestration;

    /// Null where Medicare does not pay that clinician on that day.
    const DatedPercent* clinician_percentage(ClinicianType type, Date date) const;
    /// Null where not participating changes nothing for that clinician.
    const NonParticipation* non_participation_of(ClinicianType type, Date date) const;
    bool must_take_assignment(ClinicianType type) const;
};

/// The row in force on `date`; null where there is none.
const DatedPercent* in_force(const std::vector<DatedPercent>& rows, Date date);

}  // namespace cpt

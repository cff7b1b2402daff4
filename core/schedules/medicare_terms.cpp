#include "core/schedules/medicare_terms.h"

#include "core/units/search.h"

namespace cpt {
namespace {

bool applies(const DatedPercent& row, ClinicianType type, Date date) {
    return row.in_force.contains(date) && (row.types.empty() || contains(row.types, type));
}

}  // namespace

const DatedPercent* MedicareTerms::clinician_percentage(ClinicianType type, Date date) const {
    return find_first(clinician_percentages,
                      [&](const DatedPercent& row) { return applies(row, type, date); });
}

const NonParticipation* MedicareTerms::non_participation_of(ClinicianType type, Date date) const {
    return find_first(non_participation, [&](const NonParticipation& row) {
        return applies(row.of_fee_schedule, type, date);
    });
}

bool MedicareTerms::must_take_assignment(ClinicianType type) const {
    return contains(mandatory_assignment, type);
}

const DatedPercent* in_force(const std::vector<DatedPercent>& rows, Date date) {
    return find_first(rows, [&](const DatedPercent& row) { return row.in_force.contains(date); });
}

}  // namespace cpt

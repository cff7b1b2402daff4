#include "core/session/medicare_context.h"

namespace cpt {

std::optional<MedicareContext> medicare_context(const ScheduleBook& schedules,
                                                const MedicareYear& year, std::string_view locality,
                                                const Clinician& clinician, Date date) {
    const MedicareTerms& terms = schedules.terms;
    const LocalityIndices* indices = year.find_locality(locality);
    const DatedConversionFactor* factor = year.find_conversion_factor(date);
    const DatedPercent* coinsurance = in_force(terms.coinsurance, date);
    const DatedPercent* sequestration = in_force(terms.sequestration, date);
    if (indices == nullptr || factor == nullptr || coinsurance == nullptr ||
        sequestration == nullptr || !clinician.type) {
        return std::nullopt;
    }
    return MedicareContext{
        .year = &year,
        .indices = indices,
        .conversion_factor = factor->for_participant(clinician.qualifying_apm),
        .coinsurance = coinsurance,
        .sequestration = sequestration,
        .clinician_percentage = terms.clinician_percentage(*clinician.type, date),
        .non_participation = clinician.medicare_participating
                                 ? nullptr
                                 : terms.non_participation_of(*clinician.type, date)};
}

}  // namespace cpt

#pragma once

#include <optional>
#include <string_view>

#include "core/pricing/medicare_line.h"
#include "core/roster/clinician.h"
#include "core/schedules/schedule_book.h"
#include "core/units/date.h"

namespace cpt {

/// The Medicare rows in force for a locality, a clinician and a day of `year`. Nothing where the
/// year lacks the locality, or a percentage or conversion factor of that day is not known.
std::optional<MedicareContext> medicare_context(const ScheduleBook& schedules,
                                                const MedicareYear& year, std::string_view locality,
                                                const Clinician& clinician, Date date);

}  // namespace cpt

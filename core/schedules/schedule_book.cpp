#include "core/schedules/schedule_book.h"

#include <algorithm>

#include "core/units/search.h"

namespace cpt {

const MedicareYear* ScheduleBook::find_year(Date date) const {
    return find_first(years,
                      [&](const MedicareYear& year) { return year.in_force.contains(date); });
}

const HeldFile* ScheduleBook::find_year_file(Date date) const {
    return find_first(held, [&](const HeldFile& file) {
        return file.load == "date" && file.in_force.contains(date);
    });
}

const HeldFile* ScheduleBook::find_payer_file(std::string_view payer) const {
    return find_first(held, [&](const HeldFile& file) { return contains(file.payers, payer); });
}

DateRange ScheduleBook::dates_held() const {
    DateRange range{kEndOfTime, kBeginningOfTime};
    for (const HeldFile& file : held) {
        if (file.load != "date") continue;
        range.from = std::min(range.from, file.in_force.from);
        range.to = std::max(range.to, file.in_force.to);
    }
    return range;
}

}  // namespace cpt

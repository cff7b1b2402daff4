#include "core/schedules/place_of_service.h"

#include "core/units/search.h"

namespace cpt {

std::optional<Setting> PlaceOfService::setting_on(Date date) const {
    const auto* row = find_first(
        settings, [&](const DatedSetting& each) { return each.in_force.contains(date); });
    return row != nullptr ? std::optional(row->setting) : std::nullopt;
}

const PlaceOfService* PlacesOfService::find(std::string_view code) const {
    return find_sorted(places, &PlaceOfService::code, code);
}

}  // namespace cpt

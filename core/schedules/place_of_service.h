#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/schedules/medicare_year.h"
#include "core/units/date.h"

namespace cpt {

struct DatedSetting {
    DateRange in_force;
    Setting setting = Setting::nonfacility;
};

/// A CMS place of service code and the side of the fee schedule it selects.
struct PlaceOfService {
    std::string code;  ///< Two digits.
    std::string name;
    bool is_telehealth = false;
    std::vector<DatedSetting> settings;

    std::optional<Setting> setting_on(Date date) const;
};

/// The CMS place of service code set, sorted by code.
struct PlacesOfService {
    std::vector<PlaceOfService> places;

    /// Null where CMS has no such place.
    const PlaceOfService* find(std::string_view code) const;
};

}  // namespace cpt

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/units/date.h"
#include "core/units/quantity.h"

namespace cpt {

/// Which practice expense the place of service selects.
/// Source: 42 CFR 414.22(b)(5)(i).
enum class Setting { nonfacility, facility };

constexpr std::string_view name(Setting setting) {
    return setting == Setting::facility ? "facility" : "nonfacility";
}

/// One row of the CMS relative value file, descriptor left out.
struct RelativeValues {
    std::string code;
    char status = ' ';  ///< CMS status indicator; blank where the source does not give it.
    Rvu work;
    Rvu pe_nonfacility;
    Rvu pe_facility;
    Rvu malpractice;
    std::optional<Setting> not_priced_in;  ///< The setting CMS marks NA.

    Rvu practice_expense(Setting setting) const {
        return setting == Setting::facility ? pe_facility : pe_nonfacility;
    }
};

/// One row of CMS Addendum E. The work index is the one with the statutory floor.
struct LocalityIndices {
    std::string locality;  ///< MAC number, dash, locality number.
    Gpci work;
    Gpci pe;
    Gpci malpractice;
};

struct DatedConversionFactor {
    DateRange in_force;
    ConversionFactor nonqualifying;
    std::optional<ConversionFactor> qualifying_apm;  ///< From 2026.

    ConversionFactor for_participant(bool is_qualifying_apm) const {
        return is_qualifying_apm ? qualifying_apm.value_or(nonqualifying) : nonqualifying;
    }
};

/// The Medicare Physician Fee Schedule of one calendar year.
/// Source: CMS PFS relative value files and Addendum E; each year file names its release.
struct MedicareYear {
    std::string id;
    std::string payer;
    DateRange in_force;
    std::string source;
    std::vector<DatedConversionFactor> conversion_factors;
    std::vector<RelativeValues> codes;        ///< Sorted by code.
    std::vector<LocalityIndices> localities;  ///< Sorted by locality.

    /// Null where the year has no such row.
    const RelativeValues* find_code(std::string_view code) const;
    const LocalityIndices* find_locality(std::string_view locality) const;
    const DatedConversionFactor* find_conversion_factor(Date date) const;
};

}  // namespace cpt

#include "core/schedules/medicare_year.h"

#include "core/units/search.h"

namespace cpt {

const RelativeValues* MedicareYear::find_code(std::string_view code) const {
    return find_sorted(codes, &RelativeValues::code, code);
}

const LocalityIndices* MedicareYear::find_locality(std::string_view locality) const {
    return find_sorted(localities, &LocalityIndices::locality, locality);
}

const DatedConversionFactor* MedicareYear::find_conversion_factor(Date date) const {
    return find_first(conversion_factors, [&](const DatedConversionFactor& factor) {
        return factor.in_force.contains(date);
    });
}

}  // namespace cpt

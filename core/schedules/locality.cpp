#include "core/schedules/locality.h"

#include "core/units/search.h"

namespace cpt {

const Locality* Localities::find(std::string_view id) const {
    return find_first(rows, [id](const Locality& row) { return row.id == id; });
}

}  // namespace cpt

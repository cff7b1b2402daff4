#include "core/schedules/payer.h"

#include "core/units/search.h"

namespace cpt {

const Payer* Payers::find(std::string_view id) const { return find_sorted(rows, &Payer::id, id); }

}  // namespace cpt

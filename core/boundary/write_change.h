#pragma once

#include "core/boundary/json_writer.h"
#include "core/roster/change.h"

namespace cpt {

/// A change as a request spells it; see read_change in member_fields.h.
void write_change(JsonWriter& json, const Change& change);

}  // namespace cpt

#pragma once

#include "core/boundary/json_document.h"
#include "core/boundary/json_fields.h"
#include "core/roster/group_session.h"

namespace cpt {

/// Reads a request of contract version 1 (core/boundary/schema/request.schema.json). What is
/// missing keeps its default; what cannot be read is a problem and keeps its default too. Whether
/// a word is known to the tables is for session/resolve.h to say.
GroupSession read_request(JsonDocument::Value request, Problems& problems);

/// The field "version" of any request: only 1 is spoken here.
void read_version(JsonDocument::Value value, const JsonPath& path, Problems& problems);

}  // namespace cpt

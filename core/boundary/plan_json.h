#pragma once

#include <vector>

#include "core/boundary/json_document.h"
#include "core/projection/compare.h"
#include "core/projection/project.h"
#include "core/roster/group_session.h"
#include "core/units/error.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// {"version": 1, "session": an estimate request, "alternatives": [...]}
struct CompareRequest {
    GroupSession session;
    std::vector<Alternative> alternatives;
};

/// {"version": 1, "session": an estimate request, "plan": {...}}
struct ProjectRequest {
    GroupSession session;
    Plan plan;
};

/// Readers and writers of core/boundary/schema/{compare,comparison,project,projection}.schema.json.
CompareRequest read_compare_request(JsonDocument::Value request, Problems& problems);
void write_comparison(TextBuffer& out, const std::vector<Alternative>& alternatives,
                      const Comparison& comparison);

ProjectRequest read_project_request(JsonDocument::Value request, Problems& problems);
void write_projection(TextBuffer& out, const Plan& plan, const Projection& projection);

}  // namespace cpt

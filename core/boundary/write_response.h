#pragma once

#include "core/roster/group_session.h"
#include "core/session/estimate.h"
#include "core/units/error.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// Appends a response of contract version 1 (core/boundary/schema/response.schema.json).
void write_estimate(TextBuffer& out, const GroupSession& session, const Estimate& estimate);
void write_refusal(TextBuffer& out, const Errors& errors);

}  // namespace cpt

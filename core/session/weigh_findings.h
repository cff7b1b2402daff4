#pragma once

#include "core/session/estimate.h"

namespace cpt {

/// Says what each finding of `estimate` puts at risk, adds that up for its members and the session
/// without counting a dollar twice, and lists what there is to mend, best first.
void weigh_findings(const GroupSession& session, const ResolvedSession& resolved,
                    Estimate& estimate);

}  // namespace cpt

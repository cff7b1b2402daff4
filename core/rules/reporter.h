#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/rules/facts.h"
#include "core/rules/finding.h"
#include "core/rules/message.h"
#include "core/rules/rule.h"

namespace cpt {

/// Collects what the checks of one claim, or of one session, find.
class Reporter {
public:
    /// Of a session.
    explicit Reporter(const SessionFacts& session) : session_(session) {}
    /// Of one member's claim.
    Reporter(const SessionFacts& session, const ClaimFacts& claim)
        : session_(session), claim_(&claim) {}

    /// `rule` fired on line `line` of the claim. What comes back may be completed until the next
    /// finding is reported.
    Finding& report(const Rule& rule, const Details& details = {}, std::size_t line = 0,
                    Cents gain = {});

    /// What was found, without what another finding says better (Rule::yields_to).
    std::vector<Finding> take();

private:
    const SessionFacts& session_;
    const ClaimFacts* claim_ = nullptr;
    std::vector<Finding> findings_;
};

}  // namespace cpt

#include "core/session/weigh_findings.h"

#include <algorithm>
#include <cstddef>

#include "core/session/claim.h"
#include "core/session/risk.h"
#include "core/units/search.h"

namespace cpt {
namespace {

/// Which lines of a claim a finding puts at risk.
bool touches(const Finding& finding, const ClaimLine& line, std::size_t index) {
    switch (finding.rule->at_risk) {
        case AtRisk::claim: return true;
        case AtRisk::line:
            return is_of_session(finding.rule->kind) ? line.code == finding.rule->limit.add_on
                                                     : index == finding.line;
        case AtRisk::none: return false;
    }
    return false;
}

class Scales {
public:
    Scales(const GroupSession& session, const ResolvedSession& resolved)
        : session_(session), resolved_(resolved) {}

    /// What `finding` puts at risk of one member's claim.
    void weigh(Finding& finding, const Claim& claim, std::size_t member) {
        if (finding.gain > Cents{}) ledger.add_gain(finding, member, finding.gain);
        if (finding.rule->severity == Severity::note) return;
        bool is_weighed = finding.gain > Cents{};
        for (std::size_t i = 0; i < claim.lines.size(); ++i) {
            const auto amount = claim.lines[i].allowed();
            if (!amount || !touches(finding, claim.lines[i], i)) continue;
            finding.at_risk += *amount;
            ledger.touch(finding, member, i, *amount, secured(finding, member, i, *amount));
            is_weighed = true;
        }
        if (!is_weighed) ledger.mention(finding, member);
    }

    RiskLedger ledger;

private:
    /// Of a line's amount, what is left once the finding is mended: units that were too many are
    /// not paid afterwards either.
    Cents secured(const Finding& finding, std::size_t member, std::size_t line,
                  Cents amount) const {
        if (line > 0 || !finding.change || !finding.change->units) return amount;
        const auto mended =
            line_allowed(session_, resolved_, member,
                         service_line(session_.members[member], resolved_.members[member],
                                      *finding.change->units));
        return std::min(amount, mended.value_or(amount));
    }

    const GroupSession& session_;
    const ResolvedSession& resolved_;
};

/// What the other lines of the day would bring that findings of one claim cost, each code once.
Cents other_lines_at_risk(const std::vector<Finding>& findings) {
    Cents sum;
    for (auto finding = findings.begin(); finding != findings.end(); ++finding) {
        const auto is_same = [&](const Finding& earlier) {
            return earlier.other_line && earlier.other == finding->other;
        };
        if (finding->other_line && std::none_of(findings.begin(), finding, is_same)) {
            sum += *finding->other_line;
        }
    }
    return sum;
}

}  // namespace

void weigh_findings(const GroupSession& session, const ResolvedSession& resolved,
                    Estimate& estimate) {
    Scales scales(session, resolved);
    for (std::size_t i = 0; i < estimate.claims.size(); ++i) {
        Claim& claim = estimate.claims[i];
        for (Finding& finding : claim.findings) scales.weigh(finding, claim, i);
        estimate.other_lines_at_risk += other_lines_at_risk(claim.findings);
    }
    for (Finding& finding : estimate.findings) {
        for (std::size_t i = 0; i < estimate.claims.size(); ++i) {
            if (!contains(finding.payers, resolved.members[i].payer->id)) continue;
            scales.weigh(finding, estimate.claims[i], i);
        }
    }
    if (scales.ledger.is_empty()) return;
    const std::vector<ClaimRisk> risks = scales.ledger.of_members(estimate.claims.size());
    for (std::size_t i = 0; i < estimate.claims.size(); ++i) {
        estimate.claims[i].risk = risks[i];
        estimate.risk.at_risk += risks[i].at_risk;
        estimate.risk.denied += risks[i].denied;
    }
    estimate.fixes = scales.ledger.fixes();
}

}  // namespace cpt

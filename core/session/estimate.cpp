#include "core/session/estimate.h"

#include <algorithm>
#include <utility>

#include "core/rules/checks.h"

namespace cpt {
namespace {

std::string list_neighbours(const std::vector<const Locality*>& neighbours) {
    std::string text;
    for (const Locality* locality : neighbours) {
        if (!text.empty()) text += "; ";
        text += locality->id + " " + locality->name + " (" + locality->state + ")";
    }
    return text;
}

SessionFacts facts_of(const Book& book, const GroupSession& session,
                      const ResolvedSession& resolved) {
    return {
        .session = session,
        .date = resolved.date,
        .schedule = resolved.year->id,
        .locality = resolved.locality->id,
        .locality_name = resolved.locality->name,
        .is_split_zip = !resolved.neighbours.empty(),
        .neighbours = list_neighbours(resolved.neighbours),
        .must_take_assignment = book.schedules.terms.must_take_assignment(*session.clinician.type),
        .is_paid_as_non_participating = resolved.medicare->non_participation != nullptr};
}

Claim price_claim(const GroupSession& session, const Member& member, const ResolvedMember& resolved,
                  const MedicareContext& medicare) {
    Claim claim;
    claim.setting = resolved.setting;
    claim.lines.reserve(resolved.codes.size());
    Cents deductible = member.deductible_remaining;
    for (const RelativeValues* code : resolved.codes) {
        const bool is_service = claim.lines.empty();
        ClaimLine line;
        line.code = code->code;
        if (is_service) {
            line.units = member.units;
            line.charge = member.charge;
        }
        line.priced = price_line(medicare, {code, resolved.setting, line.units, line.charge},
                                 deductible, session.receipts);
        deductible = deductible - line.priced.deductible_used;
        if (line.priced.amounts) {
            claim.total += *line.priced.amounts;
        } else {
            claim.is_priced = false;
        }
        claim.lines.push_back(std::move(line));
    }
    return claim;
}

std::vector<LineFacts> line_facts(const Claim& claim, const ResolvedMember& resolved) {
    std::vector<LineFacts> facts;
    facts.reserve(claim.lines.size());
    for (std::size_t i = 0; i < claim.lines.size(); ++i) {
        facts.push_back({claim.lines[i].code, resolved.codes[i]->status, claim.setting,
                         claim.lines[i].priced.not_priced});
    }
    return facts;
}

}  // namespace

Estimate estimate(const Book& book, const GroupSession& session, ResolvedSession resolved) {
    Estimate result;
    const SessionFacts facts = facts_of(book, session, resolved);
    bool has_priced_member = false;
    result.claims.reserve(session.members.size());
    for (std::size_t i = 0; i < session.members.size(); ++i) {
        const Member& member = session.members[i];
        Claim claim = price_claim(session, member, resolved.members[i], *resolved.medicare);
        claim.findings =
            check_member(book.rules, facts, member, line_facts(claim, resolved.members[i]));
        result.total += claim.total;
        if (claim.is_priced) {
            const Cents allowed = claim.total.allowed;
            result.lowest_claim =
                has_priced_member ? std::min(result.lowest_claim, allowed) : allowed;
            result.highest_claim = std::max(result.highest_claim, allowed);
            has_priced_member = true;
        } else {
            ++result.unpriced_members;
        }
        result.if_billed_once = std::max(result.if_billed_once, claim.total.allowed);
        for (const Finding& finding : claim.findings) result.at_risk += finding.at_risk;
        result.claims.push_back(std::move(claim));
    }
    result.findings = check_session(book.rules, facts);
    for (const Finding& finding : result.findings) result.at_risk += finding.at_risk;
    result.resolved = std::move(resolved);
    return result;
}

tl::expected<Estimate, Errors> estimate(const Book& book, const GroupSession& session) {
    Problems problems;
    ResolvedSession resolved = resolve(book, session, problems);
    if (!problems.empty()) return tl::unexpected(problems.take());
    return estimate(book, session, std::move(resolved));
}

}  // namespace cpt

#include <algorithm>

#include "core/rules/checks.h"
#include "core/rules/reporter.h"
#include "core/units/search.h"

namespace cpt {
namespace {

/// "90834" for 45 minutes; every code with its minutes where the length is not told.
std::string individual_code(const std::vector<CodeByMinutes>& codes,
                            std::optional<std::int64_t> minutes) {
    std::string all;
    for (const CodeByMinutes& each : codes) {
        if (minutes && each.from <= *minutes && *minutes <= each.to.value_or(*minutes)) {
            return each.code;
        }
        all += (all.empty() ? "" : ", ") + each.code + " (" + std::to_string(each.from) +
               (each.to ? " to " + std::to_string(*each.to) : " or more") + " minutes)";
    }
    return all;
}

bool have_add_on(const std::vector<Member>& members, const std::string& add_on) {
    return std::all_of(members.begin(), members.end(),
                       [&](const Member& each) { return contains(each.add_ons, add_on); });
}

bool are_mixed(const std::vector<Member>& members, const std::vector<std::string>& places) {
    const auto is_used = [&](const std::string& place) {
        return std::any_of(members.begin(), members.end(),
                           [&](const Member& each) { return each.place_of_service == place; });
    };
    return std::count_if(places.begin(), places.end(), is_used) > 1;
}

bool fires(const Rule& rule, const SessionFacts& facts) {
    const GroupSession& session = facts.session;
    const Service& service = session.service;
    const Limit& limit = rule.limit;
    const auto members = static_cast<std::int64_t>(session.members.size());
    const std::int64_t attendees = facts.attendees();
    switch (rule.kind) {
        case RuleKind::group_size:
            return attendees < limit.least.value_or(0) ||
                   attendees > limit.most.value_or(attendees);
        case RuleKind::session_minutes:
            return service.minutes && *service.minutes < limit.least.value_or(0);
        case RuleKind::composition:
            return kCompositions[static_cast<std::size_t>(service.composition)] == limit.is;
        case RuleKind::billing_clinicians:
            return service.billing_clinicians > limit.most.value_or(1);
        case RuleKind::unbilled_attendees:
            return attendees > members && members <= limit.members_at_most.value_or(members);
        case RuleKind::add_on_for_all:
            return members >= limit.least_members && have_add_on(session.members, limit.add_on);
        case RuleKind::mixed_places: return are_mixed(session.members, limit.places);
        case RuleKind::split_zip: return facts.is_split_zip;
        case RuleKind::mandatory_assignment:
            return facts.must_take_assignment && !session.clinician.medicare_participating;
        case RuleKind::limiting_charge: return facts.is_paid_as_non_participating;
        default: return false;
    }
}

Details details_of(const Rule& rule, const SessionFacts& facts) {
    const Limit& limit = rule.limit;
    Details details;
    if (const auto figure = limit.most ? limit.most : limit.least) {
        details.with("limit", *figure);
    }
    if (!limit.add_on.empty()) details.with("add_on", limit.add_on);
    if (!limit.codes_by_minutes.empty()) {
        details.with("individual_code",
                     individual_code(limit.codes_by_minutes, facts.session.service.minutes));
    }
    const auto unbilled =
        facts.attendees() - static_cast<std::int64_t>(facts.session.members.size());
    return details.with("count", unbilled);
}

}  // namespace

std::vector<Finding> check_session(const std::vector<RulesInForce>& payers,
                                   const SessionFacts& session) {
    struct Concern {
        const Rule* rule;
        std::vector<std::string_view> payers;
        std::string names;
    };
    std::vector<Concern> concerns;
    for (const RulesInForce& each : payers) {
        for (const Rule* rule : each.of_session) {
            if (!fires(*rule, session)) continue;
            auto* known = find_first(concerns, [&](const Concern& c) { return c.rule == rule; });
            Concern& concern =
                known != nullptr ? *known : concerns.emplace_back(Concern{rule, {}, ""});
            concern.payers.push_back(each.payer->id);
            concern.names += (concern.names.empty() ? "" : ", ") + each.payer->name;
        }
    }
    Reporter reporter(session);
    for (const Concern& concern : concerns) {
        Details details = details_of(*concern.rule, session);
        details.with("payer", concern.names);
        reporter.report(*concern.rule, details);
    }
    std::vector<Finding> findings = reporter.take();
    for (Finding& finding : findings) {
        finding.payers =
            find_first(concerns, [&](const Concern& c) { return c.rule == finding.rule; })->payers;
    }
    return findings;
}

}  // namespace cpt

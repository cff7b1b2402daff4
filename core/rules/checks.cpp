#include "core/rules/checks.h"

#include <algorithm>
#include <utility>

#include "core/units/search.h"

namespace cpt {
namespace {

using Placeholders = std::vector<std::pair<std::string_view, std::string>>;

/// `pattern` with each {placeholder} that `values` has replaced by its value.
std::string fill(std::string_view pattern, const Placeholders& values) {
    std::string text;
    for (;;) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) return text;
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        if (close == std::string_view::npos) return text.append(pattern);
        const std::string_view key = pattern.substr(1, close - 1);
        const auto* value =
            find_first(values, [key](const auto& each) { return each.first == key; });
        text += value != nullptr ? std::string_view{value->second} : pattern.substr(0, close + 1);
        pattern.remove_prefix(close + 1);
    }
}

/// "clinical social worker" for clinical_social_worker.
std::string in_words(std::string_view name) {
    std::string words{name};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

Placeholders describe(const SessionFacts& facts) {
    const GroupSession& session = facts.session;
    return {{"code", session.service.code},
            {"date", session.service.date},
            {"schedule", std::string{facts.schedule}},
            {"clinician", in_words(name(*session.clinician.type))},
            {"locality", std::string{facts.locality}},
            {"locality_name", std::string{facts.locality_name}},
            {"zip", session.zip},
            {"neighbours", facts.neighbours},
            {"members", std::to_string(session.members.size())}};
}

bool is_any_or_has(const std::vector<std::string>& wanted, std::string_view value) {
    return wanted.empty() || contains(wanted, value);
}

bool fires_on_session(const Rule& rule, const SessionFacts& facts) {
    const GroupSession& session = facts.session;
    switch (rule.kind) {
        case RuleKind::split_zip: return facts.is_split_zip;
        case RuleKind::group_size:
            return static_cast<std::int64_t>(session.members.size()) < rule.members_at_least;
        case RuleKind::mandatory_assignment:
            return facts.must_take_assignment && !session.clinician.medicare_participating;
        case RuleKind::limiting_charge: return facts.is_paid_as_non_participating;
        default: return false;
    }
}

bool fires_on_line(const Rule& rule, const LineFacts& line) {
    switch (rule.kind) {
        case RuleKind::status_not_paid:
            return line.not_priced == NotPriced::status_not_paid &&
                   rule.statuses.find(line.status) != std::string::npos;
        case RuleKind::setting_not_priced: return line.not_priced == NotPriced::setting_not_priced;
        case RuleKind::clinician_not_paid: return line.not_priced == NotPriced::clinician_not_paid;
        default: return false;
    }
}

Finding found(const Rule& rule, const Placeholders& values) {
    return {&rule, fill(rule.message, values), fill(rule.fix, values), {}};
}

}  // namespace

std::vector<Finding> check_session(const RuleBook& book, const SessionFacts& facts) {
    std::vector<Finding> findings;
    for (const Rule& rule : book.rules) {
        if (rule.in_force.contains(facts.date) &&
            is_any_or_has(rule.codes, facts.session.service.code) &&
            fires_on_session(rule, facts)) {
            findings.push_back(found(rule, describe(facts)));
        }
    }
    return findings;
}

std::vector<Finding> check_member(const RuleBook& book, const SessionFacts& facts,
                                  const Member& member, const std::vector<LineFacts>& lines) {
    std::vector<Finding> findings;
    for (const Rule& rule : book.rules) {
        if (!rule.in_force.contains(facts.date)) continue;
        if (rule.kind == RuleKind::place_of_service) {
            if (is_any_or_has(rule.places_of_service, member.place_of_service)) {
                Placeholders values = describe(facts);
                values.emplace_back("place", member.place_of_service);
                findings.push_back(found(rule, values));
            }
            continue;
        }
        for (const LineFacts& line : lines) {
            if (!is_any_or_has(rule.codes, line.code) || !fires_on_line(rule, line)) continue;
            Placeholders values = describe(facts);
            values.front().second = line.code;
            values.emplace_back("place", member.place_of_service);
            values.emplace_back("status", std::string(1, line.status));
            values.emplace_back("setting",
                                line.setting == Setting::facility ? "facility" : "non-facility");
            findings.push_back(found(rule, values));
        }
    }
    return findings;
}

}  // namespace cpt

#include "core/rules/rule_book.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/units/search.h"

namespace cpt {
namespace {

bool may_speak_of(const Scope& scope, const Payer& payer) {
    return is_any_or_has(scope.payers, payer.id) && is_any_or_has(scope.programs, payer.program);
}

}  // namespace

Rank rank_of(const Rule& rule) {
    if (!rule.applies_to.macs.empty()) return Rank::contractor;
    if (!rule.applies_to.payers.empty()) return Rank::payer;
    return rule.applies_to.programs.empty() ? Rank::general : Rank::program;
}

bool RuleBook::has_file(std::string_view name) const {
    return find_first(files_, [name](const RuleFile& each) { return each.name == name; });
}

void RuleBook::put(RuleFile file) {
    const auto same = std::find_if(files_.begin(), files_.end(),
                                   [&](const RuleFile& each) { return each.name == file.name; });
    if (same != files_.end()) {
        *same = std::move(file);
    } else {
        files_.push_back(std::move(file));
    }
}

void RuleBook::index(const Payers& payers) {
    std::map<std::string_view, std::size_t> topics;
    candidates_.assign(payers.rows.size(), {});
    for (const RuleFile& each : files_) {
        for (const Rule& rule : each.rules) {
            const std::size_t topic = topics.emplace(rule.topic, topics.size()).first->second;
            for (std::size_t i = 0; i < payers.rows.size(); ++i) {
                if (!may_speak_of(rule.applies_to, payers.rows[i])) continue;
                candidates_[i].push_back({&rule, rank_of(rule), topic});
            }
        }
    }
    topics_ = topics.size();
}

const Rule* RuleBook::find(std::string_view id) const {
    for (const RuleFile& file : files_) {
        const auto* rule = find_first(file.rules, [id](const Rule& each) { return each.id == id; });
        if (rule != nullptr) return rule;
    }
    return nullptr;
}

const Habit* RuleBook::find_habit(std::string_view id) const {
    return find_first(habits, [id](const Habit& each) { return each.id == id; });
}

Rules RuleBook::list(const Payer* payer, std::optional<Date> date, std::string_view code) const {
    Rules rules;
    for (const RuleFile& file : files_) {
        for (const Rule& rule : file.rules) {
            const bool is_wanted = (payer == nullptr || may_speak_of(rule.applies_to, *payer)) &&
                                   (!date || rule.in_force.contains(*date)) &&
                                   (code.empty() || is_any_or_has(rule.applies_to.codes, code));
            if (is_wanted) rules.push_back(&rule);
        }
    }
    return rules;
}

RulesInForce RuleBook::in_force(const Payers& payers, const Payer& payer,
                                const Situation& situation) const {
    const auto& candidates = candidates_[static_cast<std::size_t>(&payer - payers.rows.data())];
    const auto speaks = [&](const Rule& rule) {
        return rule.in_force.contains(situation.date) &&
               is_any_or_has(rule.applies_to.codes, situation.code) &&
               is_any_or_has(rule.applies_to.macs, situation.mac);
    };
    std::vector<Rank> highest(topics_, Rank::general);
    std::vector<const Candidate*> speaking;
    speaking.reserve(candidates.size());
    for (const Candidate& each : candidates) {
        if (!speaks(*each.rule)) continue;
        speaking.push_back(&each);
        highest[each.topic] = std::max(highest[each.topic], each.rank);
    }
    RulesInForce rules{&payer, {}, {}};
    rules.of_member.reserve(speaking.size());
    for (const Candidate* each : speaking) {
        if (each->rank < highest[each->topic] || each->rule->kind == RuleKind::exempt) continue;
        (is_of_session(each->rule->kind) ? rules.of_session : rules.of_member)
            .push_back(each->rule);
    }
    return rules;
}

}  // namespace cpt

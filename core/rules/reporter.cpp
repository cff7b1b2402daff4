#include "core/rules/reporter.h"

#include <algorithm>

#include "core/units/search.h"

namespace cpt {
namespace {

bool may_be_same(const std::string& one, const std::string& other) {
    return one.empty() || other.empty() || one == other;
}

/// Whether two findings may speak of the same: not where they name two lines, modifiers or codes.
bool may_be_of_one_thing(const Finding& one, const Finding& other) {
    return one.line == other.line && may_be_same(one.modifier, other.modifier) &&
           may_be_same(one.other, other.other);
}

}  // namespace

Finding& Reporter::report(const Rule& rule, const Details& details, std::size_t line, Cents gain) {
    const LineFacts* line_facts = claim_ != nullptr ? &claim_->lines[line] : nullptr;
    const Words words{session_, claim_, line_facts, details};
    Finding& finding = findings_.emplace_back();
    finding.rule = &rule;
    finding.message = fill(rule.message, words);
    finding.fix = fill(rule.fix, words);
    finding.line = line;
    finding.gain = gain;
    if (const std::string* modifier = details.find("modifier")) finding.modifier = *modifier;
    if (const std::string* other = details.find("other")) {
        finding.other = *other;
        const bool is_other_line_denied =
            rule.at_risk == AtRisk::none && rule.severity != Severity::note;
        if (is_other_line_denied && claim_->other_prices != nullptr) {
            finding.other_line = claim_->other_prices->allowed_for(*other);
        }
    }
    if (!rule.change) return finding;
    finding.change = rule.change;
    for (auto* list : {&finding.change->remove_modifiers, &finding.change->remove_add_ons,
                       &finding.change->same_day_add_modifiers}) {
        for (std::string& each : *list) each = fill(each, words);
    }
    return finding;
}

std::vector<Finding> Reporter::take() {
    const auto yields = [this](const Finding& finding) {
        const auto& others = finding.rule->yields_to;
        return !others.empty() &&
               std::any_of(findings_.begin(), findings_.end(), [&](const Finding& other) {
                   return contains(others, other.rule->id) && may_be_of_one_thing(finding, other);
               });
    };
    if (findings_.size() < 2) return std::move(findings_);
    std::vector<Finding> kept;
    for (const Finding& finding : findings_) {
        if (!yields(finding)) kept.push_back(finding);
    }
    return kept;
}

}  // namespace cpt

#include "core/rules/rule.h"

#include <algorithm>

namespace cpt {

bool CodeSet::has(std::string_view code) const {
    return std::any_of(ranges.begin(), ranges.end(), [code](const auto& range) {
        return code.size() == range.first.size() && range.first <= code && code <= range.second;
    });
}

void complete_accepted(Rule& rule) {
    Traits& accepted = rule.when.accepted;
    switch (rule.kind) {
        case RuleKind::units:
        case RuleKind::units_like_minutes:
        case RuleKind::units_like_group: accepted.set_units(true); break;
        case RuleKind::modifier_unknown:
        case RuleKind::modifier_fit:
        case RuleKind::modifier_not_in_force:
        case RuleKind::modifier_count:
        case RuleKind::modifier_duplicate:
        case RuleKind::modifier_exclusive:
        case RuleKind::modifier_order: accepted.set_modifiers(true); break;
        case RuleKind::same_day_pair: accepted.set_same_day(true); break;
        case RuleKind::same_day_wrong_line:
            accepted.set_same_day(true);
            accepted.set_modifiers(true);
            break;
        case RuleKind::diagnosis: accepted.set_diagnosis(true); break;
        default: break;
    }
    if (!rule.when.modifiers.empty()) accepted.set_modifiers(true);
    if (!rule.when.add_ons.empty()) accepted.set_add_ons(true);
    accepted.accept_all_where_none_is_named();
}

}  // namespace cpt

#include "core/rules/checks.h"

#include "core/rules/member_checks.h"
#include "core/rules/reporter.h"
#include "core/units/search.h"

namespace cpt {
namespace {

void check(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    switch (rule.kind) {
        case RuleKind::claim: return check_claim(rule, on, reporter);
        case RuleKind::units: return check_units(rule, on, reporter);
        case RuleKind::units_like_minutes: return check_units_like_minutes(rule, on, reporter);
        case RuleKind::units_like_group: return check_units_like_group(rule, on, reporter);
        case RuleKind::units_per_day: return check_units_per_day(rule, on, reporter);
        case RuleKind::modifier_unknown: return check_modifier_unknown(rule, on, reporter);
        case RuleKind::modifier_fit: return check_modifier_fit(rule, on, reporter);
        case RuleKind::modifier_not_in_force:
            return check_modifier_not_in_force(rule, on, reporter);
        case RuleKind::modifier_count: return check_modifier_count(rule, on, reporter);
        case RuleKind::modifier_duplicate: return check_modifier_duplicate(rule, on, reporter);
        case RuleKind::modifier_exclusive: return check_modifier_exclusive(rule, on, reporter);
        case RuleKind::modifier_order: return check_modifier_order(rule, on, reporter);
        case RuleKind::add_on_primary: return check_add_on_primary(rule, on, reporter);
        case RuleKind::same_day_pair: return check_same_day_pair(rule, on, reporter);
        case RuleKind::same_day_wrong_line: return check_same_day_wrong_line(rule, on, reporter);
        case RuleKind::diagnosis: return check_diagnosis(rule, on, reporter);
        case RuleKind::timely_filing: return check_timely_filing(rule, on, reporter);
        case RuleKind::place_difference: return check_place_difference(rule, on, reporter);
        case RuleKind::table_not_priced: return check_table_not_priced(rule, on, reporter);
        case RuleKind::priced_from: return check_priced_from(rule, on, reporter);
        case RuleKind::modifier_asked: return check_modifier_asked(rule, on, reporter);
        case RuleKind::payer_not_priced:
        case RuleKind::status_not_paid:
        case RuleKind::setting_not_priced:
        case RuleKind::clinician_not_paid: return check_not_priced(rule, on, reporter);
        default: return;
    }
}

}  // namespace

std::vector<Finding> check_member(const Rules& rules, const Modifiers& modifiers,
                                  const SessionFacts& session, const ClaimFacts& claim) {
    const ClaimContext on{session, claim, modifiers};
    const Shown shown = show(claim.member, *session.session.clinician.type, claim.is_telehealth);
    Reporter reporter(session, claim);
    for (const Rule* rule : rules) {
        if (holds(rule->when, shown)) check(*rule, on, reporter);
    }
    return reporter.take();
}

}  // namespace cpt

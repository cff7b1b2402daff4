#pragma once

#include "core/rules/facts.h"
#include "core/rules/modifier.h"
#include "core/rules/reporter.h"
#include "core/rules/rule.h"

// One check for each kind of rule that looks at a member. Each reports what it finds; RuleKind says
// when it fires and what of the rule's limit it reads. Which members a rule speaks of, and what
// their claims must show, is settled before (checks.cpp).

namespace cpt {

/// All that a check of one member may look at.
struct ClaimContext {
    const SessionFacts& session;
    const ClaimFacts& claim;
    const Modifiers& modifiers;
};

void check_claim(const Rule& rule, const ClaimContext& on, Reporter& reporter);

void check_units(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_units_like_minutes(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_units_like_group(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_units_per_day(const Rule& rule, const ClaimContext& on, Reporter& reporter);

void check_modifier_unknown(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_fit(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_not_in_force(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_count(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_duplicate(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_exclusive(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_order(const Rule& rule, const ClaimContext& on, Reporter& reporter);

void check_add_on_primary(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_same_day_pair(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_same_day_wrong_line(const Rule& rule, const ClaimContext& on, Reporter& reporter);

void check_diagnosis(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_timely_filing(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_place_difference(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_not_priced(const Rule& rule, const ClaimContext& on, Reporter& reporter);

void check_table_not_priced(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_priced_from(const Rule& rule, const ClaimContext& on, Reporter& reporter);
void check_modifier_asked(const Rule& rule, const ClaimContext& on, Reporter& reporter);

}  // namespace cpt

#pragma once

#include <vector>

#include "core/rules/facts.h"
#include "core/rules/finding.h"
#include "core/rules/modifier.h"
#include "core/rules/rule_book.h"

namespace cpt {

/// What concerns one member's claim, in the order of the book.
std::vector<Finding> check_member(const Rules& rules, const Modifiers& modifiers,
                                  const SessionFacts& session, const ClaimFacts& claim);

/// What concerns the group as a whole: each rule once, with the payers whose members it concerns.
std::vector<Finding> check_session(const std::vector<RulesInForce>& payers,
                                   const SessionFacts& session);

}  // namespace cpt

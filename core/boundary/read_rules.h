#pragma once

#include <string_view>
#include <vector>

#include "core/boundary/json_document.h"
#include "core/rules/modifier.h"
#include "core/rules/rule.h"
#include "core/rules/rule_book.h"
#include "core/units/error.h"

namespace cpt {

/// Readers of the rule book's files (fee_schedules/rules/), one for each schema. What each returns
/// is complete only where it added no problem; paths point into the file.
std::vector<Rule> read_rules(JsonDocument::Value file, Problems& problems);
Modifiers read_modifiers(JsonDocument::Value file, Problems& problems);
DenialCodes read_denial_codes(JsonDocument::Value file, Problems& problems);
std::vector<Habit> read_habits(JsonDocument::Value file, Problems& problems);

/// What of `rules` no other table of the book knows: payers, modifiers, reason and remark codes, a
/// group code that a reason may not go with, a reason that ended before the rule begins, an id that
/// another file has, a kind without the figures it reads.
void check_rules(const std::vector<Rule>& rules, std::string_view file_name, const RuleBook& book,
                 const Payers& payers, Problems& problems);

/// The same of habits.
void check_habits(const std::vector<Habit>& habits, const RuleBook& book, const Payers& payers,
                  Problems& problems);

/// Which rules of a whole book yield to a rule that it does not have, or two to each other.
void check_yields(const RuleBook& book, Problems& problems);

/// Which payers the rules held speak of that are not among `payers`.
void check_payers(const Payers& payers, const RuleBook& book, Problems& problems);

}  // namespace cpt

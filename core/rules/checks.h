#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pricing/medicare_line.h"
#include "core/roster/group_session.h"
#include "core/rules/finding.h"
#include "core/rules/rule.h"
#include "core/units/date.h"

namespace cpt {

/// What is known of the session when its rules are checked.
struct SessionFacts {
    const GroupSession& session;
    Date date;
    std::string_view schedule;  ///< Id of the schedule in force.
    std::string_view locality;
    std::string_view locality_name;
    bool is_split_zip = false;
    std::string neighbours{};           ///< "13292-01 MANHATTAN; ...", for a split ZIP code.
    bool must_take_assignment = false;  ///< The clinician has no choice.
    bool is_paid_as_non_participating = false;
};

/// What is known of one line of one member.
struct LineFacts {
    std::string_view code;
    char status = ' ';
    Setting setting{};
    std::optional<NotPriced> not_priced{};
};

/// What concerns the group as a whole. Placeholders in messages: {code} {date} {schedule}
/// {clinician} {locality} {locality_name} {zip} {neighbours} {members}.
std::vector<Finding> check_session(const RuleBook& book, const SessionFacts& facts);

/// What concerns one member. Placeholders: those of the session, with {code} the line's, and
/// {status} {setting} {place}.
std::vector<Finding> check_member(const RuleBook& book, const SessionFacts& facts,
                                  const Member& member, const std::vector<LineFacts>& lines);

}  // namespace cpt

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/units/date.h"

namespace cpt {

/// What a rule looks at. A rule of a known kind is data (fee_schedules/rules/); a new kind is a
/// new check (core/rules/checks.h).
enum class RuleKind {
    split_zip,             ///< CMS splits the ZIP code over localities.
    group_size,            ///< Fewer members than limit.members_at_least.
    mandatory_assignment,  ///< "Not participating" said of a clinician who must take assignment.
    limiting_charge,       ///< A physician who does not participate.
    status_not_paid,       ///< CMS status of the code, one of limit.statuses.
    setting_not_priced,    ///< CMS does not price the code in the setting.
    clinician_not_paid,    ///< Medicare does not pay the clinician on that day.
    place_of_service,      ///< The member's place is one of applies_to.places_of_service.
};
inline constexpr std::array<std::string_view, 8> kRuleKinds{
    "split_zip",       "group_size",         "mandatory_assignment", "limiting_charge",
    "status_not_paid", "setting_not_priced", "clinician_not_paid",   "place_of_service"};

enum class Severity { denial, warning, note };
inline constexpr std::array<std::string_view, 3> kSeverities{"denial", "warning", "note"};

/// Published: a document says so. Disputed: sources disagree, and the message says who says what.
enum class Basis { published, inferred, disputed };
inline constexpr std::array<std::string_view, 3> kBases{"published", "inferred", "disputed"};

struct RuleSource {
    std::string title;
    std::string url;   ///< May be empty.
    std::string from;  ///< Date it holds from; may be empty.
};

/// One row of the rule book.
struct Rule {
    std::string id;
    RuleKind kind{};
    DateRange in_force;
    Severity severity{};
    std::string group;              ///< Claim adjustment group code; may be empty.
    std::string carc;               ///< Claim adjustment reason code; may be empty.
    std::vector<std::string> rarc;  ///< Remittance advice remark codes.
    std::string message;            ///< With {placeholders}; see checks.h.
    std::string fix;
    Basis basis{};
    std::vector<RuleSource> sources;

    std::vector<std::string> codes;              ///< applies_to; empty: any.
    std::vector<std::string> places_of_service;  ///< applies_to; empty: any.
    std::int64_t members_at_least = 0;           ///< limit
    std::string statuses;                        ///< limit; CMS status letters.
};

struct RuleBook {
    std::vector<Rule> rules;
};

}  // namespace cpt

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/roster/change.h"
#include "core/roster/group_session.h"
#include "core/rules/modifier.h"
#include "core/rules/when.h"
#include "core/schedules/payer.h"
#include "core/units/date.h"

namespace cpt {

/// What a rule looks at. A rule of a known kind is data (fee_schedules/rules/); a new kind is a
/// new check (member_checks.h, session_checks.cpp). What each kind reads of `limit` stands beside
/// it.
enum class RuleKind {
    // Of one member.
    claim,                  ///< What `when` describes.
    exempt,                 ///< Nothing: it beats less specific rules of its topic.
    units,                  ///< More than `most` on the service line.
    units_like_minutes,     ///< The session's minutes in steps of `minutes_per_unit`.
    units_like_group,       ///< As many as there are members or attendees.
    units_per_day,          ///< Of a code, more than `units_per_day` on the claim and that day.
    modifier_unknown,       ///< Not in the table of modifiers.
    modifier_fit,           ///< The table says `fit` of it; `modifiers`, `categories`, `except`.
    modifier_not_in_force,  ///< The table has other dates for it.
    modifier_count,         ///< More than `most` on the line.
    modifier_duplicate,     ///< The same one twice.
    modifier_exclusive,     ///< Two that the table keeps apart.
    modifier_order,         ///< An informational one before one that affects payment.
    add_on_primary,         ///< `add_on` with a service that is none of `primaries`.
    same_day_pair,          ///< Another of `codes`, and no `modifiers` on the line `modifier_on`.
    same_day_wrong_line,    ///< `modifiers` on the service line, not on the other of `codes`.
    diagnosis,              ///< `is`: missing, prefix or not_prefix of `prefixes`.
    timely_filing,          ///< Filed more than `days` or `years` after the date of service.
    place_difference,       ///< Place `other_place` would be paid more.
    payer_not_priced,       ///< No table of the payer's amounts is held, or no fee is given.
    table_not_priced,       ///< The payer's tables have no amount; `is` names why (NotPriced).
    priced_from,            ///< `is`: benchmark, low_sample, secondary_source, after_last_known.
    modifier_asked,         ///< None of the modifiers that the row asks for.
    status_not_paid,        ///< CMS status of the code, one of `statuses`.
    setting_not_priced,     ///< CMS does not price the code in the setting.
    clinician_not_paid,     ///< Medicare does not pay the clinician on that day.
    // Of the session.
    group_size,            ///< Fewer than `least` or more than `most` attendees.
    session_minutes,       ///< Shorter than `least`.
    composition,           ///< `is` what the request says of the group.
    billing_clinicians,    ///< More than `most`.
    unbilled_attendees,    ///< More attendees than claims, of which at most `members_at_most`.
    add_on_for_all,        ///< All of at least `least_members` have `add_on`.
    mixed_places,          ///< Members sit in at least two of `places`.
    split_zip,             ///< CMS splits the ZIP code over localities.
    mandatory_assignment,  ///< "Not participating" said of a clinician who must take assignment.
    limiting_charge,       ///< A physician who does not participate.
};
inline constexpr std::array<std::string_view, 36> kRuleKinds{
    "claim",
    "exempt",
    "units",
    "units_like_minutes",
    "units_like_group",
    "units_per_day",
    "modifier_unknown",
    "modifier_fit",
    "modifier_not_in_force",
    "modifier_count",
    "modifier_duplicate",
    "modifier_exclusive",
    "modifier_order",
    "add_on_primary",
    "same_day_pair",
    "same_day_wrong_line",
    "diagnosis",
    "timely_filing",
    "place_difference",
    "payer_not_priced",
    "table_not_priced",
    "priced_from",
    "modifier_asked",
    "status_not_paid",
    "setting_not_priced",
    "clinician_not_paid",
    "group_size",
    "session_minutes",
    "composition",
    "billing_clinicians",
    "unbilled_attendees",
    "add_on_for_all",
    "mixed_places",
    "split_zip",
    "mandatory_assignment",
    "limiting_charge",
};

/// Whether its findings stand with the session; the others stand with a member.
constexpr bool is_of_session(RuleKind kind) { return kind >= RuleKind::group_size; }

enum class Severity { denial, warning, note };
inline constexpr std::array<std::string_view, 3> kSeverities{"denial", "warning", "note"};

/// Which severities findings have.
class Severities {
public:
    constexpr void add(Severity severity) { bits_ |= bit(severity); }
    constexpr void add(Severities others) { bits_ |= others.bits_; }
    constexpr bool has(Severity severity) const { return (bits_ & bit(severity)) != 0; }

private:
    static constexpr unsigned bit(Severity severity) {
        return 1U << static_cast<unsigned>(severity);
    }
    unsigned bits_ = 0;
};

/// Published: a document says so. Disputed: sources disagree, and the message says who says what.
enum class Basis { published, inferred, disputed };
inline constexpr std::array<std::string_view, 3> kBases{"published", "inferred", "disputed"};

/// Which of a claim's money a finding puts at risk.
enum class AtRisk { claim, line, none };
inline constexpr std::array<std::string_view, 3> kAtRisks{"claim", "line", "none"};

/// Which line must carry the modifier that lets two codes of one day be paid.
enum class ModifierOn { other, service, never };
inline constexpr std::array<std::string_view, 3> kModifierOns{"other", "service", "never"};

struct RuleSource {
    std::string title;
    std::string url;   ///< May be empty.
    std::string from;  ///< Date it holds from; may be empty.
};

/// Codes, alone or in ranges such as 99202-99205.
struct CodeSet {
    std::vector<std::pair<std::string, std::string>> ranges;  ///< Both ends included.

    bool has(std::string_view code) const;
};

struct CodeLimit {
    std::string code;
    std::int64_t most = 0;
};

/// The code that fits a session of so many minutes.
struct CodeByMinutes {
    std::int64_t from = 0;
    std::optional<std::int64_t> to;
    std::string code;
};

/// The figures of a rule; RuleKind says which of them each kind reads.
struct Limit {
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::int64_t minutes_per_unit = 0;
    std::vector<CodeLimit> units_per_day;
    Fit fit{};
    std::vector<std::string> modifiers;
    std::vector<std::string> categories;
    std::vector<std::string> except;
    std::string add_on;
    std::vector<std::string> primaries;
    CodeSet codes;
    CodeSet keep_for;  ///< Other codes that want the modifier where it is.
    ModifierOn modifier_on{};
    std::string is;
    std::vector<std::string> prefixes;
    std::int64_t days = 0;
    std::int64_t years = 0;
    std::string other_place;
    std::vector<std::string> places;
    std::optional<std::int64_t> members_at_most;
    std::int64_t least_members = 0;
    std::vector<CodeByMinutes> codes_by_minutes;
    std::string statuses;  ///< CMS status letters.
};

/// Whom a rule speaks of; an empty list means all.
struct Scope {
    std::vector<std::string> codes{};
    std::vector<std::string> payers{};
    std::vector<Program> programs{};
    std::vector<std::string>
        macs{};  ///< MAC numbers: the first five digits of a Medicare locality.
};

/// One row of the rule book.
struct Rule {
    std::string id;
    RuleKind kind{};
    std::string topic;  ///< Of rules with one topic the most specific win; see rule_book.h.
    DateRange in_force;
    Severity severity{};
    std::string group;              ///< Claim adjustment group code; may be empty.
    std::string carc;               ///< Claim adjustment reason code; may be empty.
    std::vector<std::string> rarc;  ///< Remittance advice remark codes.
    Scope applies_to;
    When when;
    Limit limit;
    AtRisk at_risk{};
    std::string message;  ///< With {placeholders}; see message.h.
    std::string fix;
    std::optional<Change> change;  ///< What mends it safely.
    Basis basis{};
    std::vector<RuleSource> sources;
    std::vector<std::string> yields_to;  ///< Rules that say more where they fire of the same.
};

/// Completes what the rule accepts (When::accepted): all words of the fields of which it names
/// none, but only claims that its kind can find something in.
void complete_accepted(Rule& rule);

/// A mistake that a practice makes with every member whom it can concern.
struct Habit {
    std::string id;
    std::string name;
    When when;  ///< What a member's claim shows that it concerns.
    Change change;
};

}  // namespace cpt

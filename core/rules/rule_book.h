#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rules/modifier.h"
#include "core/rules/rule.h"
#include "core/schedules/payer.h"
#include "core/units/date.h"

namespace cpt {

/// A claim adjustment reason code that a rule may name.
/// Source: X12 claim adjustment reason codes.
struct DenialReason {
    std::string code;
    std::vector<std::string> groups;  ///< Group codes it may go with.
    Date ended = kEndOfTime;
};

/// The reason and remark codes that a rule may name, each sorted by code.
struct DenialCodes {
    std::vector<DenialReason> reasons;
    std::vector<std::string> remarks;
};

/// The rules of one data file, in its order.
struct RuleFile {
    std::string name;
    std::vector<Rule> rules;
};

/// How much a rule says of whom it speaks. Of the rules of one topic that apply to a member, only
/// those of the highest rank speak: what holds for a payer within one Medicare contractor's area
/// beats what holds for the payer, that beats its program's rule (so a state's Medicaid beats
/// Medicaid), and that beats the general rule. Several of one rank all speak.
enum class Rank : std::uint8_t { general, program, payer, contractor };

Rank rank_of(const Rule& rule);

/// What decides which rules speak, besides the payer.
struct Situation {
    Date date;
    std::string_view code;  ///< Of the service.
    std::string_view mac;   ///< The Medicare contractor of the locality.
};

using Rules = std::vector<const Rule*>;

/// The rules that speak of one payer's members, in the order of the book.
struct RulesInForce {
    const Payer* payer = nullptr;
    Rules of_member;
    Rules of_session;
};

/// Everything that is checked, as data.
class RuleBook {
public:
    RuleBook() = default;
    RuleBook(const RuleBook&) = delete;  // It points into itself.
    RuleBook& operator=(const RuleBook&) = delete;
    RuleBook(RuleBook&&) = default;
    RuleBook& operator=(RuleBook&&) = default;

    Modifiers modifiers;
    DenialCodes denial_codes;
    std::vector<Habit> habits;

    const std::vector<RuleFile>& files() const { return files_; }
    bool has_file(std::string_view name) const;
    /// Adds a file's rules, or puts them in place of those it had. index() has to follow.
    void put(RuleFile file);
    /// Finds out which rules may speak of each payer. Has to follow every change of either.
    void index(const Payers& payers);
    /// Null where there is no such rule.
    const Rule* find(std::string_view id) const;
    const Habit* find_habit(std::string_view id) const;

    /// Every rule that may speak of a payer (null: of any), on a date, of a code (empty: of any),
    /// in the order of the book; whatever beats it is listed too.
    Rules list(const Payer* payer, std::optional<Date> date, std::string_view code) const;

    /// The rules that speak of `payer`, a row of the payers that the book was indexed with.
    RulesInForce in_force(const Payers& payers, const Payer& payer,
                          const Situation& situation) const;

private:
    struct Candidate {
        const Rule* rule;
        Rank rank;
        std::size_t topic;
    };

    std::vector<RuleFile> files_;
    /// For each payer the rules that may speak of it, in the order of the book.
    std::vector<std::vector<Candidate>> candidates_;
    std::size_t topics_ = 0;
};

}  // namespace cpt

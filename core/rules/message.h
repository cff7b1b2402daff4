#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/rules/facts.h"
#include "core/rules/rule.h"

namespace cpt {

/// What a check found, by the name of its placeholder: Details().with("modifier", "GT").
class Details {
public:
    Details& with(std::string_view name, std::string_view value);
    Details& with(std::string_view name, std::int64_t value);

    /// Null where there is no such detail.
    const std::string* find(std::string_view name) const;

private:
    struct Detail {
        std::string_view name;
        std::string value;
    };
    std::vector<Detail> details_;
};

/// What the placeholders of a rule's words stand for: the details of the finding first, then the
/// line, the claim and the session. `claim` and `line` are null where a session is spoken of.
struct Words {
    const SessionFacts& session;
    const ClaimFacts* claim = nullptr;
    const LineFacts* line = nullptr;
    const Details& details;
};

/// `pattern` with each {placeholder} replaced. Known are {code} {date} {payer} {clinician} {place}
/// {members} {attendees} {minutes} {units} {modifiers} {diagnosis} {filing_date} {schedule}
/// {status} {setting} {locality} {locality_name} {zip} {neighbours} {this_amount} and those of the
/// details; another is left as it stands.
std::string fill(std::string_view pattern, const Words& words);

}  // namespace cpt

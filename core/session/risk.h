#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/rules/finding.h"
#include "core/units/cents.h"

namespace cpt {

/// One thing to mend in a session, wherever it occurs, and what that is worth.
struct Fix {
    const Rule* rule = nullptr;
    std::string_view text;     ///< Of its first finding.
    std::int64_t members = 0;  ///< How many it concerns.
    Cents at_risk;             ///< All the money it touches, alone or with others.
    /// What mending it alone secures: lines that nothing as severe touches besides, and what a
    /// better place of service would add.
    Cents worth;
};

/// The money of one member's claim that findings touch, no line counted twice.
struct ClaimRisk {
    Cents at_risk;  ///< Lines with a denial or a warning.
    Cents denied;   ///< Lines with a denial.
};

/// Adds up what findings put at risk, line by line, so that no dollar is counted twice.
class RiskLedger {
public:
    /// `finding` puts `amount` of one line of one member at risk; mending it would secure `secured`
    /// of that. Notes put nothing at risk.
    void touch(const Finding& finding, std::size_t member, std::size_t line, Cents amount,
               Cents secured);
    /// `finding` concerns `member`, but no money of the claim that is known.
    void mention(const Finding& finding, std::size_t member);
    /// `finding` would add `gain` to what `member` brings.
    void add_gain(const Finding& finding, std::size_t member, Cents gain);
    bool is_empty() const { return touches_.empty(); }

    /// For each of so many members.
    std::vector<ClaimRisk> of_members(std::size_t count);
    /// Best first: by worth, then by money touched, then as found.
    std::vector<Fix> fixes();

private:
    struct Touch {
        std::size_t member;
        std::size_t line;
        std::size_t order;  ///< As found.
        const Finding* finding;
        Cents amount;
        Cents secured;
    };
    void sort();

    std::vector<Touch> touches_;
};

}  // namespace cpt

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/pricing/medicare_line.h"
#include "core/roster/group_session.h"
#include "core/rules/finding.h"
#include "core/session/resolve.h"
#include "core/session/risk.h"
#include "core/units/cents.h"

namespace cpt {

struct ClaimLine {
    std::string_view code;
    std::int64_t units = 1;
    std::optional<Cents> charge;
    PricedLine priced;

    /// Nothing where no table prices it.
    std::optional<Cents> allowed() const {
        return priced.amounts ? std::optional(priced.amounts->allowed) : std::nullopt;
    }
};

/// One patient's claim: the service, then the add-ons.
struct Claim {
    Setting setting{};
    std::vector<ClaimLine> lines;
    Amounts total;               ///< Of the lines that are priced.
    bool is_priced = true;       ///< False where any line has no amount.
    std::optional<Range> range;  ///< Sum of the lines, where a benchmark's quartiles price all.
    std::vector<Finding> findings;
    ClaimRisk risk;
};

/// Prices the lines of one member of a resolved session.
Claim price_claim(const GroupSession& session, const ResolvedSession& resolved, std::size_t member);

/// A line that a member's claim might have instead of its service line.
struct OtherLine {
    ResolvedCode code;
    std::string_view place_of_service;
    Setting setting{};
    bool is_telehealth = false;
    std::int64_t units = 1;
    std::optional<Cents> charge;
};

/// The member's service line as it is, of so many units.
OtherLine service_line(const Member& member, const ResolvedMember& resolved, std::int64_t units);

/// What such a line alone would be allowed. Nothing where no table says.
std::optional<Cents> line_allowed(const GroupSession& session, const ResolvedSession& resolved,
                                  std::size_t member, const OtherLine& line);

}  // namespace cpt

#pragma once

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
    Amounts total;          ///< Of the lines that are priced.
    bool is_priced = true;  ///< False where any line has no amount.
    std::vector<Finding> findings;
    ClaimRisk risk;
};

/// Prices the lines of one member of a resolved session.
Claim price_claim(const GroupSession& session, const Member& member, const ResolvedMember& resolved,
                  const MedicareContext& medicare);

/// What one line alone would be allowed for a member, whatever is left of the deductible. Nothing
/// where no table says.
std::optional<Cents> line_allowed(const LineItem& item, const ResolvedMember& resolved,
                                  const MedicareContext& medicare);

}  // namespace cpt

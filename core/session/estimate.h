#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/pricing/medicare_line.h"
#include "core/roster/group_session.h"
#include "core/rules/finding.h"
#include "core/session/book.h"
#include "core/session/resolve.h"
#include "core/units/cents.h"
#include "core/units/error.h"

namespace cpt {

struct ClaimLine {
    std::string_view code;
    std::int64_t units = 1;
    std::optional<Cents> charge;
    PricedLine priced;
};

/// One patient's claim: the service, then the add-ons.
struct Claim {
    Setting setting{};
    std::vector<ClaimLine> lines;
    Amounts total;          ///< Of the lines that are priced.
    bool is_priced = true;  ///< False where any line has no amount.
    std::vector<Finding> findings;
};

/// What the session pays. `claims` stands in the order of the members.
struct Estimate {
    ResolvedSession resolved;
    std::vector<Claim> claims;
    Amounts total;
    Cents lowest_claim;  ///< Of the members that are priced; zero where none is.
    Cents highest_claim;
    /// What the session would bring if the whole group were billed as one claim, at best: the
    /// highest claim.
    Cents if_billed_once;
    Cents at_risk;
    std::int64_t unpriced_members = 0;
    std::vector<Finding> findings;
};

/// Prices every member of a resolved session and says what would keep it from being paid.
/// Depends on its arguments alone; `book` and `session` must outlive the estimate.
Estimate estimate(const Book& book, const GroupSession& session, ResolvedSession resolved);

/// Resolves, then prices.
tl::expected<Estimate, Errors> estimate(const Book& book, const GroupSession& session);

}  // namespace cpt

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "core/pricing/medicare_line.h"
#include "core/roster/group_session.h"
#include "core/rules/finding.h"
#include "core/session/book.h"
#include "core/session/claim.h"
#include "core/session/resolve.h"
#include "core/session/risk.h"
#include "core/units/cents.h"
#include "core/units/error.h"

namespace cpt {

/// What the session would come to at the lower and the upper quartile of its benchmarks.
struct SessionRange {
    Cents low;
    Cents high;
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
    ClaimRisk risk;
    /// What findings cost on other lines of the day, which no claim here has; each line once.
    Cents other_lines_at_risk;
    std::int64_t unpriced_members = 0;
    std::int64_t benchmark_members = 0;  ///< Whose service a benchmark prices.
    std::optional<SessionRange> range;   ///< Where any benchmark has quartiles.
    std::vector<Finding> findings;
    std::vector<Fix> fixes;
    std::shared_ptr<const Estimate> changed;  ///< Of resolved.changed, where that is asked about.

    /// What comes in if nothing is mended: all but the lines that are expected to be denied.
    Cents expected_if_unfixed() const { return total.allowed - risk.denied; }
    Cents lost_if_billed_once() const { return total.allowed - if_billed_once; }
};

/// Prices every member of a resolved session and says what would keep it from being paid.
/// Depends on its arguments alone; `book` and `session` must outlive the estimate.
Estimate estimate(const Book& book, const GroupSession& session, ResolvedSession resolved);

/// Resolves, then prices.
tl::expected<Estimate, Errors> estimate(const Book& book, const GroupSession& session);

}  // namespace cpt

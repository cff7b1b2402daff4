#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/pricing/medicare_line.h"
#include "core/roster/group_session.h"
#include "core/schedules/locality.h"
#include "core/session/book.h"
#include "core/units/date.h"
#include "core/units/error.h"

namespace cpt {

inline constexpr std::string_view kMedicare = "medicare";

/// The rows that one member's claim is priced from.
struct ResolvedMember {
    const Payer* payer = nullptr;
    bool is_priced = false;  ///< Whether a table of the payer's amounts is held.
    bool is_telehealth = false;
    Setting setting{};
    std::vector<const RelativeValues*> codes;  ///< The service, then the add-ons.
};

struct ChangedSession;

/// A session whose every word was found in the tables.
struct ResolvedSession {
    Date date;
    const MedicareYear* year = nullptr;
    const Locality* locality = nullptr;
    std::vector<const Locality*> neighbours;  ///< Of a split ZIP code; else empty.
    std::optional<MedicareContext> medicare;
    std::vector<ResolvedMember> members;
    std::optional<Date> filing_date;
    /// What the session would be with the change that its what_if asks about.
    std::shared_ptr<const ChangedSession> changed;
};

/// A session with one change made to every member.
struct ChangedSession {
    const Habit* habit = nullptr;  ///< Null where the request spelled the change out.
    Change change;
    GroupSession session;
    ResolvedSession resolved;
};

/// Looks up every word of `session`. Each that is missing or unknown is a problem; what
/// comes back is complete only where there is none.
ResolvedSession resolve(const Book& book, const GroupSession& session, Problems& problems);

}  // namespace cpt

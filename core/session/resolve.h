#pragma once

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
    Setting setting{};
    std::vector<const RelativeValues*> codes;  ///< The service, then the add-ons.
};

/// A session whose every word was found in the tables.
struct ResolvedSession {
    Date date;
    const MedicareYear* year = nullptr;
    const Locality* locality = nullptr;
    std::vector<const Locality*> neighbours;  ///< Of a split ZIP code; else empty.
    std::optional<MedicareContext> medicare;
    std::vector<ResolvedMember> members;
};

/// Looks up every word of `session`. Each that is missing or unknown is a problem; what
/// comes back is complete only where there is none.
ResolvedSession resolve(const Book& book, const GroupSession& session, Problems& problems);

}  // namespace cpt

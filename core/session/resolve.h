#pragma once

#include <cstdint>
#include <deque>
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

inline constexpr std::string_view kSelfPay = "self-pay";

/// What a member's amounts come from. own_fee: the charge.
enum class PricedFrom { nothing, medicare, tables, own_fee };

struct ResolvedCode {
    std::string_view code;
    const RelativeValues* values = nullptr;  ///< Null where Medicare's schedule has no such code.
};

/// The rows that one member's claim is priced from.
struct ResolvedMember {
    const Payer* payer = nullptr;  ///< Whose rules apply.
    PricedFrom priced_from{};
    const PayerSchedule* schedule = nullptr;  ///< Of PricedFrom::tables.
    bool is_telehealth = false;
    Setting setting{};
    std::vector<ResolvedCode> codes;  ///< The service, then the add-ons.
};

/// Medicare in a year that a table is pinned to.
struct PinnedYear {
    std::int64_t year = 0;
    MedicareContext medicare;
};

struct ChangedSession;

/// A session whose every word was found in the tables.
struct ResolvedSession {
    Date date;
    const MedicareYear* year = nullptr;
    const Locality* locality = nullptr;
    std::vector<const Locality*> neighbours;  ///< Of a split ZIP code; else empty.
    std::optional<MedicareContext> medicare;
    std::deque<PayerSchedule> schedules;  ///< Of the payers other than Medicare, each once.
    std::vector<PinnedYear> pinned_years;
    std::vector<ResolvedMember> members;
    std::optional<Date> filing_date;
    /// What the session would be with the change that its what_if asks about.
    std::shared_ptr<const ChangedSession> changed;

    /// Medicare as a row's percentage asks for it; null where it is not known.
    const MedicareContext* medicare_of(const MedicareShare& share) const;
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

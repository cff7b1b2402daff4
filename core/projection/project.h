#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/projection/compare.h"
#include "core/projection/revenue_distribution.h"
#include "core/roster/group_session.h"
#include "core/session/book.h"
#include "core/session/period.h"
#include "core/units/cents.h"
#include "core/units/error.h"
#include "core/units/quantity.h"

namespace cpt {

inline constexpr Percent kAll{100'00};
inline constexpr Percent kNone{0};

/// How often a member comes.
struct MemberAttendance {
    std::string member;
    Percent attendance = kAll;
};

/// What becomes of a payer's claims.
struct PayerExperience {
    std::string payer;
    Percent denial = kNone;     ///< Of its claims, which then bring nothing.
    Percent collection = kAll;  ///< Of what is owed on the others, by payer and patient.
};

/// What is expected of the weeks to come. Nothing is assumed that is not said: everybody comes,
/// and every claim is paid in full.
struct Plan {
    Period period = Period::year;
    std::int64_t sessions_per_week = 1;
    std::int64_t weeks_off = 0;  ///< Of the 52 of a year.
    Percent attendance = kAll;   ///< Of members who are not named.
    std::vector<MemberAttendance> members;
    std::vector<PayerExperience> payers;
    /// Besides the session itself: to prepare, and to write each member's note.
    std::int64_t preparation_minutes = 0;
    std::int64_t minutes_per_note = 0;
};

/// Sessions of the plan's period.
std::int64_t sessions_of(const Plan& plan);

/// What one member is expected to bring in.
struct ProjectedMember {
    std::optional<Cents> received;  ///< At a session attended and paid; nothing where not priced.
    Percent attendance;
    Percent denial;
    Percent collection;
    Chance chance;
};

struct Projection {
    GroupSession session;  ///< As it is priced.
    Amounts total;         ///< Of one session that everybody attends.
    std::int64_t unpriced_members = 0;
    std::int64_t sessions = 0;
    std::vector<ProjectedMember> members;
    RevenueDistribution revenue = RevenueDistribution::of({}, 1);
    Cents mean_of_session;
    /// What one hour of individual psychotherapy (90837) brings with these members, on average,
    /// under the same attendance, denials and collections. Nothing where it has no price.
    std::optional<Cents> individual_hour;
    /// The smallest group of these members, on average, that brings more than that.
    std::optional<std::int64_t> break_even;
    std::int64_t minutes_per_session = 0;  ///< All the clinician's time; zero where not known.
    Cents mean_per_hour;
};

/// Projects `session` over the plan's period. Problems have paths below /session and /plan.
Projection project(const Book& book, const GroupSession& session, const Plan& plan,
                   Problems& problems);

}  // namespace cpt

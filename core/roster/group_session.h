#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/change.h"
#include "core/roster/clinician.h"
#include "core/roster/member.h"

namespace cpt {

/// A group larger than this is a mistake, not a session.
inline constexpr std::size_t kMostMembers = 10'000;

/// Who sat in the group, as far as it decides which code is reported.
enum class Composition { unrelated, one_family, several_families };
inline constexpr std::array<std::string_view, 3> kCompositions{"unrelated", "one_family",
                                                               "several_families"};

struct Service {
    std::string code = "90853";
    std::string date;  ///< YYYY-MM-DD
    std::optional<std::int64_t> minutes;
    std::optional<std::int64_t> attendees;  ///< Nothing: as many as there are members.
    Composition composition = Composition::unrelated;
    std::int64_t billing_clinicians = 1;
    std::optional<std::string> filing_date;  ///< YYYY-MM-DD; when the claims are sent.
};

/// One mistake made with every member, and how often a year.
struct WhatIf {
    std::string habit;  ///< Id of a habit of the rule book; empty where `change` says it.
    std::optional<Change> change;
    std::int64_t sessions_per_year = 52;
};

/// What the caller says of one session: one service, one clinician, many patients.
struct GroupSession {
    Service service;
    Clinician clinician;
    std::string locality;  ///< MAC-locality; empty where a ZIP code is given instead.
    std::string zip;
    bool receipts = true;
    std::optional<std::int64_t> sessions_per_year;  ///< How many such sessions; nothing: not said.
    std::vector<Member> members;
    std::optional<WhatIf> what_if;
};

}  // namespace cpt

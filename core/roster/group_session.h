#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/clinician.h"
#include "core/units/cents.h"

namespace cpt {

enum class Authorization { not_required, verified, unverified, missing, expired, exhausted };
inline constexpr std::array<std::string_view, 6> kAuthorizations{
    "not_required", "verified", "unverified", "missing", "expired", "exhausted"};

enum class Coverage { verified, unverified, inactive };
inline constexpr std::array<std::string_view, 3> kCoverages{"verified", "unverified", "inactive"};

enum class Note { complete, incomplete, missing };
inline constexpr std::array<std::string_view, 3> kNotes{"complete", "incomplete", "missing"};

/// A group larger than this is a mistake, not a session.
inline constexpr std::size_t kMostMembers = 10'000;

struct SameDayService {
    std::string code;
    std::vector<std::string> modifiers;
};

/// One patient who attended. Text is as the caller wrote it; session/resolve.h says what of it
/// is known.
struct Member {
    std::string id;
    std::string payer;
    std::string place_of_service = "11";
    std::vector<std::string> modifiers;
    std::vector<std::string> add_ons;
    std::int64_t units = 1;
    std::optional<Cents> charge;  ///< For the service line, all its units together.
    std::optional<std::string> diagnosis;
    std::vector<SameDayService> same_day;
    Authorization authorization = Authorization::not_required;
    Coverage coverage = Coverage::verified;
    Note note = Note::complete;
    Cents deductible_remaining;
};

struct Service {
    std::string code = "90853";
    std::string date;  ///< YYYY-MM-DD
    std::optional<std::int64_t> minutes;
};

/// What the caller says of one session: one service, one clinician, many patients.
struct GroupSession {
    Service service;
    Clinician clinician;
    std::string locality;  ///< MAC-locality; empty where a ZIP code is given instead.
    std::string zip;
    bool receipts = true;
    std::vector<Member> members;
};

}  // namespace cpt

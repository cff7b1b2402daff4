#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/cost_sharing.h"
#include "core/units/cents.h"

namespace cpt {

// The names of these words are part of the contract.

enum class Authorization { not_required, verified, unverified, missing, expired, exhausted };
inline constexpr std::array<std::string_view, 6> kAuthorizations{
    "not_required", "verified", "unverified", "missing", "expired", "exhausted"};

enum class Coverage { verified, unverified, inactive };
inline constexpr std::array<std::string_view, 3> kCoverages{"verified", "unverified", "inactive"};

enum class Note { complete, incomplete, missing };
inline constexpr std::array<std::string_view, 3> kNotes{"complete", "incomplete", "missing"};

/// How the patient attended.
enum class Delivery { in_person, video, audio };
inline constexpr std::array<std::string_view, 3> kDeliveries{"in_person", "video", "audio"};

/// Where the patient was during a telehealth session.
enum class PatientLocation { home, elsewhere };
inline constexpr std::array<std::string_view, 2> kPatientLocations{"home", "elsewhere"};

/// Why interactive complexity is reported.
enum class ComplexityReason {
    communication,
    caregiver,
    reportable_event,
    play_or_devices,
    interpreter
};
inline constexpr std::array<std::string_view, 5> kComplexityReasons{
    "communication", "caregiver", "reportable_event", "play_or_devices", "interpreter"};

struct SameDayService {
    std::string code;
    std::vector<std::string> modifiers;
};

/// One patient who attended. Text is as the caller wrote it; session/resolve.h says what of it
/// is known.
struct Member {
    std::string id;
    std::string payer;
    std::string program;  ///< Which of the payer's schedules; empty: its default one.
    std::string place_of_service = "11";
    std::vector<std::string> modifiers;
    std::vector<std::string> add_ons;
    std::int64_t units = 1;
    std::optional<Cents> charge;           ///< For the service line, all its units together.
    std::optional<std::string> diagnosis;  ///< Empty: the claim has none. Nothing: not told.
    std::vector<SameDayService> same_day;
    Authorization authorization = Authorization::not_required;
    Coverage coverage = Coverage::verified;
    Note note = Note::complete;
    std::optional<Delivery> delivery;
    std::optional<PatientLocation> patient_location;
    std::optional<ComplexityReason> complexity_reason;
    CostSharing cost_sharing;
    std::string sliding_scale;  ///< Step of the practice's own scale; empty: the whole fee.
};

}  // namespace cpt

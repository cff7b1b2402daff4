#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cpt {

/// Who leads the group and bills for it. The names are part of the contract.
enum class ClinicianType {
    psychiatrist,
    clinical_psychologist,
    clinical_social_worker,
    marriage_family_therapist,
    mental_health_counselor,
    nurse_practitioner,
    clinical_nurse_specialist,
    physician_assistant,
};

inline constexpr std::array<std::string_view, 8> kClinicianTypes{
    "psychiatrist",
    "clinical_psychologist",
    "clinical_social_worker",
    "marriage_family_therapist",
    "mental_health_counselor",
    "nurse_practitioner",
    "clinical_nurse_specialist",
    "physician_assistant",
};

constexpr std::string_view name(ClinicianType type) {
    return kClinicianTypes[static_cast<std::size_t>(type)];
}

struct Clinician {
    std::optional<ClinicianType> type;
    /// False for a physician without a Medicare participation agreement.
    bool medicare_participating = true;
    /// Qualifying participant in an advanced alternative payment model: from 2026 a conversion
    /// factor of its own.
    bool qualifying_apm = false;
};

}  // namespace cpt

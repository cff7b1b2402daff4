#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/units/error.h"

namespace cpt {

/// What `compare` is asked for on the command line; each value is an alternative.
struct CompareOptions {
    std::string years;                 ///< "2019-2026", "2024" or empty.
    std::vector<std::string> factors;  ///< Dates, ":apm" after them for a qualifying participant.
    std::vector<std::string> localities;
    std::vector<std::string> clinicians;
    std::vector<std::string> places;
    std::vector<std::string> payers;  ///< FROM=TO

    bool are_given() const {
        return !years.empty() || !factors.empty() || !localities.empty() || !clinicians.empty() ||
               !places.empty() || !payers.empty();
    }
};

/// What `project` is asked for; empty words are left to the contract's defaults.
struct ProjectOptions {
    std::string period;
    std::string sessions_per_week;
    std::string weeks_off;
    std::string attendance;
    std::vector<std::string> member_attendance;  ///< MEMBER=PERCENT
    std::vector<std::string> denial;             ///< PAYER=PERCENT
    std::vector<std::string> collection;         ///< PAYER=PERCENT
    std::string preparation_minutes;
    std::string minutes_per_note;

    bool are_given() const {
        return !period.empty() || !sessions_per_week.empty() || !weeks_off.empty() ||
               !attendance.empty() || !member_attendance.empty() || !denial.empty() ||
               !collection.empty() || !preparation_minutes.empty() || !minutes_per_note.empty();
    }
};

/// The contract's request around `session`, the text of an estimate request.
std::string compare_request(std::string_view session, const CompareOptions& options);
std::string project_request(std::string_view session, const ProjectOptions& options);

}  // namespace cpt

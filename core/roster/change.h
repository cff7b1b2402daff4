#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/roster/member.h"

namespace cpt {

/// What is to be different in a member's claim: how a finding is mended, or the mistake that a
/// habit makes with every member. What is not named stays as it is. See rules/apply_change.h.
struct Change {
    std::optional<std::int64_t> units;
    std::optional<std::string> place_of_service;
    std::vector<std::string> add_modifiers;  ///< At the end, where they are not there yet.
    std::vector<std::string> remove_modifiers;
    bool order_modifiers = false;  ///< Payment before information, none twice.
    std::vector<std::string> add_add_ons;
    std::vector<std::string> remove_add_ons;
    std::optional<std::string> diagnosis;
    std::optional<Authorization> authorization;
    std::optional<Coverage> coverage;
    std::optional<Note> note;
    std::optional<Delivery> delivery;
    std::optional<ComplexityReason> complexity_reason;
    std::vector<std::string> same_day_codes;  ///< Whose lines change; empty: all of that day.
    std::vector<std::string> same_day_add_modifiers;
    std::vector<SameDayService> add_same_day;
};

}  // namespace cpt

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/change.h"
#include "core/rules/rule.h"
#include "core/units/cents.h"

namespace cpt {

/// A rule that fired: what it says of this session or this member, and the money it touches.
struct Finding {
    const Rule* rule = nullptr;  ///< Lives as long as the rule book.
    std::string message;
    std::string fix;
    std::optional<Change> change;  ///< What mends it safely, made to this member's claim.
    std::size_t line = 0;          ///< The line it is about, where that is one.
    std::string modifier;          ///< The modifier it is about; may be empty.
    std::string other;             ///< The other code of that day it is about; may be empty.
    std::vector<std::string_view> payers;  ///< Of a session: whose members it concerns.
    Cents at_risk;
    Cents gain;  ///< What mending it would add to the amount allowed.
    /// Where the finding costs another line of the day, not this claim's: what that is allowed.
    std::optional<Cents> other_line;
};

}  // namespace cpt

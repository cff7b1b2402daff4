#pragma once

#include <string>

#include "core/rules/rule.h"
#include "core/units/cents.h"

namespace cpt {

/// A rule that fired: what it says of this session or this member, and the money it touches.
struct Finding {
    const Rule* rule = nullptr;  ///< Lives as long as the rule book.
    std::string message;
    std::string fix;
    Cents at_risk;
};

}  // namespace cpt

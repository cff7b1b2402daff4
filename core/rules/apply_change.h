#pragma once

#include "core/roster/change.h"
#include "core/rules/modifier.h"

namespace cpt {

/// `member` with `change` made; `modifiers` say which of them come first on a line.
Member apply_change(const Modifiers& modifiers, const Change& change, Member member);

/// The modifiers of a line as a payer wants them: those that affect payment first, none twice,
/// otherwise in the order they had.
std::vector<std::string> in_order(const Modifiers& known, const std::vector<std::string>& line);

}  // namespace cpt

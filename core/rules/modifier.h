#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/schedules/payer.h"
#include "core/units/date.h"

namespace cpt {

/// Whether a modifier belongs on a group psychotherapy line. By state: the payer's own rules say.
/// Unused: the payer gives it no meaning there.
enum class Fit { yes, conditional, by_state, unused, no };
inline constexpr std::array<std::string_view, 5> kFits{"yes", "conditional", "by_state", "unused",
                                                       "no"};

struct Modifier {
    std::string code;
    std::string name;  ///< Ours, in plain words.
    std::string category;
    DateRange in_force;
    bool affects_payment = false;  ///< It can change what is paid, or whether.
    Fit medicare{};
    Fit medicaid{};
    Fit commercial{};
    std::vector<std::string> excludes;  ///< Never beside it on one line.

    /// Of a program that no source speaks of, nothing is said against it.
    Fit fit_for(Program program) const;
};

/// The modifiers known, sorted by code.
struct Modifiers {
    std::vector<Modifier> rows;

    /// Null where it is not known.
    const Modifier* find(std::string_view code) const;
};

}  // namespace cpt

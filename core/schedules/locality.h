#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/units/date.h"

namespace cpt {

/// A Medicare payment locality.
/// Source: CMS Addendum E (names), CMS LOCCO (counties).
struct Locality {
    std::string id;     ///< MAC number, dash, locality number.
    std::string state;  ///< Postal letters.
    std::string name;   ///< As CMS prints it.
    DateRange in_force;
};

/// Every locality of the years held.
struct Localities {
    std::vector<Locality> rows;

    /// Null where CMS never had such a locality in the years held.
    const Locality* find(std::string_view id) const;
};

}  // namespace cpt

#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/clinician.h"
#include "core/roster/group_session.h"
#include "core/session/book.h"
#include "core/session/claim.h"
#include "core/session/resolve.h"
#include "core/units/cents.h"
#include "core/units/error.h"

namespace cpt {

/// A conversion factor of another day, or of the other kind of participant.
struct FactorChoice {
    std::string date;  ///< YYYY-MM-DD
    bool qualifying_apm = false;
};

/// Whose members are priced by whose table instead.
struct PayerSwap {
    std::string from;
    std::string to;
    std::string program;  ///< Of `to`; empty: its default one.
};

/// The same roster with some things changed; what is not named stays as it is.
struct Alternative {
    std::string name;                  ///< A label of the caller's own; may be empty.
    std::optional<std::int64_t> year;  ///< The same day of that year.
    std::optional<FactorChoice> conversion_factor;
    std::optional<std::string> locality;
    std::optional<ClinicianType> clinician;
    std::optional<std::string> place_of_service;  ///< Of every member.
    std::vector<PayerSwap> payers;
};

/// Why an amount changed. Those of a year come first, in the order in which its parts are changed
/// one after the other; then each thing that the alternative names.
enum class Cause {
    conversion_factor,
    relative_values,
    locality_indices,
    clinician_percentage,  ///< Medicare's, which has dates too.
    payer_schedule,        ///< Of payers other than Medicare.
    locality,
    clinician,
    place_of_service,
    payer,
    priced_or_not,  ///< Members that only one of the two can price.
};
inline constexpr std::array<std::string_view, 10> kCauses{"conversion_factor",
                                                          "relative_values",
                                                          "locality_indices",
                                                          "clinician_percentage",
                                                          "payer_schedule",
                                                          "locality",
                                                          "clinician",
                                                          "place_of_service",
                                                          "payer",
                                                          "priced_or_not"};

/// The prices of a session, without what its rules say.
struct Prices {
    ResolvedSession resolved;
    std::vector<Claim> claims;
    Amounts total;
    std::int64_t unpriced_members = 0;
};

Prices price_session(const GroupSession& session, ResolvedSession resolved);

/// A session and its prices, which point into it.
struct Compared {
    GroupSession session;
    Prices prices;
    /// Sum to the difference of what is allowed from the session as it is.
    std::array<Cents, kCauses.size()> causes{};
};

/// The session as it is, then each alternative.
using Comparison = std::deque<Compared>;

/// Prices `session` as it is and as each alternative has it. Problems of the session have paths
/// below /session, those of an alternative below /alternatives.
Comparison compare(const Book& book, const GroupSession& session,
                   const std::vector<Alternative>& alternatives, Problems& problems);

}  // namespace cpt

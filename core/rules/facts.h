#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/pricing/priced_line.h"
#include "core/roster/group_session.h"
#include "core/rules/when.h"
#include "core/schedules/payer.h"
#include "core/schedules/payer_tables.h"
#include "core/schedules/place_of_service.h"
#include "core/units/cents.h"
#include "core/units/date.h"

namespace cpt {

/// What is known of the session when its rules are checked.
struct SessionFacts {
    const GroupSession& session;
    Date date;
    std::string_view schedule;  ///< Id of the schedule in force.
    std::string_view locality;
    std::string_view locality_name;
    bool is_split_zip = false;
    std::string neighbours{};           ///< "13292-01 MANHATTAN; ...", for a split ZIP code.
    bool must_take_assignment = false;  ///< The clinician has no choice.
    bool is_paid_as_non_participating = false;
    std::optional<Date> filing_date{};

    std::int64_t attendees() const {
        return session.service.attendees.value_or(
            static_cast<std::int64_t>(session.members.size()));
    }
};

/// What is known of one line of one member: the service first, then the add-ons.
struct LineFacts {
    std::string_view code;
    char status = ' ';
    Setting setting{};
    std::optional<NotPriced> not_priced{};
    std::optional<Cents> allowed{};
    const PayerTable* table = nullptr;  ///< Null where Medicare, the charge or nothing prices it.
    const PayerRow* row = nullptr;
};

/// What is not on the claim but may be asked the price of. Nothing where no table says.
class OtherPrices {
public:
    virtual ~OtherPrices() = default;
    /// Of the service line at another place of service.
    virtual std::optional<Cents> allowed_at(std::string_view place_of_service) const = 0;
    /// Of one unit of another code, reported by the same clinician at the same place.
    virtual std::optional<Cents> allowed_for(std::string_view code) const = 0;
};

/// What is known of one member's claim.
struct ClaimFacts {
    const Member& member;
    const Payer& payer;
    bool is_telehealth = false;  ///< By its place of service.
    const std::vector<LineFacts>& lines;
    const OtherPrices* other_prices = nullptr;
    const PayerSchedule* schedule = nullptr;  ///< Null where no tables of the payer are loaded.
};

}  // namespace cpt

#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/schedules/locality.h"
#include "core/schedules/medicare_terms.h"
#include "core/schedules/medicare_year.h"
#include "core/schedules/payer.h"
#include "core/schedules/payer_tables.h"
#include "core/schedules/place_of_service.h"
#include "core/schedules/zip_table.h"

namespace cpt {

/// A data file that exists, loaded or not.
struct HeldFile {
    std::string name;    ///< Path below fee_schedules/.
    std::string schema;  ///< Such as "medicare-year/1".
    /// When it is needed: "start", "zip", "tables" (of any payer but Medicare), "payer" or "date".
    std::string load;
    DateRange in_force;               ///< For "date".
    std::vector<std::string> payers;  ///< For "payer": those it prices.
};

/// Every table that pricing reads. Tables are added, never changed.
struct ScheduleBook {
    std::vector<HeldFile> held;
    std::deque<MedicareYear> years;  ///< Those loaded, in any order.
    MedicareTerms terms;
    PlacesOfService places;
    Payers payers;
    PayerTables payer_tables;
    Localities localities;
    std::optional<ZipTable> zips;

    /// The loaded year in force on `date`; null where it is not loaded or not held.
    const MedicareYear* find_year(Date date) const;
    /// The file that would price `date`; null where none is held.
    const HeldFile* find_year_file(Date date) const;
    /// The file that holds a payer's published tables; null where none does.
    const HeldFile* find_payer_file(std::string_view payer) const;
    /// First and last day that any year file covers.
    DateRange dates_held() const;
};

}  // namespace cpt

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/pricing/cost_sharing.h"
#include "core/pricing/medicare_line.h"
#include "core/pricing/priced_line.h"
#include "core/schedules/payer_table.h"

namespace cpt {

/// One claim line to price from a payer's table.
struct TableLine {
    RowFound found;
    ClinicianType clinician{};
    std::string_view code;
    const RelativeValues* values = nullptr;     ///< Of a percentage of Medicare; null: none.
    const MedicareContext* medicare = nullptr;  ///< Of the year that the row asks for; null: none.
    Setting setting{};
    bool is_telehealth = false;
    std::int64_t units = 1;
    std::optional<std::int64_t> minutes;  ///< Of the session.
    std::optional<Cents> charge;
    /// Of an add-on: what the service is allowed for one unit.
    std::optional<Cents> service_allowed;
    std::string_view sliding_scale;  ///< Step of it; empty: none.
};

/// What is allowed of one line: the row's amount, then each percentage that applies, rounded by
/// the table's rounding: clinician, telehealth, sliding scale; then units or hours, and the lesser
/// of that and the charge. Its payer and patient parts as cost_sharing.h has them; of a practice's
/// own fees the patient pays everything.
PricedLine price_table_line(const TableLine& line, const CostSharing& terms, CostSharingLeft& left,
                            bool with_receipt);

}  // namespace cpt

#pragma once

#include <string_view>
#include <vector>

#include "core/boundary/json_document.h"
#include "core/schedules/payer_tables.h"
#include "core/schedules/schedule_book.h"
#include "core/units/error.h"

namespace cpt {

/// Reads a file of payer tables (fee_schedules/schema/payer-table.schema.json): published ones,
/// benchmarks and a practice's own. Paths of problems point into the file.
std::vector<PayerTable> read_payer_tables(JsonDocument::Value file, Problems& problems);

/// What the rest of the book says against the tables of a file: payers that are not known or are
/// priced by other files, ids that are taken, and rows of which neither is the more specific.
/// `book` has the file's tables already.
void check_payer_tables(const PayerTableFile& file, const ScheduleBook& book, Problems& problems);

}  // namespace cpt

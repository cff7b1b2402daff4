#pragma once

#include <string_view>
#include <vector>

#include "core/boundary/json_document.h"
#include "core/boundary/json_fields.h"
#include "core/schedules/schedule_book.h"

namespace cpt {

/// Readers of the data files of fee_schedules/, one for each schema (fee_schedules/schema/).
/// Each checks what pricing relies on: values in range, tables sorted, dates in order. What it
/// returns is complete only where it added no problem; paths point into the file.
std::vector<HeldFile> read_index(JsonDocument::Value file, Problems& problems);
MedicareYear read_medicare_year(JsonDocument::Value file, Problems& problems);
MedicareTerms read_medicare_terms(JsonDocument::Value file, Problems& problems);
Localities read_localities(JsonDocument::Value file, Problems& problems);
PlacesOfService read_places_of_service(JsonDocument::Value file, Problems& problems);
Payers read_payers(JsonDocument::Value file, Problems& problems);
ZipTable read_zip_table(JsonDocument::Value file, Problems& problems);

}  // namespace cpt

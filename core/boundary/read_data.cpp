#include "core/boundary/read_data.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/boundary/data_fields.h"

namespace cpt {

using Value = JsonDocument::Value;

static void read_into(Value, const JsonPath&, Problems&, Setting&);
static void read_into(Value, const JsonPath&, Problems&, HeldFile&);
static void read_into(Value, const JsonPath&, Problems&, DatedConversionFactor&);
static void read_into(Value, const JsonPath&, Problems&, RelativeValues&);
static void read_into(Value, const JsonPath&, Problems&, LocalityIndices&);
static void read_into(Value, const JsonPath&, Problems&, DatedPercent&);
static void read_into(Value, const JsonPath&, Problems&, NonParticipation&);
static void read_into(Value, const JsonPath&, Problems&, Locality&);
static void read_into(Value, const JsonPath&, Problems&, DatedSetting&);
static void read_into(Value, const JsonPath&, Problems&, PlaceOfService&);
static void read_into(Value, const JsonPath&, Problems&, Payer&);

namespace {

/// A table {"columns": [...], "rows": [[...], ...]}.
template <class Row>
struct Table {
    std::vector<std::string_view> columns;
    std::vector<Row>& rows;
};

template <class Row>
void read_into(Value value, const JsonPath& path, Problems& problems, Table<Row>& out) {
    std::vector<std::string> columns;
    read_object(value, path, problems, {required("columns", columns), required("rows", out.rows)});
    if (!std::equal(columns.begin(), columns.end(), out.columns.begin(), out.columns.end())) {
        problems.add(JsonPath(path, "columns").pointer(), ErrorCode::invalid_data,
                     "The columns are not those known here.",
                     {out.columns.begin(), out.columns.end()});
    }
}

}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, Setting& out) {
    static constexpr std::array<std::string_view, 2> kSettings{name(Setting::nonfacility),
                                                               name(Setting::facility)};
    out = read_enum<Setting>(value, path, problems, kSettings).value_or(out);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, HeldFile& out) {
    read_object(value, path, problems,
                {required("name", out.name), required("schema", out.schema),
                 required("load", out.load), optional("from", out.in_force.from),
                 optional("to", out.in_force.to), optional("payers", out.payers)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems,
                      DatedConversionFactor& out) {
    read_object(value, path, problems,
                {required("from", out.in_force.from), required("to", out.in_force.to),
                 required("nonqualifying", out.nonqualifying),
                 required("qualifying_apm", out.qualifying_apm)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems, RelativeValues& out) {
    std::string status;
    std::string not_priced_in;
    Cells cells(value, path, problems, 7);
    cells.read(out.code);
    cells.read(status);
    cells.read(out.work);
    cells.read(out.pe_nonfacility);
    cells.read(out.pe_facility);
    cells.read(out.malpractice);
    cells.read(not_priced_in);
    if (status.size() > 1) refuse_data(path, problems, "A status is one letter, or empty.");
    if (!status.empty()) out.status = status.front();
    for (const Setting setting : {Setting::facility, Setting::nonfacility}) {
        if (not_priced_in == name(setting)) out.not_priced_in = setting;
    }
    if (!not_priced_in.empty() && !out.not_priced_in) {
        refuse_data(path, problems, "The NA mark is \"facility\", \"nonfacility\" or empty.");
    }
}

static void read_into(Value value, const JsonPath& path, Problems& problems, LocalityIndices& out) {
    Cells cells(value, path, problems, 4);
    cells.read(out.locality);
    cells.read(out.work);
    cells.read(out.pe);
    cells.read(out.malpractice);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, DatedPercent& out) {
    read_object(value, path, problems,
                {bound("from", out.in_force.from), bound("to", out.in_force.to),
                 required("percent", out.percent), required("source", out.source),
                 optional("types", out.types)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems,
                      NonParticipation& out) {
    read_into(value, path, problems, out.of_fee_schedule);
    read_object(value, path, problems, {required("limiting_charge_percent", out.limiting_charge)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Locality& out) {
    read_object(value, path, problems,
                {required("id", out.id), required("state", out.state), required("name", out.name),
                 bound("from", out.in_force.from), bound("to", out.in_force.to)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems, DatedSetting& out) {
    read_object(value, path, problems,
                {bound("from", out.in_force.from), bound("to", out.in_force.to),
                 required("setting", out.setting)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Payer& out) {
    std::string program;
    read_object(value, path, problems,
                {required("id", out.id), required("name", out.name), required("program", program)});
    const auto known = std::find(kPrograms.begin(), kPrograms.end(), program);
    if (known == kPrograms.end()) {
        return problems.add(JsonPath(path, "program").pointer(), ErrorCode::invalid_data,
                            "\"" + program + "\" is not a program known here.",
                            {kPrograms.begin(), kPrograms.end()});
    }
    out.program = static_cast<Program>(known - kPrograms.begin());
}

static void read_into(Value value, const JsonPath& path, Problems& problems, PlaceOfService& out) {
    read_object(value, path, problems,
                {required("code", out.code), required("name", out.name),
                 required("telehealth", out.is_telehealth), required("settings", out.settings)});
}

struct YearSources {
    std::string relative_values;
};

static void read_into(Value value, const JsonPath& path, Problems& problems, YearSources& out) {
    read_object(value, path, problems, {required("relative_values", out.relative_values)});
}

struct MandatoryAssignment {
    std::vector<ClinicianType> types;
};

static void read_into(Value value, const JsonPath& path, Problems& problems,
                      MandatoryAssignment& out) {
    read_object(value, path, problems, {required("types", out.types)});
}

namespace {

/// Runs of (ZIP numbers skipped, ZIP numbers in a row, 2 x locality + 1 where split).
std::vector<ZipTable::Run> unfold(const std::vector<std::int64_t>& numbers, std::size_t localities,
                                  std::int64_t zip_codes, Problems& problems) {
    constexpr std::int64_t kZipNumbers = 100'000;
    std::vector<ZipTable::Run> runs;
    runs.reserve(numbers.size() / 3);
    std::int64_t next = 0;
    std::int64_t listed = 0;
    for (std::size_t i = 0; i + 2 < numbers.size(); i += 3) {
        const std::int64_t first = next + numbers[i];
        const std::int64_t count = numbers[i + 1];
        const std::int64_t locality = numbers[i + 2] / 2;
        next = first + count;
        listed += count;
        if (count == 0 || next > kZipNumbers || locality >= static_cast<std::int64_t>(localities)) {
            problems.add("/runs/" + std::to_string(i), ErrorCode::invalid_data,
                         "A run is empty, ends after ZIP 99999 or names no locality.");
            break;
        }
        runs.push_back({static_cast<std::int32_t>(first), static_cast<std::int32_t>(count),
                        static_cast<std::int32_t>(locality), numbers[i + 2] % 2 == 1});
    }
    if (numbers.size() % 3 != 0 || listed != zip_codes) {
        problems.add("/runs", ErrorCode::invalid_data,
                     "The runs hold " + std::to_string(listed) + " ZIP codes, not the " +
                         std::to_string(zip_codes) + " that the file says.");
    }
    return runs;
}

}  // namespace

std::vector<HeldFile> read_index(Value file, Problems& problems) {
    std::vector<HeldFile> held;
    read_object(file, JsonPath{}, problems, {required("files", held)});
    const auto is_year = [](const HeldFile& each) { return each.load == "date"; };
    if (std::none_of(held.begin(), held.end(), is_year)) {
        problems.add("/files", ErrorCode::invalid_data, "No schedule of any date is listed.");
    }
    return held;
}

MedicareYear read_medicare_year(Value file, Problems& problems) {
    MedicareYear year;
    YearSources sources;
    Table<RelativeValues> codes{
        {"code", "status", "work", "pe_nonfacility", "pe_facility", "malpractice", "na"},
        year.codes};
    Table<LocalityIndices> localities{{"locality", "work", "pe", "malpractice"}, year.localities};
    read_object(
        file, JsonPath{}, problems,
        {required("id", year.id), required("payer", year.payer),
         required("from", year.in_force.from), required("to", year.in_force.to),
         required("sources", sources), required("conversion_factors", year.conversion_factors),
         required("codes", codes), required("localities", localities)});
    year.source = std::move(sources.relative_values);
    expect_sorted(year.codes, &RelativeValues::code, "/codes/rows", problems);
    expect_sorted(year.localities, &LocalityIndices::locality, "/localities/rows", problems);
    return year;
}

MedicareTerms read_medicare_terms(Value file, Problems& problems) {
    MedicareTerms terms;
    MandatoryAssignment assignment;
    read_object(file, JsonPath{}, problems,
                {required("clinician_percentages", terms.clinician_percentages),
                 required("mandatory_assignment", assignment),
                 required("non_participating", terms.non_participation),
                 required("coinsurance", terms.coinsurance),
                 required("sequestration", terms.sequestration)});
    terms.mandatory_assignment = std::move(assignment.types);
    return terms;
}

Localities read_localities(Value file, Problems& problems) {
    Localities localities;
    read_object(file, JsonPath{}, problems, {required("localities", localities.rows)});
    return localities;
}

PlacesOfService read_places_of_service(Value file, Problems& problems) {
    PlacesOfService places;
    read_object(file, JsonPath{}, problems, {required("places", places.places)});
    expect_sorted(places.places, &PlaceOfService::code, "/places", problems);
    return places;
}

Payers read_payers(Value file, Problems& problems) {
    Payers payers;
    read_object(file, JsonPath{}, problems, {required("payers", payers.rows)});
    expect_sorted(payers.rows, &Payer::id, "/payers", problems);
    return payers;
}

ZipTable read_zip_table(Value file, Problems& problems) {
    std::vector<std::string> localities;
    std::vector<std::int64_t> numbers;
    std::int64_t zip_codes = 0;
    read_object(file, JsonPath{}, problems,
                {required("localities", localities), required("zip_codes", zip_codes),
                 required("runs", numbers)});
    std::vector<ZipTable::Run> runs = unfold(numbers, localities.size(), zip_codes, problems);
    return ZipTable(std::move(localities), std::move(runs));
}

}  // namespace cpt

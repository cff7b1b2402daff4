#include "core/boundary/read_data.h"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <utility>

#include "core/units/search.h"

namespace cpt {
namespace {

using Value = JsonDocument::Value;

void refuse(const JsonPath& path, Problems& problems, std::string message) {
    problems.add(path.pointer(), ErrorCode::invalid_data, std::move(message));
}

// One reader for each type that a data file holds; those of tables build on those of rows.
void read_into(Value, const JsonPath&, Problems&, std::string&);
void read_into(Value, const JsonPath&, Problems&, bool&);
void read_into(Value, const JsonPath&, Problems&, std::int64_t&);
void read_into(Value, const JsonPath&, Problems&, Date&);
void read_into(Value, const JsonPath&, Problems&, ClinicianType&);
void read_into(Value, const JsonPath&, Problems&, Setting&);
void read_into(Value, const JsonPath&, Problems&, RuleKind&);
void read_into(Value, const JsonPath&, Problems&, Severity&);
void read_into(Value, const JsonPath&, Problems&, Basis&);
void read_into(Value, const JsonPath&, Problems&, HeldFile&);
void read_into(Value, const JsonPath&, Problems&, DatedConversionFactor&);
void read_into(Value, const JsonPath&, Problems&, RelativeValues&);
void read_into(Value, const JsonPath&, Problems&, LocalityIndices&);
void read_into(Value, const JsonPath&, Problems&, DatedPercent&);
void read_into(Value, const JsonPath&, Problems&, NonParticipation&);
void read_into(Value, const JsonPath&, Problems&, Locality&);
void read_into(Value, const JsonPath&, Problems&, DatedSetting&);
void read_into(Value, const JsonPath&, Problems&, PlaceOfService&);
void read_into(Value, const JsonPath&, Problems&, RuleSource&);
void read_into(Value, const JsonPath&, Problems&, Rule&);

template <class Unit, int Decimals>
void read_into(Value value, const JsonPath& path, Problems& problems,
               Quantity<Unit, Decimals>& out) {
    const auto text = read_string(value, path, problems);
    if (!text) return;
    if (const auto quantity = Quantity<Unit, Decimals>::parse(*text)) {
        out = *quantity;
    } else {
        refuse(path, problems,
               "\"" + *text + "\" is not a decimal with at most " + std::to_string(Decimals) +
                   " places.");
    }
}

/// Null is nothing.
template <class T>
void read_into(Value value, const JsonPath& path, Problems& problems, std::optional<T>& out) {
    if (value.kind() != JsonDocument::Kind::null) read_into(value, path, problems, out.emplace());
}

template <class T>
void read_into(Value value, const JsonPath& path, Problems& problems, std::vector<T>& out) {
    if (!expect_array(value, path, problems)) return;
    out.reserve(value.size());
    read_elements(value, path, problems, [&](Value element, const JsonPath& place) {
        read_into(element, place, problems, out.emplace_back());
    });
}

/// A field that pricing needs and where to put it.
struct Field {
    std::string_view name;
    void* target;
    void (*read)(Value, const JsonPath&, Problems&, void* target);
    bool is_required = true;
};

template <class T>
Field required(std::string_view name, T& out) {
    return {name, &out, [](Value value, const JsonPath& path, Problems& problems, void* target) {
                read_into(value, path, problems, *static_cast<T*>(target));
            }};
}

template <class T>
Field optional(std::string_view name, T& out) {
    Field field = required(name, out);
    field.is_required = false;
    return field;
}

/// One end of a range of dates; null leaves it open.
Field bound(std::string_view name, Date& out) {
    return {name, &out, [](Value value, const JsonPath& path, Problems& problems, void* target) {
                if (value.kind() != JsonDocument::Kind::null) {
                    read_into(value, path, problems, *static_cast<Date*>(target));
                }
            }};
}

/// Reads the fields that pricing needs; the others (titles, notes) are for people.
void read_object(Value object, const JsonPath& path, Problems& problems,
                 std::initializer_list<Field> fields) {
    if (!expect_object(object, path, problems)) return;
    std::uint64_t seen = 0;
    for (const Value value : object) {
        std::uint64_t bit = 1;
        for (const Field& field : fields) {
            if (field.name == value.key()) {
                field.read(value, JsonPath(path, value.key()), problems, field.target);
                seen |= bit;
            }
            bit <<= 1;
        }
    }
    for (const Field& field : fields) {
        if (field.is_required && (seen & 1) == 0) {
            problems.add(JsonPath(path, field.name).pointer(), ErrorCode::required,
                         "The field is missing.");
        }
        seen >>= 1;
    }
}

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

/// The cells of one row of a table, read from left to right.
class Cells {
public:
    Cells(Value row, const JsonPath& path, Problems& problems, std::size_t count)
        : path_(path), problems_(problems), next_(row.begin()) {
        is_readable_ = expect_array(row, path, problems);
        if (is_readable_ && row.size() != count) {
            refuse(path, problems, "Expected " + std::to_string(count) + " cells.");
            is_readable_ = false;
        }
    }

    template <class T>
    void read(T& out) {
        if (!is_readable_) return;
        read_into(*next_, JsonPath(path_, index_++), problems_, out);
        ++next_;
    }

private:
    const JsonPath& path_;
    Problems& problems_;
    Value::Iterator next_;
    std::size_t index_ = 0;
    bool is_readable_ = false;
};

template <class Row, class Key>
void expect_sorted(const std::vector<Row>& rows, Key key, const char* path, Problems& problems) {
    if (rows.empty()) problems.add(path, ErrorCode::invalid_data, "The table is empty.");
    const auto disorder =
        std::adjacent_find(rows.begin(), rows.end(), [key](const Row& row, const Row& next) {
            return std::invoke(key, row) >= std::invoke(key, next);
        });
    if (disorder != rows.end()) {
        problems.add(
            path, ErrorCode::invalid_data,
            "The rows are not in ascending order after \"" + std::invoke(key, *disorder) + "\".");
    }
}

void read_into(Value value, const JsonPath& path, Problems& problems, std::string& out) {
    out = read_string(value, path, problems).value_or("");
}

void read_into(Value value, const JsonPath& path, Problems& problems, bool& out) {
    out = read_boolean(value, path, problems).value_or(false);
}

void read_into(Value value, const JsonPath& path, Problems& problems, std::int64_t& out) {
    constexpr std::int64_t kMost = 1'000'000;
    out = read_integer(value, path, problems, 0, kMost).value_or(0);
}

void read_into(Value value, const JsonPath& path, Problems& problems, Date& out) {
    const auto text = read_string(value, path, problems);
    if (!text) return;
    if (const auto date = Date::parse(*text)) {
        out = *date;
    } else {
        problems.add(path.pointer(), ErrorCode::invalid_date,
                     "\"" + *text + "\" is not a day written as YYYY-MM-DD.");
    }
}

void read_into(Value value, const JsonPath& path, Problems& problems, ClinicianType& out) {
    out = read_enum<ClinicianType>(value, path, problems, kClinicianTypes).value_or(out);
}

void read_into(Value value, const JsonPath& path, Problems& problems, Setting& out) {
    static constexpr std::array<std::string_view, 2> kSettings{name(Setting::nonfacility),
                                                               name(Setting::facility)};
    out = read_enum<Setting>(value, path, problems, kSettings).value_or(out);
}

void read_into(Value value, const JsonPath& path, Problems& problems, RuleKind& out) {
    out = read_enum<RuleKind>(value, path, problems, kRuleKinds).value_or(out);
}

void read_into(Value value, const JsonPath& path, Problems& problems, Severity& out) {
    out = read_enum<Severity>(value, path, problems, kSeverities).value_or(out);
}

void read_into(Value value, const JsonPath& path, Problems& problems, Basis& out) {
    out = read_enum<Basis>(value, path, problems, kBases).value_or(out);
}

void read_into(Value value, const JsonPath& path, Problems& problems, HeldFile& out) {
    read_object(
        value, path, problems,
        {required("name", out.name), required("schema", out.schema), required("load", out.load),
         optional("from", out.in_force.from), optional("to", out.in_force.to)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, DatedConversionFactor& out) {
    read_object(value, path, problems,
                {required("from", out.in_force.from), required("to", out.in_force.to),
                 required("nonqualifying", out.nonqualifying),
                 required("qualifying_apm", out.qualifying_apm)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, RelativeValues& out) {
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
    if (status.size() > 1) refuse(path, problems, "A status is one letter, or empty.");
    if (!status.empty()) out.status = status.front();
    for (const Setting setting : {Setting::facility, Setting::nonfacility}) {
        if (not_priced_in == name(setting)) out.not_priced_in = setting;
    }
    if (!not_priced_in.empty() && !out.not_priced_in) {
        refuse(path, problems, "The NA mark is \"facility\", \"nonfacility\" or empty.");
    }
}

void read_into(Value value, const JsonPath& path, Problems& problems, LocalityIndices& out) {
    Cells cells(value, path, problems, 4);
    cells.read(out.locality);
    cells.read(out.work);
    cells.read(out.pe);
    cells.read(out.malpractice);
}

void read_into(Value value, const JsonPath& path, Problems& problems, DatedPercent& out) {
    read_object(value, path, problems,
                {bound("from", out.in_force.from), bound("to", out.in_force.to),
                 required("percent", out.percent), required("source", out.source),
                 optional("types", out.types)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, NonParticipation& out) {
    read_into(value, path, problems, out.of_fee_schedule);
    read_object(value, path, problems, {required("limiting_charge_percent", out.limiting_charge)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, Locality& out) {
    read_object(value, path, problems,
                {required("id", out.id), required("state", out.state), required("name", out.name),
                 bound("from", out.in_force.from), bound("to", out.in_force.to)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, DatedSetting& out) {
    read_object(value, path, problems,
                {bound("from", out.in_force.from), bound("to", out.in_force.to),
                 required("setting", out.setting)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, PlaceOfService& out) {
    read_object(value, path, problems,
                {required("code", out.code), required("name", out.name),
                 required("telehealth", out.is_telehealth), required("settings", out.settings)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, RuleSource& out) {
    read_object(
        value, path, problems,
        {required("title", out.title), optional("url", out.url), optional("from", out.from)});
}

struct AppliesTo {
    Rule& rule;
};

void read_into(Value value, const JsonPath& path, Problems& problems, AppliesTo& out) {
    read_object(value, path, problems,
                {optional("codes", out.rule.codes),
                 optional("places_of_service", out.rule.places_of_service)});
}

struct Limit {
    Rule& rule;
};

void read_into(Value value, const JsonPath& path, Problems& problems, Limit& out) {
    read_object(value, path, problems,
                {optional("statuses", out.rule.statuses),
                 optional("members_at_least", out.rule.members_at_least)});
}

void read_into(Value value, const JsonPath& path, Problems& problems, Rule& out) {
    AppliesTo applies_to{out};
    Limit limit{out};
    read_object(
        value, path, problems,
        {required("id", out.id), required("kind", out.kind), bound("from", out.in_force.from),
         bound("to", out.in_force.to), required("severity", out.severity),
         optional("group", out.group), optional("carc", out.carc), optional("rarc", out.rarc),
         required("message", out.message), required("fix", out.fix), required("basis", out.basis),
         required("sources", out.sources), optional("applies_to", applies_to),
         optional("limit", limit)});
    if (out.sources.empty()) {
        refuse(JsonPath(path, "sources"), problems, "A rule names its source.");
    }
}

struct YearSources {
    std::string relative_values;
};

void read_into(Value value, const JsonPath& path, Problems& problems, YearSources& out) {
    read_object(value, path, problems, {required("relative_values", out.relative_values)});
}

struct MandatoryAssignment {
    std::vector<ClinicianType> types;
};

void read_into(Value value, const JsonPath& path, Problems& problems, MandatoryAssignment& out) {
    read_object(value, path, problems, {required("types", out.types)});
}

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

RuleBook read_rules(Value file, Problems& problems) {
    RuleBook book;
    read_object(file, JsonPath{}, problems, {required("rules", book.rules)});
    return book;
}

}  // namespace cpt

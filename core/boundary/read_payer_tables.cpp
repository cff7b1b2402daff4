#include "core/boundary/read_payer_tables.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/boundary/data_fields.h"
#include "core/units/decimal.h"
#include "core/units/search.h"

namespace cpt {

using Value = JsonDocument::Value;

namespace {

constexpr Percent kMostPercent{1000'00};
constexpr Cents kMostDollars{1'000'000'000};

/// A field for people.
Field ignored(std::string_view name) {
    return {name, nullptr, [](DataValue, const JsonPath&, Problems&, void*) {}, false};
}

struct Code {
    std::string& code;
};
struct Modifiers {
    std::vector<std::string>& modifiers;
};
struct Dollars {
    Cents& amount;
};
/// A percentage of at most 1,000.
struct Share {
    Percent& percent;
};
template <class T>
struct Given {
    T& value;
    bool& is_given;
};

}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, Code& out) {
    read_into(value, path, problems, out.code);
    if (out.code == "*") {
        out.code.clear();
    } else if (!has_form(out.code, 5)) {
        refuse_data(path, problems,
                    "\"" + out.code +
                        "\" is not a code: five digits or capital letters, such as 90853; * is any "
                        "code.");
    }
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Modifiers& out) {
    read_into(value, path, problems, out.modifiers);
    if (out.modifiers.empty()) refuse_data(path, problems, "The list is empty; leave it out.");
    for (const std::string& modifier : out.modifiers) {
        if (has_form(modifier, 2)) continue;
        refuse_data(
            path, problems,
            "\"" + modifier + "\" is not a modifier: two digits or capital letters, such as HO.");
    }
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Dollars& out) {
    const auto text = read_string(value, path, problems);
    if (!text) return;
    const auto cents = parse_decimal(*text, 2);
    if (cents && Cents{*cents} <= kMostDollars) {
        out.amount = {*cents};
        return;
    }
    refuse_data(path, problems,
                "\"" + *text +
                    "\" is not an amount: dollars with at most two decimals, such as 41.37, up to "
                    "10000000.");
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Share& out) {
    read_into(value, path, problems, out.percent);
    if (out.percent > kMostPercent) {
        refuse_data(path, problems, "A percentage of more than 1000 is not accepted.");
    }
}

template <class T>
static void read_into(Value value, const JsonPath& path, Problems& problems, Given<T>& out) {
    out.is_given = true;
    read_into(value, path, problems, out.value);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, ClinicianTypes& out) {
    std::vector<ClinicianType> types;
    read_into(value, path, problems, types);
    for (const ClinicianType type : types) out.add(type);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, RowSetting& out) {
    read_word(value, path, problems, kRowSettings, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, RatePer& out) {
    read_word(value, path, problems, kRatePers, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, TableKind& out) {
    read_word(value, path, problems, kTableKinds, out);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, PayerRow& out);
static void read_into(Value value, const JsonPath& path, Problems& problems, ClinicianShare& out) {
    Share percent{out.percent};
    read_object(
        value, path, problems,
        {required("clinicians", out.clinicians), required("percent", percent), ignored("who")},
        OtherFields::refused);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, AddOnTerms& out) {
    bool is_included = false;
    Percent percent;
    bool has_percent = false;
    Share share{percent};
    Given<Share> given{share, has_percent};
    read_object(value, path, problems,
                {required("codes", out.codes), optional("included", is_included),
                 optional("percent_of_service", given)},
                OtherFields::refused);
    if (has_percent) out.percent_of_service = percent;
    for (const std::string& code : out.codes) {
        if (has_form(code, 5)) continue;
        refuse_data(JsonPath(path, "codes"), problems, "\"" + code + "\" is not a code.");
    }
    if (is_included == has_percent) {
        refuse_data(path, problems, "Say that it is included, or give percent_of_service.");
    }
}

static void read_into(Value value, const JsonPath& path, Problems& problems,
                      SlidingScaleStep& out) {
    Share percent{out.percent};
    read_object(value, path, problems,
                {required("step", out.step), required("percent", percent), ignored("title")},
                OtherFields::refused);
}

namespace {

struct Telehealth {
    PayerTable& table;
};
struct Source {
    std::string& title;
};

}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, Rounding& out) {
    Dollars step{out.step};
    std::string mode{kRoundingModes[0]};
    read_object(value, path, problems, {optional("to", step), optional("mode", mode)},
                OtherFields::refused);
    static constexpr std::array<std::int64_t, 4> kSteps{1, 5, 10, 100};
    if (!contains(kSteps, out.step.value)) {
        refuse_data(path, problems, "Amounts are rounded to 0.01, 0.05, 0.10 or 1.00.");
    }
    const auto known = std::find(kRoundingModes.begin(), kRoundingModes.end(), mode);
    if (known == kRoundingModes.end()) {
        return problems.add(JsonPath(path, "mode").pointer(), ErrorCode::unknown_value,
                            "\"" + mode + "\" is not a way of rounding known here.",
                            {kRoundingModes.begin(), kRoundingModes.end()});
    }
    out.mode = static_cast<Rounding::Mode>(known - kRoundingModes.begin());
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Telehealth& out) {
    Percent percent;
    bool has_percent = false;
    Share share{percent};
    Given<Share> given{share, has_percent};
    read_object(value, path, problems,
                {optional("covered", out.table.is_telehealth_covered), optional("percent", given)},
                OtherFields::refused);
    if (has_percent) out.table.telehealth_percent = percent;
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Source& out) {
    read_object(value, path, problems,
                {required("title", out.title), ignored("file"), ignored("copy"), ignored("url")},
                OtherFields::refused);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, MedicareShare& out) {
    static constexpr std::array<std::string_view, 2> kLocalities{"local", "national"};
    static constexpr std::array<std::string_view, 2> kParts{"fee_schedule", "clinician"};
    std::string locality{kLocalities[0]};
    std::string part{kParts[0]};
    read_object(value, path, problems,
                {ignored("percent"), optional("year", out.year), optional("locality", locality),
                 optional("of", part)},
                OtherFields::refused);
    const auto is_second = [&](const std::string& word,
                               const std::array<std::string_view, 2>& words, const char* field) {
        if (!contains(words, word)) {
            problems.add(JsonPath(path, field).pointer(), ErrorCode::unknown_value,
                         "\"" + word + "\" is not one of the values known here.",
                         {words.begin(), words.end()});
        }
        return word == words[1];
    };
    out.is_national = is_second(locality, kLocalities, "locality");
    out.is_after_clinician_part = is_second(part, kParts, "of");
}

namespace {

/// {"percent": "110", ...}
struct PercentOfMedicare {
    PayerRow& row;
};

}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems,
                      PercentOfMedicare& out) {
    Share percent{out.row.percent};
    read_object(value, path, problems, {required("percent", percent)});
    read_into(value, path, problems, out.row.of);
}

/// {"p25": "39.98", "median": "41.37", "p75": "50.20", ...}; sets `row.range` where it has
/// quartiles.
static void read_range(Value value, const JsonPath& path, Problems& problems, PayerRow& row) {
    Range range;
    bool has_p25 = false;
    bool has_p75 = false;
    Dollars p25{range.p25};
    Dollars median{range.median};
    Dollars p75{range.p75};
    Given<Dollars> low{p25, has_p25};
    Given<Dollars> high{p75, has_p75};
    read_object(value, path, problems,
                {optional("p25", low), required("median", median), optional("p75", high),
                 optional("low_sample", row.is_low_sample), ignored("p90"), ignored("observations"),
                 ignored("providers")},
                OtherFields::refused);
    row.amount = range.median;
    if (has_p25 && has_p75) row.range = range;
    const bool is_in_order = !row.range || (range.p25 <= range.median && range.median <= range.p75);
    if (has_p25 != has_p75 || !is_in_order) {
        refuse_data(path, problems, "Give p25 and p75 both or neither, in ascending order.");
    }
}

namespace {

struct RangeOf {
    PayerRow& row;
};

}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, RangeOf& out) {
    read_range(value, path, problems, out.row);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, PayerRow& out) {
    static constexpr std::array<std::string_view, 4> kBases{
        "amount", "range", "percent_of_medicare", "percent_of_charge"};
    std::array<bool, 4> given{};
    Code code{out.code};
    Modifiers modifiers{out.modifiers};
    Modifiers asked{out.asks_modifiers};
    Dollars dollars{out.amount};
    RangeOf range{out};
    PercentOfMedicare of_medicare{out};
    Share of_charge{out.percent};
    Given<Dollars> amount{dollars, given[0]};
    Given<RangeOf> given_range{range, given[1]};
    Given<PercentOfMedicare> given_medicare{of_medicare, given[2]};
    Given<Share> given_charge{of_charge, given[3]};
    read_object(
        value, path, problems,
        {required("code", code), optional("modifiers", modifiers),
         optional("asks_modifiers", asked), optional("clinicians", out.clinicians),
         optional("setting", out.setting), optional("places_of_service", out.places_of_service),
         optional("telehealth", out.telehealth), open_bound("from", out.in_force.from),
         open_bound("to", out.in_force.to), optional(kBases[0], amount),
         optional(kBases[1], given_range), optional(kBases[2], given_medicare),
         optional(kBases[3], given_charge), optional("per", out.per), optional("who", out.who),
         optional("row", out.sheet_row), ignored("comment")},
        OtherFields::refused);
    if (std::count(given.begin(), given.end(), true) != 1) {
        return problems.add(path.pointer(), ErrorCode::invalid_data,
                            "A row gives one amount, in one of these ways.",
                            {kBases.begin(), kBases.end()});
    }
    out.basis = static_cast<RateBasis>(std::find(given.begin(), given.end(), true) - given.begin());
    for (const std::string& place : out.places_of_service) {
        if (has_form(place, 2)) continue;
        refuse_data(JsonPath(path, "places_of_service"), problems,
                    "\"" + place + "\" is not a place of service: two digits, such as 11.");
    }
    if (out.in_force.from > out.in_force.to) {
        refuse_data(JsonPath(path, "to"), problems, "The row ends before it begins.");
    }
}

static void read_into(Value value, const JsonPath& path, Problems& problems, PayerTable& out) {
    Modifiers chosen_by{out.chosen_by_modifiers};
    Telehealth telehealth{out};
    Source source{out.source};
    read_object(value, path, problems,
                {required("id", out.id),
                 required("payer", out.payer),
                 ignored("name"),
                 optional("rules_of", out.rules_of),
                 required("kind", out.kind),
                 optional("program", out.program),
                 optional("default", out.is_default),
                 optional("chosen_by_modifiers", chosen_by),
                 required("title", out.title),
                 ignored("agency"),
                 open_bound("from", out.in_force.from),
                 open_bound("to", out.in_force.to),
                 optional("as_of", out.as_of),
                 ignored("unit"),
                 optional("lesser_of_charge", out.is_lesser_of_charge),
                 optional("rounding", out.rounding),
                 optional("clinician_percentages", out.clinician_percentages),
                 optional("telehealth", telehealth),
                 optional("add_ons", out.add_ons),
                 optional("sliding_scale", out.sliding_scale),
                 ignored("notes"),
                 required("source", source),
                 required("rows", out.rows)},
                OtherFields::refused);
    out.index();
    if (out.in_force.from > out.in_force.to) {
        refuse_data(JsonPath(path, "to"), problems, "The table ends before it begins.");
    }
    for (const auto* word : {&out.id, &out.payer, &out.program}) {
        constexpr std::size_t kLongest = 64;
        if (!word->empty() && word->size() <= kLongest) continue;
        refuse_data(path, problems,
                    "A table's id, payer and program are words of 1 to 64 characters.");
        break;
    }
    if (out.rows.empty()) refuse_data(JsonPath(path, "rows"), problems, "The table is empty.");
    if (out.kind == TableKind::medicare) {
        refuse_data(JsonPath(path, "kind"), problems, "Medicare is not priced by such a table.");
    }
}

std::vector<PayerTable> read_payer_tables(Value file, Problems& problems) {
    std::vector<PayerTable> tables;
    std::string schema;
    read_object(file, JsonPath{}, problems,
                {required("schema", schema), required("tables", tables), ignored("left_out")},
                OtherFields::refused);
    if (tables.empty()) problems.add("/tables", ErrorCode::invalid_data, "The file is empty.");
    return tables;
}

namespace {

/// Where a row of a file stands.
std::string pointer_to(const PayerTableFile& file, const PayerTable& table, const PayerRow& row) {
    return "/tables/" + std::to_string(&table - file.tables.data()) + "/rows/" +
           std::to_string(&row - table.rows.data());
}

bool is_of(const PayerTableFile& file, const PayerTable& table) {
    return &table >= file.tables.data() && &table < file.tables.data() + file.tables.size();
}

void check_payer(const PayerTable& table, const std::string& path, const PayerTableFile& file,
                 const ScheduleBook& book, Problems& problems) {
    const std::string& rules_of = table.rules_of.empty() ? table.payer : table.rules_of;
    if (book.payers.find(rules_of) == nullptr) {
        std::vector<std::string> known;
        for (const Payer& payer : book.payers.rows) known.push_back(payer.id);
        problems.add(path + "/rules_of", ErrorCode::unknown_payer,
                     "No payer \"" + rules_of +
                         "\" is known; name the one whose rules its members are checked against.",
                     std::move(known));
    }
    const HeldFile* published = book.find_payer_file(table.payer);
    const bool is_taken = published != nullptr && published->name != file.name;
    if (is_taken || table.payer == "medicare") {
        problems.add(path + "/payer", ErrorCode::invalid_data,
                     table.payer +
                         " has published amounts here; give the table a payer id of its own, and "
                         "name " +
                         table.payer + " in rules_of.");
    }
}

}  // namespace

void check_payer_tables(const PayerTableFile& file, const ScheduleBook& book, Problems& problems) {
    for (std::size_t i = 0; i < file.tables.size(); ++i) {
        const PayerTable& table = file.tables[i];
        const std::string path = "/tables/" + std::to_string(i);
        check_payer(table, path, file, book, problems);
        if (book.payer_tables.count_id(table.id) > 1) {
            problems.add(path + "/id", ErrorCode::invalid_data,
                         "Another table has the id \"" + table.id + "\".");
        }
    }
    constexpr std::size_t kMostTies = 100;
    for (const Tie& tie : book.payer_tables.ties(kMostTies)) {
        const bool is_other_here = is_of(file, *tie.other_table);
        if (!is_other_here && !is_of(file, *tie.table)) continue;
        const PayerTable& here = is_other_here ? *tie.other_table : *tie.table;
        const PayerRow& row = is_other_here ? *tie.other_row : *tie.row;
        const PayerTable& there = is_other_here ? *tie.table : *tie.other_table;
        const PayerRow& other = is_other_here ? *tie.row : *tie.other_row;
        // As a person finds it: in the source's sheet, else counted from one.
        const auto counted = static_cast<std::int64_t>(&other - there.rows.data()) + 1;
        problems.add(pointer_to(file, here, row), ErrorCode::invalid_data,
                     "It prices the same lines as row " +
                         std::to_string(other.sheet_row.value_or(counted)) + " of " + there.id +
                         ", and neither is the more specific: give one of them a modifier, "
                         "clinician, place or date of its own, or leave one out.");
    }
}

}  // namespace cpt

#include "core/boundary/engine.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/boundary/json_document.h"
#include "core/boundary/member_fields.h"
#include "core/boundary/read_data.h"
#include "core/boundary/read_payer_tables.h"
#include "core/boundary/read_request.h"
#include "core/boundary/read_rules.h"
#include "core/boundary/write_response.h"
#include "core/boundary/write_rules.h"
#include "core/session/estimate.h"
#include "core/session/resolve.h"
#include "core/units/search.h"

namespace cpt {
namespace {

Outcome refuse(const Errors& errors, TextBuffer& out) {
    write_refusal(out, errors);
    return {};
}

Severities severities_of(const Estimate& estimate) {
    Severities severities;
    const auto add = [&](const std::vector<Finding>& findings) {
        for (const Finding& finding : findings) severities.add(finding.rule->severity);
    };
    add(estimate.findings);
    for (const Claim& claim : estimate.claims) add(claim.findings);
    return severities;
}

Outcome respond(const Book& book, const GroupSession& session, Problems& problems,
                TextBuffer& out) {
    ResolvedSession resolved = resolve(book, session, problems);
    if (!problems.empty()) return refuse(problems.take(), out);
    const Estimate result = estimate(book, session, std::move(resolved));
    write_estimate(out, session, result);
    return {true, severities_of(result)};
}

std::string schema_of(JsonDocument::Value file) {
    if (file.kind() != JsonDocument::Kind::object) return "";
    for (const JsonDocument::Value value : file) {
        if (value.key() == "schema" && value.kind() == JsonDocument::Kind::string) {
            return std::string{value.string()};
        }
    }
    return "";
}

/// Reads one data file with the reader of its schema and, where it has no problem, puts it in the
/// book.
class Loader {
public:
    Loader(Book& book, std::string_view name, JsonDocument::Value file, Problems& problems)
        : book_(book), name_(name), file_(file), problems_(problems) {}

    void load() {
        const std::string schema = schema_of(file_);
        const HeldFile* held = find_first(
            book_.schedules.held, [this](const HeldFile& each) { return each.name == name_; });
        if (held != nullptr && held->schema != schema) {
            return problems_.add("/schema", ErrorCode::invalid_data,
                                 "The file is of schema \"" + schema +
                                     "\", not of the one that "
                                     "the index gives it.",
                                 {held->schema});
        }
        ScheduleBook& schedules = book_.schedules;
        RuleBook& rules = book_.rules;
        if (schema == "index/1") return put(read_index, schedules.held);
        if (schema == "payers/1") {
            Payers payers = read_payers(file_, problems_);
            check_payers(payers, rules, problems_);
            if (!problems_.empty()) return;
            schedules.payers = std::move(payers);
            return rules.index(schedules.payers);
        }
        if (schema == "medicare-terms/1") return put(read_medicare_terms, schedules.terms);
        if (schema == "medicare-localities/1") return put(read_localities, schedules.localities);
        if (schema == "places-of-service/1") return put(read_places_of_service, schedules.places);
        if (schema == "medicare-zip5/1") return put(read_zip_table, schedules.zips);
        if (schema == "denial-codes/1") return put(read_denial_codes, rules.denial_codes);
        if (schema == "modifiers/1") return put(read_modifiers, rules.modifiers);
        if (schema == "habits/1") return add_habits();
        if (schema == "rules/1") return add_rules();
        if (schema == "medicare-year/1") return add_year(held);
        if (schema == "payer-table/1") return add_payer_tables();
        problems_.add("/schema", ErrorCode::invalid_data,
                      "\"" + schema + "\" is not a schema known here.",
                      {"index/1", "payers/1", "medicare-terms/1", "medicare-localities/1",
                       "places-of-service/1", "medicare-zip5/1", "denial-codes/1", "modifiers/1",
                       "habits/1", "rules/1", "medicare-year/1", "payer-table/1"});
    }

private:
    template <class Read, class Target>
    void put(Read read, Target& target) {
        auto table = read(file_, problems_);
        if (problems_.empty()) target = std::move(table);
    }

    void add_habits() {
        std::vector<Habit> habits = read_habits(file_, problems_);
        check_habits(habits, book_.rules, book_.schedules.payers, problems_);
        if (problems_.empty()) book_.rules.habits = std::move(habits);
    }

    /// Whether every file of rules that the index names is in the book.
    bool are_all_rules_there() const {
        const auto is_there = [&](const HeldFile& held) {
            return held.schema != "rules/1" || book_.rules.has_file(held.name);
        };
        const auto& held = book_.schedules.held;
        return !held.empty() && std::all_of(held.begin(), held.end(), is_there);
    }

    void add_rules() {
        std::vector<Rule> rules = read_rules(file_, problems_);
        const Payers& payers = book_.schedules.payers;
        check_rules(rules, name_, book_.rules, payers, problems_);
        if (!problems_.empty()) return;
        book_.rules.put({std::string{name_}, std::move(rules)});
        book_.rules.index(payers);
        if (are_all_rules_there()) check_yields(book_.rules, problems_);
    }

    void add_payer_tables() {
        PayerTableFile file{std::string{name_}, read_payer_tables(file_, problems_)};
        if (!problems_.empty()) return;
        ScheduleBook& schedules = book_.schedules;
        std::optional<PayerTableFile> before = schedules.payer_tables.put(std::move(file));
        const auto* added =
            find_first(schedules.payer_tables.files(),
                       [this](const PayerTableFile& each) { return each.name == name_; });
        check_payer_tables(*added, schedules, problems_);
        if (problems_.empty()) return;
        if (before) {
            schedules.payer_tables.put(std::move(*before));
        } else {
            schedules.payer_tables.remove(name_);
        }
    }

    void add_year(const HeldFile* held) {
        MedicareYear year = read_medicare_year(file_, problems_);
        if (held != nullptr && held->in_force != year.in_force) {
            problems_.add("/from", ErrorCode::invalid_data,
                          "The file is not of the dates that the index gives it.",
                          {to_string(held->in_force.from), to_string(held->in_force.to)});
        }
        std::deque<MedicareYear>& years = book_.schedules.years;
        const bool is_loaded = find_first(years, [&](const MedicareYear& loaded) {
                                   return loaded.id == year.id;
                               }) != nullptr;
        if (problems_.empty() && !is_loaded) years.push_back(std::move(year));
    }

    Book& book_;
    std::string_view name_;
    JsonDocument::Value file_;
    Problems& problems_;
};

RulesQuery read_rules_query(JsonDocument::Value request, Problems& problems) {
    static constexpr std::array<std::string_view, 4> kFields{"code", "payer", "date", "version"};
    RulesQuery query;
    read_fields(request, JsonPath{}, problems, kFields,
                [&](std::size_t field, JsonDocument::Value value, const JsonPath& path) {
                    switch (field) {
                        case 0: return read_text(value, path, problems, query.code);
                        case 1: return read_text(value, path, problems, query.payer);
                        case 2: return read_text(value, path, problems, query.date);
                        default: return read_version(value, path, problems);
                    }
                });
    return query;
}

}  // namespace

Errors Engine::load(std::string_view name, std::string_view text) {
    Problems problems;
    Error not_json;
    if (const auto document = JsonDocument::parse(text, not_json)) {
        Loader(book_, name, document->root(), problems).load();
    } else {
        problems.add(std::move(not_json));
    }
    Errors errors = problems.take();
    for (Error& error : errors) error.message = std::string{name} + ": " + error.message;
    return errors;
}

void Engine::forget(std::string_view name) { book_.schedules.payer_tables.remove(name); }

Outcome Engine::estimate(std::string_view request, TextBuffer& out,
                         const std::optional<WhatIf>& what_if) const {
    if (request.size() > kLongestRequest) return refuse(too_large(), out);
    Error not_json;
    const auto document = JsonDocument::parse(request, not_json);
    if (!document) return refuse({not_json}, out);
    Problems problems;
    GroupSession session = read_request(document->root(), problems);
    if (what_if) session.what_if = what_if;
    return respond(book_, session, problems, out);
}

Outcome Engine::estimate(const GroupSession& session, TextBuffer& out) const {
    Problems problems;
    return respond(book_, session, problems, out);
}

tl::expected<Rules, Errors> Engine::find_rules(const RulesQuery& query) const {
    Problems problems;
    const Payers& payers = book_.schedules.payers;
    const Payer* payer = payers.find(query.payer);
    if (payer == nullptr && !query.payer.empty()) {
        std::vector<std::string> known;
        for (const Payer& each : payers.rows) known.push_back(each.id);
        problems.add("/payer", ErrorCode::unknown_payer,
                     "No payer \"" + query.payer + "\" is known.", std::move(known));
    }
    const std::optional<Date> date = Date::parse(query.date);
    if (!date && !query.date.empty()) {
        problems.add("/date", ErrorCode::invalid_date,
                     "\"" + query.date + "\" is not a day of the calendar written as YYYY-MM-DD.");
    }
    for (const HeldFile& file : book_.schedules.held) {
        if (file.schema != "rules/1" || book_.rules.has_file(file.name)) continue;
        problems.add("", ErrorCode::schedule_not_loaded, "Not all rules are loaded yet.",
                     {file.name});
    }
    if (!problems.empty()) return tl::unexpected(problems.take());
    return book_.rules.list(payer, date, query.code);
}

bool Engine::rules(std::string_view request, TextBuffer& out) const {
    if (request.size() > kLongestRequest) return refuse(too_large(), out).is_priced;
    Error not_json;
    const auto document = JsonDocument::parse(request, not_json);
    if (!document) return refuse({not_json}, out).is_priced;
    Problems problems;
    const RulesQuery query = read_rules_query(document->root(), problems);
    if (!problems.empty()) return refuse(problems.take(), out).is_priced;
    const auto rules = find_rules(query);
    if (!rules) return refuse(rules.error(), out).is_priced;
    write_rules(out, *rules);
    return true;
}

Errors too_large() {
    return {{"",
             ErrorCode::request_too_large,
             "A request may have " + std::to_string(kLongestRequest) + " bytes at most.",
             {}}};
}

std::string_view engine_version() { return CPT_ESTIMATOR_VERSION; }

}  // namespace cpt

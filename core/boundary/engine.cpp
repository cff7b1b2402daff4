#include "core/boundary/engine.h"

#include <utility>

#include "core/boundary/json_document.h"
#include "core/boundary/read_data.h"
#include "core/boundary/read_request.h"
#include "core/boundary/write_response.h"
#include "core/session/estimate.h"
#include "core/session/resolve.h"
#include "core/units/search.h"

namespace cpt {
namespace {

bool refuse(const Errors& errors, TextBuffer& out) {
    write_refusal(out, errors);
    return false;
}

bool respond(const Book& book, const GroupSession& session, Problems& problems, TextBuffer& out) {
    ResolvedSession resolved = resolve(book, session, problems);
    if (!problems.empty()) return refuse(problems.take(), out);
    write_estimate(out, session, estimate(book, session, std::move(resolved)));
    return true;
}

/// Reads `file` with the reader of its schema and, where it has no problem, puts it in the book.
class Loader {
public:
    Loader(Book& book, JsonDocument::Value file, Problems& problems)
        : book_(book), file_(file), problems_(problems) {}

    void load(std::string_view schema) {
        ScheduleBook& schedules = book_.schedules;
        if (schema == "index/1") return put(read_index, schedules.held);
        if (schema == "medicare-terms/1") return put(read_medicare_terms, schedules.terms);
        if (schema == "medicare-localities/1") return put(read_localities, schedules.localities);
        if (schema == "places-of-service/1") return put(read_places_of_service, schedules.places);
        if (schema == "medicare-zip5/1") return put(read_zip_table, schedules.zips);
        if (schema == "rules/1") return put(read_rules, book_.rules);
        if (schema == "medicare-year/1") return add_year();
        problems_.add("/schema", ErrorCode::invalid_data,
                      "\"" + std::string{schema} + "\" is not a schema known here.",
                      {"index/1", "medicare-terms/1", "medicare-localities/1",
                       "places-of-service/1", "medicare-zip5/1", "rules/1", "medicare-year/1"});
    }

private:
    template <class Read, class Target>
    void put(Read read, Target& target) {
        auto table = read(file_, problems_);
        if (problems_.empty()) target = std::move(table);
    }

    void add_year() {
        MedicareYear year = read_medicare_year(file_, problems_);
        std::deque<MedicareYear>& years = book_.schedules.years;
        const bool is_loaded = find_first(years, [&](const MedicareYear& loaded) {
                                   return loaded.id == year.id;
                               }) != nullptr;
        if (problems_.empty() && !is_loaded) years.push_back(std::move(year));
    }

    Book& book_;
    JsonDocument::Value file_;
    Problems& problems_;
};

std::string schema_of(JsonDocument::Value file) {
    if (file.kind() != JsonDocument::Kind::object) return "";
    for (const JsonDocument::Value value : file) {
        if (value.key() == "schema" && value.kind() == JsonDocument::Kind::string) {
            return std::string{value.string()};
        }
    }
    return "";
}

}  // namespace

Errors Engine::load(std::string_view name, std::string_view text) {
    Problems problems;
    Error not_json;
    if (const auto document = JsonDocument::parse(text, not_json)) {
        Loader(book_, document->root(), problems).load(schema_of(document->root()));
    } else {
        problems.add(std::move(not_json));
    }
    Errors errors = problems.take();
    for (Error& error : errors) error.message = std::string{name} + ": " + error.message;
    return errors;
}

bool Engine::estimate(std::string_view request, TextBuffer& out) const {
    if (request.size() > kLongestRequest) return refuse(too_large(), out);
    Error not_json;
    const auto document = JsonDocument::parse(request, not_json);
    if (!document) return refuse({not_json}, out);
    Problems problems;
    const GroupSession session = read_request(document->root(), problems);
    return respond(book_, session, problems, out);
}

bool Engine::estimate(const GroupSession& session, TextBuffer& out) const {
    Problems problems;
    return respond(book_, session, problems, out);
}

Errors too_large() {
    return {{"",
             ErrorCode::request_too_large,
             "A request may have " + std::to_string(kLongestRequest) + " bytes at most.",
             {}}};
}

std::string_view engine_version() { return CPT_ESTIMATOR_VERSION; }

}  // namespace cpt

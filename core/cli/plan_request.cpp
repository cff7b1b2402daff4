#include "core/cli/plan_request.h"

#include <algorithm>
#include <cstdlib>

#include "core/boundary/json_writer.h"
#include "core/units/text_buffer.h"

namespace cpt {
namespace {

/// What stands before and after the first `mark`; all of it and nothing where there is none.
struct Halves {
    std::string before;
    std::string after;
};

Halves split(const std::string& text, char mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string::npos) return {text, ""};
    return {text.substr(0, at), text.substr(at + 1)};
}

/// A whole number where `text` is one, so that the engine says what is wrong with any other.
void write_number(JsonWriter& json, std::string_view name, const std::string& text) {
    if (text.empty()) return;
    const bool is_whole = text.size() < 10 && std::all_of(text.begin(), text.end(), [](char c) {
                              return c >= '0' && c <= '9';
                          });
    if (is_whole) {
        json.field(name, std::int64_t{std::atoll(text.c_str())});
    } else {
        json.field(name, text);
    }
}

void write_years(JsonWriter& json, const std::string& years) {
    if (years.empty()) return;
    const Halves range = split(years, '-');
    const std::int64_t first = std::atoll(range.before.c_str());
    const std::int64_t last = range.after.empty() ? first : std::atoll(range.after.c_str());
    constexpr std::int64_t kMost = 200;
    for (std::int64_t year = first; year <= std::min(last, first + kMost); ++year) {
        json.open_object().field("year", year).close_object();
    }
}

template <class Write>
void write_each(JsonWriter& json, const std::vector<std::string>& values, Write write) {
    for (const std::string& value : values) {
        json.open_object();
        write(value);
        json.close_object();
    }
}

/// {"version": 1, "session": ..., "<last>": what `write` writes}
template <class Write>
std::string around(std::string_view session, std::string_view last, Write write) {
    TextBuffer out;
    out.append(R"({"version":1,"session":)");
    out.append(session);
    out.append(",\"");
    out.append(last);
    out.append("\":");
    JsonWriter json(out);
    write(json);
    out.append('}');
    return std::string{out.view()};
}

}  // namespace

std::string compare_request(std::string_view session, const CompareOptions& options) {
    return around(session, "alternatives", [&](JsonWriter& json) {
        json.open_array();
        write_years(json, options.years);
        write_each(json, options.factors, [&](const std::string& value) {
            const Halves choice = split(value, ':');
            const bool is_apm = choice.after == "apm";
            // Anything else behind the day is for the engine to refuse.
            json.key("conversion_factor").open_object();
            json.field("date", is_apm ? choice.before : value).field("qualifying_apm", is_apm);
            json.close_object();
        });
        write_each(json, options.localities,
                   [&](const std::string& value) { json.field("locality", value); });
        write_each(json, options.clinicians,
                   [&](const std::string& value) { json.field("clinician", value); });
        write_each(json, options.places,
                   [&](const std::string& value) { json.field("place_of_service", value); });
        write_each(json, options.payers, [&](const std::string& value) {
            const Halves swap = split(value, '=');
            json.key("payers").open_array().open_object();
            json.field("from", swap.before).field("to", swap.after);
            json.close_object().close_array();
        });
        json.close_array();
    });
}

std::string project_request(std::string_view session, const ProjectOptions& options) {
    return around(session, "plan", [&](JsonWriter& json) {
        json.open_object();
        json.field_if_any("period", options.period);
        write_number(json, "sessions_per_week", options.sessions_per_week);
        write_number(json, "weeks_off", options.weeks_off);
        json.field_if_any("attendance_percent", options.attendance);
        json.key("members").open_array();
        write_each(json, options.member_attendance, [&](const std::string& value) {
            const Halves named = split(value, '=');
            json.field("member", named.before).field("attendance_percent", named.after);
        });
        json.close_array().key("payers").open_array();
        // A payer may have both rates; each is said of it once.
        std::vector<std::string> payers;
        for (const auto* rates : {&options.denial, &options.collection}) {
            for (const std::string& rate : *rates) {
                const std::string payer = split(rate, '=').before;
                if (std::find(payers.begin(), payers.end(), payer) == payers.end()) {
                    payers.push_back(payer);
                }
            }
        }
        write_each(json, payers, [&](const std::string& payer) {
            json.field("payer", payer);
            for (const std::string& rate : options.denial) {
                const Halves named = split(rate, '=');
                if (named.before == payer) json.field("denial_percent", named.after);
            }
            for (const std::string& rate : options.collection) {
                const Halves named = split(rate, '=');
                if (named.before == payer) json.field("collection_percent", named.after);
            }
        });
        json.close_array();
        write_number(json, "preparation_minutes", options.preparation_minutes);
        write_number(json, "minutes_per_note", options.minutes_per_note);
        json.close_object();
    });
}

}  // namespace cpt

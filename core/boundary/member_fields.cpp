#include "core/boundary/member_fields.h"

#include <algorithm>
#include <utility>

namespace cpt {
namespace {

using Value = JsonDocument::Value;

constexpr std::int64_t kMostCents = 1'000'000'000;
constexpr std::int64_t kMostUnits = 999;
constexpr std::size_t kLongestLabel = 64;
constexpr std::size_t kLongestDiagnosis = 16;
constexpr std::size_t kMostCodes = 16;
constexpr std::size_t kMostSameDay = 16;

/// Unicode characters of UTF-8 text: the bytes that do not continue one.
std::size_t length(std::string_view text) {
    const auto starts_one = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_one));
}

/// A list of at most `most` elements; a longer one is a problem and is not read.
template <class Read>
void read_list(Value value, const JsonPath& path, Problems& problems, std::size_t most, Read read) {
    if (!expect_array(value, path, problems)) return;
    if (value.size() > most) {
        return problems.add(path.pointer(), ErrorCode::out_of_range,
                            "A list of " + std::to_string(value.size()) + "; at most " +
                                std::to_string(most) + " are accepted.");
    }
    read_elements(value, path, problems, read);
}

void read_same_day(Value value, const JsonPath& path, Problems& problems, SameDayService& out) {
    static constexpr std::array<std::string_view, 2> kFields{"code", "modifiers"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    if (field == 0) {
                        read_text(content, place, problems, out.code);
                    } else {
                        read_codes(content, place, problems, out.modifiers);
                    }
                });
}

}  // namespace

void read_label(Value value, const JsonPath& path, Problems& problems, std::size_t least,
                std::size_t longest, std::string& out) {
    std::optional<std::string> text = read_string(value, path, problems);
    if (!text) return;
    if (text->size() < least || length(*text) > longest) {
        problems.add(path.pointer(), ErrorCode::invalid_value,
                     "Expected text of " + std::to_string(least) + " to " +
                         std::to_string(longest) + " characters.");
        return;
    }
    out = std::move(*text);
}

void read_text(Value value, const JsonPath& path, Problems& problems, std::string& out) {
    out = "?";
    read_label(value, path, problems, 1, kLongestLabel, out);
}

void read_flag(Value value, const JsonPath& path, Problems& problems, bool& out) {
    if (const auto flag = read_boolean(value, path, problems)) out = *flag;
}

std::optional<Cents> read_cents(Value value, const JsonPath& path, Problems& problems) {
    const auto cents = read_integer(value, path, problems, 0, kMostCents);
    return cents ? std::optional(Cents{*cents}) : std::nullopt;
}

std::optional<std::int64_t> read_units(Value value, const JsonPath& path, Problems& problems) {
    return read_integer(value, path, problems, 1, kMostUnits);
}

std::optional<Percent> read_percent(JsonDocument::Value value, const JsonPath& path,
                                    Problems& problems) {
    constexpr Percent kWhole{100'00};
    if (value.kind() != JsonDocument::Kind::string) {
        const auto whole = read_integer(value, path, problems, 0, 100);
        return whole ? std::optional(Percent{*whole * 100}) : std::nullopt;
    }
    const auto percent = Percent::parse(value.string());
    if (percent && *percent <= kWhole) return percent;
    problems.add(path.pointer(), ErrorCode::invalid_value,
                 "\"" + std::string{value.string()} +
                     "\" is not a percentage: 0 to 100, with two decimals at most.");
    return std::nullopt;
}

void read_diagnosis(Value value, const JsonPath& path, Problems& problems,
                    std::optional<std::string>& out) {
    read_label(value, path, problems, 0, kLongestDiagnosis, out.emplace());
}

void read_codes(Value value, const JsonPath& path, Problems& problems,
                std::vector<std::string>& out) {
    read_list(value, path, problems, kMostCodes, [&](Value element, const JsonPath& place) {
        read_text(element, place, problems, out.emplace_back());
    });
}

void read_same_day_services(Value value, const JsonPath& path, Problems& problems,
                            std::vector<SameDayService>& out) {
    read_list(value, path, problems, kMostSameDay, [&](Value element, const JsonPath& place) {
        read_same_day(element, place, problems, out.emplace_back());
    });
}

void read_change(Value value, const JsonPath& path, Problems& problems, Change& out) {
    enum Field : std::size_t {
        units,
        place_of_service,
        add_modifiers,
        remove_modifiers,
        order_modifiers,
        add_add_ons,
        remove_add_ons,
        diagnosis,
        authorization,
        coverage,
        note,
        delivery,
        complexity_reason,
        same_day_codes,
        same_day_add_modifiers,
        add_same_day
    };
    static constexpr std::array<std::string_view, 16> kFields{"units",
                                                              "place_of_service",
                                                              "add_modifiers",
                                                              "remove_modifiers",
                                                              "order_modifiers",
                                                              "add_add_ons",
                                                              "remove_add_ons",
                                                              "diagnosis",
                                                              "authorization",
                                                              "coverage",
                                                              "note",
                                                              "delivery",
                                                              "complexity_reason",
                                                              "same_day_codes",
                                                              "same_day_add_modifiers",
                                                              "add_same_day"};
    read_fields(
        value, path, problems, kFields,
        [&](std::size_t field, Value content, const JsonPath& place) {
            switch (static_cast<Field>(field)) {
                case units: out.units = read_units(content, place, problems); return;
                case place_of_service:
                    return read_text(content, place, problems, out.place_of_service.emplace());
                case add_modifiers: return read_codes(content, place, problems, out.add_modifiers);
                case remove_modifiers:
                    return read_codes(content, place, problems, out.remove_modifiers);
                case order_modifiers:
                    return read_flag(content, place, problems, out.order_modifiers);
                case add_add_ons: return read_codes(content, place, problems, out.add_add_ons);
                case remove_add_ons:
                    return read_codes(content, place, problems, out.remove_add_ons);
                case diagnosis: return read_diagnosis(content, place, problems, out.diagnosis);
                case authorization:
                    return read_choice(content, place, problems, kAuthorizations,
                                       out.authorization);
                case coverage:
                    return read_choice(content, place, problems, kCoverages, out.coverage);
                case note: return read_choice(content, place, problems, kNotes, out.note);
                case delivery:
                    return read_choice(content, place, problems, kDeliveries, out.delivery);
                case complexity_reason:
                    return read_choice(content, place, problems, kComplexityReasons,
                                       out.complexity_reason);
                case same_day_codes:
                    return read_codes(content, place, problems, out.same_day_codes);
                case same_day_add_modifiers:
                    return read_codes(content, place, problems, out.same_day_add_modifiers);
                case add_same_day:
                    return read_same_day_services(content, place, problems, out.add_same_day);
            }
        });
}

}  // namespace cpt

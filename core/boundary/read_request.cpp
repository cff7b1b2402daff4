#include "core/boundary/read_request.h"

#include <algorithm>
#include <utility>

namespace cpt {
namespace {

using Value = JsonDocument::Value;

constexpr std::int64_t kMostCents = 1'000'000'000;
constexpr std::int64_t kMostUnits = 999;
constexpr std::int64_t kMostMinutes = 1440;
constexpr std::size_t kLongestLabel = 64;
constexpr std::size_t kLongestDiagnosis = 16;
constexpr std::size_t kMostCodes = 16;
constexpr std::size_t kMostSameDay = 64;

/// Unicode characters of UTF-8 text: the bytes that do not continue one.
std::size_t length(std::string_view text) {
    const auto starts_one = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_one));
}

/// Text of one to `longest` characters.
void read_label(Value value, const JsonPath& path, Problems& problems, std::size_t longest,
                std::string& out) {
    std::optional<std::string> text = read_string(value, path, problems);
    if (!text) return;
    if (text->empty() || length(*text) > longest) {
        problems.add(path.pointer(), ErrorCode::invalid_value,
                     "Expected text of 1 to " + std::to_string(longest) + " characters.");
        return;
    }
    out = std::move(*text);
}

/// A word to be looked up later. One that cannot be read is kept as text that no table knows: it
/// is not missing, and what is already said of its place stands.
void read_text(Value value, const JsonPath& path, Problems& problems, std::string& out) {
    out = "?";
    read_label(value, path, problems, kLongestLabel, out);
}

void read_flag(Value value, const JsonPath& path, Problems& problems, bool& out) {
    if (const auto flag = read_boolean(value, path, problems)) out = *flag;
}

std::optional<Cents> read_cents(Value value, const JsonPath& path, Problems& problems) {
    const auto cents = read_integer(value, path, problems, 0, kMostCents);
    return cents ? std::optional(Cents{*cents}) : std::nullopt;
}

template <class Enum, std::size_t N>
void read_choice(Value value, const JsonPath& path, Problems& problems,
                 const std::array<std::string_view, N>& names, Enum& out) {
    if (const auto choice = read_enum<Enum>(value, path, problems, names)) out = *choice;
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

void read_codes(Value value, const JsonPath& path, Problems& problems,
                std::vector<std::string>& out) {
    read_list(value, path, problems, kMostCodes, [&](Value element, const JsonPath& place) {
        read_text(element, place, problems, out.emplace_back());
    });
}

void read_service(Value value, const JsonPath& path, Problems& problems, Service& out) {
    static constexpr std::array<std::string_view, 3> kFields{"code", "date", "minutes"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    switch (field) {
                        case 0: return read_text(content, place, problems, out.code);
                        case 1: return read_text(content, place, problems, out.date);
                        default:
                            out.minutes = read_integer(content, place, problems, 1, kMostMinutes);
                    }
                });
}

void read_clinician(Value value, const JsonPath& path, Problems& problems, Clinician& out) {
    static constexpr std::array<std::string_view, 3> kFields{"type", "medicare_participating",
                                                             "qualifying_apm"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    switch (field) {
                        case 0:
                            out.type =
                                read_enum<ClinicianType>(content, place, problems, kClinicianTypes,
                                                         ErrorCode::unknown_clinician);
                            return;
                        case 1:
                            return read_flag(content, place, problems, out.medicare_participating);
                        default: return read_flag(content, place, problems, out.qualifying_apm);
                    }
                });
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

void read_member(Value value, const JsonPath& path, Problems& problems, Member& out) {
    enum Field : std::size_t {
        id,
        payer,
        place_of_service,
        modifiers,
        add_ons,
        units,
        charge_cents,
        diagnosis,
        same_day,
        authorization,
        coverage,
        note,
        deductible_remaining_cents
    };
    static constexpr std::array<std::string_view, 13> kFields{"id",
                                                              "payer",
                                                              "place_of_service",
                                                              "modifiers",
                                                              "add_ons",
                                                              "units",
                                                              "charge_cents",
                                                              "diagnosis",
                                                              "same_day",
                                                              "authorization",
                                                              "coverage",
                                                              "note",
                                                              "deductible_remaining_cents"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    switch (static_cast<Field>(field)) {
                        case id: return read_text(content, place, problems, out.id);
                        case payer: return read_text(content, place, problems, out.payer);
                        case place_of_service:
                            return read_text(content, place, problems, out.place_of_service);
                        case modifiers: return read_codes(content, place, problems, out.modifiers);
                        case add_ons: return read_codes(content, place, problems, out.add_ons);
                        case units:
                            out.units =
                                read_integer(content, place, problems, 1, kMostUnits).value_or(1);
                            return;
                        case charge_cents:
                            out.charge = read_cents(content, place, problems);
                            return;
                        case diagnosis:
                            return read_label(content, place, problems, kLongestDiagnosis,
                                              out.diagnosis.emplace());
                        case same_day:
                            return read_list(content, place, problems, kMostSameDay,
                                             [&](Value element, const JsonPath& at) {
                                                 read_same_day(element, at, problems,
                                                               out.same_day.emplace_back());
                                             });
                        case authorization:
                            return read_choice(content, place, problems, kAuthorizations,
                                               out.authorization);
                        case coverage:
                            return read_choice(content, place, problems, kCoverages, out.coverage);
                        case note: return read_choice(content, place, problems, kNotes, out.note);
                        case deductible_remaining_cents:
                            out.deductible_remaining =
                                read_cents(content, place, problems).value_or(Cents{});
                            return;
                    }
                });
}

void read_members(Value value, const JsonPath& path, Problems& problems, std::vector<Member>& out) {
    if (!expect_array(value, path, problems)) return;
    if (value.size() > kMostMembers) {
        return problems.add(path.pointer(), ErrorCode::too_many_members,
                            "The group has " + std::to_string(value.size()) + " members; at most " +
                                std::to_string(kMostMembers) + " are priced at once.");
    }
    out.reserve(value.size());
    read_elements(value, path, problems, [&](Value element, const JsonPath& place) {
        Member& member = out.emplace_back();
        read_member(element, place, problems, member);
        if (member.id.empty()) member.id = std::to_string(out.size());
    });
}

void read_version(Value value, const JsonPath& path, Problems& problems) {
    const auto version = read_integer(value, path, problems, INT64_MIN, INT64_MAX);
    if (version && *version != 1) {
        problems.add(path.pointer(), ErrorCode::unsupported_version,
                     "Contract version " + std::to_string(*version) + " is not spoken here.",
                     {"1"});
    }
}

}  // namespace

GroupSession read_request(Value request, Problems& problems) {
    enum Field : std::size_t { version, service, clinician, locality, zip, receipts, members };
    static constexpr std::array<std::string_view, 7> kFields{
        "version", "service", "clinician", "locality", "zip", "receipts", "members"};
    GroupSession session;
    read_fields(request, JsonPath{}, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    switch (static_cast<Field>(field)) {
                        case version: return read_version(content, place, problems);
                        case service:
                            return read_service(content, place, problems, session.service);
                        case clinician:
                            return read_clinician(content, place, problems, session.clinician);
                        case locality: return read_text(content, place, problems, session.locality);
                        case zip: return read_text(content, place, problems, session.zip);
                        case receipts: return read_flag(content, place, problems, session.receipts);
                        case members:
                            return read_members(content, place, problems, session.members);
                    }
                });
    return session;
}

}  // namespace cpt

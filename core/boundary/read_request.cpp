#include "core/boundary/read_request.h"

#include "core/boundary/member_fields.h"

namespace cpt {
namespace {

using Value = JsonDocument::Value;

constexpr std::int64_t kMostMinutes = 1440;
constexpr std::int64_t kMostClinicians = 9;
constexpr std::int64_t kMostSessionsPerYear = 366;

void read_service(Value value, const JsonPath& path, Problems& problems, Service& out) {
    enum Field : std::size_t {
        code,
        date,
        minutes,
        attendees,
        composition,
        billing_clinicians,
        filing_date
    };
    static constexpr std::array<std::string_view, 7> kFields{
        "code", "date", "minutes", "attendees", "composition", "billing_clinicians", "filing_date"};
    read_fields(
        value, path, problems, kFields,
        [&](std::size_t field, Value content, const JsonPath& place) {
            switch (static_cast<Field>(field)) {
                case code: return read_text(content, place, problems, out.code);
                case date: return read_text(content, place, problems, out.date);
                case minutes:
                    out.minutes = read_integer(content, place, problems, 1, kMostMinutes);
                    return;
                case attendees:
                    out.attendees = read_integer(content, place, problems, 1,
                                                 static_cast<std::int64_t>(kMostMembers));
                    return;
                case composition:
                    return read_choice(content, place, problems, kCompositions, out.composition);
                case billing_clinicians:
                    out.billing_clinicians =
                        read_integer(content, place, problems, 1, kMostClinicians).value_or(1);
                    return;
                case filing_date:
                    return read_text(content, place, problems, out.filing_date.emplace());
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

void read_secondary(Value value, const JsonPath& path, Problems& problems, Secondary& out) {
    static constexpr std::array<std::string_view, 2> kFields{"payer", "pays"};
    enum class Part { coinsurance, deductible };
    static constexpr std::array<std::string_view, 2> kParts{"coinsurance", "deductible"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    if (field == 0) return read_label(content, place, problems, 1, 64, out.payer);
                    out.pays_coinsurance = false;
                    read_elements(content, place, problems, [&](Value part, const JsonPath& at) {
                        const auto known = read_enum<Part>(part, at, problems, kParts);
                        if (known == Part::coinsurance) out.pays_coinsurance = true;
                        if (known == Part::deductible) out.pays_deductible = true;
                    });
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
        delivery,
        patient_location,
        complexity_reason,
        deductible_remaining_cents,
        program,
        copay_cents,
        coinsurance_percent,
        out_of_pocket_remaining_cents,
        secondary,
        sliding_scale
    };
    static constexpr std::array<std::string_view, 22> kFields{"id",
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
                                                              "delivery",
                                                              "patient_location",
                                                              "complexity_reason",
                                                              "deductible_remaining_cents",
                                                              "program",
                                                              "copay_cents",
                                                              "coinsurance_percent",
                                                              "out_of_pocket_remaining_cents",
                                                              "secondary",
                                                              "sliding_scale"};
    CostSharing& terms = out.cost_sharing;
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
                            out.units = read_units(content, place, problems).value_or(1);
                            return;
                        case charge_cents:
                            out.charge = read_cents(content, place, problems);
                            return;
                        case diagnosis:
                            return read_diagnosis(content, place, problems, out.diagnosis);
                        case same_day:
                            return read_same_day_services(content, place, problems, out.same_day);
                        case authorization:
                            return read_choice(content, place, problems, kAuthorizations,
                                               out.authorization);
                        case coverage:
                            return read_choice(content, place, problems, kCoverages, out.coverage);
                        case note: return read_choice(content, place, problems, kNotes, out.note);
                        case delivery:
                            return read_choice(content, place, problems, kDeliveries, out.delivery);
                        case patient_location:
                            return read_choice(content, place, problems, kPatientLocations,
                                               out.patient_location);
                        case complexity_reason:
                            return read_choice(content, place, problems, kComplexityReasons,
                                               out.complexity_reason);
                        case deductible_remaining_cents:
                            terms.deductible_remaining =
                                read_cents(content, place, problems).value_or(Cents{});
                            return;
                        case program: return read_text(content, place, problems, out.program);
                        case copay_cents:
                            terms.copay = read_cents(content, place, problems);
                            return;
                        case coinsurance_percent:
                            terms.coinsurance = read_percent(content, place, problems);
                            return;
                        case out_of_pocket_remaining_cents:
                            terms.out_of_pocket_remaining = read_cents(content, place, problems);
                            return;
                        case secondary:
                            return read_secondary(content, place, problems,
                                                  terms.secondary.emplace());
                        case sliding_scale:
                            return read_text(content, place, problems, out.sliding_scale);
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

void read_what_if(Value value, const JsonPath& path, Problems& problems, WhatIf& out) {
    enum Field : std::size_t { habit, change, sessions_per_year };
    static constexpr std::array<std::string_view, 3> kFields{"habit", "change",
                                                             "sessions_per_year"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    switch (static_cast<Field>(field)) {
                        case habit: return read_text(content, place, problems, out.habit);
                        case change:
                            return read_change(content, place, problems, out.change.emplace());
                        case sessions_per_year:
                            out.sessions_per_year =
                                read_integer(content, place, problems, 1, kMostSessionsPerYear)
                                    .value_or(out.sessions_per_year);
                            return;
                    }
                });
    if (out.habit.empty() && !out.change) {
        problems.add(path.pointer(), ErrorCode::required,
                     "Name a habit, or give the change to make to every member.",
                     {"habit", "change"});
    } else if (!out.habit.empty() && out.change) {
        problems.add(path.pointer(), ErrorCode::conflicting_fields,
                     "Give a habit or a change, not both.", {"habit", "change"});
    }
}

}  // namespace

void read_version(Value value, const JsonPath& path, Problems& problems) {
    const auto version = read_integer(value, path, problems, INT64_MIN, INT64_MAX);
    if (version && *version != 1) {
        problems.add(path.pointer(), ErrorCode::unsupported_version,
                     "Contract version " + std::to_string(*version) + " is not spoken here.",
                     {"1"});
    }
}

GroupSession read_request(Value request, Problems& problems) {
    enum Field : std::size_t {
        version,
        service,
        clinician,
        locality,
        zip,
        receipts,
        sessions_per_year,
        members,
        what_if
    };
    static constexpr std::array<std::string_view, 9> kFields{
        "version",  "service",           "clinician", "locality", "zip",
        "receipts", "sessions_per_year", "members",   "what_if"};
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
                        case sessions_per_year:
                            session.sessions_per_year =
                                read_integer(content, place, problems, 1, kMostSessionsPerYear);
                            return;
                        case members:
                            return read_members(content, place, problems, session.members);
                        case what_if:
                            return read_what_if(content, place, problems,
                                                session.what_if.emplace());
                    }
                });
    return session;
}

}  // namespace cpt

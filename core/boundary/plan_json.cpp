#include "core/boundary/plan_json.h"

#include <array>

#include "core/boundary/json_writer.h"
#include "core/boundary/member_fields.h"
#include "core/boundary/read_request.h"
#include "core/units/search.h"

namespace cpt {
namespace {

using Value = JsonDocument::Value;

constexpr std::size_t kMostAlternatives = 200;
constexpr std::size_t kLongestLabel = 64;

void require(bool is_given, const JsonPath& object, std::string_view field, Problems& problems) {
    if (is_given) return;
    problems.add(JsonPath(object, field).pointer(), ErrorCode::required, "The field is missing.");
}

void read_factor(Value value, const JsonPath& path, Problems& problems, FactorChoice& out) {
    static constexpr std::array<std::string_view, 2> kFields{"date", "qualifying_apm"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    if (field == 0) return read_text(content, place, problems, out.date);
                    read_flag(content, place, problems, out.qualifying_apm);
                });
    require(!out.date.empty(), path, "date", problems);
}

void read_swap(Value value, const JsonPath& path, Problems& problems, PayerSwap& out) {
    static constexpr std::array<std::string_view, 3> kFields{"from", "to", "program"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    read_text(content, place, problems,
                              field == 0   ? out.from
                              : field == 1 ? out.to
                                           : out.program);
                });
    require(!out.from.empty(), path, "from", problems);
    require(!out.to.empty(), path, "to", problems);
}

void read_alternative(Value value, const JsonPath& path, Problems& problems, Alternative& out) {
    enum Field : std::size_t {
        name,
        year,
        conversion_factor,
        locality,
        clinician,
        place_of_service,
        payers
    };
    static constexpr std::array<std::string_view, 7> kFields{
        "name", "year", "conversion_factor", "locality", "clinician", "place_of_service", "payers"};
    constexpr std::int64_t kFirstYear = 1900;
    constexpr std::int64_t kLastYear = 2100;
    read_fields(
        value, path, problems, kFields,
        [&](std::size_t field, Value content, const JsonPath& place) {
            switch (static_cast<Field>(field)) {
                case name: return read_label(content, place, problems, 0, kLongestLabel, out.name);
                case year:
                    out.year = read_integer(content, place, problems, kFirstYear, kLastYear);
                    return;
                case conversion_factor:
                    return read_factor(content, place, problems, out.conversion_factor.emplace());
                case locality: return read_text(content, place, problems, out.locality.emplace());
                case clinician:
                    out.clinician = read_enum<ClinicianType>(
                        content, place, problems, kClinicianTypes, ErrorCode::unknown_clinician);
                    return;
                case place_of_service:
                    return read_text(content, place, problems, out.place_of_service.emplace());
                case payers:
                    return read_elements(
                        content, place, problems, [&](Value element, const JsonPath& at) {
                            read_swap(element, at, problems, out.payers.emplace_back());
                        });
            }
        });
}

/// The estimate request inside another; its problems have paths below /session.
GroupSession read_session(Value value, Problems& problems) {
    Problems of_session;
    GroupSession session = read_request(value, of_session);
    for (Error& error : of_session.take()) {
        error.path = "/session" + error.path;
        problems.add(std::move(error));
    }
    return session;
}

/// The fields of a request about a session; `last` is the one besides it, which is `needed`.
template <class ReadLast>
GroupSession read_about_session(Value request, std::string_view last, Problems& problems,
                                ReadLast read_last) {
    const std::array<std::string_view, 3> fields{"version", "session", last};
    GroupSession session;
    std::array<bool, 3> is_given{};
    read_fields(request, JsonPath{}, problems, fields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    is_given[field] = true;
                    if (field == 0) return read_version(content, place, problems);
                    if (field == 1) {
                        session = read_session(content, problems);
                    } else {
                        read_last(content, place);
                    }
                });
    for (std::size_t i = 1; i < fields.size(); ++i) {
        if (is_given[i]) continue;
        problems.add("/" + std::string{fields[i]}, ErrorCode::required, "The field is missing.");
    }
    return session;
}

void read_percent_into(Value value, const JsonPath& path, Problems& problems, Percent& out) {
    out = read_percent(value, path, problems).value_or(out);
}

void read_attendance(Value value, const JsonPath& path, Problems& problems, MemberAttendance& out) {
    static constexpr std::array<std::string_view, 2> kFields{"member", "attendance_percent"};
    bool has_attendance = false;
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    if (field == 0) return read_text(content, place, problems, out.member);
                    has_attendance = true;
                    read_percent_into(content, place, problems, out.attendance);
                });
    require(!out.member.empty(), path, "member", problems);
    require(has_attendance, path, "attendance_percent", problems);
}

void read_experience(Value value, const JsonPath& path, Problems& problems, PayerExperience& out) {
    static constexpr std::array<std::string_view, 3> kFields{"payer", "denial_percent",
                                                             "collection_percent"};
    read_fields(value, path, problems, kFields,
                [&](std::size_t field, Value content, const JsonPath& place) {
                    if (field == 0) return read_text(content, place, problems, out.payer);
                    read_percent_into(content, place, problems,
                                      field == 1 ? out.denial : out.collection);
                });
    require(!out.payer.empty(), path, "payer", problems);
}

void read_plan(Value value, const JsonPath& path, Problems& problems, Plan& out) {
    enum Field : std::size_t {
        period,
        sessions_per_week,
        weeks_off,
        attendance_percent,
        members,
        payers,
        preparation_minutes,
        minutes_per_note
    };
    static constexpr std::array<std::string_view, 8> kFields{
        "period", "sessions_per_week",   "weeks_off",       "attendance_percent", "members",
        "payers", "preparation_minutes", "minutes_per_note"};
    const auto read_number = [&](Value content, const JsonPath& place, std::int64_t least,
                                 std::int64_t most, std::int64_t& number) {
        number = read_integer(content, place, problems, least, most).value_or(number);
    };
    read_fields(
        value, path, problems, kFields,
        [&](std::size_t field, Value content, const JsonPath& place) {
            switch (static_cast<Field>(field)) {
                case period: return read_choice(content, place, problems, kPeriods, out.period);
                case sessions_per_week:
                    return read_number(content, place, 1, 10, out.sessions_per_week);
                case weeks_off: return read_number(content, place, 0, 51, out.weeks_off);
                case attendance_percent:
                    return read_percent_into(content, place, problems, out.attendance);
                case members:
                    return read_elements(
                        content, place, problems, [&](Value element, const JsonPath& at) {
                            read_attendance(element, at, problems, out.members.emplace_back());
                        });
                case payers:
                    return read_elements(
                        content, place, problems, [&](Value element, const JsonPath& at) {
                            read_experience(element, at, problems, out.payers.emplace_back());
                        });
                case preparation_minutes:
                    return read_number(content, place, 0, 1440, out.preparation_minutes);
                case minutes_per_note:
                    return read_number(content, place, 0, 240, out.minutes_per_note);
            }
        });
}

JsonWriter& open_answer(JsonWriter& json) {
    return json.open_object().field("version", std::int64_t{1}).field("status", "ok");
}

void write_total(JsonWriter& json, const Amounts& total) {
    json.field("allowed_cents", total.allowed)
        .field("payer_pays_cents", total.payer_pays)
        .field("patient_owes_cents", total.patient_owes)
        .field("sequestration_cents", total.sequestration)
        .field("secondary_pays_cents", total.secondary_pays);
}

void write_prices(JsonWriter& json, const Compared& compared) {
    const Prices& prices = compared.prices;
    json.field("date", compared.session.service.date)
        .field("locality", prices.resolved.locality->id)
        .field("clinician", name(*compared.session.clinician.type));
    write_total(json, prices.total);
    json.field("unpriced_members", prices.unpriced_members);
    json.key("members").open_array();
    for (std::size_t i = 0; i < prices.claims.size(); ++i) {
        const Claim& claim = prices.claims[i];
        const Member& member = compared.session.members[i];
        json.open_object()
            .field("member", member.id)
            .field("payer", member.payer)
            .field("place_of_service", member.place_of_service)
            .key("allowed_cents");
        claim.is_priced ? json.value(claim.total.allowed) : json.null();
        json.close_object();
    }
    json.close_array();
}

JsonWriter& write_percent(JsonWriter& json, std::string_view name, Percent percent) {
    return json.key(name).text(
        [&](TextBuffer& text) { append_decimal(text, percent.value, Percent::decimals); });
}

void write_members(JsonWriter& json, const Projection& projection) {
    json.key("members").open_array();
    for (std::size_t i = 0; i < projection.members.size(); ++i) {
        const ProjectedMember& member = projection.members[i];
        json.open_object()
            .field("member", projection.session.members[i].id)
            .field("payer", projection.session.members[i].payer)
            .key("received_cents");
        member.received ? json.value(*member.received) : json.null();
        write_percent(json, "attendance_percent", member.attendance);
        write_percent(json, "denial_percent", member.denial);
        write_percent(json, "collection_percent", member.collection).close_object();
    }
    json.close_array();
}

void write_revenue(JsonWriter& json, const RevenueDistribution& revenue) {
    constexpr std::size_t kMostBuckets = 48;
    constexpr Percent kTenth{10'00};
    constexpr Percent kHalf{50'00};
    constexpr Percent kNineTenths{90'00};
    json.key("revenue").open_object();
    json.field("mean_cents", revenue.mean())
        .field("p10_cents", revenue.quantile(kTenth))
        .field("p50_cents", revenue.quantile(kHalf))
        .field("p90_cents", revenue.quantile(kNineTenths))
        .field("least_cents", revenue.least())
        .field("greatest_cents", revenue.greatest())
        .field("margin_cents", revenue.margin());
    json.key("distribution").open_array();
    for (const RevenueDistribution::Bucket& bucket : revenue.histogram(kMostBuckets)) {
        json.open_object()
            .field("from_cents", bucket.from)
            .field("to_cents", bucket.to)
            .field("per_billion", bucket.per_billion)
            .close_object();
    }
    json.close_array().close_object();
}

}  // namespace

CompareRequest read_compare_request(Value request, Problems& problems) {
    CompareRequest read;
    read.session = read_about_session(
        request, "alternatives", problems, [&](Value content, const JsonPath& place) {
            if (!expect_array(content, place, problems)) return;
            if (content.size() > kMostAlternatives) {
                return problems.add(place.pointer(), ErrorCode::out_of_range,
                                    "At most " + std::to_string(kMostAlternatives) +
                                        " alternatives are compared at once.");
            }
            read_elements(content, place, problems, [&](Value element, const JsonPath& at) {
                read_alternative(element, at, problems, read.alternatives.emplace_back());
            });
        });
    return read;
}

void write_comparison(TextBuffer& out, const std::vector<Alternative>& alternatives,
                      const Comparison& comparison) {
    JsonWriter json(out);
    open_answer(json).key("base").open_object();
    const Compared& base = comparison.front();
    write_prices(json, base);
    json.close_object().key("alternatives").open_array();
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        const Compared& compared = comparison[i + 1];
        json.open_object().field_if_any("name", alternatives[i].name);
        write_prices(json, compared);
        json.field("difference_cents", compared.prices.total.allowed - base.prices.total.allowed);
        json.key("causes").open_array();
        for (std::size_t cause = 0; cause < kCauses.size(); ++cause) {
            if (compared.causes[cause] == Cents{}) continue;
            json.open_object()
                .field("cause", kCauses[cause])
                .field("difference_cents", compared.causes[cause])
                .close_object();
        }
        json.close_array().close_object();
    }
    json.close_array().close_object();
}

ProjectRequest read_project_request(Value request, Problems& problems) {
    ProjectRequest read;
    read.session =
        read_about_session(request, "plan", problems, [&](Value content, const JsonPath& place) {
            read_plan(content, place, problems, read.plan);
        });
    return read;
}

void write_projection(TextBuffer& out, const Plan& plan, const Projection& projection) {
    JsonWriter json(out);
    open_answer(json)
        .field("period", kPeriods[static_cast<std::size_t>(plan.period)])
        .field("sessions_per_week", plan.sessions_per_week)
        .field("weeks_off", plan.weeks_off)
        .field("sessions", projection.sessions)
        .field("unpriced_members", projection.unpriced_members);
    json.key("session").open_object();
    write_total(json, projection.total);
    json.field("mean_cents", projection.mean_of_session).close_object();
    write_members(json, projection);
    write_revenue(json, projection.revenue);
    json.key("individual_hour").open_object().field("code", "90837").key("mean_cents");
    projection.individual_hour ? json.value(*projection.individual_hour) : json.null();
    json.key("break_even_members");
    projection.break_even ? json.value(*projection.break_even) : json.null();
    json.close_object();
    if (projection.minutes_per_session > 0) {
        json.key("hourly").open_object();
        json.field("minutes_per_session", projection.minutes_per_session)
            .field("mean_cents", projection.mean_per_hour)
            .close_object();
    }
    json.close_object();
}

}  // namespace cpt

#include "core/boundary/write_response.h"

#include "core/boundary/json_writer.h"

namespace cpt {
namespace {

constexpr std::int64_t kContractVersion = 1;

template <std::size_t N, class Enum>
std::string_view word(const std::array<std::string_view, N>& words, Enum choice) {
    return words[static_cast<std::size_t>(choice)];
}

template <class Strings>
void write_strings(JsonWriter& json, std::string_view key, const Strings& strings) {
    json.key(key).open_array();
    for (const auto& text : strings) json.value(std::string_view{text});
    json.close_array();
}

void field_if_any(JsonWriter& json, std::string_view key, std::string_view text) {
    if (!text.empty()) json.field(key, text);
}

void write_findings(JsonWriter& json, const std::vector<Finding>& findings) {
    json.key("findings").open_array();
    for (const Finding& finding : findings) {
        const Rule& rule = *finding.rule;
        json.open_object();
        json.field("rule", rule.id).field("severity", word(kSeverities, rule.severity));
        field_if_any(json, "group", rule.group);
        field_if_any(json, "carc", rule.carc);
        if (!rule.rarc.empty()) write_strings(json, "rarc", rule.rarc);
        json.field("message", finding.message)
            .field("fix", finding.fix)
            .field("at_risk_cents", finding.at_risk)
            .field("basis", word(kBases, rule.basis));
        json.key("sources").open_array();
        for (const RuleSource& source : rule.sources) {
            json.open_object().field("title", source.title);
            field_if_any(json, "url", source.url);
            field_if_any(json, "from", source.from);
            json.close_object();
        }
        json.close_array().close_object();
    }
    json.close_array();
}

void write_receipt(JsonWriter& json, const Receipt& receipt) {
    json.key("receipt").open_array();
    for (const ReceiptStep& step : receipt) {
        json.open_object().field("kind", name(step.kind)).field("step", title(step.kind));
        json.key("arithmetic").text([&](TextBuffer& text) { append_arithmetic(text, step); });
        json.key("value").text([&](TextBuffer& text) {
            text.append('$');
            append_decimal(text, step.result.value, 2);
        });
        json.field("cents", step.result).field("source", step.source).close_object();
    }
    json.close_array();
}

void write_amounts(JsonWriter& json, const Amounts& amounts) {
    json.field("allowed_cents", amounts.allowed)
        .field("payer_pays_cents", amounts.payer_pays)
        .field("patient_owes_cents", amounts.patient_owes)
        .field("sequestration_cents", amounts.sequestration);
}

void write_line(JsonWriter& json, const ClaimLine& line,
                const std::vector<std::string>& modifiers) {
    json.open_object().field("code", line.code);
    write_strings(json, "modifiers", modifiers);
    json.field("units", line.units).field_if("charge_cents", line.charge);
    if (line.priced.amounts) {
        write_amounts(json, *line.priced.amounts);
    } else {
        json.key("allowed_cents").null().key("payer_pays_cents").null();
        json.key("patient_owes_cents").null().key("sequestration_cents").null();
    }
    json.field_if("limiting_charge_cents", line.priced.limiting_charge);
    if (!line.priced.receipt.empty()) write_receipt(json, line.priced.receipt);
    json.close_object();
}

void write_claim(JsonWriter& json, const Member& member, const Claim& claim) {
    json.open_object()
        .field("member", member.id)
        .field("payer", member.payer)
        .field("place_of_service", member.place_of_service)
        .field("setting", name(claim.setting))
        .field_if("diagnosis", member.diagnosis)
        .field("authorization", word(kAuthorizations, member.authorization))
        .field("coverage", word(kCoverages, member.coverage))
        .field("note", word(kNotes, member.note))
        .field("deductible_remaining_cents", member.deductible_remaining);
    write_amounts(json, claim.total);
    json.key("lines").open_array();
    static const std::vector<std::string> kNoModifiers;
    for (const ClaimLine& line : claim.lines) {
        const bool is_service = &line == &claim.lines.front();
        write_line(json, line, is_service ? member.modifiers : kNoModifiers);
    }
    json.close_array();
    write_findings(json, claim.findings);
    json.close_object();
}

void write_session(JsonWriter& json, const GroupSession& session, const Estimate& estimate) {
    const auto members = static_cast<std::int64_t>(session.members.size());
    json.key("session").open_object();
    json.field("members", members).field("claims", members);
    write_amounts(json, estimate.total);
    json.field("lowest_claim_cents", estimate.lowest_claim)
        .field("highest_claim_cents", estimate.highest_claim)
        .field("at_risk_cents", estimate.at_risk)
        .field("if_billed_once_cents", estimate.if_billed_once)
        .field("lost_if_billed_once_cents", estimate.total.allowed - estimate.if_billed_once)
        .field("unpriced_members", estimate.unpriced_members);
    write_findings(json, estimate.findings);
    json.close_object();
}

void write_place(JsonWriter& json, const GroupSession& session, const ResolvedSession& resolved) {
    json.field("locality", resolved.locality->id)
        .field("locality_name", resolved.locality->name)
        .field("state", resolved.locality->state);
    field_if_any(json, "zip", session.zip);
    if (resolved.neighbours.empty()) return;
    json.key("neighbouring_localities").open_array();
    for (const Locality* locality : resolved.neighbours) {
        json.open_object()
            .field("locality", locality->id)
            .field("name", locality->name)
            .field("state", locality->state)
            .close_object();
    }
    json.close_array();
}

}  // namespace

void write_estimate(TextBuffer& out, const GroupSession& session, const Estimate& estimate) {
    JsonWriter json(out);
    json.open_object().field("version", kContractVersion).field("status", "ok");
    json.key("service").open_object();
    json.field("code", session.service.code).field("date", session.service.date);
    json.field_if("minutes", session.service.minutes).close_object();
    json.key("clinician").open_object();
    json.field("type", name(*session.clinician.type))
        .field("medicare_participating", session.clinician.medicare_participating)
        .field("qualifying_apm", session.clinician.qualifying_apm)
        .close_object();
    write_place(json, session, estimate.resolved);
    json.field("receipts", session.receipts);
    write_session(json, session, estimate);
    json.key("claims").open_array();
    for (std::size_t i = 0; i < session.members.size(); ++i) {
        write_claim(json, session.members[i], estimate.claims[i]);
    }
    json.close_array();
    const MedicareYear& year = *estimate.resolved.year;
    json.key("schedules").open_array().open_object();
    json.field("payer", year.payer)
        .field("id", year.id)
        .field("from", to_string(year.in_force.from))
        .field("to", to_string(year.in_force.to))
        .field("source", year.source)
        .close_object();
    json.close_array().close_object();
}

void write_refusal(TextBuffer& out, const Errors& errors) {
    JsonWriter json(out);
    json.open_object().field("version", kContractVersion).field("status", "error");
    json.key("errors").open_array();
    for (const Error& error : errors) {
        json.open_object()
            .field("path", error.path)
            .field("code", name(error.code))
            .field("message", error.message);
        write_strings(json, "allowed", error.allowed);
        json.close_object();
    }
    json.close_array().close_object();
}

}  // namespace cpt

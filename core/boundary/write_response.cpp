#include "core/boundary/write_response.h"

#include <algorithm>

#include "core/boundary/json_writer.h"
#include "core/boundary/write_change.h"
#include "core/boundary/write_finding.h"
#include "core/session/period.h"
#include "core/units/search.h"

namespace cpt {
namespace {

constexpr std::int64_t kContractVersion = 1;

template <std::size_t N, class Enum>
std::string_view word(const std::array<std::string_view, N>& words, Enum choice) {
    return words[static_cast<std::size_t>(choice)];
}

void write_risk(JsonWriter& json, const ClaimRisk& risk) {
    json.field("at_risk_cents", risk.at_risk).field("denied_cents", risk.denied);
}

/// What there is to mend, best first.
void write_fixes(JsonWriter& json, const std::vector<Fix>& fixes) {
    json.key("fixes").open_array();
    for (const Fix& fix : fixes) {
        json.open_object()
            .field("rule", fix.rule->id)
            .field("severity", word(kSeverities, fix.rule->severity))
            .field("fix", fix.text)
            .field("members", fix.members)
            .field("worth_cents", fix.worth)
            .field("at_risk_cents", fix.at_risk)
            .close_object();
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

void write_range(JsonWriter& json, const std::optional<Range>& range) {
    if (!range) return;
    json.key("range").open_object();
    json.field("p25_cents", range->p25)
        .field("median_cents", range->median)
        .field("p75_cents", range->p75)
        .close_object();
}

/// The row that priced a line and what of the line it was chosen by, the most telling first.
void write_priced_by(JsonWriter& json, const PricedLine& line) {
    // In the order of Choice; an outpatient hospital is a setting.
    static constexpr std::array<std::string_view, 8> kChoices{
        "date",      "telehealth", "setting", "setting", "place_of_service",
        "clinician", "modifier",   "code"};
    if (line.table == nullptr || !line.amounts) return;
    json.key("priced_by").open_object();
    json.field("schedule", line.table->id).field("kind", word(kTableKinds, line.table->kind));
    if (line.row != nullptr) {
        json.field_if("row", line.row->sheet_row).field_if_any("who", line.row->who);
        if (line.row->is_low_sample) json.field("low_sample", true);
    }
    json.key("chosen_by").open_array();
    const Specificity specificity = line.row != nullptr ? Specificity(*line.row) : Specificity();
    for (std::size_t i = kChoices.size(); i-- > 0;) {
        if (specificity.names(static_cast<Choice>(i))) json.value(kChoices[i]);
    }
    json.close_array().close_object();
}

void write_line(JsonWriter& json, const ClaimLine& line, const std::vector<std::string>& modifiers,
                bool has_secondary) {
    json.open_object().field("code", line.code);
    write_strings(json, "modifiers", modifiers);
    json.field("units", line.units).field_if("charge_cents", line.charge);
    if (line.priced.amounts) {
        write_amounts(json, *line.priced.amounts);
    } else {
        json.key("allowed_cents").null().key("payer_pays_cents").null();
        json.key("patient_owes_cents").null().key("sequestration_cents").null();
    }
    if (has_secondary) {
        json.key("secondary_pays_cents");
        line.priced.amounts ? json.value(line.priced.amounts->secondary_pays) : json.null();
    }
    write_range(json, line.priced.range);
    write_priced_by(json, line.priced);
    json.field_if("limiting_charge_cents", line.priced.limiting_charge);
    if (!line.priced.receipt.empty()) write_receipt(json, line.priced.receipt);
    json.close_object();
}

void write_cost_sharing(JsonWriter& json, const CostSharing& terms) {
    json.field("deductible_remaining_cents", terms.deductible_remaining);
    json.field_if("copay_cents", terms.copay);
    if (terms.coinsurance) {
        json.key("coinsurance_percent").text([&](TextBuffer& text) {
            append_decimal(text, terms.coinsurance->value, Percent::decimals);
        });
    }
    json.field_if("out_of_pocket_remaining_cents", terms.out_of_pocket_remaining);
    if (!terms.secondary) return;
    json.key("secondary").open_object().field("payer", terms.secondary->payer);
    json.key("pays").open_array();
    if (terms.secondary->pays_coinsurance) json.value("coinsurance");
    if (terms.secondary->pays_deductible) json.value("deductible");
    json.close_array().close_object();
}

/// What prices a member's service; nothing where nothing does.
std::optional<TableKind> kind_of(const Claim& claim, const ResolvedMember& resolved) {
    const PricedLine& service = claim.lines.front().priced;
    if (!service.amounts) return std::nullopt;
    if (service.table != nullptr) return service.table->kind;
    return resolved.priced_from == PricedFrom::medicare ? TableKind::medicare : TableKind::self_pay;
}

void write_claim(JsonWriter& json, const Member& member, const ResolvedMember& resolved,
                 const Claim& claim) {
    json.open_object()
        .field("member", member.id)
        .field("payer", member.payer)
        .field("place_of_service", member.place_of_service)
        .field("setting", name(claim.setting))
        .field_if("diagnosis", member.diagnosis)
        .field("authorization", word(kAuthorizations, member.authorization))
        .field("coverage", word(kCoverages, member.coverage))
        .field("note", word(kNotes, member.note));
    json.word_if("delivery", kDeliveries, member.delivery);
    json.word_if("patient_location", kPatientLocations, member.patient_location);
    json.word_if("complexity_reason", kComplexityReasons, member.complexity_reason);
    write_cost_sharing(json, member.cost_sharing);
    json.field_if_any("sliding_scale", member.sliding_scale);
    if (resolved.schedule != nullptr) json.field_if_any("program", resolved.schedule->program);
    if (const auto kind = kind_of(claim, resolved)) {
        json.field("amounts_from", word(kTableKinds, *kind));
    }
    write_amounts(json, claim.total);
    if (member.cost_sharing.secondary) {
        json.field("secondary_pays_cents", claim.total.secondary_pays);
    }
    write_range(json, claim.range);
    write_risk(json, claim.risk);
    json.key("lines").open_array();
    static const std::vector<std::string> kNoModifiers;
    for (const ClaimLine& line : claim.lines) {
        const bool is_service = &line == &claim.lines.front();
        write_line(json, line, is_service ? member.modifiers : kNoModifiers,
                   member.cost_sharing.secondary.has_value());
    }
    json.close_array();
    write_findings(json, claim.findings);
    json.close_object();
}

void write_session_range(JsonWriter& json, const std::optional<SessionRange>& range) {
    if (!range) return;
    json.key("range").open_object();
    json.field("low_cents", range->low).field("high_cents", range->high).close_object();
}

/// What only some sessions have: secondary payers, benchmarks.
void write_coverage(JsonWriter& json, const GroupSession& session, const Estimate& estimate) {
    const bool has_secondary =
        std::any_of(session.members.begin(), session.members.end(),
                    [](const Member& each) { return each.cost_sharing.secondary.has_value(); });
    if (has_secondary) json.field("secondary_pays_cents", estimate.total.secondary_pays);
    if (estimate.benchmark_members > 0) {
        json.field("benchmark_members", estimate.benchmark_members);
    }
    write_session_range(json, estimate.range);
}

void write_session(JsonWriter& json, const GroupSession& session, const Estimate& estimate) {
    const auto members = static_cast<std::int64_t>(session.members.size());
    json.key("session").open_object();
    json.field("members", members).field("claims", members);
    write_amounts(json, estimate.total);
    json.field("lowest_claim_cents", estimate.lowest_claim)
        .field("highest_claim_cents", estimate.highest_claim)
        .field("if_billed_once_cents", estimate.if_billed_once)
        .field("lost_if_billed_once_cents", estimate.lost_if_billed_once())
        .field("unpriced_members", estimate.unpriced_members);
    write_coverage(json, session, estimate);
    write_risk(json, estimate.risk);
    json.field("expected_if_unfixed_cents", estimate.expected_if_unfixed())
        .field("other_lines_at_risk_cents", estimate.other_lines_at_risk);
    write_fixes(json, estimate.fixes);
    write_findings(json, estimate.findings);
    json.close_object();
}

/// What a month and a year of such sessions come to.
void write_periods(JsonWriter& json, std::int64_t sessions_per_year, const Estimate& estimate) {
    json.key("periods").open_object();
    for (const Period period : {Period::month, Period::year}) {
        const PeriodTotals totals = period_totals(estimate, sessions_of(period, sessions_per_year));
        json.key(word(kPeriods, period)).open_object();
        json.field("sessions", totals.sessions)
            .field("allowed_cents", totals.allowed)
            .field("payer_pays_cents", totals.payer_pays)
            .field("patient_owes_cents", totals.patient_owes)
            .field("if_billed_once_cents", totals.if_billed_once)
            .field("lost_if_billed_once_cents", totals.lost_if_billed_once);
        write_session_range(json, totals.range);
        json.close_object();
    }
    json.close_object();
}

/// What the change that was asked about would do to the session, and to a year of such sessions.
void write_what_if(JsonWriter& json, const WhatIf& asked, const Estimate& estimate) {
    const ChangedSession& changed = *estimate.resolved.changed;
    const Estimate& after = *estimate.changed;
    const Cents lost = estimate.expected_if_unfixed() - after.expected_if_unfixed();
    // A mistake can put no more at risk than the session brings without it.
    const Cents newly_at_risk =
        std::min(after.risk.at_risk, estimate.total.allowed) - estimate.risk.at_risk;
    const Cents other_lines = after.other_lines_at_risk - estimate.other_lines_at_risk;
    json.key("what_if").open_object();
    if (changed.habit != nullptr) {
        json.field("habit", changed.habit->id).field("name", changed.habit->name);
    }
    json.key("change");
    write_change(json, changed.change);
    json.field("sessions_per_year", asked.sessions_per_year)
        .field("allowed_cents", after.total.allowed);
    write_risk(json, after.risk);
    json.field("expected_if_unfixed_cents", after.expected_if_unfixed())
        .field("lost_cents", lost)
        .field("newly_at_risk_cents", newly_at_risk)
        .field("other_lines_newly_at_risk_cents", other_lines)
        .field("lost_per_year_cents", lost * asked.sessions_per_year)
        .field("newly_at_risk_per_year_cents", newly_at_risk * asked.sessions_per_year)
        .field("other_lines_newly_at_risk_per_year_cents", other_lines * asked.sessions_per_year);
    write_fixes(json, after.fixes);
    json.close_object();
}

void write_service(JsonWriter& json, const Service& service) {
    json.key("service").open_object();
    json.field("code", service.code).field("date", service.date);
    json.field_if("minutes", service.minutes)
        .field_if("attendees", service.attendees)
        .field("composition", word(kCompositions, service.composition))
        .field("billing_clinicians", service.billing_clinicians)
        .field_if("filing_date", service.filing_date)
        .close_object();
}

void write_day(JsonWriter& json, std::string_view name, Date day, Date if_open) {
    json.key(name);
    day == if_open ? json.null() : json.value(to_string(day));
}

void write_table(JsonWriter& json, const PayerTable& table, Date date) {
    json.open_object().field("payer", table.payer).field("id", table.id);
    write_day(json, "from", table.in_force.from, kBeginningOfTime);
    write_day(json, "to", table.in_force.to, kEndOfTime);
    json.field("source", table.source)
        .field("kind", word(kTableKinds, table.kind))
        .field("program", table.program);
    if (const auto last_known = table.last_known_before(date)) {
        json.field("last_known", to_string(*last_known));
    }
    json.close_object();
}

/// The schedules that priced any line, each once.
void write_schedules(JsonWriter& json, const Estimate& estimate) {
    const ResolvedSession& resolved = estimate.resolved;
    json.key("schedules").open_array();
    const bool is_medicare_used = std::any_of(
        resolved.members.begin(), resolved.members.end(),
        [](const ResolvedMember& each) { return each.priced_from == PricedFrom::medicare; });
    if (is_medicare_used) {
        const MedicareYear& year = *resolved.year;
        json.open_object()
            .field("payer", year.payer)
            .field("id", year.id)
            .field("from", to_string(year.in_force.from))
            .field("to", to_string(year.in_force.to))
            .field("source", year.source)
            .close_object();
    }
    std::vector<const PayerTable*> used;
    for (const Claim& claim : estimate.claims) {
        for (const ClaimLine& line : claim.lines) {
            const PayerTable* table = line.priced.table;
            if (table == nullptr || !line.priced.amounts || contains(used, table)) continue;
            used.push_back(table);
            write_table(json, *table, resolved.date);
        }
    }
    json.close_array();
}

void write_place(JsonWriter& json, const GroupSession& session, const ResolvedSession& resolved) {
    json.field("locality", resolved.locality->id)
        .field("locality_name", resolved.locality->name)
        .field("state", resolved.locality->state);
    json.field_if_any("zip", session.zip);
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
    write_service(json, session.service);
    json.key("clinician").open_object();
    json.field("type", name(*session.clinician.type))
        .field("medicare_participating", session.clinician.medicare_participating)
        .field("qualifying_apm", session.clinician.qualifying_apm)
        .close_object();
    write_place(json, session, estimate.resolved);
    json.field("receipts", session.receipts);
    write_session(json, session, estimate);
    if (session.sessions_per_year) write_periods(json, *session.sessions_per_year, estimate);
    json.key("claims").open_array();
    for (std::size_t i = 0; i < session.members.size(); ++i) {
        write_claim(json, session.members[i], estimate.resolved.members[i], estimate.claims[i]);
    }
    json.close_array();
    write_schedules(json, estimate);
    if (estimate.changed) write_what_if(json, *session.what_if, estimate);
    json.close_object();
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

#include "core/boundary/write_finding.h"

#include "core/boundary/write_change.h"

namespace cpt {
namespace {

void field_if_any(JsonWriter& json, std::string_view key, std::string_view text) {
    if (!text.empty()) json.field(key, text);
}

}  // namespace

void write_consequence(JsonWriter& json, const Rule& rule) {
    json.field("severity", kSeverities[static_cast<std::size_t>(rule.severity)]);
    field_if_any(json, "group", rule.group);
    field_if_any(json, "carc", rule.carc);
    if (!rule.rarc.empty()) write_strings(json, "rarc", rule.rarc);
}

void write_basis(JsonWriter& json, const Rule& rule) {
    json.field("basis", kBases[static_cast<std::size_t>(rule.basis)]);
    json.key("sources").open_array();
    for (const RuleSource& source : rule.sources) {
        json.open_object().field("title", source.title);
        field_if_any(json, "url", source.url);
        field_if_any(json, "from", source.from);
        json.close_object();
    }
    json.close_array();
}

void write_findings(JsonWriter& json, const std::vector<Finding>& findings) {
    json.key("findings").open_array();
    for (const Finding& finding : findings) {
        json.open_object().field("rule", finding.rule->id);
        write_consequence(json, *finding.rule);
        json.field("message", finding.message)
            .field("fix", finding.fix)
            .field("at_risk_cents", finding.at_risk);
        if (finding.gain > Cents{}) json.field("gain_cents", finding.gain);
        if (!finding.payers.empty()) write_strings(json, "payers", finding.payers);
        if (finding.change) {
            json.key("change");
            write_change(json, *finding.change);
        }
        write_basis(json, *finding.rule);
        json.close_object();
    }
    json.close_array();
}

}  // namespace cpt

#include "core/boundary/write_finding.h"

#include "core/boundary/write_change.h"

namespace cpt {

void write_consequence(JsonWriter& json, const Rule& rule) {
    json.field("severity", kSeverities[static_cast<std::size_t>(rule.severity)]);
    json.field_if_any("group", rule.group);
    json.field_if_any("carc", rule.carc);
    if (!rule.rarc.empty()) write_strings(json, "rarc", rule.rarc);
}

void write_basis(JsonWriter& json, const Rule& rule) {
    json.field("basis", kBases[static_cast<std::size_t>(rule.basis)]);
    json.key("sources").open_array();
    for (const RuleSource& source : rule.sources) {
        json.open_object().field("title", source.title);
        json.field_if_any("url", source.url);
        json.field_if_any("from", source.from);
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
        json.field_if("other_line_cents", finding.other_line);
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

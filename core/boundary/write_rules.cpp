#include "core/boundary/write_rules.h"

#include "core/boundary/json_writer.h"
#include "core/boundary/write_finding.h"

namespace cpt {
namespace {

void write_scope(JsonWriter& json, const Scope& scope) {
    json.key("applies_to").open_object();
    if (!scope.codes.empty()) write_strings(json, "codes", scope.codes);
    if (!scope.payers.empty()) write_strings(json, "payers", scope.payers);
    if (!scope.programs.empty()) {
        json.key("programs").open_array();
        for (const Program each : scope.programs) {
            json.value(kPrograms[static_cast<std::size_t>(each)]);
        }
        json.close_array();
    }
    if (!scope.macs.empty()) write_strings(json, "macs", scope.macs);
    json.close_object();
}

}  // namespace

void write_rules(TextBuffer& out, const std::vector<const Rule*>& rules) {
    JsonWriter json(out);
    json.open_object().field("version", std::int64_t{1}).field("status", "ok");
    json.key("rules").open_array();
    for (const Rule* rule : rules) {
        json.open_object()
            .field("rule", rule->id)
            .field("kind", kRuleKinds[static_cast<std::size_t>(rule->kind)])
            .field("topic", rule->topic);
        if (rule->in_force.from > kBeginningOfTime) {
            json.field("from", to_string(rule->in_force.from));
        }
        if (rule->in_force.to < kEndOfTime) json.field("to", to_string(rule->in_force.to));
        write_consequence(json, *rule);
        write_scope(json, rule->applies_to);
        json.field("message", rule->message).field("fix", rule->fix);
        write_basis(json, *rule);
        json.close_object();
    }
    json.close_array().close_object();
}

}  // namespace cpt

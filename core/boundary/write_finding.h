#pragma once

#include "core/boundary/json_writer.h"
#include "core/rules/finding.h"
#include "core/rules/rule.h"

namespace cpt {

/// Severity, group, reason and remark codes of a rule, as a finding and a list of rules give them.
void write_consequence(JsonWriter& json, const Rule& rule);
void write_basis(JsonWriter& json, const Rule& rule);
/// The field "findings".
void write_findings(JsonWriter& json, const std::vector<Finding>& findings);

/// A list of text under `key`.
template <class Strings>
void write_strings(JsonWriter& json, std::string_view key, const Strings& strings) {
    json.key(key).open_array();
    for (const auto& text : strings) json.value(std::string_view{text});
    json.close_array();
}

}  // namespace cpt

#include <algorithm>
#include <string>

#include "core/rules/member_checks.h"
#include "core/units/search.h"

namespace cpt {
namespace {

std::string in_a_list(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// What the words of a rule about a table may name.
Details describe(const ClaimContext& on, const LineFacts& line) {
    Details details;
    details.with("table", line.table != nullptr ? line.table->title : on.session.schedule);
    if (line.table != nullptr) {
        const auto last_known = line.table->last_known_before(on.session.date);
        if (last_known) details.with("last_known", to_string(*last_known));
    }
    if (on.claim.schedule != nullptr) {
        details.with("first_day", to_string(on.claim.schedule->first_day));
    }
    return details;
}

/// Whether `is` holds of the row and table that priced a line.
bool holds_of(std::string_view is, const LineFacts& line, Date date) {
    const PayerTable& table = *line.table;
    const bool is_benchmark = table.kind == TableKind::benchmark;
    if (is == "benchmark") return is_benchmark;
    if (is == "low_sample") return line.row != nullptr && line.row->is_low_sample;
    if (is == "secondary_source") return table.kind == TableKind::secondary_source;
    // A benchmark is nobody's rate on any day.
    return is == "after_last_known" && !is_benchmark && table.last_known_before(date);
}

}  // namespace

void check_table_not_priced(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto& lines = on.claim.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto why = lines[i].not_priced;
        if (!why || name(*why) != rule.limit.is) continue;
        reporter.report(rule, describe(on, lines[i]), i);
        // Of most reasons the add-ons have the same as the service.
        if (*why != NotPriced::code_not_listed && *why != NotPriced::clinician_not_listed) return;
    }
}

void check_priced_from(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto& lines = on.claim.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const LineFacts& line = lines[i];
        if (line.table == nullptr || !line.allowed) continue;
        if (!holds_of(rule.limit.is, line, on.session.date)) continue;
        reporter.report(rule, describe(on, line), i);
        return;  // One table prices all the lines, and is spoken of once.
    }
}

void check_modifier_asked(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const LineFacts& service = on.claim.lines.front();
    if (service.row == nullptr || !service.allowed) return;
    const auto& asked = service.row->asks_modifiers;
    if (asked.empty() || has_any(on.claim.member.modifiers, asked)) return;
    Finding& finding = reporter.report(rule, describe(on, service).with("asked", in_a_list(asked)));
    if (asked.size() > 1) return;
    finding.change.emplace();
    finding.change->add_modifiers = asked;
    finding.change->order_modifiers = true;
}

}  // namespace cpt

#include <algorithm>

#include "core/rules/member_checks.h"
#include "core/units/search.h"

namespace cpt {
namespace {

bool have_any(const std::vector<std::string>& line, const std::vector<std::string>& wanted) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const std::string& each) { return contains(line, each); });
}

/// Whether an ICD-10-CM code, its letters large or small, begins with one of `prefixes`.
bool has_prefix(std::string code, const std::vector<std::string>& prefixes) {
    for (char& c : code) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& each) { return code.starts_with(each); });
}

Date last_day_to_file(Date date, const Limit& limit) {
    return limit.years > 0 ? add_years(date, limit.years) : add_days(date, limit.days);
}

}  // namespace

void check_claim(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    // A rule that asks for an add-on speaks of its line; any other of the service's.
    const auto& lines = on.claim.lines;
    const auto line = std::find_if(lines.begin(), lines.end(), [&](const LineFacts& each) {
        return contains(rule.when.add_ons, each.code);
    });
    const auto index = static_cast<std::size_t>(line - lines.begin());
    reporter.report(rule, {}, line != lines.end() ? index : 0);
}

void check_add_on_primary(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::string& service = on.session.session.service.code;
    const auto& lines = on.claim.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].code == rule.limit.add_on && !contains(rule.limit.primaries, service)) {
            reporter.report(rule, Details().with("add_on", rule.limit.add_on), i);
            return;
        }
    }
}

void check_same_day_pair(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const Member& member = on.claim.member;
    const Limit& limit = rule.limit;
    for (const SameDayService& other : member.same_day) {
        if (!limit.codes.has(other.code)) continue;
        const auto& line =
            limit.modifier_on == ModifierOn::other ? other.modifiers : member.modifiers;
        const bool is_told_apart =
            limit.modifier_on != ModifierOn::never && have_any(line, limit.modifiers);
        if (!is_told_apart) reporter.report(rule, Details().with("other", other.code));
    }
}

void check_same_day_wrong_line(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const Member& member = on.claim.member;
    const Limit& limit = rule.limit;
    std::vector<std::string> bare;  // Other lines that the modifier is missing from.
    bool is_needed_here = false;
    for (const SameDayService& other : member.same_day) {
        is_needed_here |= limit.keep_for.has(other.code);
        if (limit.codes.has(other.code) && !have_any(other.modifiers, limit.modifiers)) {
            bare.push_back(other.code);
        }
    }
    for (const std::string& modifier : member.modifiers) {
        if (!contains(limit.modifiers, modifier)) continue;
        for (const std::string& code : bare) {
            Finding& finding =
                reporter.report(rule, Details().with("modifier", modifier).with("other", code));
            if (!finding.change) continue;
            finding.change->same_day_codes = bare;
            if (is_needed_here) finding.change.reset();
        }
    }
}

void check_diagnosis(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto& diagnosis = on.claim.member.diagnosis;
    if (!diagnosis) return;
    const Limit& limit = rule.limit;
    const bool fires = limit.is == "missing"  ? diagnosis->empty()
                       : diagnosis->empty()   ? false
                       : limit.is == "prefix" ? has_prefix(*diagnosis, limit.prefixes)
                                              : !has_prefix(*diagnosis, limit.prefixes);
    if (fires) reporter.report(rule);
}

void check_timely_filing(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    if (!on.session.filing_date) return;
    const Date last_day = last_day_to_file(on.session.date, rule.limit);
    if (*on.session.filing_date > last_day) {
        reporter.report(rule, Details().with("last_day", to_string(last_day)));
    }
}

void check_place_difference(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::optional<Cents> here = on.claim.lines.front().allowed;
    if (!here || on.claim.elsewhere == nullptr) return;
    const auto there = on.claim.elsewhere->allowed_at(rule.limit.other_place);
    if (!there || *there <= *here) return;
    const Cents gain = *there - *here;
    reporter.report(rule,
                    Details()
                        .with("other_amount", "$" + to_dollars(*there))
                        .with("difference", "$" + to_dollars(gain))
                        .with("limit", rule.limit.other_place),
                    0, gain);
}

void check_not_priced(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto fires = [&](const LineFacts& line) {
        switch (rule.kind) {
            case RuleKind::status_not_paid:
                return line.not_priced == NotPriced::status_not_paid &&
                       rule.limit.statuses.find(line.status) != std::string::npos;
            case RuleKind::setting_not_priced:
                return line.not_priced == NotPriced::setting_not_priced;
            case RuleKind::clinician_not_paid:
                return line.not_priced == NotPriced::clinician_not_paid;
            default: return line.not_priced == NotPriced::payer_has_no_table;
        }
    };
    const auto& lines = on.claim.lines;
    const bool is_of_claim = rule.kind == RuleKind::payer_not_priced;
    for (std::size_t i = 0; i < lines.size() && !(is_of_claim && i > 0); ++i) {
        if (fires(lines[i])) reporter.report(rule, {}, i);
    }
}

}  // namespace cpt

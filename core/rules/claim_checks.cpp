#include <algorithm>

#include "core/rules/member_checks.h"
#include "core/units/search.h"

namespace cpt {
namespace {

/// An ICD-10-CM code as the table prints it: no blanks around it, large letters.
std::string tidy(std::string_view code) {
    std::string text;
    for (const char c : code) {
        if (c != ' ') text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}

bool has_prefix(const std::string& code, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& each) { return code.starts_with(each); });
}

/// The other codes of the day that `is_wanted` holds for, each once.
template <class IsWanted>
std::vector<std::string> other_codes(const Member& member, IsWanted is_wanted) {
    std::vector<std::string> codes;
    for (const SameDayService& other : member.same_day) {
        if (is_wanted(other) && !contains(codes, other.code)) codes.push_back(other.code);
    }
    return codes;
}

Date last_day_to_file(Date date, const Limit& limit) {
    return limit.years > 0 ? add_years(date, limit.years) : add_days(date, limit.days);
}

}  // namespace

void check_claim(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    if (rule.when.add_ons.empty()) {
        reporter.report(rule);
        return;
    }
    // A rule that asks for an add-on speaks of its lines.
    for (std::size_t i = 1; i < on.claim.lines.size(); ++i) {
        if (contains(rule.when.add_ons, on.claim.lines[i].code)) reporter.report(rule, {}, i);
    }
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
    const auto is_not_told_apart = [&](const SameDayService& other) {
        if (!limit.codes.has(other.code)) return false;
        const auto& line =
            limit.modifier_on == ModifierOn::other ? other.modifiers : member.modifiers;
        return limit.modifier_on == ModifierOn::never || !has_any(line, limit.modifiers);
    };
    for (const std::string& code : other_codes(member, is_not_told_apart)) {
        reporter.report(rule, Details().with("other", code));
    }
}

void check_same_day_wrong_line(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const Member& member = on.claim.member;
    const Limit& limit = rule.limit;
    const auto bare = other_codes(member, [&](const SameDayService& other) {
        return limit.codes.has(other.code) && !has_any(other.modifiers, limit.modifiers);
    });
    const auto keepers = other_codes(
        member, [&](const SameDayService& other) { return limit.keep_for.has(other.code); });
    for (const std::string& modifier : limit.modifiers) {
        if (!contains(member.modifiers, modifier)) continue;
        for (const std::string& code : bare) {
            Finding& finding =
                reporter.report(rule, Details().with("modifier", modifier).with("other", code));
            if (!finding.change) continue;
            finding.change->same_day_codes = bare;
            if (!keepers.empty()) finding.change.reset();
        }
    }
}

void check_diagnosis(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::string diagnosis = tidy(on.claim.member.diagnosis.value_or(""));
    const Limit& limit = rule.limit;
    const bool is_missing = diagnosis.empty();
    const bool fires = limit.is == "missing"  ? is_missing
                       : is_missing           ? false
                       : limit.is == "prefix" ? has_prefix(diagnosis, limit.prefixes)
                                              : !has_prefix(diagnosis, limit.prefixes);
    if (fires && on.claim.member.diagnosis) reporter.report(rule);
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
    if (!here || on.claim.other_prices == nullptr) return;
    const auto there = on.claim.other_prices->allowed_at(rule.limit.other_place);
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
            default:
                return line.not_priced == NotPriced::payer_has_no_table ||
                       line.not_priced == NotPriced::fee_needed;
        }
    };
    const auto& lines = on.claim.lines;
    const bool is_of_claim = rule.kind == RuleKind::payer_not_priced;
    for (std::size_t i = 0; i < lines.size() && !(is_of_claim && i > 0); ++i) {
        if (fires(lines[i])) reporter.report(rule, {}, i);
    }
}

}  // namespace cpt

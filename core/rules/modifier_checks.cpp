#include <algorithm>

#include "core/rules/apply_change.h"
#include "core/rules/member_checks.h"
#include "core/units/search.h"

namespace cpt {
namespace {

/// Reports each known modifier of the service line that `is_wrong` holds for.
template <class IsWrong>
void report_each(const Rule& rule, const ClaimContext& on, Reporter& reporter, IsWrong is_wrong) {
    for (const std::string& code : on.claim.member.modifiers) {
        const Modifier* modifier = on.modifiers.find(code);
        if (modifier != nullptr && is_wrong(*modifier)) {
            reporter.report(rule, Details().with("modifier", code));
        }
    }
}

bool is_repeated(const std::vector<std::string>& line,
                 std::vector<std::string>::const_iterator modifier) {
    return std::find(line.begin(), modifier, *modifier) != modifier;
}

}  // namespace

void check_modifier_unknown(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    for (const std::string& code : on.claim.member.modifiers) {
        if (on.modifiers.find(code) == nullptr)
            reporter.report(rule, Details().with("modifier", code));
    }
}

void check_modifier_fit(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const Limit& limit = rule.limit;
    report_each(rule, on, reporter, [&](const Modifier& modifier) {
        return modifier.fit_for(on.claim.payer.program) == limit.fit &&
               (limit.modifiers.empty() || contains(limit.modifiers, modifier.code)) &&
               (limit.categories.empty() || contains(limit.categories, modifier.category)) &&
               !contains(limit.except, modifier.code);
    });
}

void check_modifier_not_in_force(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    report_each(rule, on, reporter, [&](const Modifier& modifier) {
        return !modifier.in_force.contains(on.session.date);
    });
}

void check_modifier_count(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::int64_t most = rule.limit.most.value_or(4);
    const auto count = static_cast<std::int64_t>(on.claim.member.modifiers.size());
    if (count > most) {
        reporter.report(rule, Details().with("limit", most).with("count", count));
    }
}

void check_modifier_duplicate(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto& line = on.claim.member.modifiers;
    for (auto each = line.begin(); each != line.end(); ++each) {
        // Said of its second occurrence, once.
        if (std::count(line.begin(), each, *each) == 1) {
            reporter.report(rule, Details().with("modifier", *each));
        }
    }
}

void check_modifier_exclusive(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto& line = on.claim.member.modifiers;
    for (auto second = line.begin(); second != line.end(); ++second) {
        const Modifier* modifier = on.modifiers.find(*second);
        if (modifier == nullptr || is_repeated(line, second)) continue;
        for (auto first = line.begin(); first != second; ++first) {
            if (is_repeated(line, first) || !contains(modifier->excludes, *first)) continue;
            // The lesser code first, whatever their order on the line.
            reporter.report(rule, Details()
                                      .with("modifier", std::min(*first, *second))
                                      .with("other_modifier", std::max(*first, *second)));
        }
    }
}

void check_modifier_order(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const auto affects_payment = [&](const std::string& code) {
        const Modifier* modifier = on.modifiers.find(code);
        return modifier != nullptr && modifier->affects_payment;
    };
    const auto& line = on.claim.member.modifiers;
    if (std::is_partitioned(line.begin(), line.end(), affects_payment)) return;
    std::string wanted;
    for (const std::string& code : in_order(on.modifiers, line)) {
        wanted += (wanted.empty() ? "" : ", ") + code;
    }
    reporter.report(rule, Details().with("limit", wanted));
}

}  // namespace cpt

#include <algorithm>

#include "core/rules/member_checks.h"

namespace cpt {

void check_units(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::int64_t most = rule.limit.most.value_or(1);
    if (on.claim.member.units > most) reporter.report(rule, Details().with("limit", most));
}

void check_units_like_minutes(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::int64_t units = on.claim.member.units;
    const std::int64_t step = rule.limit.minutes_per_unit;
    const auto minutes = on.session.session.service.minutes;
    if (units > 1 && minutes && step > 0 && (*minutes + step / 2) / step == units) {
        reporter.report(rule, Details().with("limit", step));
    }
}

void check_units_like_group(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const std::int64_t units = on.claim.member.units;
    const auto members = static_cast<std::int64_t>(on.session.session.members.size());
    if (units > 1 && (units == members || units == on.session.attendees())) reporter.report(rule);
}

void check_units_per_day(const Rule& rule, const ClaimContext& on, Reporter& reporter) {
    const Member& member = on.claim.member;
    const auto& lines = on.claim.lines;
    for (const CodeLimit& limit : rule.limit.units_per_day) {
        std::int64_t units = 0;
        std::size_t first = lines.size();
        for (std::size_t i = lines.size(); i-- > 0;) {
            if (lines[i].code != limit.code) continue;
            units += i == 0 ? member.units : 1;
            first = i;
        }
        if (first == lines.size()) continue;
        units += std::count_if(member.same_day.begin(), member.same_day.end(),
                               [&](const SameDayService& each) { return each.code == limit.code; });
        if (units > limit.most) {
            reporter.report(rule, Details().with("limit", limit.most).with("units", units), first);
        }
    }
}

}  // namespace cpt

#include "core/session/risk.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/units/search.h"

namespace cpt {
namespace {

constexpr std::size_t kNoLine = SIZE_MAX;

bool is_denial(const Finding& finding) { return finding.rule->severity == Severity::denial; }

/// Calls `see(first, last)` for the touches of each line of each member.
template <class Touches, class See>
void for_each_line(const Touches& touches, See see) {
    for (auto first = touches.begin(); first != touches.end();) {
        auto last = first;
        while (last != touches.end() && last->member == first->member &&
               last->line == first->line) {
            ++last;
        }
        see(first, last);
        first = last;
    }
}

/// In front of all that is worth less.
void insert(std::vector<Fix>& best_first, const Fix& fix) {
    const auto is_better = [&](const Fix& other) {
        return std::tie(fix.worth, fix.at_risk) > std::tie(other.worth, other.at_risk);
    };
    best_first.insert(std::find_if(best_first.begin(), best_first.end(), is_better), fix);
}

}  // namespace

void RiskLedger::touch(const Finding& finding, std::size_t member, std::size_t line, Cents amount,
                       Cents secured) {
    if (finding.rule->severity == Severity::note) return;
    touches_.push_back({member, line, touches_.size(), &finding, amount, secured});
}

void RiskLedger::mention(const Finding& finding, std::size_t member) {
    touch(finding, member, kNoLine, {}, {});
}

void RiskLedger::add_gain(const Finding& finding, std::size_t member, Cents gain) {
    touches_.push_back({member, kNoLine, touches_.size(), &finding, {}, gain});
}

void RiskLedger::sort() {
    const auto place = [](const Touch& each) {
        return std::tie(each.member, each.line, each.order);
    };
    std::sort(touches_.begin(), touches_.end(),
              [&](const Touch& a, const Touch& b) { return place(a) < place(b); });
}

std::vector<ClaimRisk> RiskLedger::of_members(std::size_t count) {
    sort();
    std::vector<ClaimRisk> risks(count);
    for_each_line(touches_, [&](auto first, auto last) {
        ClaimRisk& risk = risks[first->member];
        risk.at_risk += first->amount;
        const bool is_denied =
            std::any_of(first, last, [](const Touch& each) { return is_denial(*each.finding); });
        if (is_denied) risk.denied += first->amount;
    });
    return risks;
}

std::vector<Fix> RiskLedger::fixes() {
    sort();
    std::vector<Fix> fixes;
    std::vector<std::size_t> last_member;
    const auto index_of = [&](const Touch& touch) {
        const auto known = std::find_if(fixes.begin(), fixes.end(), [&](const Fix& fix) {
            return fix.rule == touch.finding->rule;
        });
        if (known != fixes.end()) return static_cast<std::size_t>(known - fixes.begin());
        fixes.push_back({touch.finding->rule, touch.finding->fix, 0, {}, {}});
        last_member.push_back(SIZE_MAX);
        return fixes.size() - 1;
    };
    for_each_line(touches_, [&](auto first, auto last) {
        const auto stands_alone = [&](const Touch& touch) {
            if (touch.line == kNoLine) return true;
            return std::all_of(first, last, [&](const Touch& other) {
                return other.finding->rule == touch.finding->rule ||
                       (is_denial(*touch.finding) && !is_denial(*other.finding));
            });
        };
        for (auto touch = first; touch != last; ++touch) {
            const auto is_of_same_rule = [&](const Touch& other) {
                return other.finding->rule == touch->finding->rule;
            };
            if (std::any_of(first, touch, is_of_same_rule)) continue;  // Twice on one line.
            const std::size_t index = index_of(*touch);
            Fix& fix = fixes[index];
            if (last_member[index] != touch->member) ++fix.members;
            last_member[index] = touch->member;
            fix.at_risk += touch->amount;
            if (stands_alone(*touch)) fix.worth += touch->secured;
        }
    });
    std::vector<Fix> best_first;
    for (const Fix& fix : fixes) insert(best_first, fix);
    return best_first;
}

}  // namespace cpt

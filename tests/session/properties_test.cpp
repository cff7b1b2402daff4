// What holds of every session, whatever is in it: two thousand sessions made from a fixed seed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/rules/apply_change.h"
#include "core/session/estimate.h"
#include "core/units/search.h"
#include "tests/support/data.h"
#include "tests/support/effort.h"

namespace cpt {
namespace {

constexpr std::uint64_t kSessions = test::generated(2'000);

/// The same numbers each time and on every platform (SplitMix64).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t count) {
        state_ += 0x9E37'79B9'7F4A'7C15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
        z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
        return static_cast<std::size_t>((z ^ (z >> 31)) % count);
    }
    bool one_in(std::size_t count) { return below(count) == 0; }
    template <class List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }
    template <class Enum, std::size_t N>
    Enum word(const std::array<std::string_view, N>& words) {
        return static_cast<Enum>(below(words.size()));
    }

private:
    std::uint64_t state_;
};

constexpr const char* kPlaces[] = {"11", "10", "02", "22", "53", "50"};
constexpr const char* kOthers[] = {"90834", "90837", "90847", "99213", "90791", "90868", "90853"};
constexpr const char* kDiagnoses[] = {"F33.1", "Z63.0", "M54.5", ""};
constexpr const char* kDates[] = {"2026-03-02", "2025-10-15", "2024-07-01", "2022-05-03"};
constexpr const char* kLocalities[] = {"01182-18", "14212-01", "11502-00"};

std::vector<std::string> modifiers_from(Dice& dice) {
    std::vector<std::string> modifiers;
    while (dice.one_in(2) && modifiers.size() < 6) {
        modifiers.push_back(dice.pick(test::book().rules.modifiers.rows).code);
    }
    return modifiers;
}

Member member_from(Dice& dice, std::size_t number) {
    Member member;
    member.id = std::to_string(number);
    member.payer = dice.one_in(3) ? dice.pick(test::book().schedules.payers.rows).id : "medicare";
    member.place_of_service = dice.pick(kPlaces);
    member.modifiers = modifiers_from(dice);
    if (dice.one_in(3)) member.add_ons = {"90785"};
    if (dice.one_in(4)) member.units = static_cast<std::int64_t>(1 + dice.below(8));
    if (dice.one_in(2)) member.charge = Cents{static_cast<std::int64_t>(dice.below(20'000))};
    if (dice.one_in(2)) member.diagnosis = dice.pick(kDiagnoses);
    while (dice.one_in(3)) member.same_day.push_back({dice.pick(kOthers), modifiers_from(dice)});
    if (dice.one_in(4)) member.authorization = dice.word<Authorization>(kAuthorizations);
    if (dice.one_in(4)) member.coverage = dice.word<Coverage>(kCoverages);
    if (dice.one_in(4)) member.note = dice.word<Note>(kNotes);
    if (dice.one_in(3)) member.delivery = dice.word<Delivery>(kDeliveries);
    if (dice.one_in(3)) member.patient_location = dice.word<PatientLocation>(kPatientLocations);
    if (dice.one_in(3)) {
        member.complexity_reason = dice.word<ComplexityReason>(kComplexityReasons);
    }
    return member;
}

GroupSession session_from(std::uint64_t seed) {
    Dice dice(seed);
    GroupSession session;
    session.receipts = false;
    session.service.date = dice.pick(kDates);
    if (dice.one_in(2)) session.service.minutes = static_cast<std::int64_t>(15 + dice.below(90));
    session.service.composition = dice.word<Composition>(kCompositions);
    session.service.billing_clinicians = static_cast<std::int64_t>(1 + dice.below(3));
    session.clinician.type = dice.word<ClinicianType>(kClinicianTypes);
    session.locality = dice.pick(kLocalities);
    const std::size_t members = 1 + dice.below(14);
    for (std::size_t i = 0; i < members; ++i) session.members.push_back(member_from(dice, i));
    if (dice.one_in(4)) {
        session.service.attendees = static_cast<std::int64_t>(members + dice.below(4));
    }
    return session;
}

Estimate priced(const GroupSession& session) {
    auto result = estimate(test::book(), session);
    EXPECT_TRUE(result) << result.error().front().path << ' ' << result.error().front().message;
    return *std::move(result);
}

using Ids = std::multiset<std::string>;

Ids ids(const std::vector<Finding>& findings) {
    Ids ids;
    for (const Finding& finding : findings) ids.insert(finding.rule->id);
    return ids;
}

std::ptrdiff_t count_of(const std::vector<Finding>& findings, RuleKind kind) {
    return std::count_if(findings.begin(), findings.end(),
                         [kind](const Finding& each) { return each.rule->kind == kind; });
}

TEST(Properties, RiskNeverExceedsWhatAMemberBringsAndNoDollarCountsTwice) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const Estimate result = priced(session_from(seed));
        ClaimRisk sum;
        Cents gains;
        for (const Claim& claim : result.claims) {
            EXPECT_LE(claim.risk.at_risk, claim.total.allowed) << seed;
            EXPECT_LE(claim.risk.denied, claim.risk.at_risk) << seed;
            for (const Finding& finding : claim.findings) {
                EXPECT_LE(finding.at_risk, claim.total.allowed) << seed << finding.rule->id;
                gains += finding.gain;
            }
            sum.at_risk += claim.risk.at_risk;
            sum.denied += claim.risk.denied;
        }
        for (const Finding& finding : result.findings) {
            EXPECT_LE(finding.at_risk, result.total.allowed) << seed << finding.rule->id;
        }
        EXPECT_EQ(result.risk.at_risk, sum.at_risk) << seed;
        EXPECT_EQ(result.risk.denied, sum.denied) << seed;
        EXPECT_GE(result.expected_if_unfixed(), Cents{}) << seed;
        Cents worth;
        for (const Fix& fix : result.fixes) worth += fix.worth;
        EXPECT_LE(worth, result.risk.at_risk + gains) << seed;
    }
}

TEST(Properties, NotesPutNothingAtRisk) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        for (const Claim& claim : priced(session_from(seed)).claims) {
            for (const Finding& finding : claim.findings) {
                if (finding.rule->severity != Severity::note) continue;
                EXPECT_EQ(finding.at_risk, Cents{}) << seed << finding.rule->id;
            }
        }
    }
}

TEST(Properties, EveryPlaceholderIsFilled) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const Estimate result = priced(session_from(seed));
        const auto look = [&](const std::vector<Finding>& findings) {
            for (const Finding& finding : findings) {
                EXPECT_EQ(finding.message.find('{'), std::string::npos) << finding.message;
                EXPECT_EQ(finding.fix.find('{'), std::string::npos) << finding.fix;
            }
        };
        look(result.findings);
        for (const Claim& claim : result.claims) look(claim.findings);
    }
}

TEST(Properties, TheOrderOfMembersChangesNoFindingAndNoTotal) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        GroupSession session = session_from(seed);
        const Estimate forwards = priced(session);
        std::reverse(session.members.begin(), session.members.end());
        const Estimate backwards = priced(session);
        EXPECT_EQ(forwards.total, backwards.total) << seed;
        EXPECT_EQ(forwards.risk.at_risk, backwards.risk.at_risk) << seed;
        EXPECT_EQ(forwards.risk.denied, backwards.risk.denied) << seed;
        EXPECT_EQ(ids(forwards.findings), ids(backwards.findings)) << seed;
        const std::size_t count = session.members.size();
        for (std::size_t i = 0; i < count; ++i) {
            EXPECT_EQ(ids(forwards.claims[i].findings),
                      ids(backwards.claims[count - 1 - i].findings))
                << seed;
        }
    }
}

TEST(Properties, TheOrderOfModifiersMattersOnlyToTheRuleAboutIt) {
    const auto without_order = [](const std::vector<Finding>& findings) {
        Ids kept;
        for (const Finding& finding : findings) {
            if (finding.rule->kind != RuleKind::modifier_order) kept.insert(finding.rule->id);
        }
        return kept;
    };
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        GroupSession session = session_from(seed);
        const Estimate before = priced(session);
        for (Member& member : session.members) {
            std::reverse(member.modifiers.begin(), member.modifiers.end());
        }
        const Estimate after = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            EXPECT_EQ(without_order(before.claims[i].findings),
                      without_order(after.claims[i].findings))
                << seed;
        }
    }
}

TEST(Properties, WhatAFindingOffersMendsItAndAddsNothingOfItsKind) {
    std::uint64_t mended = 0;
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const GroupSession session = session_from(seed);
        const Estimate before = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            for (const Finding& finding : before.claims[i].findings) {
                if (!finding.change) continue;
                GroupSession changed = session;
                changed.members[i] =
                    apply_change(test::book().rules.modifiers, *finding.change, changed.members[i]);
                const auto after = priced(changed).claims[i].findings;
                const auto& earlier = before.claims[i].findings;
                EXPECT_LT(ids(after).count(finding.rule->id), ids(earlier).count(finding.rule->id))
                    << seed << ' ' << finding.message;
                EXPECT_LE(count_of(after, finding.rule->kind),
                          count_of(earlier, finding.rule->kind))
                    << seed << ' ' << finding.message;
                ++mended;
            }
        }
    }
    EXPECT_GT(mended, kSessions);
}

TEST(Properties, AChangeToEveryMemberIsWhatWhatIfSays) {
    for (std::uint64_t seed = 0; seed < kSessions; seed += 10) {
        GroupSession session = session_from(seed);
        const Habit& habit =
            test::book()
                .rules.habits[static_cast<std::size_t>(seed) % test::book().rules.habits.size()];
        GroupSession changed = session;
        for (Member& member : changed.members) {
            member = apply_change(test::book().rules.modifiers, habit.change, member);
        }
        session.what_if = WhatIf{"", habit.change, 52};
        const Estimate asked = priced(session);
        const Estimate made = priced(changed);
        EXPECT_EQ(asked.changed->total, made.total) << seed;
        EXPECT_EQ(asked.changed->risk.at_risk, made.risk.at_risk) << seed;
        EXPECT_EQ(asked.changed->risk.denied, made.risk.denied) << seed;
    }
}

TEST(Properties, AHabitConcernsOnlyWhomItCan) {
    for (std::uint64_t seed = 0; seed < kSessions; seed += 10) {
        GroupSession session = session_from(seed);
        const Habit* habit = test::book().rules.find_habit("place-02-for-10");
        ASSERT_NE(habit, nullptr);
        session.what_if = WhatIf{habit->id, std::nullopt, 52};
        const Estimate asked = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            const std::string& place = session.members[i].place_of_service;
            EXPECT_EQ(asked.resolved.changed->session.members[i].place_of_service,
                      place == "10" ? "02" : place);
        }
    }
}

}  // namespace
}  // namespace cpt

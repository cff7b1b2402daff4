// Each kind of rule in both directions, on rules made here: what fee_schedules/rules/ says is
// tested by examples (tests/rules/examples/).

#include "core/rules/checks.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/data.h"

namespace cpt {
namespace {

using Strings = std::vector<std::string>;

/// A session and a member that a test spoils, and one rule to see whether it fires.
class Check : public testing::Test {
protected:
    Check() {
        session.service.date = "2026-03-02";
        session.clinician.type = ClinicianType::clinical_psychologist;
        session.locality = "01182-18";
        session.members.resize(8);
        rule.id = "made-here";
    }

    Member& member() { return session.members.front(); }
    Limit& limit() { return rule.limit; }

    SessionFacts facts() const {
        return {.session = session,
                .date = *Date::parse(session.service.date),
                .schedule = "medicare-2026",
                .locality = "01182-18",
                .locality_name = "LOS ANGELES",
                .filing_date = session.service.filing_date
                                   ? Date::parse(*session.service.filing_date)
                                   : std::nullopt};
    }

    std::vector<Finding> of_member() {
        const ClaimFacts claim{member(), payer, is_telehealth, lines, other_prices};
        Rule complete = rule;
        complete_accepted(complete);
        made_.push_back(std::make_unique<Rule>(std::move(complete)));
        return check_member({made_.back().get()}, test::book().rules.modifiers, facts(), claim);
    }
    std::vector<Finding> of_session() const {
        return check_session({{&payer, {}, {&rule}}}, facts());
    }
    std::size_t fires(RuleKind kind) {
        rule.kind = kind;
        return is_of_session(kind) ? of_session().size() : of_member().size();
    }

    GroupSession session;
    Payer payer{"medicare", "Medicare", Program::medicare};
    std::vector<LineFacts> lines{{.code = "90853", .status = 'A', .allowed = Cents{2446}}};
    bool is_telehealth = false;
    const OtherPrices* other_prices = nullptr;
    Rule rule;

private:
    std::vector<std::unique_ptr<Rule>> made_;  ///< Findings point to them.
};

struct Prices : OtherPrices {
    std::optional<Cents> amount;
    std::optional<Cents> allowed_at(std::string_view) const override { return amount; }
    std::optional<Cents> allowed_for(std::string_view) const override { return amount; }
};

TEST_F(Check, WhatCostsAnotherLineSaysWhatThatIsAllowed) {
    Prices prices;
    prices.amount = Cents{11390};
    other_prices = &prices;
    rule.kind = RuleKind::same_day_pair;
    rule.severity = Severity::denial;
    limit().codes.ranges = {{"90834", "90834"}};
    limit().modifier_on = ModifierOn::never;
    member().same_day = {{"90834", {}}};
    rule.at_risk = AtRisk::claim;
    EXPECT_FALSE(of_member()[0].other_line);
    rule.at_risk = AtRisk::none;
    EXPECT_EQ(of_member()[0].other_line, Cents{11390});
}

TEST_F(Check, ACodeOrModifierThatIsThereTwiceIsSaidOnce) {
    limit().codes.ranges = {{"90834", "90834"}};
    limit().modifiers = {"59"};
    member().modifiers = {"59", "59", "59"};
    member().same_day = {{"90834", {}}, {"90834", {}}};
    EXPECT_EQ(fires(RuleKind::same_day_wrong_line), 1U);
    member().modifiers.clear();
    EXPECT_EQ(fires(RuleKind::same_day_pair), 1U);
}

TEST_F(Check, ClaimFiresWhereAllThatItAsksForIsShown) {
    rule.when.accepted.set(Note::missing);
    rule.when.accepted.set(Note::incomplete);
    rule.when.without_modifiers = {"95", "93"};
    rule.when.places_of_service = {"02", "10"};
    member().note = Note::missing;
    member().place_of_service = "10";
    EXPECT_EQ(fires(RuleKind::claim), 1U);
    member().modifiers = {"93"};
    EXPECT_EQ(fires(RuleKind::claim), 0U);
    member().modifiers = {"HO"};
    EXPECT_EQ(fires(RuleKind::claim), 1U);
    member().note = Note::complete;
    EXPECT_EQ(fires(RuleKind::claim), 0U);
    member().note = Note::incomplete;
    member().place_of_service = "11";
    EXPECT_EQ(fires(RuleKind::claim), 0U);
}

TEST_F(Check, WhatARequestDoesNotSayIsAWordOfItsOwn) {
    rule.when.accepted.set_untold<ComplexityReason>();
    rule.when.add_ons = {"90785"};
    member().add_ons = {"90785"};
    lines.push_back({.code = "90785"});
    EXPECT_EQ(fires(RuleKind::claim), 1U);
    member().complexity_reason = ComplexityReason::interpreter;
    EXPECT_EQ(fires(RuleKind::claim), 0U);

    rule.when = {};
    rule.when.accepted.set(Delivery::audio);
    EXPECT_EQ(fires(RuleKind::claim), 0U);
    member().delivery = Delivery::audio;
    EXPECT_EQ(fires(RuleKind::claim), 1U);
}

TEST_F(Check, ARuleOfAnAddOnSpeaksOfItsLine) {
    rule.when.add_ons = {"90785"};
    member().add_ons = {"90785"};
    lines.push_back({.code = "90785"});
    lines.push_back({.code = "90785"});
    rule.kind = RuleKind::claim;
    ASSERT_EQ(of_member().size(), 2U);
    EXPECT_EQ(of_member()[0].line, 1U);
    EXPECT_EQ(of_member()[1].line, 2U);
}

TEST_F(Check, UnitsAboveTheMost) {
    limit().most = 1;
    EXPECT_EQ(fires(RuleKind::units), 0U);
    member().units = 2;
    EXPECT_EQ(fires(RuleKind::units), 1U);
}

TEST_F(Check, UnitsLikeMinutesCountSevenMinutesLessAsTheEightMinuteRuleDoes) {
    limit().minutes_per_unit = 15;
    member().units = 4;
    const auto with_minutes = [&](std::int64_t minutes) {
        session.service.minutes = minutes;
        return fires(RuleKind::units_like_minutes);
    };
    EXPECT_EQ(fires(RuleKind::units_like_minutes), 0U) << "the length is not told";
    EXPECT_EQ(with_minutes(52), 0U);
    EXPECT_EQ(with_minutes(53), 1U);
    EXPECT_EQ(with_minutes(60), 1U);
    EXPECT_EQ(with_minutes(67), 1U);
    EXPECT_EQ(with_minutes(68), 0U);
    member().units = 1;
    EXPECT_EQ(with_minutes(15), 0U) << "one unit is right whatever the length";
}

TEST_F(Check, UnitsLikeTheGroup) {
    member().units = 8;
    EXPECT_EQ(fires(RuleKind::units_like_group), 1U);
    member().units = 7;
    EXPECT_EQ(fires(RuleKind::units_like_group), 0U);
    session.service.attendees = 7;
    EXPECT_EQ(fires(RuleKind::units_like_group), 1U);
}

TEST_F(Check, UnitsPerDayCountTheClaimAndTheDay) {
    limit().units_per_day = {{"90853", 1}, {"90785", 3}};
    EXPECT_EQ(fires(RuleKind::units_per_day), 0U);
    member().same_day = {{"90853", {"76"}}};
    const auto findings = of_member();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].line, 0U);
    member().same_day = {{"90785", {}}, {"90785", {}}};
    lines.push_back({.code = "90785"});
    EXPECT_EQ(fires(RuleKind::units_per_day), 0U);
    member().same_day.push_back({"90785", {}});
    ASSERT_EQ(of_member().size(), 1U);
    EXPECT_EQ(of_member()[0].line, 1U);
}

TEST_F(Check, ModifierUnknown) {
    member().modifiers = {"95"};
    EXPECT_EQ(fires(RuleKind::modifier_unknown), 0U);
    member().modifiers = {"95", "ZZ", "9Z"};
    EXPECT_EQ(fires(RuleKind::modifier_unknown), 2U);
}

TEST_F(Check, ModifierFitReadsTheCellOfTheProgram) {
    limit().fit = Fit::no;
    member().modifiers = {"U1"};  // A Medicaid modifier.
    EXPECT_EQ(fires(RuleKind::modifier_fit), 1U);
    limit().except = {"U1"};
    EXPECT_EQ(fires(RuleKind::modifier_fit), 0U);
    limit().except.clear();
    payer = {"medicaid-KY", "Kentucky Medicaid", Program::medicaid};
    EXPECT_EQ(fires(RuleKind::modifier_fit), 0U);
    payer = {"tricare", "TRICARE", Program::federal};
    EXPECT_EQ(fires(RuleKind::modifier_fit), 0U) << "no source speaks of it";
}

TEST_F(Check, ModifierNotInForce) {
    member().modifiers = {"V3"};  // Until 2023-03-31.
    EXPECT_EQ(fires(RuleKind::modifier_not_in_force), 1U);
    session.service.date = "2023-03-31";
    EXPECT_EQ(fires(RuleKind::modifier_not_in_force), 0U);
}

TEST_F(Check, ModifierCount) {
    limit().most = 4;
    member().modifiers = {"95", "HO", "U1", "U2"};
    EXPECT_EQ(fires(RuleKind::modifier_count), 0U);
    member().modifiers.emplace_back("U3");
    EXPECT_EQ(fires(RuleKind::modifier_count), 1U);
}

TEST_F(Check, ModifierDuplicateIsSaidOnceOfEach) {
    member().modifiers = {"95", "HO"};
    EXPECT_EQ(fires(RuleKind::modifier_duplicate), 0U);
    member().modifiers = {"95", "HO", "95", "95", "HO"};
    EXPECT_EQ(fires(RuleKind::modifier_duplicate), 2U);
}

TEST_F(Check, ModifierExclusiveIsSaidOnceOfEachPairInAnyOrder) {
    rule.message = "{modifier} {other_modifier}";
    rule.kind = RuleKind::modifier_exclusive;
    for (const Strings& line :
         {Strings{"GT", "95"}, Strings{"95", "GT"}, Strings{"95", "GT", "95"}}) {
        member().modifiers = line;
        const auto findings = of_member();
        ASSERT_EQ(findings.size(), 1U);
        EXPECT_EQ(findings[0].message, "95 GT");
    }
    member().modifiers = {"95", "HO"};
    EXPECT_TRUE(of_member().empty());
}

TEST_F(Check, ModifierOrderWantsPaymentBeforeInformation) {
    member().modifiers = {"HO", "95"};
    EXPECT_EQ(fires(RuleKind::modifier_order), 0U);
    member().modifiers = {"95", "HO"};
    EXPECT_EQ(fires(RuleKind::modifier_order), 1U);
    member().modifiers = {"95"};
    EXPECT_EQ(fires(RuleKind::modifier_order), 0U);
}

TEST_F(Check, AddOnNeedsOneOfItsPrimaries) {
    limit().add_on = "90785";
    limit().primaries = {"90834", "90853"};
    lines.push_back({.code = "90785"});
    EXPECT_EQ(fires(RuleKind::add_on_primary), 0U);
    session.service.code = "90847";
    ASSERT_EQ(fires(RuleKind::add_on_primary), 1U);
    EXPECT_EQ(of_member()[0].line, 1U);
    session.service.code = "90785";
    lines = {{.code = "90785"}};
    ASSERT_EQ(fires(RuleKind::add_on_primary), 1U) << "never alone";
    lines = {{.code = "90853"}};
    EXPECT_EQ(fires(RuleKind::add_on_primary), 0U);
}

TEST_F(Check, SameDayPairWantsTheModifierOnTheRightLine) {
    limit().codes.ranges = {{"90832", "90838"}};
    limit().modifiers = {"59", "XE"};
    limit().modifier_on = ModifierOn::other;
    EXPECT_EQ(fires(RuleKind::same_day_pair), 0U);
    member().same_day = {{"90834", {}}};
    EXPECT_EQ(fires(RuleKind::same_day_pair), 1U);
    member().modifiers = {"59"};
    EXPECT_EQ(fires(RuleKind::same_day_pair), 1U) << "on the group line it does not help";
    member().same_day = {{"90834", {"XE"}}};
    EXPECT_EQ(fires(RuleKind::same_day_pair), 0U);
    member().same_day = {{"90839", {}}};
    EXPECT_EQ(fires(RuleKind::same_day_pair), 0U) << "outside the range";

    limit().modifier_on = ModifierOn::service;
    member().same_day = {{"90834", {}}};
    EXPECT_EQ(fires(RuleKind::same_day_pair), 0U);
    member().modifiers.clear();
    EXPECT_EQ(fires(RuleKind::same_day_pair), 1U);

    limit().modifier_on = ModifierOn::never;
    member().same_day = {{"90834", {"59"}}, {"90837", {}}};
    EXPECT_EQ(fires(RuleKind::same_day_pair), 2U);
}

TEST_F(Check, SameDayWrongLine) {
    limit().codes.ranges = {{"90834", "90834"}};
    limit().modifiers = {"59", "XE"};
    member().modifiers = {"59"};
    EXPECT_EQ(fires(RuleKind::same_day_wrong_line), 0U);
    member().same_day = {{"90834", {}}};
    EXPECT_EQ(fires(RuleKind::same_day_wrong_line), 1U);
    member().same_day = {{"90834", {"XE"}}};
    EXPECT_EQ(fires(RuleKind::same_day_wrong_line), 0U);
}

TEST_F(Check, DiagnosisIsCheckedOnlyWhereItIsTold) {
    const auto fires_on = [&](std::string_view is, std::optional<std::string> diagnosis) {
        limit().is = is;
        limit().prefixes = is == "prefix" ? Strings{"Z"} : Strings{"F"};
        member().diagnosis = std::move(diagnosis);
        return fires(RuleKind::diagnosis);
    };
    for (const char* is : {"missing", "prefix", "not_prefix"}) {
        EXPECT_EQ(fires_on(is, std::nullopt), 0U) << is;
        EXPECT_EQ(fires_on(is, "F33.1"), 0U) << is;
    }
    EXPECT_EQ(fires_on("missing", ""), 1U);
    EXPECT_EQ(fires_on("missing", "  "), 1U);
    EXPECT_EQ(fires_on("prefix", " z63.0"), 1U);
    EXPECT_EQ(fires_on("not_prefix", " f33.1 "), 0U);
    EXPECT_EQ(fires_on("prefix", ""), 0U);
    EXPECT_EQ(fires_on("not_prefix", ""), 0U);
    EXPECT_EQ(fires_on("prefix", "Z63.0"), 1U);
    EXPECT_EQ(fires_on("not_prefix", "M54.5"), 1U);
}

TEST_F(Check, TimelyFilingEndsWithItsLastDay) {
    const auto filed = [&](const char* day) {
        session.service.filing_date = day;
        return fires(RuleKind::timely_filing);
    };
    limit().years = 1;
    EXPECT_EQ(fires(RuleKind::timely_filing), 0U) << "no filing date is told";
    EXPECT_EQ(filed("2027-03-02"), 0U);
    EXPECT_EQ(filed("2027-03-03"), 1U);
    limit().years = 0;
    limit().days = 90;
    EXPECT_EQ(filed("2026-05-31"), 0U);
    EXPECT_EQ(filed("2026-06-01"), 1U);
}

TEST_F(Check, PlaceDifferenceSaysWhatTheOtherPlaceAdds) {
    Prices prices;
    other_prices = &prices;
    limit().other_place = "10";
    rule.kind = RuleKind::place_difference;
    rule.message = "{this_amount} {other_amount} {difference}";
    EXPECT_TRUE(of_member().empty());
    prices.amount = Cents{2446};
    EXPECT_TRUE(of_member().empty());
    prices.amount = Cents{3000};
    ASSERT_EQ(of_member().size(), 1U);
    EXPECT_EQ(of_member()[0].message, "$24.46 $30.00 $5.54");
    EXPECT_EQ(of_member()[0].gain, Cents{554});
    lines[0].allowed.reset();
    EXPECT_TRUE(of_member().empty());
}

TEST_F(Check, WhatPricingFoundIsSaidOfTheLine) {
    limit().statuses = "IN";
    lines[0].not_priced = NotPriced::status_not_paid;
    lines[0].status = 'I';
    EXPECT_EQ(fires(RuleKind::status_not_paid), 1U);
    lines[0].status = 'B';
    EXPECT_EQ(fires(RuleKind::status_not_paid), 0U);
    EXPECT_EQ(fires(RuleKind::setting_not_priced), 0U);
    lines[0].not_priced = NotPriced::setting_not_priced;
    EXPECT_EQ(fires(RuleKind::setting_not_priced), 1U);
    lines[0].not_priced = NotPriced::clinician_not_paid;
    EXPECT_EQ(fires(RuleKind::clinician_not_paid), 1U);
    lines[0].not_priced = NotPriced::payer_has_no_table;
    lines.push_back(lines[0]);
    EXPECT_EQ(fires(RuleKind::payer_not_priced), 1U) << "once a claim";
}

TEST_F(Check, GroupSizeCountsAttendees) {
    limit().least = 2;
    EXPECT_EQ(fires(RuleKind::group_size), 0U);
    session.members.resize(1);
    EXPECT_EQ(fires(RuleKind::group_size), 1U);
    session.service.attendees = 2;
    EXPECT_EQ(fires(RuleKind::group_size), 0U);
    limit() = {};
    limit().most = 12;
    session.service.attendees = 12;
    EXPECT_EQ(fires(RuleKind::group_size), 0U);
    session.service.attendees = 13;
    EXPECT_EQ(fires(RuleKind::group_size), 1U);
}

TEST_F(Check, OneAttendeeIsToldTheIndividualCodeByMinutes) {
    rule.kind = RuleKind::group_size;
    rule.message = "{individual_code}";
    limit().least = 2;
    limit().codes_by_minutes = {{16, 37, "90832"}, {38, 52, "90834"}, {53, std::nullopt, "90837"}};
    session.members.resize(1);
    const auto at = [&](std::optional<std::int64_t> minutes) {
        session.service.minutes = minutes;
        return of_session()[0].message;
    };
    EXPECT_EQ(at(37), "90832");
    EXPECT_EQ(at(38), "90834");
    EXPECT_EQ(at(53), "90837");
    EXPECT_EQ(at(std::nullopt),
              "90832 (16 to 37 minutes), 90834 (38 to 52 minutes), 90837 (53 or more minutes)");
}

TEST_F(Check, WhatTheSessionSays) {
    limit().least = 60;
    EXPECT_EQ(fires(RuleKind::session_minutes), 0U);
    session.service.minutes = 59;
    EXPECT_EQ(fires(RuleKind::session_minutes), 1U);
    session.service.minutes = 60;
    EXPECT_EQ(fires(RuleKind::session_minutes), 0U);

    limit().is = "one_family";
    EXPECT_EQ(fires(RuleKind::composition), 0U);
    session.service.composition = Composition::one_family;
    EXPECT_EQ(fires(RuleKind::composition), 1U);

    limit().most = 1;
    EXPECT_EQ(fires(RuleKind::billing_clinicians), 0U);
    session.service.billing_clinicians = 2;
    EXPECT_EQ(fires(RuleKind::billing_clinicians), 1U);
}

TEST_F(Check, AttendeesWithoutAClaim) {
    EXPECT_EQ(fires(RuleKind::unbilled_attendees), 0U);
    session.service.attendees = 9;
    EXPECT_EQ(fires(RuleKind::unbilled_attendees), 1U);
    limit().members_at_most = 1;
    EXPECT_EQ(fires(RuleKind::unbilled_attendees), 0U);
    session.members.resize(1);
    EXPECT_EQ(fires(RuleKind::unbilled_attendees), 1U);
}

TEST_F(Check, AnAddOnForTheWholeGroup) {
    limit().add_on = "90785";
    limit().least_members = 3;
    for (Member& each : session.members) each.add_ons = {"90785"};
    EXPECT_EQ(fires(RuleKind::add_on_for_all), 1U);
    session.members[5].add_ons.clear();
    EXPECT_EQ(fires(RuleKind::add_on_for_all), 0U);
    session.members.resize(2);
    EXPECT_EQ(fires(RuleKind::add_on_for_all), 0U);
}

TEST_F(Check, MembersInDifferentPlaces) {
    limit().places = {"02", "10"};
    EXPECT_EQ(fires(RuleKind::mixed_places), 0U);
    session.members[0].place_of_service = "02";
    EXPECT_EQ(fires(RuleKind::mixed_places), 0U);
    session.members[1].place_of_service = "10";
    EXPECT_EQ(fires(RuleKind::mixed_places), 1U);
}

TEST_F(Check, WhatIsNoPlaceholderStays) {
    rule.kind = RuleKind::units;
    rule.limit.most = 1;
    rule.message = "{units} {members} {unknown} {code} {payer} {limit} {";
    member().units = 3;
    EXPECT_EQ(of_member()[0].message, "3 8 {unknown} 90853 Medicare 1 {");
}

TEST_F(Check, ARuleYieldsToOneThatSaysMore) {
    Rule other;
    other.id = "says-more";
    other.kind = RuleKind::units_like_group;
    rule.kind = RuleKind::units;
    rule.limit.most = 1;
    rule.yields_to = {"says-more"};
    for (Rule* each : {&rule, &other}) complete_accepted(*each);
    const auto found = [&] {
        const ClaimFacts claim{member(), payer, false, lines, nullptr};
        const auto findings =
            check_member({&rule, &other}, test::book().rules.modifiers, facts(), claim);
        Strings ids;
        for (const Finding& finding : findings) ids.push_back(finding.rule->id);
        return ids;
    };
    member().units = 8;
    EXPECT_EQ(found(), Strings{"says-more"});
    member().units = 3;
    EXPECT_EQ(found(), Strings{"made-here"});
}

TEST_F(Check, AChangeNamesTheModifierThatWasFound) {
    rule.kind = RuleKind::modifier_unknown;
    rule.change = Change{};
    rule.change->remove_modifiers = {"{modifier}"};
    member().modifiers = {"ZZ"};
    EXPECT_EQ(of_member()[0].change->remove_modifiers, Strings{"ZZ"});
}

TEST_F(Check, ARuleOfTheSessionIsSaidOnceWithItsPayers) {
    const Payer other{"va", "VA community care", Program::federal};
    rule.kind = RuleKind::group_size;
    rule.limit.most = 4;
    rule.message = "{payer}";
    const auto findings = check_session({{&payer, {}, {&rule}}, {&other, {}, {&rule}}}, facts());
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].message, "Medicare, VA community care");
    EXPECT_EQ(findings[0].payers, (std::vector<std::string_view>{"medicare", "va"}));
}

}  // namespace
}  // namespace cpt

#include "core/session/risk.h"

#include <gtest/gtest.h>

namespace cpt {
namespace {

Rule rule(const char* id, Severity severity) {
    Rule made;
    made.id = id;
    made.severity = severity;
    return made;
}

class Ledger : public testing::Test {
protected:
    static Finding of(const Rule& rule) {
        Finding finding;
        finding.rule = &rule;
        return finding;
    }

    const Rule denial_rule = rule("denial", Severity::denial);
    const Rule other_denial_rule = rule("other", Severity::denial);
    const Rule warning_rule = rule("warning", Severity::warning);
    const Rule note_rule = rule("note", Severity::note);
    const Finding denial = of(denial_rule);
    const Finding other_denial = of(other_denial_rule);
    const Finding warning = of(warning_rule);
    const Finding note = of(note_rule);
    RiskLedger ledger;
};

TEST_F(Ledger, ALineCountsOnceHoweverManyFindingsTouchIt) {
    ledger.touch(denial, 0, 0, {1000}, {1000});
    ledger.touch(other_denial, 0, 0, {1000}, {1000});
    ledger.touch(warning, 0, 0, {1000}, {1000});
    ledger.touch(warning, 0, 1, {300}, {300});
    const auto risks = ledger.of_members(2);
    EXPECT_EQ(risks[0].at_risk, Cents{1300});
    EXPECT_EQ(risks[0].denied, Cents{1000});
    EXPECT_EQ(risks[1].at_risk, Cents{});
}

TEST_F(Ledger, ANotePutsNothingAtRisk) {
    ledger.touch(note, 0, 0, {1000}, {1000});
    EXPECT_TRUE(ledger.is_empty());
    EXPECT_TRUE(ledger.fixes().empty());
}

TEST_F(Ledger, AFixIsWorthWhatItSecuresAlone) {
    ledger.touch(denial, 0, 0, {1000}, {1000});
    ledger.touch(denial, 1, 0, {1000}, {1000});
    ledger.touch(other_denial, 1, 0, {1000}, {1000});
    const auto fixes = ledger.fixes();
    ASSERT_EQ(fixes.size(), 2U);
    EXPECT_EQ(fixes[0].rule, &denial_rule);
    EXPECT_EQ(fixes[0].members, 2);
    EXPECT_EQ(fixes[0].worth, Cents{1000});
    EXPECT_EQ(fixes[0].at_risk, Cents{2000});
    EXPECT_EQ(fixes[1].worth, Cents{});
    EXPECT_EQ(fixes[1].at_risk, Cents{1000});
}

TEST_F(Ledger, AWarningBesideADenialSecuresNothingAlone) {
    ledger.touch(denial, 0, 0, {1000}, {1000});
    ledger.touch(warning, 0, 0, {1000}, {1000});
    const auto fixes = ledger.fixes();
    EXPECT_EQ(fixes[0].rule, &denial_rule);
    EXPECT_EQ(fixes[0].worth, Cents{1000}) << "without it nothing is expected to be denied";
    EXPECT_EQ(fixes[1].worth, Cents{});
}

TEST_F(Ledger, OneRuleTwiceOnALineIsOneThingToMend) {
    ledger.touch(denial, 0, 0, {1000}, {1000});
    ledger.touch(warning, 0, 0, {1000}, {1000});
    ledger.touch(denial, 0, 0, {1000}, {1000});
    const auto fixes = ledger.fixes();
    ASSERT_EQ(fixes.size(), 2U);
    EXPECT_EQ(fixes[0].worth, Cents{1000});
    EXPECT_EQ(fixes[0].members, 1);
}

TEST_F(Ledger, ABetterPlaceIsWorthItsGain) {
    ledger.add_gain(note, 0, {500});
    ledger.add_gain(note, 1, {500});
    const auto fixes = ledger.fixes();
    ASSERT_EQ(fixes.size(), 1U);
    EXPECT_EQ(fixes[0].worth, Cents{1000});
    EXPECT_EQ(fixes[0].members, 2);
    EXPECT_EQ(ledger.of_members(2)[0].at_risk, Cents{});
}

TEST_F(Ledger, AFixSecuresNoMoreThanIsPaidAfterwards) {
    ledger.touch(denial, 0, 0, {4000}, {1000});
    EXPECT_EQ(ledger.of_members(1)[0].denied, Cents{4000});
    EXPECT_EQ(ledger.fixes()[0].at_risk, Cents{4000});
    EXPECT_EQ(ledger.fixes()[0].worth, Cents{1000});
}

TEST_F(Ledger, WhatTouchesNoKnownMoneyIsStillToBeMended) {
    ledger.mention(denial, 0);
    ledger.mention(denial, 3);
    ledger.mention(note, 1);
    const auto fixes = ledger.fixes();
    ASSERT_EQ(fixes.size(), 1U);
    EXPECT_EQ(fixes[0].members, 2);
    EXPECT_EQ(fixes[0].worth, Cents{});
    EXPECT_EQ(ledger.of_members(4)[3].denied, Cents{});
}

}  // namespace
}  // namespace cpt

#include "core/rules/apply_change.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/data.h"

namespace cpt {
namespace {

using Strings = std::vector<std::string>;

Member changed(const Change& change, Member member = {}) {
    return apply_change(test::book().rules.modifiers, change, std::move(member));
}

TEST(Change, LeavesWhatItDoesNotName) {
    Member member;
    member.units = 3;
    member.modifiers = {"95", "HO"};
    member.note = Note::incomplete;
    member.diagnosis = "F33.1";
    const Member same = changed({}, member);
    EXPECT_EQ(same.units, 3);
    EXPECT_EQ(same.modifiers, (Strings{"95", "HO"}));
    EXPECT_EQ(same.note, Note::incomplete);
    EXPECT_EQ(same.diagnosis, "F33.1");
}

TEST(Change, AddsAModifierOnceAndRemovesEveryOccurrence) {
    Member member;
    member.modifiers = {"GT", "95", "GT"};
    Change change;
    change.add_modifiers = {"95", "HQ"};
    change.remove_modifiers = {"GT"};
    EXPECT_EQ(changed(change, member).modifiers, (Strings{"95", "HQ"}));
}

TEST(Change, OrdersPaymentBeforeInformation) {
    Member member;
    member.modifiers = {"95", "HO", "95", "U1"};
    Change change;
    change.order_modifiers = true;
    EXPECT_EQ(changed(change, member).modifiers, (Strings{"HO", "U1", "95"}));
}

TEST(Change, SetsWordsAndFigures) {
    Change change;
    change.units = 4;
    change.place_of_service = "02";
    change.authorization = Authorization::expired;
    change.coverage = Coverage::inactive;
    change.note = Note::missing;
    change.diagnosis = "";
    change.delivery = Delivery::audio;
    change.complexity_reason = ComplexityReason::caregiver;
    change.add_add_ons = {"90785"};
    const Member member = changed(change);
    EXPECT_EQ(member.units, 4);
    EXPECT_EQ(member.place_of_service, "02");
    EXPECT_EQ(member.authorization, Authorization::expired);
    EXPECT_EQ(member.coverage, Coverage::inactive);
    EXPECT_EQ(member.note, Note::missing);
    EXPECT_EQ(member.diagnosis, "");
    EXPECT_EQ(member.delivery, Delivery::audio);
    EXPECT_EQ(member.complexity_reason, ComplexityReason::caregiver);
    EXPECT_EQ(member.add_ons, Strings{"90785"});
}

TEST(Change, MarksTheOtherLinesOfTheDayThatItNames) {
    Member member;
    member.same_day = {{"90834", {}}, {"99213", {}}};
    Change change;
    change.same_day_codes = {"90834"};
    change.same_day_add_modifiers = {"XE"};
    const Member marked = changed(change, member);
    EXPECT_EQ(marked.same_day[0].modifiers, Strings{"XE"});
    EXPECT_EQ(marked.same_day[1].modifiers, Strings{});
    change.same_day_codes.clear();
    EXPECT_EQ(changed(change, member).same_day[1].modifiers, Strings{"XE"});
}

}  // namespace
}  // namespace cpt

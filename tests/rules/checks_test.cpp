#include "core/rules/checks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/data.h"

namespace cpt {
namespace {

/// A session that no rule speaks of, for a test to spoil.
class Checks : public testing::Test {
protected:
    Checks() {
        session.service.date = "2026-03-02";
        session.clinician.type = ClinicianType::clinical_psychologist;
        session.locality = "01182-18";
        session.members.resize(8);
    }

    SessionFacts facts() {
        return {.session = session,
                .date = *Date::parse(session.service.date),
                .schedule = "medicare-2026",
                .locality = "01182-18",
                .locality_name = "LOS ANGELES"};
    }
    std::vector<Finding> of_session() { return check_session(test::book().rules, facts()); }
    std::vector<Finding> of_member(const LineFacts& line) {
        return check_member(test::book().rules, facts(), session.members.front(), {line});
    }

    GroupSession session;
};

std::vector<std::string> ids(const std::vector<Finding>& findings) {
    std::vector<std::string> names;
    for (const Finding& finding : findings) names.push_back(finding.rule->id);
    return names;
}

using Ids = std::vector<std::string>;

TEST_F(Checks, SayNothingOfAnOrdinarySession) {
    EXPECT_EQ(ids(of_session()), Ids{});
    EXPECT_EQ(ids(of_member({.code = "90853", .status = 'A'})), Ids{});
}

TEST_F(Checks, NameTheNeighboursOfASplitZipCode) {
    session.zip = "01434";
    SessionFacts split = facts();
    split.is_split_zip = true;
    split.neighbours = "14212-99 REST OF MASSACHUSETTS (MA)";
    const auto findings = check_session(test::book().rules, split);
    ASSERT_EQ(ids(findings), Ids{"zip-split-by-last-four"});
    EXPECT_NE(findings[0].message.find("ZIP 01434"), std::string::npos);
    EXPECT_NE(findings[0].message.find("14212-99 REST OF MASSACHUSETTS (MA)"), std::string::npos);
}

TEST_F(Checks, AGroupNeedsTwo) {
    session.members.resize(1);
    ASSERT_EQ(ids(of_session()), Ids{"group-of-one"});
    EXPECT_EQ(of_session()[0].rule->severity, Severity::warning);
    session.members.resize(2);
    EXPECT_EQ(ids(of_session()), Ids{});
}

TEST_F(Checks, AnIndividualCodeNeedsNoGroup) {
    session.members.resize(1);
    session.service.code = "90834";
    EXPECT_EQ(ids(of_session()), Ids{});
}

TEST_F(Checks, NotParticipatingChangesNothingWhereAssignmentIsMandatory) {
    session.clinician.medicare_participating = false;
    SessionFacts mandatory = facts();
    mandatory.must_take_assignment = true;
    const auto findings = check_session(test::book().rules, mandatory);
    ASSERT_EQ(ids(findings), Ids{"assignment-is-mandatory"});
    EXPECT_EQ(findings[0].message.find("A clinical psychologist always"), 0U);
    session.clinician.medicare_participating = true;
    EXPECT_EQ(ids(check_session(test::book().rules, mandatory)), Ids{});
}

TEST_F(Checks, APhysicianWhoDoesNotParticipateHasALimitingCharge) {
    SessionFacts physician = facts();
    physician.is_paid_as_non_participating = true;
    EXPECT_EQ(ids(check_session(test::book().rules, physician)), Ids{"limiting-charge"});
}

TEST_F(Checks, SayWhyACodeIsNotPaid) {
    const auto why = [&](char status) {
        return ids(of_member(
            {.code = "90000", .status = status, .not_priced = NotPriced::status_not_paid}));
    };
    EXPECT_EQ(why('I'), Ids{"code-not-valid-for-medicare"});
    EXPECT_EQ(why('N'), Ids{"code-not-covered"});
    EXPECT_EQ(why('B'), Ids{"code-bundled"});
    EXPECT_EQ(why('X'), Ids{"code-excluded-by-law"});
    EXPECT_EQ(ids(of_member({.code = "90000", .status = 'I'})), Ids{});
}

TEST_F(Checks, SayThatASettingHasNoAmount) {
    session.members.front().place_of_service = "22";
    const auto findings = of_member({.code = "96127",
                                     .status = 'A',
                                     .setting = Setting::facility,
                                     .not_priced = NotPriced::setting_not_priced});
    ASSERT_EQ(ids(findings), Ids{"code-not-priced-in-setting"});
    EXPECT_EQ(findings[0].message,
              "Medicare has no facility amount for 96127, which place of service 22 asks for "
              "(marked NA in medicare-2026).");
}

TEST_F(Checks, SayThatMedicareDidNotPayAClinicianYet) {
    session.clinician.type = ClinicianType::mental_health_counselor;
    const LineFacts line{
        .code = "90853", .status = ' ', .not_priced = NotPriced::clinician_not_paid};
    session.service.date = "2023-12-31";
    ASSERT_EQ(ids(of_member(line)), Ids{"clinician-not-paid-by-medicare"});
    EXPECT_EQ(of_member(line)[0].rule->severity, Severity::denial);
}

TEST_F(Checks, WarnOfATelehealthPlaceBefore2024) {
    const LineFacts line{.code = "90853", .status = 'A'};
    session.members.front().place_of_service = "02";
    for (const char* date : {"2020-03-01", "2023-12-31"}) {
        session.service.date = date;
        EXPECT_EQ(ids(of_member(line)), Ids{"telehealth-place-before-2024"}) << date;
    }
    for (const char* date : {"2020-02-29", "2024-01-01"}) {
        session.service.date = date;
        EXPECT_EQ(ids(of_member(line)), Ids{}) << date;
    }
    session.service.date = "2022-06-01";
    session.members.front().place_of_service = "11";
    EXPECT_EQ(ids(of_member(line)), Ids{});
}

TEST_F(Checks, KeepWhatIsNoPlaceholder) {
    RuleBook book;
    Rule& rule = book.rules.emplace_back();
    rule.kind = RuleKind::group_size;
    rule.members_at_least = 100;
    rule.message = "{members} {unknown} {code} {";
    EXPECT_EQ(check_session(book, facts())[0].message, "8 {unknown} 90853 {");
}

TEST(RuleBook, LeavesNoPlaceholderUnfilled) {
    for (const Rule& rule : test::book().rules.rules) {
        EXPECT_FALSE(rule.message.empty());
        EXPECT_FALSE(rule.fix.empty());
        EXPECT_FALSE(rule.sources.empty()) << rule.id;
    }
}

}  // namespace
}  // namespace cpt

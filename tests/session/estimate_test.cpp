#include "core/session/estimate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/data.h"

namespace cpt {
namespace {

GroupSession group_of(std::size_t count) {
    GroupSession session;
    session.service.date = "2026-03-02";
    session.clinician.type = ClinicianType::clinical_social_worker;
    session.locality = "01182-18";
    session.receipts = false;
    for (std::size_t i = 0; i < count; ++i) {
        Member& member = session.members.emplace_back();
        member.id = std::to_string(i + 1);
        member.payer = "medicare";
    }
    return session;
}

Estimate priced(const GroupSession& session) {
    auto result = estimate(test::book(), session);
    EXPECT_TRUE(result) << result.error().front().message;
    return *std::move(result);
}

TEST(Estimate, TotalOfAGroupIsTheSumOfItsMembers) {
    GroupSession session = group_of(12);
    for (std::size_t i = 0; i < session.members.size(); ++i) {
        Member& member = session.members[i];
        member.place_of_service = i % 3 == 0 ? "02" : "11";
        if (i % 2 == 0) member.add_ons = {"90785"};
        member.cost_sharing.deductible_remaining = {static_cast<std::int64_t>(i) * 300};
    }
    const Estimate whole = priced(session);
    Amounts sum;
    for (const Member& member : session.members) {
        GroupSession alone = session;
        alone.members = {member};
        sum += priced(alone).total;
    }
    EXPECT_EQ(whole.total, sum);
    EXPECT_EQ(whole.total.allowed,
              whole.total.payer_pays + whole.total.patient_owes + whole.total.sequestration);
}

TEST(Estimate, OrderOfMembersChangesNoTotal) {
    GroupSession session = group_of(6);
    session.members[2].add_ons = {"90785"};
    session.members[4].place_of_service = "22";
    const Estimate forwards = priced(session);
    std::reverse(session.members.begin(), session.members.end());
    const Estimate backwards = priced(session);
    EXPECT_EQ(forwards.total, backwards.total);
    EXPECT_EQ(forwards.lowest_claim, backwards.lowest_claim);
    EXPECT_EQ(forwards.if_billed_once, backwards.if_billed_once);
}

TEST(Estimate, BilledOnceTheGroupBringsItsHighestClaim) {
    GroupSession session = group_of(8);
    session.members[5].add_ons = {"90785"};
    const Estimate result = priced(session);
    EXPECT_EQ(result.if_billed_once, result.claims[5].total.allowed);
    EXPECT_EQ(result.highest_claim, result.claims[5].total.allowed);
    EXPECT_EQ(result.lowest_claim, result.claims[0].total.allowed);
}

TEST(Estimate, DeductibleRunsFromTheServiceToTheAddOns) {
    GroupSession session = group_of(2);
    Member& member = session.members[0];
    member.add_ons = {"90785"};
    const Claim full = priced(session).claims[0];
    member.cost_sharing.deductible_remaining = full.lines[0].priced.amounts->allowed + Cents{100};
    const Claim claim = priced(session).claims[0];
    const Amounts& service = *claim.lines[0].priced.amounts;
    const Amounts& add_on = *claim.lines[1].priced.amounts;
    EXPECT_EQ(service.patient_owes, service.allowed);
    EXPECT_EQ(add_on.patient_owes,
              Cents{100} + percent_of(add_on.allowed - Cents{100}, Percent{2'000}));
}

TEST(Estimate, UnitsAndChargeBelongToTheServiceAlone) {
    GroupSession session = group_of(2);
    session.members[0].add_ons = {"90785"};
    const Claim once = priced(session).claims[0];
    session.members[0].units = 3;
    session.members[0].charge = Cents{5};
    const Claim claim = priced(session).claims[0];
    EXPECT_EQ(claim.lines[0].units, 3);
    EXPECT_EQ(claim.lines[0].priced.amounts->allowed, Cents{5});
    EXPECT_EQ(claim.lines[1].priced.amounts, once.lines[1].priced.amounts);
}

TEST(Estimate, CountsMembersThatNoTablePrices) {
    GroupSession session = group_of(3);
    session.members[1].add_ons = {"90863"};
    const Estimate result = priced(session);
    EXPECT_EQ(result.unpriced_members, 1);
    EXPECT_FALSE(result.claims[1].is_priced);
    EXPECT_EQ(result.claims[1].findings.size(), 1U);
    EXPECT_EQ(result.lowest_claim, result.claims[0].total.allowed);
}

TEST(Estimate, IsTheSameEachTime) {
    const GroupSession session = group_of(5);
    EXPECT_EQ(priced(session).total, priced(session).total);
}

Errors refused(const GroupSession& session) {
    const auto result = estimate(test::book(), session);
    return result ? Errors{} : result.error();
}

TEST(Resolve, ListsEveryProblemAtOnce) {
    GroupSession session = group_of(3);
    session.service.code = "90999";
    session.locality = "99999-99";
    session.clinician.type.reset();
    session.members[0].payer = "acme";
    session.members[1].place_of_service = "00";
    session.members[2].id = "1";
    session.members[2].add_ons = {"90785", "12345"};
    std::vector<std::string> paths;
    for (const Error& error : refused(session)) paths.push_back(error.path);
    EXPECT_EQ(paths, (std::vector<std::string>{"/locality", "/clinician/type", "/members/0/payer",
                                               "/members/1/place_of_service", "/members/2/id",
                                               "/members/2/add_ons/1", "/service/code"}));
}

TEST(Resolve, NamesTheRangeHeldForADateWithoutASchedule) {
    GroupSession session = group_of(2);
    for (const char* date : {"2027-01-01", "2018-12-31"}) {
        session.service.date = date;
        const Errors errors = refused(session);
        ASSERT_EQ(errors.size(), 1U) << date;
        EXPECT_EQ(errors[0].code, ErrorCode::no_schedule);
        EXPECT_EQ(errors[0].allowed, (std::vector<std::string>{"2019-01-01", "2026-12-31"}));
    }
}

TEST(Resolve, LocalitiesBelongToTheirYears) {
    GroupSession session = group_of(2);
    session.locality = "01112-06";
    session.service.date = "2023-06-01";
    EXPECT_TRUE(refused(session).empty());
    session.service.date = "2024-06-01";
    ASSERT_EQ(refused(session).size(), 1U);
    EXPECT_EQ(refused(session)[0].code, ErrorCode::unknown_locality);
    EXPECT_EQ(refused(session)[0].allowed.size(), 109U);
}

TEST(Resolve, AnEmptyGroupIsRefused) {
    EXPECT_EQ(refused(group_of(0))[0].code, ErrorCode::empty_group);
}

TEST(Resolve, TakesALocalityOrAZipCodeNotBoth) {
    GroupSession session = group_of(2);
    session.zip = "90012";
    EXPECT_EQ(refused(session)[0].code, ErrorCode::conflicting_fields);
    session.locality.clear();
    EXPECT_TRUE(refused(session).empty());
    session.zip.clear();
    EXPECT_EQ(refused(session)[0].code, ErrorCode::required);
}

// The three localities that ended with 2023 had the indices of those they were merged into, so a
// ZIP code of today prices their years exactly.
TEST(Localities, MergedIn2024HadTheSameIndicesBefore) {
    for (const MedicareYear& year : test::book().schedules.years) {
        if (year.in_force.from >= Date{2024'01'01}) continue;
        const auto same = [&](const char* ended, const char* successor) {
            const LocalityIndices* a = year.find_locality(ended);
            const LocalityIndices* b = year.find_locality(successor);
            ASSERT_TRUE(a != nullptr && b != nullptr) << year.id;
            EXPECT_EQ(a->work, b->work) << year.id << ended;
            EXPECT_EQ(a->pe, b->pe) << year.id << ended;
            EXPECT_EQ(a->malpractice, b->malpractice) << year.id << ended;
        };
        same("01112-06", "01112-05");
        same("01112-07", "01112-05");
        same("01182-26", "01182-18");
    }
}

}  // namespace
}  // namespace cpt

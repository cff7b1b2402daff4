#include "core/rules/rule_book.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cpt {
namespace {

using Ids = std::vector<std::string>;

const Payers& payers() {
    static const Payers kPayers{{{"medicaid-NC", "North Carolina Medicaid", Program::medicaid},
                                 {"medicaid-WI", "Wisconsin Medicaid", Program::medicaid},
                                 {"medicare", "Medicare", Program::medicare}}};
    return kPayers;
}

Rule rule(std::string id, std::string topic, Scope scope = {}) {
    Rule made;
    made.id = std::move(id);
    made.topic = std::move(topic);
    made.applies_to = std::move(scope);
    made.kind = RuleKind::units;
    return made;
}

void put(RuleBook& book, RuleFile file) {
    book.put(std::move(file));
    book.index(payers());
}

Ids of_member(const RuleBook& book, const char* payer, Situation situation) {
    Ids ids;
    const auto rules = book.in_force(payers(), *payers().find(payer), situation);
    for (const Rule* each : rules.of_member) ids.push_back(each->id);
    return ids;
}

const Situation kToday{{20260302}, "90853", "01182"};

TEST(Precedence, APayersRuleBeatsItsProgramsAndThatBeatsTheGeneralOne) {
    RuleBook book;
    put(book, {"file",
               {rule("general", "t"), rule("medicaid", "t", {.programs = {Program::medicaid}}),
                rule("wisconsin", "t", {.payers = {"medicaid-WI"}})}});
    EXPECT_EQ(of_member(book, "medicare", kToday), Ids{"general"});
    EXPECT_EQ(of_member(book, "medicaid-NC", kToday), Ids{"medicaid"});
    EXPECT_EQ(of_member(book, "medicaid-WI", kToday), Ids{"wisconsin"});
}

TEST(Precedence, AContractorsRuleBeatsThePayers) {
    RuleBook book;
    put(book, {"file",
               {rule("medicare", "t", {.payers = {"medicare"}}),
                rule("ngs", "t", {.payers = {"medicare"}, .macs = {"13282"}})}});
    EXPECT_EQ(of_member(book, "medicare", kToday), Ids{"medicare"});
    EXPECT_EQ(of_member(book, "medicare", {{20260302}, "90853", "13282"}), Ids{"ngs"});
}

TEST(Precedence, RulesOfOneRankAllSpeakAndInTheOrderOfTheBook) {
    RuleBook book;
    put(book, {"a", {rule("over-10", "t"), rule("other", "u")}});
    put(book, {"b", {rule("over-12", "t")}});
    EXPECT_EQ(of_member(book, "medicare", kToday), (Ids{"over-10", "other", "over-12"}));
}

TEST(Precedence, ARuleThatIsNotInForceBeatsNothing) {
    RuleBook book;
    Rule ended = rule("ended", "t", {.payers = {"medicare"}});
    ended.in_force.to = {20251231};
    put(book, {"file", {rule("general", "t"), ended}});
    EXPECT_EQ(of_member(book, "medicare", kToday), Ids{"general"});
    EXPECT_EQ(of_member(book, "medicare", {{20251231}, "90853", "01182"}), Ids{"ended"});
}

TEST(Precedence, ARuleOfAnotherCodeBeatsNothing) {
    RuleBook book;
    put(book, {"file",
               {rule("general", "t"),
                rule("family", "t", {.codes = {"90847"}, .payers = {"medicare"}})}});
    EXPECT_EQ(of_member(book, "medicare", kToday), Ids{"general"});
    EXPECT_EQ(of_member(book, "medicare", {{20260302}, "90847", "01182"}), Ids{"family"});
}

TEST(Precedence, AnExemptionSilencesTheTopicAndSaysNothing) {
    RuleBook book;
    Rule exempt = rule("nc", "t", {.payers = {"medicaid-NC"}});
    exempt.kind = RuleKind::exempt;
    put(book, {"file", {rule("general", "t"), exempt}});
    EXPECT_EQ(of_member(book, "medicaid-NC", kToday), Ids{});
    EXPECT_EQ(of_member(book, "medicaid-WI", kToday), Ids{"general"});
}

TEST(RuleBook, RulesOfTheSessionStandApart) {
    RuleBook book;
    Rule size = rule("size", "t");
    size.kind = RuleKind::group_size;
    put(book, {"file", {size, rule("units", "u")}});
    const auto rules = book.in_force(payers(), payers().rows[0], kToday);
    ASSERT_EQ(rules.of_session.size(), 1U);
    EXPECT_EQ(rules.of_session[0]->id, "size");
    ASSERT_EQ(rules.of_member.size(), 1U);
}

TEST(RuleBook, AFileThatIsPutAgainTakesTheOldOnesPlace) {
    RuleBook book;
    put(book, {"file", {rule("old", "t")}});
    put(book, {"file", {rule("new", "t")}});
    EXPECT_EQ(of_member(book, "medicare", kToday), Ids{"new"});
    EXPECT_EQ(book.find("old"), nullptr);
}

TEST(RuleBook, FollowsThePayersThatItIsIndexedWith) {
    RuleBook book;
    put(book, {"file", {rule("wisconsin", "t", {.payers = {"medicaid-WI"}})}});
    const Payers fewer{{{"medicaid-WI", "Wisconsin Medicaid", Program::medicaid}}};
    book.index(fewer);
    EXPECT_EQ(book.in_force(fewer, fewer.rows[0], kToday).of_member.size(), 1U);
}

TEST(RuleBook, IsListedByPayerDateAndCode) {
    RuleBook book;
    Rule dated = rule("dated", "t", {.codes = {"90853"}});
    dated.in_force = {{20240101}, {20241231}};
    put(book, {"file", {dated, rule("wisconsin", "u", {.payers = {"medicaid-WI"}})}});
    const auto count = [&](const char* payer, std::optional<Date> date, const char* code) {
        return book.list(payer != nullptr ? payers().find(payer) : nullptr, date, code).size();
    };
    EXPECT_EQ(count(nullptr, std::nullopt, ""), 2U);
    EXPECT_EQ(count("medicare", std::nullopt, ""), 1U);
    EXPECT_EQ(count("medicare", Date{20250101}, ""), 0U);
    EXPECT_EQ(count("medicaid-WI", Date{20240601}, "90847"), 1U);
}

TEST(CodeSet, HoldsCodesAndRanges) {
    const CodeSet codes{{{"99202", "99205"}, {"G0463", "G0463"}}};
    for (const char* code : {"99202", "99204", "99205", "G0463"}) EXPECT_TRUE(codes.has(code));
    for (const char* code : {"99201", "99206", "G0464", "992031", "9920", ""}) {
        EXPECT_FALSE(codes.has(code)) << code;
    }
}

}  // namespace
}  // namespace cpt

// What is wrong with a file of the rule book is said with its place, and keeps it out of the book.

#include "core/boundary/read_rules.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "core/boundary/engine.h"
#include "tests/support/data.h"

namespace cpt {
namespace {

using nlohmann::json;

/// An engine with the tables that rules build on, and no rules.
Engine with_tables() {
    Engine engine;
    for (const char* name :
         {"payers.json", "rules/denial_codes.json", "rules/modifier_codes.json"}) {
        EXPECT_TRUE(engine.load(name, test::read_project_file(std::string("fee_schedules/") + name))
                        .empty());
    }
    return engine;
}

/// A book of one good rule.
json good_file() {
    return {{"schema", "rules/1"},
            {"rules",
             {{{"id", "units"},
               {"kind", "units"},
               {"from", "2024-01-01"},
               {"to", nullptr},
               {"severity", "denial"},
               {"group", "CO"},
               {"carc", "151"},
               {"rarc", {"N362"}},
               {"applies_to", {{"codes", {"90853"}}, {"payers", {"medicare"}}}},
               {"when", {{"note", {"missing"}}, {"modifiers", {"95"}}}},
               {"limit", {{"most", 1}}},
               {"message", "{units} units"},
               {"fix", "One."},
               {"change", {{"units", 1}}},
               {"basis", "published"},
               {"sources", {{{"title", "A document"}}}}}}}};
}

Errors errors_of(const json& file) { return with_tables().load("rules/x.json", file.dump()); }

/// With `spoil` done to the one rule, the file is refused at `path` of that rule.
void expect_refused(const char* path, const std::function<void(json&)>& spoil) {
    json file = good_file();
    spoil(file["rules"][0]);
    const Errors errors = errors_of(file);
    ASSERT_FALSE(errors.empty()) << path;
    EXPECT_EQ(errors.front().path, std::string("/rules/0") + path);
    EXPECT_EQ(errors.front().message.find("rules/x.json: "), 0U);
}

TEST(ReadRules, TakesAGoodRule) {
    EXPECT_TRUE(errors_of(good_file()).empty());
    Engine engine = with_tables();
    engine.load("rules/x.json", good_file().dump());
    const Rule* rule = engine.book().rules.find("units");
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(rule->topic, "units") << "its own where none is given";
    EXPECT_EQ(rule->at_risk, AtRisk::claim);
    EXPECT_EQ(rule->limit.most, 1);
    EXPECT_EQ(rule->change->units, 1);
}

TEST(ReadRules, RefusesWhatNoCheckKnows) {
    expect_refused("/kind", [](json& rule) { rule["kind"] = "mood"; });
    expect_refused("/severity", [](json& rule) { rule["severity"] = "awful"; });
    expect_refused("/colour", [](json& rule) { rule["colour"] = "red"; });
    expect_refused("/when/notes", [](json& rule) { rule["when"]["notes"] = {"missing"}; });
    expect_refused("/when/note/0", [](json& rule) { rule["when"]["note"] = {"lost"}; });
    expect_refused("/limit/maximum", [](json& rule) { rule["limit"]["maximum"] = 1; });
    expect_refused("/applies_to/payer", [](json& rule) { rule["applies_to"]["payer"] = "x"; });
    expect_refused("/change/unit", [](json& rule) { rule["change"]["unit"] = 1; });
}

TEST(ReadRules, RefusesARuleWithoutWhatItNeeds) {
    for (const char* field : {"id", "kind", "severity", "message", "fix", "basis", "sources"}) {
        expect_refused((std::string("/") + field).c_str(),
                       [field](json& rule) { rule.erase(field); });
    }
    expect_refused("/sources", [](json& rule) { rule["sources"] = json::array(); });
    expect_refused("/limit", [](json& rule) { rule["limit"] = json::object(); });
    expect_refused("/limit", [](json& rule) {
        rule["kind"] = "composition";
        rule["limit"] = {{"is", "a_crowd"}};
    });
}

TEST(ReadRules, RefusesDatesOutOfOrder) {
    expect_refused("/to", [](json& rule) { rule["to"] = "2023-12-31"; });
    expect_refused("/from", [](json& rule) { rule["from"] = "2024-02-30"; });
}

TEST(ReadRules, RefusesDanglingCodes) {
    expect_refused("/carc", [](json& rule) { rule["carc"] = "999"; });
    expect_refused("/carc", [](json& rule) { rule["carc"] = "15"; });  // Ended 2018-05-01.
    expect_refused("/rarc", [](json& rule) { rule["rarc"] = {"N99999"}; });
    expect_refused("/group", [](json& rule) { rule["carc"] = "18"; });  // With OA only.
    expect_refused("/applies_to", [](json& rule) { rule["applies_to"]["payers"] = {"nobody"}; });
    expect_refused("/when", [](json& rule) { rule["when"]["modifiers"] = {"QQ"}; });
}

TEST(ReadRules, RefusesWhatNoClaimCanHave) {
    expect_refused("/applies_to", [](json& rule) { rule["applies_to"]["codes"] = {"9085"}; });
    expect_refused("/applies_to", [](json& rule) { rule["applies_to"]["macs"] = {"1310"}; });
    expect_refused("/when", [](json& rule) { rule["when"]["places_of_service"] = {"2"}; });
    expect_refused("/when", [](json& rule) { rule["when"]["add_ons"] = {"907"}; });
    expect_refused("/limit", [](json& rule) { rule["limit"]["other_place"] = "x"; });
    expect_refused("/limit", [](json& rule) { rule["limit"]["primaries"] = {"0"}; });
    expect_refused("/change", [](json& rule) { rule["change"]["add_modifiers"] = {"QQ"}; });
    expect_refused("", [](json& rule) { rule["message"] = ""; });
    expect_refused("/sources", [](json& rule) { rule["sources"][0]["title"] = ""; });
    expect_refused("/sources", [](json& rule) { rule["sources"][0]["from"] = "2024-13-45"; });
    expect_refused("/group", [](json& rule) { rule.erase("carc"); });
}

TEST(ReadRules, YieldOnlyToRulesThatTheWholeBookHas) {
    const auto with_index = [] {
        Engine engine;
        json index =
            json::parse(test::read_project_file("fee_schedules/index.json"), nullptr, false);
        json files = json::array();
        for (const json& file : index["files"]) {
            if (file["schema"] != "rules/1") files.push_back(file);
        }
        for (const char* name : {"rules/x.json", "rules/y.json"}) {
            files.push_back({{"name", name}, {"schema", "rules/1"}, {"load", "start"}});
        }
        index["files"] = files;
        EXPECT_TRUE(engine.load("index.json", index.dump()).empty());
        for (const char* name :
             {"payers.json", "rules/denial_codes.json", "rules/modifier_codes.json"}) {
            engine.load(name, test::read_project_file(std::string("fee_schedules/") + name));
        }
        return engine;
    };
    json first = good_file();
    first["rules"][0]["yields_to"] = {"later"};
    json second = good_file();
    second["rules"][0]["id"] = "later";

    Engine engine = with_index();
    EXPECT_TRUE(engine.load("rules/x.json", first.dump()).empty()) << "not all are there yet";
    EXPECT_TRUE(engine.load("rules/y.json", second.dump()).empty());

    second["rules"][0]["id"] = "other";
    Engine dangling = with_index();
    dangling.load("rules/x.json", first.dump());
    EXPECT_EQ(dangling.load("rules/y.json", second.dump()).front().path, "/rules");

    second["rules"][0]["id"] = "later";
    second["rules"][0]["yields_to"] = {"units"};
    Engine circular = with_index();
    circular.load("rules/x.json", first.dump());
    EXPECT_EQ(circular.load("rules/y.json", second.dump()).front().path, "/rules");
}

TEST(ReadHabits, RefusesWhatNoClaimCanHave) {
    const auto path_of = [](const json& habit) {
        const json file = {{"schema", "habits/1"}, {"habits", {habit}}};
        const Errors errors = with_tables().load("h.json", file.dump());
        return errors.empty() ? std::string{} : errors.front().path;
    };
    json habit = {{"id", "x"}, {"name", "X"}, {"change", {{"add_modifiers", {"95"}}}}};
    EXPECT_EQ(path_of(habit), "");
    habit["change"] = {{"add_modifiers", {"QQ"}}};
    EXPECT_EQ(path_of(habit), "/habits/0/change");
    habit["change"] = {{"place_of_service", "x"}};
    EXPECT_EQ(path_of(habit), "/habits/0/change");
    habit["change"] = {{"unit", 4}};
    EXPECT_EQ(path_of(habit), "/habits/0/change/unit");
}

TEST(ReadRules, ANotePutsNothingAtRisk) {
    expect_refused("/at_risk", [](json& rule) {
        rule["severity"] = "note";
        rule["at_risk"] = "claim";
    });
}

TEST(ReadRules, NoTwoRulesHaveOneId) {
    json file = good_file();
    file["rules"].push_back(file["rules"][0]);
    EXPECT_EQ(errors_of(file).front().path, "/rules/1/id");

    Engine engine = with_tables();
    EXPECT_TRUE(engine.load("rules/x.json", good_file().dump()).empty());
    EXPECT_TRUE(engine.load("rules/x.json", good_file().dump()).empty()) << "the same file again";
    EXPECT_EQ(engine.load("rules/y.json", good_file().dump()).front().path, "/rules/0/id");
}

TEST(ReadRules, AreLoadedAfterTheirTables) {
    EXPECT_FALSE(Engine().load("rules/x.json", good_file().dump()).empty());
}

TEST(ReadRules, AFileWithAMistakeLeavesTheBookAsItWas) {
    Engine engine = with_tables();
    engine.load("rules/x.json", good_file().dump());
    json spoiled = good_file();
    spoiled["rules"][0]["limit"]["most"] = 5;
    spoiled["rules"][0]["carc"] = "999";
    EXPECT_FALSE(engine.load("rules/x.json", spoiled.dump()).empty());
    EXPECT_EQ(engine.book().rules.find("units")->limit.most, 1);
}

TEST(ReadRules, PayersThatRulesSpeakOfMayNotGo) {
    Engine engine = with_tables();
    engine.load("rules/x.json", good_file().dump());
    const json payers = {{"schema", "payers/1"},
                         {"payers", {{{"id", "va"}, {"name", "VA"}, {"program", "federal"}}}}};
    EXPECT_EQ(engine.load("payers.json", payers.dump()).front().path, "/payers");
    EXPECT_NE(engine.book().schedules.payers.find("medicare"), nullptr);
}

TEST(ReadModifiers, RefusesAnUnknownEffect) {
    json file = json::parse(test::read_project_file("fee_schedules/rules/modifier_codes.json"),
                            nullptr, false);
    file["modifiers"][3]["effect"] = "magic";
    EXPECT_EQ(Engine().load("m.json", file.dump()).front().path, "/modifiers/3/effect");
    file["modifiers"][3]["effect"] = "payment";
    file["modifiers"][3]["fits"]["medicare"] = "perhaps";
    EXPECT_EQ(Engine().load("m.json", file.dump()).front().path, "/modifiers/3/fits/medicare");
    file["modifiers"][3].erase("fits");
    EXPECT_EQ(Engine().load("m.json", file.dump()).front().path, "/modifiers/3/fits");
}

TEST(ReadModifiers, RefusesDatesOutOfOrderAndUnknownExclusions) {
    json file = json::parse(test::read_project_file("fee_schedules/rules/modifier_codes.json"),
                            nullptr, false);
    file["modifiers"][3]["from"] = "2024-02-01";
    file["modifiers"][3]["to"] = "2024-01-31";
    file["modifiers"][5]["excludes"] = {"QQ"};
    const Errors errors = Engine().load("m.json", file.dump());
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].path, "/modifiers/3/to");
    EXPECT_EQ(errors[1].path, "/modifiers/5");
}

}  // namespace
}  // namespace cpt

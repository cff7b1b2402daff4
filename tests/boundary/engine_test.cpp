#include "core/boundary/engine.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/data.h"

namespace cpt {
namespace {

using nlohmann::json;

json session_of(int count) {
    json request = {{"service", {{"date", "2026-03-02"}}},
                    {"clinician", {{"type", "clinical_social_worker"}}},
                    {"locality", "01182-18"},
                    {"receipts", false},
                    {"members", json::array()}};
    for (int i = 0; i < count; ++i) request["members"].push_back({{"payer", "medicare"}});
    return request;
}

json answer(const Engine& engine, const std::string& request) {
    return json::parse(test::respond(engine, request), nullptr, false);
}

json answer(const json& request) { return answer(test::loaded_engine(), request.dump()); }

void load(Engine& engine, const std::string& name) {
    const Errors errors = engine.load(name, test::read_project_file("fee_schedules/" + name));
    ASSERT_TRUE(errors.empty()) << errors.front().message;
}

TEST(Engine, AsksForTheFilesItNeeds) {
    Engine engine;
    load(engine, "index.json");
    for (const HeldFile& file : std::vector(engine.book().schedules.held)) {
        if (file.load == "start") load(engine, file.name);
    }
    json request = session_of(2);
    request.erase("locality");
    request["zip"] = "90012";

    json refusal = answer(engine, request.dump());
    ASSERT_EQ(refusal["status"], "error");
    ASSERT_EQ(refusal["errors"].size(), 2U);
    EXPECT_EQ(refusal["errors"][0]["code"], "schedule_not_loaded");
    EXPECT_EQ(refusal["errors"][0]["allowed"], json::array({"medicare/2026.json"}));
    EXPECT_EQ(refusal["errors"][1]["path"], "/zip");
    EXPECT_EQ(refusal["errors"][1]["allowed"], json::array({"medicare/zip5.json"}));

    load(engine, "medicare/2026.json");
    load(engine, "medicare/zip5.json");
    EXPECT_EQ(answer(engine, request.dump())["status"], "ok");
    load(engine, "medicare/2026.json");
    EXPECT_EQ(engine.book().schedules.years.size(), 1U);
}

TEST(Engine, ABadDataFileLeavesTheGoodOnes) {
    Engine engine;
    load(engine, "index.json");
    load(engine, "medicare/terms.json");
    EXPECT_FALSE(engine.load("medicare/terms.json", R"({"schema": "medicare-terms/1"})").empty());
    EXPECT_FALSE(engine.book().schedules.terms.coinsurance.empty());
}

TEST(Engine, WithoutDataRefusesAndLivesOn) {
    const json refusal = answer(Engine(), session_of(2).dump());
    EXPECT_EQ(refusal["status"], "error");
}

TEST(Engine, RefusesAFileThatIsNotWhatTheIndexSays) {
    Engine engine;
    load(engine, "index.json");
    const std::string places = test::read_project_file("fee_schedules/places_of_service.json");
    EXPECT_EQ(engine.load("rules/units.json", places).front().path, "/schema");
    const std::string year = test::read_project_file("fee_schedules/medicare/2025.json");
    EXPECT_EQ(engine.load("medicare/2024.json", year).front().path, "/from");
    EXPECT_TRUE(engine.book().schedules.years.empty());
    load(engine, "medicare/2025.json");
}

TEST(Engine, SaysWhetherItPriced) {
    TextBuffer out;
    EXPECT_TRUE(test::loaded_engine().estimate(session_of(2).dump(), out).is_priced);
    EXPECT_FALSE(test::loaded_engine().estimate("{}", out).is_priced);
}

TEST(Engine, GivesTheSameBytesEachTime) {
    const std::string request = session_of(9).dump();
    EXPECT_EQ(test::respond(test::loaded_engine(), request),
              test::respond(test::loaded_engine(), request));
}

TEST(Engine, AnswersSessionsPerYearWithAMonthAndAYear) {
    json request = session_of(8);
    request["sessions_per_year"] = 48;
    json response = answer(request);
    const json& periods = response["periods"];
    EXPECT_EQ(periods.size(), 2U);
    EXPECT_EQ(periods["month"]["sessions"], 4);
    EXPECT_EQ(periods["month"]["allowed_cents"], 4 * 8 * 24'46);
    EXPECT_EQ(periods["year"]["sessions"], 48);
    EXPECT_EQ(periods["year"]["allowed_cents"], 48 * 8 * 24'46);
    response.erase("periods");
    EXPECT_EQ(response, answer(session_of(8)));
}

TEST(Engine, NumbersMembersThatHaveNoId) {
    const json response = answer(session_of(3));
    EXPECT_EQ(response["claims"][2]["member"], "3");
}

TEST(Engine, PricesTenThousandMembersAndNoMore) {
    EXPECT_EQ(answer(session_of(10'000))["session"]["claims"], 10'000);
    const json refusal = answer(session_of(10'001));
    EXPECT_EQ(refusal["errors"][0]["path"], "/members");
    EXPECT_EQ(refusal["errors"][0]["code"], "too_many_members");
    EXPECT_EQ(refusal["errors"].size(), 1U);
}

TEST(Engine, RefusesARequestThatIsTooLong) {
    const std::string blanks(kLongestRequest + 1, ' ');
    EXPECT_EQ(answer(test::loaded_engine(), blanks)["errors"][0]["code"], "request_too_large");
}

TEST(Engine, ListsAThousandProblemsAndCountsTheRest) {
    json request = session_of(5'000);
    for (json& member : request["members"]) member["payer"] = 1;
    const json refusal = answer(request);
    EXPECT_EQ(refusal["errors"].size(), 1'001U);
    EXPECT_EQ(refusal["errors"].back()["code"], "more_errors");
}

TEST(Engine, ReportsAPlaceOnce) {
    json request = session_of(2);
    request["locality"] = 118218;
    const json refusal = answer(request);
    ASSERT_EQ(refusal["errors"].size(), 1U);
    EXPECT_EQ(refusal["errors"][0]["code"], "wrong_type");
}

TEST(Engine, EscapesPointersAsTheRfcAsks) {
    json request = session_of(2);
    request["members"][1]["a/b~c"] = 1;
    EXPECT_EQ(answer(request)["errors"][0]["path"], "/members/1/a~1b~0c");
}

}  // namespace
}  // namespace cpt

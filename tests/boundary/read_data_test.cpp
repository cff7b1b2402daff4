#include "core/boundary/read_data.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "core/boundary/engine.h"
#include "tests/support/data.h"

namespace cpt {
namespace {

using nlohmann::json;

json data_file(const std::string& name) {
    return json::parse(test::read_project_file("fee_schedules/" + name), nullptr, false);
}

/// What is wrong with a data file, as an engine that has nothing else sees it.
Errors errors_of(const json& file) { return Engine().load("file.json", file.dump()); }

void expect_refused_at(const json& file, const std::string& path) {
    const Errors errors = errors_of(file);
    ASSERT_FALSE(errors.empty()) << path;
    EXPECT_EQ(errors.front().path, path);
    EXPECT_EQ(errors.front().message.find("file.json: "), 0U);
}

TEST(ReadData, RefusesWhatIsNoDataFile) {
    EXPECT_EQ(Engine().load("file.json", "{\"schema\": ").front().code, ErrorCode::invalid_json);
    expect_refused_at(json::array(), "/schema");
    expect_refused_at({{"schema", "medicare-year/2"}}, "/schema");
    expect_refused_at({{"schema", 1}}, "/schema");
}

TEST(ReadYear, RefusesAValueThatIsNotADecimal) {
    json file = data_file("medicare/2026.json");
    for (const json& value : {json("0.671"), json("-0.67"), json(""), json(0.67), json(nullptr)}) {
        file["codes"]["rows"][3][2] = value;
        expect_refused_at(file, "/codes/rows/3/2");
    }
}

TEST(ReadYear, RefusesATableThatIsNotWhole) {
    json file = data_file("medicare/2026.json");
    file["codes"]["rows"][5].erase(6);
    expect_refused_at(file, "/codes/rows/5");

    file = data_file("medicare/2026.json");
    std::swap(file["codes"]["rows"][0], file["codes"]["rows"][1]);
    expect_refused_at(file, "/codes/rows");

    file = data_file("medicare/2026.json");
    file["localities"]["rows"] = json::array();
    expect_refused_at(file, "/localities/rows");

    file = data_file("medicare/2026.json");
    file["codes"]["columns"][2] = "pe_facility";
    expect_refused_at(file, "/codes/columns");
}

TEST(ReadYear, ListsEveryProblemOfTheFile) {
    json file = data_file("medicare/2026.json");
    file["codes"]["rows"][0][2] = "x";
    file["localities"]["rows"][1][1] = "y";
    file["from"] = "2026-13-01";
    file.erase("id");
    EXPECT_EQ(errors_of(file).size(), 4U);
}

TEST(ReadYear, RefusesAFileCutShort) {
    const std::string text = test::read_project_file("fee_schedules/medicare/2026.json");
    for (const std::size_t length : {0UL, 1UL, 100UL, text.size() / 2, text.size() - 3}) {
        EXPECT_FALSE(Engine().load("medicare/2026.json", text.substr(0, length)).empty()) << length;
    }
}

TEST(ReadZipTable, RefusesRunsThatDoNotAddUp) {
    json file = data_file("medicare/zip5.json");
    file["zip_codes"] = 42'955;
    expect_refused_at(file, "/runs");

    file = data_file("medicare/zip5.json");
    file["runs"].push_back(1);
    expect_refused_at(file, "/runs");

    file = data_file("medicare/zip5.json");
    file["runs"][2] = 2'000;
    expect_refused_at(file, "/runs/0");

    file = data_file("medicare/zip5.json");
    file["runs"][1] = 0;
    expect_refused_at(file, "/runs/0");

    file = data_file("medicare/zip5.json");
    file["runs"][0] = -1;
    expect_refused_at(file, "/runs/0");
}

TEST(ReadTerms, RefusesUnknownCliniciansAndPercentages) {
    json file = data_file("medicare/terms.json");
    file["clinician_percentages"][0]["types"][0] = "wizard";
    expect_refused_at(file, "/clinician_percentages/0/types/0");

    file = data_file("medicare/terms.json");
    file["coinsurance"][0]["percent"] = "20 %";
    expect_refused_at(file, "/coinsurance/0/percent");

    file = data_file("medicare/terms.json");
    file.erase("sequestration");
    expect_refused_at(file, "/sequestration");
}

TEST(ReadPlaces, RefusesAnUnknownSetting) {
    json file = data_file("places_of_service.json");
    file["places"][0]["settings"][0]["setting"] = "office";
    expect_refused_at(file, "/places/0/settings/0/setting");
}

}  // namespace
}  // namespace cpt

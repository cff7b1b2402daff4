#include "core/boundary/read_payer_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/boundary/engine.h"
#include "tests/support/data.h"

namespace cpt {
namespace {

using nlohmann::json;

constexpr const char* kFile = "contracts/acme.json";

/// A contract of the practice with a payer "acme": $52.25 for group therapy.
json contract() {
    return {{"schema", "payer-table/1"},
            {"tables",
             {{{"id", "acme-2026"},
               {"payer", "acme"},
               {"rules_of", "commercial"},
               {"kind", "contract"},
               {"title", "Acme Health, 2026"},
               {"source", {{"title", "The practice's contract with Acme Health"}}},
               {"rows", {{{"code", "90853"}, {"amount", "52.25"}}}}}}}};
}

/// An engine without payer tables, apart from those that a test loads.
class ReadPayerTables : public testing::Test {
protected:
    ReadPayerTables() {
        must_load("index.json");
        for (const HeldFile& held : std::vector(engine.book().schedules.held)) {
            if (held.load == "start" || held.load == "tables" || held.name == "medicare/2026.json")
                must_load(held.name);
        }
    }

    void must_load(const std::string& name) {
        const Errors errors = engine.load(name, test::read_project_file("fee_schedules/" + name));
        ASSERT_TRUE(errors.empty()) << name << errors.front().message;
    }

    Errors load(const json& file, const std::string& name = kFile) {
        return engine.load(name, file.dump());
    }

    json answer(const std::string& payer, json member = json::object()) {
        member["payer"] = payer;
        const json request = {{"service", {{"date", "2026-03-02"}}},
                              {"clinician", {{"type", "psychiatrist"}}},
                              {"locality", "01182-18"},
                              {"receipts", false},
                              {"members", json::array({std::move(member)})}};
        return json::parse(test::respond(engine, request.dump()), nullptr, false);
    }

    /// What the session is allowed for one member of `payer`; null where it is refused.
    json allowed(const std::string& payer) {
        const json response = answer(payer);
        return response["status"] == "ok" ? response["claims"][0]["lines"][0]["allowed_cents"]
                                          : json();
    }

    /// The file is refused at `path` and nowhere else, and what was loaded before still prices.
    void expect_refused_at(const json& file, const std::string& path,
                           ErrorCode code = ErrorCode::invalid_data) {
        ASSERT_TRUE(load(contract()).empty());
        const Errors errors = load(file);
        ASSERT_EQ(errors.size(), 1U) << path << file;
        EXPECT_EQ(errors[0].path, path) << errors[0].message;
        EXPECT_EQ(errors[0].code, code) << errors[0].message;
        EXPECT_EQ(errors[0].message.find(std::string{kFile} + ": "), 0U) << errors[0].message;
        EXPECT_EQ(allowed("acme"), 5'225) << path;
    }

    Engine engine;
};

json& table(json& file) { return file["tables"][0]; }
json& row(json& file, std::size_t index = 0) { return file["tables"][0]["rows"][index]; }

/// The contract with one change.
template <class Change>
json with(Change change) {
    json file = contract();
    change(file);
    return file;
}

/// The contract with another first row.
json with_row(json of) {
    return with([&](json& file) { row(file) = std::move(of); });
}

// --- loaded, replaced, forgotten ----------------------------------------------------------------

TEST_F(ReadPayerTables, AContractPricesAsSoonAsItIsLoaded) {
    EXPECT_EQ(answer("acme")["errors"][0]["code"], "unknown_payer");
    ASSERT_TRUE(load(contract()).empty());
    const json response = answer("acme");
    EXPECT_EQ(response["claims"][0]["allowed_cents"], 5'225);
    EXPECT_EQ(response["claims"][0]["amounts_from"], "contract");
    EXPECT_EQ(response["claims"][0]["program"], "general");
    EXPECT_EQ(response["schedules"][0]["id"], "acme-2026");
    EXPECT_EQ(response["schedules"][0]["from"], nullptr);
    EXPECT_EQ(response["schedules"][0]["to"], nullptr);
}

TEST_F(ReadPayerTables, AContractLoadedAgainTakesThePlaceOfTheFirst) {
    ASSERT_TRUE(load(contract()).empty());
    const json dearer = with([](json& file) { row(file)["amount"] = "60"; });
    ASSERT_TRUE(load(dearer).empty());
    EXPECT_EQ(allowed("acme"), 6'000);
    ASSERT_TRUE(load(dearer).empty());
    EXPECT_EQ(engine.book().schedules.payer_tables.files().size(), 1U);
}

TEST_F(ReadPayerTables, AContractThatIsForgottenPricesNothing) {
    ASSERT_TRUE(load(contract()).empty());
    engine.forget("contracts/other.json");
    EXPECT_EQ(allowed("acme"), 5'225);
    engine.forget(kFile);
    EXPECT_EQ(answer("acme")["errors"][0]["code"], "unknown_payer");
    engine.forget(kFile);
    ASSERT_TRUE(load(contract()).empty());
    EXPECT_EQ(allowed("acme"), 5'225);
}

TEST_F(ReadPayerTables, APayerThatIsKnownButNotPricedMayBePricedByAContract) {
    const json uhc = with([](json& file) {
        table(file)["payer"] = "uhc";
        table(file).erase("rules_of");
    });
    EXPECT_EQ(allowed("uhc"), nullptr);
    ASSERT_TRUE(load(uhc).empty());
    EXPECT_EQ(allowed("uhc"), 5'225);
    engine.forget(kFile);
    EXPECT_EQ(allowed("uhc"), nullptr);
}

TEST_F(ReadPayerTables, AnUnknownPayerIsAnsweredWithThoseOfTheContractsToo) {
    ASSERT_TRUE(load(contract()).empty());
    const json known = answer("nobody")["errors"][0]["allowed"];
    for (const char* payer : {"acme", "uhc", "medicaid-KY", "benchmark-uhc"}) {
        EXPECT_EQ(std::count(known.begin(), known.end(), json(payer)), 1) << payer;
    }
}

TEST_F(ReadPayerTables, PublishedTablesAreAskedForByTheirFileUntilTheyAreLoaded) {
    const json refusal = answer("medicaid-KY");
    EXPECT_EQ(refusal["errors"][0]["code"], "schedule_not_loaded");
    EXPECT_EQ(refusal["errors"][0]["path"], "/members/0/payer");
    EXPECT_EQ(refusal["errors"][0]["allowed"], json::array({"medicaid/ky.json"}));
    must_load("medicaid/ky.json");
    EXPECT_EQ(allowed("medicaid-KY"), 2'047);
}

TEST_F(ReadPayerTables, EveryFieldThatTheSchemaHasIsRead) {
    const json file = {
        {"schema", "payer-table/1"},
        {"left_out", json::array()},
        {"tables",
         {{{"id", "acme"},
           {"payer", "acme"},
           {"name", "Acme Health"},
           {"rules_of", "commercial"},
           {"kind", "self_pay"},
           {"program", "gold"},
           {"default", true},
           {"chosen_by_modifiers", {"TG"}},
           {"title", "Acme"},
           {"agency", "Acme"},
           {"from", "2026-01-01"},
           {"to", nullptr},
           {"as_of", "2026-02-01"},
           {"unit", "per session"},
           {"lesser_of_charge", false},
           {"rounding", {{"to", "0.05"}, {"mode", "up"}}},
           {"clinician_percentages",
            {{{"clinicians", {"nurse_practitioner"}}, {"percent", "85"}, {"who", "APRN"}}}},
           {"telehealth", {{"covered", true}, {"percent", "90.5"}}},
           {"add_ons",
            {{{"codes", {"90785"}}, {"percent_of_service", "20"}},
             {{"codes", {"90833"}}, {"included", true}}}},
           {"sliding_scale", {{{"step", "A"}, {"title", "Lowest"}, {"percent", "25"}}}},
           {"notes", {"A note."}},
           {"source",
            {{"title", "Contract"},
             {"file", "a.pdf"},
             {"copy", "b"},
             {"url", "https://c.example"}}},
           {"rows",
            {{{"code", "90853"},
              {"modifiers", {"HO"}},
              {"asks_modifiers", {"HN"}},
              {"clinicians", {"psychiatrist", "physician_assistant"}},
              {"setting", "outpatient_hospital"},
              {"places_of_service", {"19"}},
              {"telehealth", false},
              {"from", "2026-01-01"},
              {"to", "2026-12-31"},
              {"amount", "12.5"},
              {"per", "hour"},
              {"who", "master's level"},
              {"comment", "none"},
              {"row", 7}},
             {{"code", "*"},
              {"percent_of_medicare",
               {{"percent", "110"},
                {"year", 2025},
                {"locality", "national"},
                {"of", "clinician"}}}},
             {{"code", "90847"}, {"percent_of_charge", "40"}},
             {{"code", "90834"},
              {"range",
               {{"p25", "1"},
                {"median", "2"},
                {"p75", "3"},
                {"p90", "4"},
                {"observations", 5},
                {"providers", 6},
                {"low_sample", true}}}}}}}}}};
    ASSERT_TRUE(load(file).empty()) << load(file).front().path << load(file).front().message;
    const PayerTable& read = *engine.book().schedules.payer_tables.find_id("acme");
    EXPECT_EQ(read.payer, "acme");
    EXPECT_EQ(read.rules_of, "commercial");
    EXPECT_EQ(read.kind, TableKind::self_pay);
    EXPECT_EQ(read.program, "gold");
    EXPECT_EQ(read.chosen_by_modifiers, std::vector<std::string>{"TG"});
    EXPECT_EQ(read.in_force, (DateRange{Date{2026'01'01}, kEndOfTime}));
    EXPECT_EQ(read.as_of, Date{2026'02'01});
    EXPECT_FALSE(read.is_lesser_of_charge);
    EXPECT_EQ(read.rounding, (Rounding{{5}, Rounding::Mode::up}));
    EXPECT_EQ(read.clinician_percentage(ClinicianType::nurse_practitioner), Percent{8'500});
    EXPECT_TRUE(read.is_telehealth_covered);
    EXPECT_EQ(read.telehealth_percent, Percent{9'050});
    EXPECT_EQ(read.find_add_on("90785")->percent_of_service, Percent{2'000});
    EXPECT_EQ(read.find_add_on("90833")->percent_of_service, std::nullopt);
    EXPECT_EQ(read.sliding_scale[0].step, "A");
    EXPECT_EQ(read.sliding_scale[0].percent, Percent{2'500});
    EXPECT_EQ(read.source, "Contract");

    // Rows stay in the order of the file.
    ASSERT_EQ(read.rows.size(), 4U);
    const PayerRow& any = read.rows[1];
    EXPECT_EQ(any.code, "");
    EXPECT_EQ(any.basis, RateBasis::percent_of_medicare);
    EXPECT_EQ(any.percent, Percent{11'000});
    EXPECT_EQ(any.of.year, 2025);
    EXPECT_TRUE(any.of.is_national);
    EXPECT_TRUE(any.of.is_after_clinician_part);
    const PayerRow& range = read.rows[3];
    EXPECT_EQ(range.code, "90834");
    EXPECT_EQ(range.basis, RateBasis::range);
    EXPECT_EQ(range.amount, Cents{200});
    EXPECT_EQ(range.range->p25, Cents{100});
    EXPECT_EQ(range.range->p75, Cents{300});
    EXPECT_TRUE(range.is_low_sample);
    EXPECT_EQ(read.rows[2].code, "90847");
    EXPECT_EQ(read.rows[2].basis, RateBasis::percent_of_charge);
    EXPECT_EQ(read.rows[2].percent, Percent{4'000});
    const PayerRow& group = read.rows[0];
    EXPECT_EQ(group.code, "90853");
    EXPECT_EQ(group.modifiers, std::vector<std::string>{"HO"});
    EXPECT_EQ(group.asks_modifiers, std::vector<std::string>{"HN"});
    EXPECT_TRUE(group.clinicians.has(ClinicianType::physician_assistant));
    EXPECT_FALSE(group.clinicians.has(ClinicianType::nurse_practitioner));
    EXPECT_EQ(group.setting, RowSetting::outpatient_hospital);
    EXPECT_EQ(group.places_of_service, std::vector<std::string>{"19"});
    EXPECT_EQ(group.telehealth, false);
    EXPECT_EQ(group.in_force, (DateRange{Date{2026'01'01}, Date{2026'12'31}}));
    EXPECT_EQ(group.amount, Cents{1'250});
    EXPECT_EQ(group.per, RatePer::hour);
    EXPECT_EQ(group.who, "master's level");
    EXPECT_EQ(group.sheet_row, 7);
}

TEST_F(ReadPayerTables, WhatIsLeftOutHasTheDefaultOfTheSchema) {
    ASSERT_TRUE(load(contract()).empty());
    const PayerTable& read = *engine.book().schedules.payer_tables.find_id("acme-2026");
    EXPECT_EQ(read.program, "general");
    EXPECT_TRUE(read.is_default);
    EXPECT_EQ(read.in_force, DateRange{});
    EXPECT_EQ(read.as_of, std::nullopt);
    EXPECT_TRUE(read.is_lesser_of_charge);
    EXPECT_EQ(read.rounding, Rounding{});
    EXPECT_TRUE(read.is_telehealth_covered);
    EXPECT_EQ(read.telehealth_percent, std::nullopt);
    EXPECT_EQ(read.rows[0].setting, RowSetting::any);
    EXPECT_EQ(read.rows[0].per, RatePer::unit);
    EXPECT_EQ(read.rows[0].telehealth, std::nullopt);
    EXPECT_EQ(read.rows[0].in_force, DateRange{});
}

// --- what is refused ----------------------------------------------------------------------------

TEST_F(ReadPayerTables, AFieldThatIsNotKnownIsRefusedWhereverItStands) {
    expect_refused_at(with([](json& file) { file["remark"] = ""; }), "/remark");
    expect_refused_at(with([](json& file) { table(file)["remark"] = ""; }), "/tables/0/remark");
    expect_refused_at(with([](json& file) { row(file)["ammount"] = "1"; }),
                      "/tables/0/rows/0/ammount");
    expect_refused_at(with([](json& file) { table(file)["source"]["page"] = "1"; }),
                      "/tables/0/source/page");
    expect_refused_at(with([](json& file) {
                          table(file)["rounding"] = {{"a/b", 1}};
                      }),
                      "/tables/0/rounding/a~1b");
    expect_refused_at(with([](json& file) {
                          table(file)["telehealth"] = {{"paid", true}};
                      }),
                      "/tables/0/telehealth/paid");
    expect_refused_at(
        with_row({{"code", "90853"}, {"percent_of_medicare", {{"percent", "110"}, {"plus", "1"}}}}),
        "/tables/0/rows/0/percent_of_medicare/plus");
    expect_refused_at(with_row({{"code", "90853"}, {"range", {{"median", "1"}, {"p50", "1"}}}}),
                      "/tables/0/rows/0/range/p50");
}

TEST_F(ReadPayerTables, AFieldThatIsNeededIsRefusedWhereItIsMissing) {
    for (const char* field : {"id", "payer", "kind", "title", "source", "rows"}) {
        const Errors errors = load(with([&](json& file) { table(file).erase(field); }));
        ASSERT_FALSE(errors.empty()) << field;
        const bool is_named = std::any_of(errors.begin(), errors.end(), [&](const Error& error) {
            return error.path == "/tables/0/" + std::string{field} &&
                   error.code == ErrorCode::required;
        });
        EXPECT_TRUE(is_named) << field;
    }
    expect_refused_at(with([](json& file) { file.erase("tables"); }), "/tables",
                      ErrorCode::required);
    expect_refused_at(with_row({{"amount", "1"}}), "/tables/0/rows/0/code", ErrorCode::required);
}

TEST_F(ReadPayerTables, ARowHasOneAmountNotTwoAndNotNone) {
    expect_refused_at(with_row({{"code", "90853"}}), "/tables/0/rows/0");
    expect_refused_at(with_row({{"code", "90853"}, {"amount", "1"}, {"percent_of_charge", "40"}}),
                      "/tables/0/rows/0");
    expect_refused_at(with_row({{"code", "90853"},
                                {"amount", "1"},
                                {"range", {{"median", "1"}}},
                                {"percent_of_medicare", {{"percent", "110"}}}}),
                      "/tables/0/rows/0");
    const Errors errors = load(with_row({{"code", "90853"}}));
    EXPECT_EQ(errors[0].allowed, (std::vector<std::string>{"amount", "range", "percent_of_medicare",
                                                           "percent_of_charge"}));
}

TEST_F(ReadPayerTables, AnAmountIsDollarsWithAtMostTwoDecimals) {
    for (const char* amount : {"41.375", "$41", "-1", "-0.01", "", " 41", "41,37", "1e2", "4.",
                               "ten", "10000000.01", "99999999999999999999"}) {
        expect_refused_at(with_row({{"code", "90853"}, {"amount", amount}}),
                          "/tables/0/rows/0/amount");
    }
    for (const json& amount : {json(41), json(41.37), json(nullptr), json(true)}) {
        expect_refused_at(with_row({{"code", "90853"}, {"amount", amount}}),
                          "/tables/0/rows/0/amount", ErrorCode::wrong_type);
    }
    for (const auto& [amount, cents] :
         {std::pair("0", 0), std::pair("41", 4'100), std::pair("41.3", 4'130),
          std::pair("41.37", 4'137), std::pair("10000000.00", 1'000'000'000)}) {
        ASSERT_TRUE(load(with_row({{"code", "90853"}, {"amount", amount}})).empty()) << amount;
        EXPECT_EQ(allowed("acme"), cents);
    }
}

TEST_F(ReadPayerTables, APercentageIsAtMostAThousand) {
    const auto of_charge = [](const char* percent) {
        return with_row({{"code", "90853"}, {"percent_of_charge", percent}});
    };
    for (const char* percent : {"1000.01", "1001", "-1", "12.345", "20 %", ""}) {
        expect_refused_at(of_charge(percent), "/tables/0/rows/0/percent_of_charge");
    }
    EXPECT_TRUE(load(of_charge("1000")).empty());
    EXPECT_TRUE(load(of_charge("0")).empty());
    expect_refused_at(with_row({{"code", "90853"}, {"percent_of_medicare", {{"percent", "1001"}}}}),
                      "/tables/0/rows/0/percent_of_medicare/percent");
    expect_refused_at(with([](json& file) {
                          table(file)["telehealth"] = {{"percent", "1001"}};
                      }),
                      "/tables/0/telehealth/percent");
    expect_refused_at(with([](json& file) {
                          table(file)["sliding_scale"] = {{{"step", "A"}, {"percent", "1001"}}};
                      }),
                      "/tables/0/sliding_scale/0/percent");
    expect_refused_at(with([](json& file) {
                          table(file)["clinician_percentages"] = {
                              {{"clinicians", {"psychiatrist"}}, {"percent", "1001"}}};
                      }),
                      "/tables/0/clinician_percentages/0/percent");
    expect_refused_at(
        with([](json& file) {
            table(file)["add_ons"] = {{{"codes", {"90785"}}, {"percent_of_service", "1001"}}};
        }),
        "/tables/0/add_ons/0/percent_of_service");
}

TEST_F(ReadPayerTables, APercentageOfMedicareIsLocalOrNationalOfTheScheduleOrTheClinician) {
    const auto of_medicare = [](const char* field, const json& value) {
        return with_row(
            {{"code", "90853"}, {"percent_of_medicare", {{"percent", "110"}, {field, value}}}});
    };
    expect_refused_at(of_medicare("locality", "state"),
                      "/tables/0/rows/0/percent_of_medicare/locality", ErrorCode::unknown_value);
    expect_refused_at(of_medicare("of", "charge"), "/tables/0/rows/0/percent_of_medicare/of",
                      ErrorCode::unknown_value);
    expect_refused_at(of_medicare("year", "2025"), "/tables/0/rows/0/percent_of_medicare/year",
                      ErrorCode::wrong_type);
}

TEST_F(ReadPayerTables, ACodeHasFiveDigitsOrCapitalLetters) {
    for (const char* code : {"9085", "908533", "9085a", "90 53", "**", ""}) {
        expect_refused_at(with_row({{"code", code}, {"amount", "1"}}), "/tables/0/rows/0/code");
    }
    for (const char* code : {"90853", "H0004", "0362T", "*"}) {
        EXPECT_TRUE(load(with_row({{"code", code}, {"amount", "1"}})).empty()) << code;
    }
}

TEST_F(ReadPayerTables, AModifierHasTwoDigitsOrCapitalLetters) {
    for (const char* modifier : {"H", "HOO", "ho", ""}) {
        for (const char* field : {"modifiers", "asks_modifiers"}) {
            expect_refused_at(with_row({{"code", "90853"}, {"amount", "1"}, {field, {modifier}}}),
                              "/tables/0/rows/0/" + std::string{field});
        }
        expect_refused_at(
            with([&](json& file) { table(file)["chosen_by_modifiers"] = {modifier}; }),
            "/tables/0/chosen_by_modifiers");
    }
}

TEST_F(ReadPayerTables, WordsThatAreNotKnownAreRefusedWithThoseThatAre) {
    const auto refused = [&](const json& file, const std::string& path, const char* known) {
        expect_refused_at(file, path, ErrorCode::unknown_value);
        const auto allowed = load(file).front().allowed;
        EXPECT_NE(std::find(allowed.begin(), allowed.end(), known), allowed.end()) << path;
    };
    refused(with_row({{"code", "90853"}, {"amount", "1"}, {"clinicians", {"wizard"}}}),
            "/tables/0/rows/0/clinicians/0", "psychiatrist");
    refused(with_row({{"code", "90853"}, {"amount", "1"}, {"setting", "office"}}),
            "/tables/0/rows/0/setting", "outpatient_hospital");
    refused(with_row({{"code", "90853"}, {"amount", "1"}, {"per", "minute"}}),
            "/tables/0/rows/0/per", "session");
    refused(with([](json& file) { table(file)["kind"] = "rumour"; }), "/tables/0/kind", "contract");
    refused(with([](json& file) {
                table(file)["rounding"] = {{"mode", "nearest"}};
            }),
            "/tables/0/rounding/mode", "half_up");
}

TEST_F(ReadPayerTables, RoundingIsToACentANickelADimeOrADollar) {
    for (const char* step : {"0.00", "0.02", "0.25", "10.00"}) {
        expect_refused_at(with([&](json& file) {
                              table(file)["rounding"] = {{"to", step}};
                          }),
                          "/tables/0/rounding");
    }
    for (const char* step : {"0.01", "0.05", "0.10", "1.00"}) {
        EXPECT_TRUE(load(with([&](json& file) {
                        table(file)["rounding"] = {{"to", step}};
                    })).empty())
            << step;
    }
}

TEST_F(ReadPayerTables, DatesAreDaysAndDoNotEndBeforeTheyBegin) {
    expect_refused_at(with([](json& file) {
                          table(file)["from"] = "2026-12-31";
                          table(file)["to"] = "2026-01-01";
                      }),
                      "/tables/0/to");
    expect_refused_at(
        with_row(
            {{"code", "90853"}, {"amount", "1"}, {"from", "2026-01-02"}, {"to", "2026-01-01"}}),
        "/tables/0/rows/0/to");
    for (const char* field : {"from", "to", "as_of"}) {
        expect_refused_at(with([&](json& file) { table(file)[field] = "2026-02-30"; }),
                          "/tables/0/" + std::string{field}, ErrorCode::invalid_date);
    }
    EXPECT_TRUE(load(with([](json& file) {
                    table(file)["from"] = "2026-01-01";
                    table(file)["to"] = "2026-12-31";
                })).empty());
}

TEST_F(ReadPayerTables, AnAddOnIsIncludedOrAPercentageOfTheService) {
    const auto add_on = [](json terms) {
        terms["codes"] = {"90785"};
        return with([&](json& file) { table(file)["add_ons"] = json::array({terms}); });
    };
    expect_refused_at(add_on(json::object()), "/tables/0/add_ons/0");
    expect_refused_at(add_on({{"included", true}, {"percent_of_service", "20"}}),
                      "/tables/0/add_ons/0");
    EXPECT_TRUE(load(add_on({{"included", true}})).empty());
    EXPECT_TRUE(load(add_on({{"percent_of_service", "20"}})).empty());
}

TEST_F(ReadPayerTables, QuartilesStandTogetherAndEncloseTheMedian) {
    const auto of_range = [](const json& range) {
        return with_row({{"code", "90853"}, {"range", range}});
    };
    const std::string path = "/tables/0/rows/0/range";
    expect_refused_at(of_range({{"p25", "1"}, {"median", "2"}}), path);
    expect_refused_at(of_range({{"median", "2"}, {"p75", "3"}}), path);
    expect_refused_at(of_range({{"p25", "3"}, {"median", "2"}, {"p75", "4"}}), path);
    expect_refused_at(of_range({{"p25", "1"}, {"median", "5"}, {"p75", "4"}}), path);
    EXPECT_EQ(load(of_range({{"p25", "1"}, {"p75", "4"}})).front().path, path + "/median");
    EXPECT_TRUE(load(of_range({{"median", "2"}})).empty());
    EXPECT_TRUE(load(of_range({{"p25", "2"}, {"median", "2"}, {"p75", "2"}})).empty());
}

// --- what the rest of the book says against it --------------------------------------------------

TEST_F(ReadPayerTables, TwoRowsOfATableThatTieAreRefusedAtTheSecond) {
    json file = contract();
    table(file)["rows"].push_back({{"code", "90785"}, {"amount", "5"}});
    table(file)["rows"].push_back({{"code", "90853"}, {"amount", "50"}});
    expect_refused_at(file, "/tables/0/rows/2");
    EXPECT_NE(load(file).front().message.find("row 1 of acme-2026"), std::string::npos);
}

TEST_F(ReadPayerTables, TwoFilesOfOnePayerThatTieAreRefusedAtTheNewOne) {
    ASSERT_TRUE(load(contract()).empty());
    // By their ids and dates the new table stands before, or after, the one that is there.
    for (const char* from : {"2020-01-01", "2026-01-01"}) {
        json other = with([&](json& file) {
            table(file)["id"] = "acme-other";
            table(file)["from"] = from;
            table(file)["to"] = "2026-12-31";
            row(file)["modifiers"] = {"HO"};
        });
        EXPECT_TRUE(load(other, "contracts/other.json").empty());
        row(other).erase("modifiers");
        // An open table ends where the next one begins; this one is given a last day.
        ASSERT_TRUE(load(with([](json& file) { table(file)["to"] = "2026-12-31"; })).empty());
        const Errors errors = load(other, "contracts/other.json");
        ASSERT_EQ(errors.size(), 1U) << from;
        EXPECT_EQ(errors[0].path, "/tables/0/rows/0");
        EXPECT_NE(errors[0].message.find("acme-2026"), std::string::npos) << errors[0].message;
        EXPECT_EQ(allowed("acme"), 5'225);
        // What the file had before is there again.
        EXPECT_NE(engine.book().schedules.payer_tables.find_id("acme-other"), nullptr);
        engine.forget("contracts/other.json");
        ASSERT_TRUE(load(contract()).empty());
    }
}

TEST_F(ReadPayerTables, TablesOfOneIdInAFileAreAllRefused) {
    json file = contract();
    file["tables"].push_back(file["tables"][0]);
    file["tables"][1]["payer"] = "beta";
    ASSERT_TRUE(load(contract()).empty());
    const Errors errors = load(file);
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].path, "/tables/0/id");
    EXPECT_EQ(errors[1].path, "/tables/1/id");
    EXPECT_EQ(allowed("acme"), 5'225);
}

TEST_F(ReadPayerTables, AnIdThatIsTakenIsRefusedWhicheverPayerStandsFirst) {
    ASSERT_TRUE(load(contract()).empty());
    for (const char* payer : {"zenith", "aaron"}) {
        const Errors errors =
            load(with([&](json& file) { table(file)["payer"] = payer; }), "contracts/other.json");
        ASSERT_EQ(errors.size(), 1U) << payer;
        EXPECT_EQ(errors[0].path, "/tables/0/id");
        EXPECT_EQ(allowed("acme"), 5'225);
        EXPECT_EQ(allowed(payer), nullptr);
    }
}

TEST_F(ReadPayerTables, MedicareIsPricedByNoSuchTable) {
    expect_refused_at(with([](json& file) { table(file)["payer"] = "medicare"; }),
                      "/tables/0/payer");
    expect_refused_at(with([](json& file) { table(file)["kind"] = "medicare"; }), "/tables/0/kind");
}

TEST_F(ReadPayerTables, APayerWithPublishedTablesKeepsThem) {
    for (const char* payer : {"medicaid-KY", "benchmark-uhc"}) {
        expect_refused_at(with([&](json& file) { table(file)["payer"] = payer; }),
                          "/tables/0/payer");
        EXPECT_EQ(answer(payer)["errors"][0]["code"], "schedule_not_loaded");
    }
    const json own_id = with([](json& file) {
        table(file)["payer"] = "my-medicaid-KY";
        table(file)["rules_of"] = "medicaid-KY";
    });
    EXPECT_TRUE(load(own_id).empty());
    EXPECT_EQ(allowed("my-medicaid-KY"), 5'225);
}

TEST_F(ReadPayerTables, RulesAreOfAPayerThatIsKnown) {
    expect_refused_at(with([](json& file) { table(file)["rules_of"] = "nobody"; }),
                      "/tables/0/rules_of", ErrorCode::unknown_payer);
    expect_refused_at(with([](json& file) { table(file).erase("rules_of"); }), "/tables/0/rules_of",
                      ErrorCode::unknown_payer);
    const auto known = load(with([](json& file) { table(file)["rules_of"] = "no"; })).front();
    EXPECT_NE(std::find(known.allowed.begin(), known.allowed.end(), "commercial"),
              known.allowed.end());
}

// --- many, and none -----------------------------------------------------------------------------

TEST_F(ReadPayerTables, EveryMistakeOfAFileIsListedAtOnce) {
    json file = contract();
    table(file)["kind"] = "rumour";
    table(file)["from"] = "today";
    table(file)["rows"] = {{{"code", "90853"}, {"amount", "$41"}},
                           {{"code", "9085"}, {"amount", "41"}},
                           {{"code", "90853"}},
                           {{"code", "90853"}, {"percent_of_charge", "2000"}},
                           {{"code", "90853"}, {"amount", "1"}, {"modifiers", {"H"}}}};
    ASSERT_TRUE(load(contract()).empty());
    std::vector<std::string> paths;
    for (const Error& error : load(file)) paths.push_back(error.path);
    std::sort(paths.begin(), paths.end());
    EXPECT_EQ(paths, (std::vector<std::string>{
                         "/tables/0/from", "/tables/0/kind", "/tables/0/rows/0/amount",
                         "/tables/0/rows/1/code", "/tables/0/rows/2",
                         "/tables/0/rows/3/percent_of_charge", "/tables/0/rows/4/modifiers"}));
    EXPECT_EQ(allowed("acme"), 5'225);
}

TEST_F(ReadPayerTables, AThousandMistakesAreListedAndTheRestCounted) {
    json file = contract();
    for (int i = 0; i < 5'000; ++i) table(file)["rows"].push_back({{"code", "90853"}});
    const Errors errors = load(file);
    EXPECT_EQ(errors.size(), 1'001U);
    EXPECT_EQ(errors.back().code, ErrorCode::more_errors);
}

TEST_F(ReadPayerTables, TextThatIsNoTableIsRefused) {
    ASSERT_TRUE(load(contract()).empty());
    const std::string whole = contract().dump();
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
        const Errors errors = engine.load(kFile, whole.substr(0, length));
        ASSERT_EQ(errors.size(), 1U) << length;
        EXPECT_EQ(errors[0].code, ErrorCode::invalid_json);
    }
    EXPECT_EQ(engine.load(kFile, "code,amount\n90853,41.37\n").front().code,
              ErrorCode::invalid_json);
    for (const json& other : {json::array(), json("90853"), json(1), json(nullptr)}) {
        EXPECT_EQ(load(other).front().path, "/schema");
    }
    expect_refused_at(with([](json& file) { file["tables"] = "none"; }), "/tables",
                      ErrorCode::wrong_type);
    expect_refused_at(with([](json& file) { table(file)["rows"] = json::object(); }),
                      "/tables/0/rows", ErrorCode::wrong_type);
}

TEST_F(ReadPayerTables, TwoHundredThousandRowsAreReadAndFound) {
    // Every code from A0000 to T9999: none of them ties.
    std::string rows;
    for (int i = 0; i < 200'000; ++i) {
        const std::string digits = std::to_string(10'000 + i % 10'000).substr(1);
        rows += (i == 0 ? "" : ",") + std::string(R"({"code":")") +
                static_cast<char>('A' + i / 10'000) + digits + R"(","amount":")" +
                std::to_string(i % 500) + R"("})";
    }
    std::string text = contract().dump();
    const std::string group = R"([{"amount":"52.25","code":"90853"}])";
    const std::size_t at = text.find(group);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, group.size(), "[" + rows + R"(,{"code":"90853","amount":"52.25"}])");
    ASSERT_TRUE(engine.load(kFile, text).empty());
    EXPECT_EQ(engine.book().schedules.payer_tables.find_id("acme-2026")->rows.size(), 200'001U);
    EXPECT_EQ(allowed("acme"), 5'225);
}

TEST_F(ReadPayerTables, TwoHundredThousandRowsThatTieAreRefusedInTime) {
    std::string rows;
    for (int i = 0; i < 200'000; ++i) {
        rows += (i == 0 ? "" : ",") + std::string(R"({"code":"90853","amount":"1"})");
    }
    std::string text = contract().dump();
    const std::string group = R"([{"amount":"52.25","code":"90853"}])";
    text.replace(text.find(group), group.size(), "[" + rows + "]");
    ASSERT_TRUE(load(contract()).empty());
    EXPECT_FALSE(engine.load(kFile, text).empty());
    EXPECT_EQ(allowed("acme"), 5'225);
}

}  // namespace
}  // namespace cpt

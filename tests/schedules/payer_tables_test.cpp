#include "core/schedules/payer_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/data.h"

namespace cpt {
namespace {

/// A table of payer "acme" with one row: 90853.
PayerTable table_of(std::string id, DateRange in_force, std::string program = "general") {
    PayerTable table;
    table.id = std::move(id);
    table.payer = "acme";
    table.program = std::move(program);
    table.in_force = in_force;
    PayerRow row;
    row.code = "90853";
    table.rows = {row};
    return table;
}

PayerTables tables_of(std::vector<PayerTable> tables) {
    PayerTables all;
    all.put({"acme.json", std::move(tables)});
    return all;
}

std::vector<std::string> ids(const PayerSchedule& schedule) {
    std::vector<std::string> ids;
    for (const PayerTable* table : schedule.tables) ids.push_back(table->id);
    return ids;
}

using Ids = std::vector<std::string>;

Ids on(const PayerTables& tables, Date date) {
    return ids(tables.schedule("acme", "general", date));
}

// --- which tables price a day -----------------------------------------------------------------

class TwoYears : public testing::Test {
protected:
    // The later one stands first in the file; between them lies January 2024.
    PayerTables tables = tables_of({table_of("later", {Date{2024'02'01}, Date{2024'12'31}}),
                                    table_of("earlier", {Date{2023'01'01}, Date{2023'12'31}})});
};

TEST_F(TwoYears, BeforeTheFirstThereIsNoneAndItsFirstDayIsKnown) {
    const PayerSchedule schedule = tables.schedule("acme", "general", Date{2022'12'31});
    EXPECT_TRUE(schedule.tables.empty());
    EXPECT_EQ(schedule.first_day, Date{2023'01'01});
}

TEST_F(TwoYears, EachPricesFromItsFirstToItsLastDay) {
    EXPECT_EQ(on(tables, Date{2023'01'01}), Ids{"earlier"});
    EXPECT_EQ(on(tables, Date{2023'12'31}), Ids{"earlier"});
    EXPECT_EQ(on(tables, Date{2024'02'01}), Ids{"later"});
    EXPECT_EQ(on(tables, Date{2024'12'31}), Ids{"later"});
}

TEST_F(TwoYears, BetweenThemTheEarlierOneIsTheLastKnown) {
    const PayerSchedule schedule = tables.schedule("acme", "general", Date{2024'01'15});
    ASSERT_EQ(ids(schedule), Ids{"earlier"});
    EXPECT_EQ(schedule.tables[0]->last_known_before(Date{2024'01'15}), Date{2023'12'31});
}

TEST_F(TwoYears, AfterTheLastItIsTheLastKnown) {
    const PayerSchedule schedule = tables.schedule("acme", "general", Date{2026'03'02});
    ASSERT_EQ(ids(schedule), Ids{"later"});
    EXPECT_EQ(schedule.tables[0]->last_known_before(Date{2026'03'02}), Date{2024'12'31});
}

TEST(PayerTables, ATableWithoutALastDayPricesUntilTheNextOneBegins) {
    const PayerTables tables = tables_of({table_of("first", {Date{2023'01'01}, kEndOfTime}),
                                          table_of("second", {Date{2024'10'01}, kEndOfTime})});
    EXPECT_EQ(on(tables, Date{2024'09'30}), Ids{"first"});
    EXPECT_EQ(on(tables, Date{2024'10'01}), Ids{"second"});
    EXPECT_EQ(on(tables, Date{2030'01'01}), Ids{"second"});
    EXPECT_TRUE(tables.ties(10).empty());
}

TEST(PayerTables, ATableOfAnotherProgramEndsNoOther) {
    const PayerTables tables =
        tables_of({table_of("first", {Date{2023'01'01}, kEndOfTime}),
                   table_of("hospital", {Date{2024'10'01}, kEndOfTime}, "hospital")});
    EXPECT_EQ(on(tables, Date{2025'01'01}), Ids{"first"});
    EXPECT_EQ(ids(tables.schedule("acme", "hospital", Date{2025'01'01})), Ids{"hospital"});
}

TEST(PayerTables, TwoTablesInForceTogetherPriceTogether) {
    PayerTable add_ons = table_of("add-ons", {Date{2023'01'01}, Date{2024'12'31}});
    add_ons.rows[0].code = "90785";
    const PayerTables tables =
        tables_of({table_of("services", {Date{2024'01'01}, Date{2024'12'31}}), add_ons});
    EXPECT_EQ(on(tables, Date{2023'12'31}), Ids{"add-ons"});
    EXPECT_EQ(on(tables, Date{2024'06'30}), (Ids{"add-ons", "services"}));
    // Both ended on the same day: both are the last known.
    EXPECT_EQ(on(tables, Date{2026'03'02}), (Ids{"add-ons", "services"}));
}

TEST(PayerTables, OfTablesThatEndedThoseThatEndedLastAreTheLastKnown) {
    const PayerTables tables = tables_of({table_of("long", {Date{2020'01'01}, Date{2024'12'31}}),
                                          table_of("short", {Date{2021'01'01}, Date{2022'12'31}})});
    EXPECT_EQ(on(tables, Date{2022'06'30}), (Ids{"long", "short"}));
    EXPECT_EQ(on(tables, Date{2023'06'30}), Ids{"long"});
    EXPECT_EQ(on(tables, Date{2026'03'02}), Ids{"long"});
}

TEST(PayerTables, ATableOfAnotherPayerPricesNothing) {
    const PayerTables tables = tables_of({table_of("first", {})});
    EXPECT_TRUE(tables.schedule("other", "general", Date{2026'03'02}).tables.empty());
    EXPECT_EQ(tables.find("other"), nullptr);
    ASSERT_NE(tables.find("acme"), nullptr);
    EXPECT_EQ(tables.find("acme")->id, "first");
}

// Ohio prints the rates of group therapy in two sheets, one of which begins with August 2019,
// and all other codes in a third that spans both.
TEST(OhioOutpatientHospital, HasTwoTablesInForceTogether) {
    const PayerTables& tables = test::book().schedules.payer_tables;
    const auto on_day = [&](Date date) {
        return ids(tables.schedule("medicaid-OH", "outpatient-hospital", date));
    };
    const std::string all = "oh-outpatient-hospital-bh-2017-08-to-2023-12";
    const std::string until_2019 = "oh-outpatient-hospital-bh-2017-08-to-2019-07";
    const std::string from_2019 = "oh-outpatient-hospital-bh-2019-08-to-2023-12";
    for (const std::int32_t day : {2017'08'01, 2019'07'31}) {
        const Ids found = on_day(Date{day});
        ASSERT_EQ(found.size(), 2U) << day;
        EXPECT_NE(std::find(found.begin(), found.end(), all), found.end());
        EXPECT_NE(std::find(found.begin(), found.end(), until_2019), found.end());
    }
    for (const std::int32_t day : {2019'08'01, 2023'12'31, 2026'03'02}) {
        const Ids found = on_day(Date{day});
        ASSERT_EQ(found.size(), 2U) << day;
        EXPECT_NE(std::find(found.begin(), found.end(), all), found.end());
        EXPECT_NE(std::find(found.begin(), found.end(), from_2019), found.end());
    }
    EXPECT_TRUE(on_day(Date{2017'07'31}).empty());
}

// --- programs ---------------------------------------------------------------------------------

class Programs : public testing::Test {
protected:
    Programs() {
        PayerTable general = table_of("general", {});
        PayerTable special = table_of("special", {}, "special");
        special.is_default = false;
        special.chosen_by_modifiers = {"TG", "TF"};
        PayerTable hospital = table_of("hospital", {}, "a-hospital");
        hospital.is_default = false;
        tables.put({"acme.json", {special, hospital, general}});
    }
    PayerTables tables;
};

TEST_F(Programs, TheDefaultOneStandsFirst) {
    EXPECT_EQ(tables.programs("acme"), (Ids{"general", "a-hospital", "special"}));
    EXPECT_TRUE(tables.programs("other").empty());
}

TEST_F(Programs, WithoutAModifierTheDefaultOneIsChosen) {
    EXPECT_EQ(tables.program_of("acme", {}), "general");
    EXPECT_EQ(tables.program_of("acme", {"95", "HO"}), "general");
}

TEST_F(Programs, AModifierOfTheLineChoosesOne) {
    EXPECT_EQ(tables.program_of("acme", {"TG"}), "special");
    EXPECT_EQ(tables.program_of("acme", {"95", "TF"}), "special");
}

TEST(PayerTables, WithoutADefaultProgramNoneIsChosen) {
    PayerTable special = table_of("special", {}, "special");
    special.is_default = false;
    special.chosen_by_modifiers = {"TG"};
    const PayerTables tables = tables_of({special});
    EXPECT_EQ(tables.program_of("acme", {}), "");
    EXPECT_EQ(tables.program_of("acme", {"TG"}), "special");
    EXPECT_TRUE(tables.schedule("acme", "", Date{2026'03'02}).tables.empty());
}

// --- ties -------------------------------------------------------------------------------------

TEST(Ties, AreFoundWithinATable) {
    PayerTable table = table_of("one", {});
    table.rows.push_back(table.rows[0]);
    EXPECT_EQ(tables_of({table}).ties(10).size(), 1U);
}

TEST(Ties, AreFoundBetweenTablesAndBetweenFiles) {
    EXPECT_EQ(tables_of({table_of("one", {}), table_of("other", {})}).ties(10).size(), 1U);
    PayerTables tables = tables_of({table_of("one", {})});
    tables.put({"other.json", {table_of("other", {})}});
    ASSERT_EQ(tables.ties(10).size(), 1U);
    EXPECT_NE(tables.ties(10)[0].table, tables.ties(10)[0].other_table);
}

TEST(Ties, AreNoneBetweenPayersOrPrograms) {
    PayerTable other_payer = table_of("payer", {});
    other_payer.payer = "emca";
    EXPECT_TRUE(tables_of({table_of("one", {}), other_payer}).ties(10).empty());
    EXPECT_TRUE(tables_of({table_of("one", {}), table_of("two", {}, "other")}).ties(10).empty());
}

TEST(Ties, AreNoneBetweenTablesOfDifferentDays) {
    EXPECT_TRUE(tables_of({table_of("one", {Date{2024'01'01}, Date{2024'12'31}}),
                           table_of("two", {Date{2025'01'01}, Date{2025'12'31}})})
                    .ties(10)
                    .empty());
}

TEST(Ties, AreThereWhereTwoOpenEndedTablesBeginOnTheSameDay) {
    const DateRange from_2024{Date{2024'01'01}, kEndOfTime};
    EXPECT_EQ(tables_of({table_of("one", from_2024), table_of("two", from_2024)}).ties(10).size(),
              1U);
}

TEST(Ties, AreThereWhereALastDayReachesIntoTheNextTable) {
    EXPECT_EQ(tables_of({table_of("one", {Date{2024'01'01}, Date{2025'01'01}}),
                         table_of("two", {Date{2025'01'01}, kEndOfTime})})
                  .ties(10)
                  .size(),
              1U);
}

TEST(Ties, AreNoneBetweenModifiersCliniciansOrPlacesThatDiffer) {
    PayerTable table = table_of("one", {});
    const auto add = [&](auto change) {
        PayerRow row;
        row.code = "90853";
        change(row);
        table.rows.push_back(row);
    };
    add([](PayerRow& row) { row.modifiers = {"HO"}; });
    add([](PayerRow& row) { row.modifiers = {"HN"}; });
    add([](PayerRow& row) { row.clinicians.add(ClinicianType::psychiatrist); });
    add([](PayerRow& row) { row.clinicians.add(ClinicianType::physician_assistant); });
    add([](PayerRow& row) { row.places_of_service = {"10"}; });
    add([](PayerRow& row) { row.places_of_service = {"02"}; });
    EXPECT_TRUE(tables_of({table}).ties(10).empty());
    add([](PayerRow& row) { row.modifiers = {"HP", "HN"}; });
    EXPECT_EQ(tables_of({table}).ties(10).size(), 1U);
}

TEST(Ties, AreAtMostAsManyAsAskedFor) {
    PayerTable table = table_of("one", {});
    for (int i = 0; i < 9; ++i) table.rows.push_back(table.rows[0]);
    EXPECT_EQ(tables_of({table}).ties(100).size(), 45U);  // 10 x 9 / 2
    EXPECT_EQ(tables_of({table}).ties(7).size(), 7U);
}

TEST(Ties, AreNoneInTheTablesThatAreHeld) {
    EXPECT_TRUE(test::book().schedules.payer_tables.ties(1).empty());
}

// --- files ------------------------------------------------------------------------------------

TEST(PayerTables, AFilePutAgainTakesThePlaceOfWhatItHadAndGivesItBack) {
    PayerTables tables = tables_of({table_of("first", {})});
    std::optional<PayerTableFile> before = tables.put({"acme.json", {table_of("second", {})}});
    ASSERT_TRUE(before);
    EXPECT_EQ(before->tables[0].id, "first");
    EXPECT_EQ(tables.find_id("first"), nullptr);
    EXPECT_EQ(on(tables, Date{2026'03'02}), Ids{"second"});
    tables.put(*std::move(before));
    EXPECT_EQ(on(tables, Date{2026'03'02}), Ids{"first"});
}

TEST(PayerTables, ANewFileReplacesNothing) {
    PayerTables tables = tables_of({table_of("first", {})});
    EXPECT_FALSE(tables.put({"other.json", {table_of("second", {Date{2025'01'01}, kEndOfTime})}}));
    EXPECT_EQ(on(tables, Date{2024'12'31}), Ids{"first"});
    EXPECT_EQ(on(tables, Date{2025'01'01}), Ids{"second"});
}

TEST(PayerTables, AFileThatIsRemovedPricesNothingAndEndsNoOther) {
    PayerTables tables = tables_of({table_of("first", {})});
    tables.put({"other.json", {table_of("second", {Date{2025'01'01}, kEndOfTime})}});
    tables.remove("other.json");
    EXPECT_EQ(on(tables, Date{2026'03'02}), Ids{"first"});
    EXPECT_EQ(tables.find_id("second"), nullptr);
    EXPECT_EQ(tables.files().size(), 1U);
    tables.remove("acme.json");
    EXPECT_EQ(tables.find("acme"), nullptr);
    tables.remove("acme.json");
    EXPECT_TRUE(tables.files().empty());
}

}  // namespace
}  // namespace cpt

#include "core/schedules/zip_table.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/support/data.h"

namespace cpt {
namespace {

std::string five_digits(int zip) { return std::to_string(100'000 + zip).substr(1); }

/// CMS's list, a line a ZIP code: ZIP, state, locality, 1 where split.
TEST(ZipTable, AgreesWithCmsOnEveryZipCodeThereIs) {
    const ZipTable& zips = *test::book().schedules.zips;
    std::istringstream list(test::read_project_file("fee_schedules/sources/zip5_locality.tsv"));
    int listed = 0;
    int next = 0;
    const auto expect_none_below = [&](int zip) {
        for (; next < zip; ++next) {
            EXPECT_FALSE(zips.find(five_digits(next))) << next;
        }
    };
    for (std::string line; std::getline(list, line);) {
        if (line.empty() || line.front() == '#') continue;
        const std::string zip = line.substr(0, 5);
        const std::string locality = line.substr(9, 8);
        expect_none_below(std::stoi(zip));
        ++next;
        ++listed;
        const auto place = zips.find(zip);
        ASSERT_TRUE(place) << zip;
        EXPECT_EQ(place->locality, locality) << zip;
        EXPECT_EQ(place->is_split, line.back() == '1') << zip;
    }
    expect_none_below(100'000);
    EXPECT_EQ(listed, 42'956);
}

TEST(ZipTable, KnowsNothingThatIsNotFiveDigits) {
    const ZipTable& zips = *test::book().schedules.zips;
    for (const char* zip : {"", "9001", "900120", "9001x", "-9001", " 9001", "90012-1234", "?"}) {
        EXPECT_FALSE(zips.find(zip)) << zip;
        EXPECT_TRUE(zips.neighbours(zip).empty()) << zip;
    }
}

ZipTable table_of(std::vector<ZipTable::Run> runs) {
    return ZipTable({"00000-00", "11111-11", "22222-22"}, std::move(runs));
}

TEST(ZipTable, NamesTheLocalitiesOfTheSameThreeDigits) {
    const ZipTable zips =
        table_of({{10'000, 5, 0, false}, {10'005, 1, 1, true}, {10'050, 3, 2, false}});
    EXPECT_EQ(zips.neighbours("10005"), (std::vector<std::string_view>{"00000-00", "22222-22"}));
}

TEST(ZipTable, LooksFurtherWhereTheSameThreeDigitsAreAlike) {
    const ZipTable zips =
        table_of({{10'000, 100, 0, false}, {20'000, 1, 1, true}, {30'000, 3, 2, false}});
    EXPECT_EQ(zips.neighbours("20000"), (std::vector<std::string_view>{"00000-00", "22222-22"}));
}

TEST(ZipTable, HasANeighbourForEveryZipCodeThatIsSplit) {
    const ZipTable& zips = *test::book().schedules.zips;
    int split = 0;
    for (int zip = 0; zip < 100'000; ++zip) {
        const auto place = zips.find(five_digits(zip));
        if (!place || !place->is_split) continue;
        ++split;
        const auto neighbours = zips.neighbours(five_digits(zip));
        EXPECT_FALSE(neighbours.empty()) << zip;
        for (const auto neighbour : neighbours) EXPECT_NE(neighbour, place->locality) << zip;
    }
    EXPECT_EQ(split, 580);
}

}  // namespace
}  // namespace cpt

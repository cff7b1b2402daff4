#include "core/units/date.h"

#include <gtest/gtest.h>

namespace cpt {
namespace {

TEST(Date, ReadsAndPrintsIsoDays) {
    EXPECT_EQ(Date::parse("2026-03-02"), Date{2026'03'02});
    EXPECT_EQ(to_string(Date{2026'03'02}), "2026-03-02");
    EXPECT_EQ(to_string(Date{2019'12'31}), "2019-12-31");
}

TEST(Date, KnowsLeapYears) {
    EXPECT_TRUE(Date::parse("2024-02-29"));
    EXPECT_TRUE(Date::parse("2000-02-29"));
    EXPECT_FALSE(Date::parse("2023-02-29"));
    EXPECT_FALSE(Date::parse("1900-02-29"));
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2026-02-30", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00",
                             "2026-01-32", "2026-1-1", "26-01-01", "2026/01/01", "01-02-2026",
                             "2026-01-01T00:00", " 2026-01-01", "2026-01-0a", ""}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

TEST(Date, OrdersAsTheCalendarDoes) {
    EXPECT_LT(*Date::parse("2023-12-31"), *Date::parse("2024-01-01"));
    EXPECT_LT(*Date::parse("2024-03-08"), *Date::parse("2024-03-09"));
}

TEST(DateRange, HoldsBothItsEnds) {
    const DateRange range{Date{2024'01'01}, Date{2024'03'08}};
    EXPECT_TRUE(range.contains(Date{2024'01'01}));
    EXPECT_TRUE(range.contains(Date{2024'03'08}));
    EXPECT_FALSE(range.contains(Date{2024'03'09}));
    EXPECT_FALSE(range.contains(Date{2023'12'31}));
    EXPECT_TRUE(DateRange{}.contains(Date{1'01'01}));
}

TEST(Date, SoManyDaysLater) {
    EXPECT_EQ(add_days({20260302}, 0), Date{20260302});
    EXPECT_EQ(add_days({20260302}, 90), Date{20260531});
    EXPECT_EQ(add_days({20261231}, 1), Date{20270101});
    EXPECT_EQ(add_days({20240228}, 1), Date{20240229});
    EXPECT_EQ(add_days({20250228}, 366), Date{20260301});
}

TEST(Date, SoManyYearsLater) {
    EXPECT_EQ(add_years({20260302}, 1), Date{20270302});
    EXPECT_EQ(add_years({20240229}, 1), Date{20250228});
    EXPECT_EQ(add_years({20240229}, 4), Date{20280229});
}

}  // namespace
}  // namespace cpt

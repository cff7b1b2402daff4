#include "core/units/cents.h"

#include <gtest/gtest.h>

namespace cpt {
namespace {

TEST(Rounding, GoesHalfAwayFromZero) {
    EXPECT_EQ(divide_half_away(5, 10), 1);
    EXPECT_EQ(divide_half_away(4, 10), 0);
    EXPECT_EQ(divide_half_away(15, 10), 2);
    EXPECT_EQ(divide_half_away(-5, 10), -1);
    EXPECT_EQ(divide_half_away(-4, 10), 0);
    EXPECT_EQ(divide_half_away(25, 10), 3);
    EXPECT_EQ(divide_half_away(0, 10), 0);
}

TEST(Cents, TakesAPercentageRoundedOnce) {
    EXPECT_EQ(percent_of(Cents{3'261}, Percent{2'000}), Cents{652});  // 652.2
    EXPECT_EQ(percent_of(Cents{2'609}, Percent{200}), Cents{52});     // 52.18
    EXPECT_EQ(percent_of(Cents{2}, Percent{7'500}), Cents{2});        // 1.5
    EXPECT_EQ(percent_of(Cents{1}, Percent{5'000}), Cents{1});        // 0.5
    EXPECT_EQ(percent_of(Cents{0}, Percent{7'500}), Cents{0});
}

TEST(Cents, PrintsAsDollars) {
    EXPECT_EQ(to_dollars(Cents{3'039}), "30.39");
    EXPECT_EQ(to_dollars(Cents{7}), "0.07");
    EXPECT_EQ(to_dollars(Cents{100'000'000'000}), "1000000000.00");
}

}  // namespace
}  // namespace cpt

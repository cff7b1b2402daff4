#include "core/units/decimal.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "core/units/quantity.h"

namespace cpt {
namespace {

std::string written(std::int64_t value, int decimals) {
    TextBuffer out;
    append_decimal(out, value, decimals);
    return std::string{out.view()};
}

TEST(Decimal, ReadsWhatCmsPrints) {
    EXPECT_EQ(parse_decimal("0.67", 2), 67);
    EXPECT_EQ(parse_decimal("33.4009", 4), 334'009);
    EXPECT_EQ(parse_decimal("1.5", 3), 1'500);
    EXPECT_EQ(parse_decimal("185", 2), 18'500);
    EXPECT_EQ(parse_decimal(".62", 2), 62);
    EXPECT_EQ(parse_decimal("00901", 0), 901);
}

TEST(Decimal, RefusesWhatIsNotAPlainDecimal) {
    for (const char* text : {"", ".", "1.", "-1", "+1", " 1", "1 ", "1e3", "1,000", "0.125",
                             "1.2.3", "NaN", "0x10", "1234567890123"}) {
        EXPECT_EQ(parse_decimal(text, 2), std::nullopt) << text;
    }
    EXPECT_EQ(parse_decimal("1.0", 0), std::nullopt);
}

TEST(Decimal, WritesAllItsDecimals) {
    EXPECT_EQ(written(67, 2), "0.67");
    EXPECT_EQ(written(5, 2), "0.05");
    EXPECT_EQ(written(0, 2), "0.00");
    EXPECT_EQ(written(0, 0), "0");
    EXPECT_EQ(written(334'009, 4), "33.4009");
    EXPECT_EQ(written(-5, 2), "-0.05");
    EXPECT_EQ(written(INT64_MAX, 2), "92233720368547758.07");
    EXPECT_EQ(written(INT64_MIN, 0), "-9223372036854775808");
}

TEST(Decimal, ReadsBackWhatItWrote) {
    for (std::int64_t value = 0; value < 100'000; value += 7) {
        EXPECT_EQ(parse_decimal(written(value, 3), 3), value);
    }
}

TEST(Quantity, KeepsTheDecimalsOfItsUnit) {
    EXPECT_EQ(Rvu::parse("3.84"), Rvu{384});
    EXPECT_EQ(Gpci::parse("1.045"), Gpci{1'045});
    EXPECT_EQ(ConversionFactor::parse("33.5675"), ConversionFactor{335'675});
    EXPECT_EQ(Percent::parse("75"), Percent{7'500});
    EXPECT_EQ(Rvu::parse("3.841"), std::nullopt);
}

}  // namespace
}  // namespace cpt

#include "core/units/text_buffer.h"

#include <gtest/gtest.h>

#include <string>

namespace cpt {
namespace {

TEST(TextBuffer, HoldsPiecesOfEveryLength) {
    const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    TextBuffer buffer;
    std::string expected;
    for (int round = 0; round < 50; ++round) {
        for (std::size_t length = 0; length <= letters.size(); ++length) {
            buffer.append(std::string_view{letters}.substr(0, length));
            buffer.append('.');
            expected += letters.substr(0, length) + '.';
        }
    }
    EXPECT_EQ(buffer.view(), expected);
}

TEST(TextBuffer, ShrinksAndStartsAgain) {
    TextBuffer buffer;
    buffer.append("30.00");
    buffer.shrink(3);
    EXPECT_EQ(buffer.view(), "30");
    buffer.clear();
    EXPECT_TRUE(buffer.view().empty());
    buffer.append("x");
    EXPECT_EQ(buffer.view(), "x");
}

}  // namespace
}  // namespace cpt

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/units/error.h"

namespace cpt {
namespace {

TEST(Problems, KeepTheFirstOfEachPlace) {
    Problems problems;
    problems.add("/zip", ErrorCode::wrong_type, "first");
    problems.add("/zip", ErrorCode::unknown_zip, "second");
    problems.add("/locality", ErrorCode::required, "third");
    const Errors errors = problems.take();
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].message, "first");
    EXPECT_EQ(errors[1].path, "/locality");
}

TEST(Problems, CountThoseBeyondAThousand) {
    Problems problems;
    for (int i = 0; i < 1'234; ++i) {
        problems.add("/members/" + std::to_string(i), ErrorCode::wrong_type, "");
    }
    const Errors errors = problems.take();
    ASSERT_EQ(errors.size(), 1'001U);
    EXPECT_EQ(errors.back().code, ErrorCode::more_errors);
    EXPECT_NE(errors.back().message.find("234"), std::string::npos);
}

TEST(ErrorCodes, HaveNamesOfTheirOwn) {
    std::set<std::string_view> names;
    const int count = static_cast<int>(ErrorCode::more_errors) + 1;
    for (int code = 0; code < count; ++code) names.insert(name(static_cast<ErrorCode>(code)));
    EXPECT_EQ(names.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(names.count(""), 0U);
}

}  // namespace
}  // namespace cpt

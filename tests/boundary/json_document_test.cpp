#include "core/boundary/json_document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cpt {
namespace {

using Kind = JsonDocument::Kind;

JsonDocument parsed(std::string_view text) {
    Error error;
    auto document = JsonDocument::parse(text, error);
    EXPECT_TRUE(document) << error.message;
    return *std::move(document);
}

TEST(JsonDocument, KeepsTheOrderAndNestingOfTheText) {
    const JsonDocument document = parsed(R"({"b": [1, [2, 3], {"x": null}], "a": "z", "c": {}})");
    std::vector<std::string> keys;
    for (const auto value : document.root()) keys.emplace_back(value.key());
    EXPECT_EQ(keys, (std::vector<std::string>{"b", "a", "c"}));
    const auto list = *document.root().begin();
    EXPECT_EQ(list.kind(), Kind::array);
    EXPECT_EQ(list.size(), 3U);
    auto element = list.begin();
    EXPECT_EQ((*element).integer(), 1);
    ++element;
    EXPECT_EQ((*element).size(), 2U);
    ++element;
    EXPECT_EQ((*(*element).begin()).kind(), Kind::null);
    ++element;
    EXPECT_TRUE(element == list.end());
}

TEST(JsonDocument, TellsWholeNumbersFromOthers) {
    const JsonDocument document = parsed(
        "[0, -5, 9223372036854775807, -9223372036854775808, 9223372036854775808, 1.0, 1e3, 0.5]");
    std::vector<Kind> kinds;
    for (const auto value : document.root()) kinds.push_back(value.kind());
    EXPECT_EQ(kinds, (std::vector<Kind>{Kind::integer, Kind::integer, Kind::integer, Kind::integer,
                                        Kind::other_number, Kind::other_number, Kind::other_number,
                                        Kind::other_number}));
}

TEST(JsonDocument, DecodesEscapes) {
    const JsonDocument document = parsed(R"(["\u00e9\n\"\\", "😀"])");
    auto value = document.root().begin();
    EXPECT_EQ((*value).string(), "\xC3\xA9\n\"\\");
    ++value;
    EXPECT_EQ((*value).string(), "\xF0\x9F\x98\x80");
}

TEST(JsonDocument, NamesTheByteWhereTheTextIsNotJson) {
    for (const char* text : {"", " ", "{", "{\"a\":", "[1,]", "{\"a\" 1}", "nul", "NaN",
                             "\"\\ud800\"", "\"\x80\"", "{} {}", "'a'", "[01]", "\"\n\""}) {
        Error error;
        EXPECT_FALSE(JsonDocument::parse(text, error)) << text;
        EXPECT_EQ(error.code, ErrorCode::invalid_json);
        EXPECT_NE(error.message.find("byte"), std::string::npos) << error.message;
    }
}

TEST(JsonDocument, NamesThePlaceOfANumberThatIsTooLarge) {
    Error error;
    EXPECT_FALSE(JsonDocument::parse(R"({"a": [0, {"b": 1, "c": 1e999}]})", error));
    EXPECT_EQ(error.path, "/a/1/c");
    EXPECT_EQ(error.code, ErrorCode::wrong_type);
    EXPECT_FALSE(JsonDocument::parse(R"([[1, 2], [3, -1e999]])", error));
    EXPECT_EQ(error.path, "/1/1");
}

TEST(JsonDocument, RefusesWhatIsNestedTooDeeply) {
    Error error;
    EXPECT_TRUE(JsonDocument::parse(std::string(32, '[') + std::string(32, ']'), error));
    EXPECT_FALSE(JsonDocument::parse(std::string(33, '[') + std::string(33, ']'), error));
    EXPECT_FALSE(JsonDocument::parse(std::string(5'000'000, '['), error));
    EXPECT_NE(error.message.find("deep"), std::string::npos);
}

TEST(JsonDocument, IsStillWholeAfterItHasMoved) {
    JsonDocument first = parsed(R"({"key": "value"})");
    const JsonDocument second = std::move(first);
    EXPECT_EQ((*second.root().begin()).string(), "value");
}

}  // namespace
}  // namespace cpt

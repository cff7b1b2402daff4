#include "core/boundary/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace cpt {
namespace {

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
    TextBuffer out;
    JsonWriter json(out);
    json.open_object().field("a", std::int64_t{1}).field("b", "x").key("c").open_array();
    json.value(true).null().open_object().close_object().value(Cents{-5}).close_array();
    json.field_if("d", std::optional<Cents>{})
        .field_if("e", std::optional(Cents{7}))
        .close_object();
    EXPECT_EQ(out.view(), R"({"a":1,"b":"x","c":[true,null,{},-5],"e":7})");
}

TEST(JsonWriter, EscapesWhatJsonAsksFor) {
    std::string every_byte;
    for (int c = 0; c < 128; ++c) every_byte += static_cast<char>(c);
    for (std::size_t length = 0; length < every_byte.size(); ++length) {
        for (const std::string& text :
             {every_byte.substr(0, length), every_byte.substr(length),
              std::string(length, 'x') + '"', std::string(length, 'x') + '\x1f' + "tail",
              std::string(length % 17, 'y') + "\xC3\xA9"}) {
            TextBuffer out;
            JsonWriter(out).value(std::string_view{text});
            const auto read = nlohmann::json::parse(out.view(), nullptr, false);
            ASSERT_TRUE(read.is_string()) << out.view();
            EXPECT_EQ(read.get<std::string>(), text);
        }
    }
}

}  // namespace
}  // namespace cpt

#include "core/boundary/json_fields.h"

#include <utility>

namespace cpt {
namespace {

std::string_view name_of(JsonDocument::Kind kind) {
    switch (kind) {
        case JsonDocument::Kind::null: return "null";
        case JsonDocument::Kind::boolean: return "true or false";
        case JsonDocument::Kind::integer: return "a whole number";
        case JsonDocument::Kind::other_number: return "a number that is not whole or is too large";
        case JsonDocument::Kind::string: return "text";
        case JsonDocument::Kind::array: return "a list";
        case JsonDocument::Kind::object: return "an object";
    }
    return "";
}

void report_type(JsonDocument::Value value, const JsonPath& path, JsonDocument::Kind expected,
                 Problems& problems) {
    std::string message = "Expected ";
    message += name_of(expected);
    message += ", found ";
    message += name_of(value.kind());
    message += '.';
    problems.add(path.pointer(), ErrorCode::wrong_type, std::move(message));
}

bool expect(JsonDocument::Value value, const JsonPath& path, JsonDocument::Kind kind,
            Problems& problems) {
    if (value.kind() == kind) return true;
    report_type(value, path, kind, problems);
    return false;
}

}  // namespace

std::string JsonPath::pointer() const {
    if (parent_ == nullptr) return "";
    std::string text = parent_->pointer() + "/";
    if (index_) return text + std::to_string(*index_);
    append_pointer_step(text, key_);
    return text;
}

std::optional<std::string> read_string(JsonDocument::Value value, const JsonPath& path,
                                       Problems& problems) {
    if (!expect(value, path, JsonDocument::Kind::string, problems)) return std::nullopt;
    return std::string{value.string()};
}

std::optional<bool> read_boolean(JsonDocument::Value value, const JsonPath& path,
                                 Problems& problems) {
    if (!expect(value, path, JsonDocument::Kind::boolean, problems)) return std::nullopt;
    return value.boolean();
}

std::optional<std::int64_t> read_integer(JsonDocument::Value value, const JsonPath& path,
                                         Problems& problems, std::int64_t least,
                                         std::int64_t most) {
    if (!expect(value, path, JsonDocument::Kind::integer, problems)) return std::nullopt;
    if (value.integer() < least || value.integer() > most) {
        problems.add(path.pointer(), ErrorCode::out_of_range,
                     std::to_string(value.integer()) + " is outside " + std::to_string(least) +
                         " to " + std::to_string(most) + ".",
                     {std::to_string(least), std::to_string(most)});
        return std::nullopt;
    }
    return value.integer();
}

bool expect_object(JsonDocument::Value value, const JsonPath& path, Problems& problems) {
    return expect(value, path, JsonDocument::Kind::object, problems);
}

bool expect_array(JsonDocument::Value value, const JsonPath& path, Problems& problems) {
    return expect(value, path, JsonDocument::Kind::array, problems);
}

void report_unknown_field(const JsonPath& path, std::string_view key, const std::string_view* known,
                          std::size_t count, Problems& problems) {
    problems.add(path.pointer(), ErrorCode::unknown_field,
                 "There is no field \"" + std::string{key} + "\" here.", {known, known + count});
}

void report_unknown_value(std::string_view text, const JsonPath& path, ErrorCode code,
                          const std::string_view* known, std::size_t count, Problems& problems) {
    problems.add(path.pointer(), code,
                 "\"" + std::string{text} + "\" is not one of the values known here.",
                 {known, known + count});
}

}  // namespace cpt

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/boundary/json_document.h"
#include "core/units/error.h"

namespace cpt {

/// Where a value stands, kept as links and written out only when something is wrong with it.
class JsonPath {
public:
    JsonPath() = default;
    JsonPath(const JsonPath& parent, std::string_view key) : parent_(&parent), key_(key) {}
    JsonPath(const JsonPath& parent, std::size_t index) : parent_(&parent), index_(index) {}

    /// As a JSON pointer (RFC 6901).
    std::string pointer() const;

private:
    const JsonPath* parent_ = nullptr;
    std::string_view key_;
    std::optional<std::size_t> index_;
};

/// Readers of one value. Each returns nothing and says so in `problems` where the value has the
/// wrong type or lies outside the limits.
std::optional<std::string> read_string(JsonDocument::Value value, const JsonPath& path,
                                       Problems& problems);
std::optional<bool> read_boolean(JsonDocument::Value value, const JsonPath& path,
                                 Problems& problems);
std::optional<std::int64_t> read_integer(JsonDocument::Value value, const JsonPath& path,
                                         Problems& problems, std::int64_t least, std::int64_t most);
bool expect_object(JsonDocument::Value value, const JsonPath& path, Problems& problems);
bool expect_array(JsonDocument::Value value, const JsonPath& path, Problems& problems);

void report_unknown_field(const JsonPath& path, std::string_view key, const std::string_view* known,
                          std::size_t count, Problems& problems);
void report_unknown_value(std::string_view text, const JsonPath& path, ErrorCode code,
                          const std::string_view* known, std::size_t count, Problems& problems);

/// Calls `read(index of the field in names, its value, its path)` for each field of an object.
/// A field that is not among `names`, or comes twice, is a problem.
template <std::size_t N, class Read>
void read_fields(JsonDocument::Value object, const JsonPath& path, Problems& problems,
                 const std::array<std::string_view, N>& names, Read read) {
    if (!expect_object(object, path, problems)) return;
    std::uint64_t seen = 0;
    static_assert(N <= 64);
    for (const JsonDocument::Value value : object) {
        const std::string_view key = value.key();
        std::size_t field = 0;
        while (field < N && names[field] != key) ++field;
        const JsonPath place(path, key);
        if (field == N) {
            report_unknown_field(place, key, names.data(), N, problems);
        } else if ((seen >> field & 1) != 0) {
            problems.add(place.pointer(), ErrorCode::duplicate_field,
                         "\"" + std::string{key} + "\" is given twice.");
        } else {
            seen |= std::uint64_t{1} << field;
            read(field, value, place);
        }
    }
}

/// Calls `read(value, its path)` for each element of an array.
template <class Read>
void read_elements(JsonDocument::Value array, const JsonPath& path, Problems& problems, Read read) {
    if (!expect_array(array, path, problems)) return;
    std::size_t index = 0;
    for (const JsonDocument::Value value : array) read(value, JsonPath(path, index++));
}

/// One of `names`, as the enumerator of the same position.
template <class Enum, std::size_t N>
std::optional<Enum> read_enum(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                              const std::array<std::string_view, N>& names,
                              ErrorCode code = ErrorCode::unknown_value) {
    const std::optional<std::string> text = read_string(value, path, problems);
    if (!text) return std::nullopt;
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == *text) return static_cast<Enum>(i);
    }
    report_unknown_value(*text, path, code, names.data(), N, problems);
    return std::nullopt;
}

}  // namespace cpt

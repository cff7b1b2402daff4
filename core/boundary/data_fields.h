#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/boundary/json_document.h"
#include "core/boundary/json_fields.h"
#include "core/roster/clinician.h"
#include "core/units/date.h"
#include "core/units/error.h"
#include "core/units/quantity.h"

// What the readers of the data files share: read_into for each type that a data file holds. Those
// of tables build on those of rows; a reader declares its own in namespace cpt.

namespace cpt {

/// The file is wrong at `path`.
void refuse_data(const JsonPath& path, Problems& problems, std::string message);

using DataValue = JsonDocument::Value;

void read_into(DataValue, const JsonPath&, Problems&, std::string&);
void read_into(DataValue, const JsonPath&, Problems&, bool&);
void read_into(DataValue, const JsonPath&, Problems&, std::int64_t&);
void read_into(DataValue, const JsonPath&, Problems&, Date&);
void read_into(DataValue, const JsonPath&, Problems&, ClinicianType&);

/// One of `words`, as the enumerator of the same position; what cannot be read changes nothing.
template <class Enum, std::size_t N>
void read_word(DataValue value, const JsonPath& path, Problems& problems,
               const std::array<std::string_view, N>& words, Enum& out) {
    out = read_enum<Enum>(value, path, problems, words).value_or(out);
}

/// Text of `size` digits and capital letters, as codes of every kind are.
bool has_form(std::string_view text, std::size_t size);

template <class Unit, int Decimals>
void read_into(DataValue value, const JsonPath& path, Problems& problems,
               Quantity<Unit, Decimals>& out) {
    const auto text = read_string(value, path, problems);
    if (!text) return;
    if (const auto quantity = Quantity<Unit, Decimals>::parse(*text)) {
        out = *quantity;
    } else {
        refuse_data(path, problems,
                    "\"" + *text + "\" is not a decimal with at most " + std::to_string(Decimals) +
                        " places.");
    }
}

/// Null is nothing.
template <class T>
void read_into(DataValue value, const JsonPath& path, Problems& problems, std::optional<T>& out) {
    if (value.kind() != JsonDocument::Kind::null) read_into(value, path, problems, out.emplace());
}

/// Reads each element of an array into what `add(list)` appends to the list.
void read_list(DataValue value, const JsonPath& path, Problems& problems, void* list,
               void* (*add)(void* list),
               void (*read)(DataValue, const JsonPath&, Problems&, void* element));

template <class T>
void read_into(DataValue value, const JsonPath& path, Problems& problems, std::vector<T>& out) {
    read_list(
        value, path, problems, &out,
        [](void* list) -> void* { return &static_cast<std::vector<T>*>(list)->emplace_back(); },
        [](DataValue element, const JsonPath& place, Problems& found, void* target) {
            read_into(element, place, found, *static_cast<T*>(target));
        });
}

/// A field that pricing needs and where to put it.
struct Field {
    std::string_view name;
    void* target;
    void (*read)(DataValue, const JsonPath&, Problems&, void* target);
    bool is_required = true;
};

template <class T>
Field required(std::string_view name, T& out) {
    return {name, &out,
            [](DataValue value, const JsonPath& path, Problems& problems, void* target) {
                read_into(value, path, problems, *static_cast<T*>(target));
            }};
}

template <class T>
Field optional(std::string_view name, T& out) {
    Field field = required(name, out);
    field.is_required = false;
    return field;
}

/// One end of a range of dates; null leaves it open.
inline Field bound(std::string_view name, Date& out) {
    return {name, &out,
            [](DataValue value, const JsonPath& path, Problems& problems, void* target) {
                if (value.kind() != JsonDocument::Kind::null) {
                    read_into(value, path, problems, *static_cast<Date*>(target));
                }
            }};
}

/// The same, which may be left out too.
inline Field open_bound(std::string_view name, Date& out) {
    Field field = bound(name, out);
    field.is_required = false;
    return field;
}

/// Whether an object may have fields besides those that are read: titles and notes, for people.
enum class OtherFields { ignored, refused };

void read_object(DataValue object, const JsonPath& path, Problems& problems,
                 std::initializer_list<Field> fields, OtherFields others = OtherFields::ignored);

/// Rows that must ascend, and be there.
template <class Row, class Key>
void expect_sorted(const std::vector<Row>& rows, Key key, const char* path, Problems& problems) {
    if (rows.empty()) problems.add(path, ErrorCode::invalid_data, "The table is empty.");
    const auto disorder =
        std::adjacent_find(rows.begin(), rows.end(), [key](const Row& row, const Row& next) {
            return std::invoke(key, row) >= std::invoke(key, next);
        });
    if (disorder != rows.end()) {
        problems.add(
            path, ErrorCode::invalid_data,
            "The rows are not in ascending order after \"" + std::invoke(key, *disorder) + "\".");
    }
}

/// The cells of one row of a table, read from left to right.
class Cells {
public:
    Cells(DataValue row, const JsonPath& path, Problems& problems, std::size_t count)
        : path_(path), problems_(problems), next_(row.begin()) {
        is_readable_ = expect_array(row, path, problems);
        if (is_readable_ && row.size() != count) {
            refuse_data(path, problems, "Expected " + std::to_string(count) + " cells.");
            is_readable_ = false;
        }
    }

    template <class T>
    void read(T& out) {
        if (!is_readable_) return;
        read_into(*next_, JsonPath(path_, index_++), problems_, out);
        ++next_;
    }

private:
    const JsonPath& path_;
    Problems& problems_;
    DataValue::Iterator next_;
    std::size_t index_ = 0;
    bool is_readable_ = false;
};

}  // namespace cpt

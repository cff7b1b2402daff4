#include "core/boundary/data_fields.h"

#include <utility>

namespace cpt {

void refuse_data(const JsonPath& path, Problems& problems, std::string message) {
    problems.add(path.pointer(), ErrorCode::invalid_data, std::move(message));
}

bool has_form(std::string_view text, std::size_t size) {
    return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
           });
}

void read_list(DataValue value, const JsonPath& path, Problems& problems, void* list,
               void* (*add)(void* list),
               void (*read)(DataValue, const JsonPath&, Problems&, void* element)) {
    read_elements(value, path, problems, [&](DataValue element, const JsonPath& place) {
        read(element, place, problems, add(list));
    });
}

void read_object(DataValue object, const JsonPath& path, Problems& problems,
                 std::initializer_list<Field> fields, OtherFields others) {
    if (!expect_object(object, path, problems)) return;
    std::uint64_t seen = 0;
    for (const DataValue value : object) {
        std::uint64_t bit = 1;
        bool is_known = false;
        for (const Field& field : fields) {
            if (field.name == value.key()) {
                field.read(value, JsonPath(path, value.key()), problems, field.target);
                seen |= bit;
                is_known = true;
            }
            bit <<= 1;
        }
        if (!is_known && others == OtherFields::refused) {
            refuse_data(JsonPath(path, value.key()), problems,
                        "There is no field \"" + std::string{value.key()} + "\" here.");
        }
    }
    for (const Field& field : fields) {
        if (field.is_required && (seen & 1) == 0) {
            problems.add(JsonPath(path, field.name).pointer(), ErrorCode::required,
                         "The field is missing.");
        }
        seen >>= 1;
    }
}

void read_into(DataValue value, const JsonPath& path, Problems& problems, std::string& out) {
    out = read_string(value, path, problems).value_or("");
}

void read_into(DataValue value, const JsonPath& path, Problems& problems, bool& out) {
    out = read_boolean(value, path, problems).value_or(false);
}

void read_into(DataValue value, const JsonPath& path, Problems& problems, std::int64_t& out) {
    constexpr std::int64_t kMost = 1'000'000;
    out = read_integer(value, path, problems, 0, kMost).value_or(0);
}

void read_into(DataValue value, const JsonPath& path, Problems& problems, Date& out) {
    const auto text = read_string(value, path, problems);
    if (!text) return;
    if (const auto date = Date::parse(*text)) {
        out = *date;
    } else {
        problems.add(path.pointer(), ErrorCode::invalid_date,
                     "\"" + *text + "\" is not a day written as YYYY-MM-DD.");
    }
}

void read_into(DataValue value, const JsonPath& path, Problems& problems, ClinicianType& out) {
    out = read_enum<ClinicianType>(value, path, problems, kClinicianTypes).value_or(out);
}

}  // namespace cpt

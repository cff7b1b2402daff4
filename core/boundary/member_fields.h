#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/boundary/json_document.h"
#include "core/boundary/json_fields.h"
#include "core/roster/change.h"
#include "core/roster/member.h"
#include "core/units/cents.h"
#include "core/units/error.h"

namespace cpt {

// What a request says of a member, field by field; a change to a member says the same of its
// fields. Each reader leaves `out` as it was where the value cannot be read, and says so.

/// Text of `least` to `longest` characters.
void read_label(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                std::size_t least, std::size_t longest, std::string& out);

/// A word to be looked up later. One that cannot be read is kept as text that no table knows: it
/// is not missing, and what is already said of its place stands.
void read_text(JsonDocument::Value value, const JsonPath& path, Problems& problems,
               std::string& out);

void read_flag(JsonDocument::Value value, const JsonPath& path, Problems& problems, bool& out);

std::optional<Cents> read_cents(JsonDocument::Value value, const JsonPath& path,
                                Problems& problems);
std::optional<std::int64_t> read_units(JsonDocument::Value value, const JsonPath& path,
                                       Problems& problems);

/// 0 to 100: a whole number, or text with up to two decimals.
std::optional<Percent> read_percent(JsonDocument::Value value, const JsonPath& path,
                                    Problems& problems);

/// ICD-10-CM; empty where the claim has none.
void read_diagnosis(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                    std::optional<std::string>& out);

/// Codes or modifiers, to be looked up later.
void read_codes(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                std::vector<std::string>& out);

void read_same_day_services(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                            std::vector<SameDayService>& out);

/// A change, its fields as in Change.
void read_change(JsonDocument::Value value, const JsonPath& path, Problems& problems, Change& out);

template <class Enum, std::size_t N>
void read_choice(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                 const std::array<std::string_view, N>& names, Enum& out) {
    if (const auto choice = read_enum<Enum>(value, path, problems, names)) out = *choice;
}

template <class Enum, std::size_t N>
void read_choice(JsonDocument::Value value, const JsonPath& path, Problems& problems,
                 const std::array<std::string_view, N>& names, std::optional<Enum>& out) {
    if (const auto choice = read_enum<Enum>(value, path, problems, names)) out = choice;
}

}  // namespace cpt

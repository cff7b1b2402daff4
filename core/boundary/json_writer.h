#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/units/cents.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// Appends JSON to a buffer, commas and escapes taken care of. The caller opens and closes in
/// pairs; one sequence of calls always gives the same bytes.
class JsonWriter {
public:
    explicit JsonWriter(TextBuffer& out) : out_(out) {}

    JsonWriter& open_object() { return open('{'); }
    JsonWriter& close_object() { return close('}'); }
    JsonWriter& open_array() { return open('['); }
    JsonWriter& close_array() { return close(']'); }

    /// `name` is one of ours and needs no escape.
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(Cents amount) { return value(amount.value); }
    JsonWriter& value(bool flag) { return word(flag ? "true" : "false"); }
    JsonWriter& null() { return word("null"); }
    /// Text of ours, which needs no escape, written by `append(buffer)`.
    template <class Append>
    JsonWriter& text(Append append) {
        word("\"");
        append(out_);
        out_.append('"');
        return *this;
    }

    template <class T>
    JsonWriter& field(std::string_view name, const T& content) {
        return key(name).value(content);
    }
    /// Left out where there is nothing.
    template <class T>
    JsonWriter& field_if(std::string_view name, const std::optional<T>& content) {
        return content ? field(name, *content) : *this;
    }

    /// The word of an enumerator; left out where there is none.
    template <class Enum, std::size_t N>
    JsonWriter& word_if(std::string_view name, const std::array<std::string_view, N>& words,
                        const std::optional<Enum>& choice) {
        return choice ? field(name, words[static_cast<std::size_t>(*choice)]) : *this;
    }
    /// Left out where it is empty.
    JsonWriter& field_if_any(std::string_view name, std::string_view text) {
        return text.empty() ? *this : field(name, text);
    }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    JsonWriter& word(std::string_view raw);
    void quote(std::string_view text, std::string_view end);

    TextBuffer& out_;
    bool needs_comma_ = false;
};

}  // namespace cpt

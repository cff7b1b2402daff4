#include "core/boundary/json_document.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace cpt {

void append_pointer_step(std::string& pointer, std::string_view key) {
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}

/// Fills a document from nlohmann's events, without building its tree.
class JsonReader : public nlohmann::json::json_sax_t {
public:
    explicit JsonReader(JsonDocument& document) : document_(document) {}

    bool null() override { return add(JsonDocument::Kind::null); }
    bool boolean(bool value) override { return add(JsonDocument::Kind::boolean, value ? 1 : 0); }
    bool number_integer(number_integer_t value) override {
        return add(JsonDocument::Kind::integer, value);
    }
    bool number_unsigned(number_unsigned_t value) override {
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        if (value > static_cast<number_unsigned_t>(kMost)) {
            return add(JsonDocument::Kind::other_number);
        }
        return add(JsonDocument::Kind::integer, static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t, const string_t&) override {
        return add(JsonDocument::Kind::other_number);
    }
    bool string(string_t& value) override {
        add(JsonDocument::Kind::string);
        document_.nodes_.back().text = keep(value);
        return true;
    }
    bool binary(binary_t&) override { return false; }
    bool key(string_t& value) override {
        key_ = keep(value);
        return true;
    }
    bool start_object(std::size_t) override { return open(JsonDocument::Kind::object); }
    bool start_array(std::size_t) override { return open(JsonDocument::Kind::array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool is_too_deep() const { return open_.size() > kDeepest; }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception& problem) override {
        constexpr int kNumberOverflow = 406;
        error_position_ = position;
        is_number_too_large_ = problem.id == kNumberOverflow;
        return false;
    }

    bool is_number_too_large() const { return is_number_too_large_; }
    /// Where the value stands that would come next, as a JSON pointer.
    std::string next_place() const {
        std::string pointer;
        for (std::size_t depth = 0; depth < open_.size(); ++depth) {
            const JsonDocument::Node& container = document_.nodes_[open_[depth]];
            const bool is_innermost = depth + 1 == open_.size();
            pointer += '/';
            if (container.kind == JsonDocument::Kind::array) {
                pointer += std::to_string(container.number - (is_innermost ? 0 : 1));
            } else {
                const JsonDocument::Span key =
                    is_innermost ? key_ : document_.nodes_[open_[depth + 1]].key;
                append_pointer_step(pointer,
                                    std::string_view{document_.text_}.substr(key.offset, key.size));
            }
        }
        return pointer;
    }
    std::size_t error_position() const { return error_position_; }

private:
    static constexpr std::size_t kDeepest = 32;

    bool add(JsonDocument::Kind kind, std::int64_t number = 0) {
        if (!open_.empty()) ++document_.nodes_[open_.back()].number;
        JsonDocument::Node node;
        node.kind = kind;
        node.key = key_;
        node.number = number;
        node.end = static_cast<std::uint32_t>(document_.nodes_.size()) + 1;
        document_.nodes_.push_back(node);
        key_ = {};
        return true;
    }
    bool open(JsonDocument::Kind kind) {
        add(kind);
        open_.push_back(document_.nodes_.size() - 1);
        return open_.size() <= kDeepest;
    }
    bool close() {
        document_.nodes_[open_.back()].end = static_cast<std::uint32_t>(document_.nodes_.size());
        open_.pop_back();
        return true;
    }
    JsonDocument::Span keep(std::string_view text) {
        const auto offset = static_cast<std::uint32_t>(document_.text_.size());
        document_.text_ += text;
        return {offset, static_cast<std::uint32_t>(text.size())};
    }

    JsonDocument& document_;
    JsonDocument::Span key_;
    std::vector<std::size_t> open_;
    std::size_t error_position_ = 0;
    bool is_number_too_large_ = false;
};

std::optional<JsonDocument> JsonDocument::parse(std::string_view text, Error& error) {
    JsonDocument document;
    constexpr std::size_t kTypicalBytesPerValue = 16;
    document.nodes_.reserve(text.size() / kTypicalBytesPerValue + 1);
    document.text_.reserve(text.size());
    JsonReader reader(document);
    if (nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &reader)) {
        return document;
    }
    if (reader.is_too_deep()) {
        error = {"", ErrorCode::invalid_json, "The JSON is nested too deeply to be a request.", {}};
        return std::nullopt;
    }
    if (reader.is_number_too_large()) {
        error = {reader.next_place(),
                 ErrorCode::wrong_type,
                 "The number is too large to be read; nothing after it was.",
                 {}};
        return std::nullopt;
    }
    const std::size_t position = reader.error_position();
    const bool is_cut_off = position > text.size();
    error = {"",
             ErrorCode::invalid_json,
             is_cut_off ? "The text ends before the JSON does, at byte " +
                              std::to_string(text.size()) + "."
                        : "The text is not JSON from byte " + std::to_string(position) + " on.",
             {}};
    return std::nullopt;
}

}  // namespace cpt

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/units/error.h"

namespace cpt {

/// Appends a member's name to a JSON pointer, with ~ and / written as RFC 6901 asks.
void append_pointer_step(std::string& pointer, std::string_view key);

/// JSON text read once into a flat list of values. Reading never throws: text that is not JSON is
/// an error that names the byte; so is text that nests deeper than anything we read.
class JsonDocument {
public:
    enum class Kind : std::uint8_t { null, boolean, integer, other_number, string, array, object };

    /// A value in the document; cheap to copy, valid while the document lives.
    class Value;

    /// Reads `text`. Numbers that are not whole, or do not fit 64 bits, are `other_number`:
    /// nothing here is ever a binary fraction.
    static std::optional<JsonDocument> parse(std::string_view text, Error& error);

    Value root() const;

private:
    friend class JsonReader;

    struct Span {
        std::uint32_t offset = 0;
        std::uint32_t size = 0;
    };
    struct Node {
        Kind kind = Kind::null;
        Span key;                 ///< Of a member of an object.
        Span text;                ///< Of a string.
        std::int64_t number = 0;  ///< Of an integer; of a boolean 0 or 1; else how many it holds.
        std::uint32_t end = 0;    ///< Index after the last node inside this one.
    };

    std::vector<Node> nodes_;
    std::string text_;
};

class JsonDocument::Value {
public:
    Kind kind() const { return node().kind; }
    std::string_view key() const { return text_at(node().key); }
    std::string_view string() const { return text_at(node().text); }
    std::int64_t integer() const { return node().number; }
    /// How many elements an array or object holds.
    std::size_t size() const { return static_cast<std::size_t>(node().number); }
    bool boolean() const { return node().number != 0; }

    /// Iterates over what an array or an object holds, in the order of the text.
    class Iterator {
    public:
        Iterator(const JsonDocument* document, std::uint32_t index)
            : document_(document), index_(index) {}
        Value operator*() const { return {document_, index_}; }
        Iterator& operator++() {
            index_ = document_->nodes_[index_].end;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const JsonDocument* document_;
        std::uint32_t index_;
    };
    Iterator begin() const { return {document_, index_ + 1}; }
    Iterator end() const { return {document_, node().end}; }

private:
    friend class JsonDocument;
    Value(const JsonDocument* document, std::uint32_t index) : document_(document), index_(index) {}
    const Node& node() const { return document_->nodes_[index_]; }
    std::string_view text_at(Span span) const {
        return std::string_view{document_->text_}.substr(span.offset, span.size);
    }

    const JsonDocument* document_;
    std::uint32_t index_;
};

inline JsonDocument::Value JsonDocument::root() const { return {this, 0}; }

}  // namespace cpt

#include "core/boundary/json_writer.h"

#include <cstring>

#include "core/units/decimal.h"

// Every piece of a response passes through these few functions. They are kept out of line: the
// optimizer would copy them to each of some hundred callers, which costs the module more to load
// than the calls cost to make.
#define CPT_OUT_OF_LINE [[gnu::noinline]]

namespace cpt {
namespace {

constexpr bool needs_escape(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

/// Whether any of the eight bytes needs an escape; may also say so of bytes above 0x7F.
constexpr bool may_need_escape(std::uint64_t bytes) {
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    constexpr std::uint64_t kHighs = kOnes * 0x80;
    const auto has_zero = [](std::uint64_t x) { return (x - kOnes) & ~x; };
    const std::uint64_t is_control = bytes - kOnes * 0x20;
    return ((has_zero(bytes ^ kOnes * '"') | has_zero(bytes ^ kOnes * '\\') | is_control | bytes) &
            kHighs) != 0;
}

bool is_plain(std::string_view text) {
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, text.data() + at, 8);
        if (may_need_escape(bytes)) break;
    }
    while (at < text.size() && !needs_escape(text[at])) ++at;
    return at == text.size();
}

void append_escaped(TextBuffer& out, char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
        case '"': return out.append("\\\"");
        case '\\': return out.append("\\\\");
        case '\n': return out.append("\\n");
        case '\r': return out.append("\\r");
        case '\t': return out.append("\\t");
        default:
            out.append("\\u00");
            out.append(kHex[static_cast<unsigned char>(c) >> 4]);
            out.append(kHex[static_cast<unsigned char>(c) & 0xF]);
    }
}

}  // namespace

CPT_OUT_OF_LINE void JsonWriter::quote(std::string_view text, std::string_view end) {
    char* to = out_.extend(text.size() + end.size() + (needs_comma_ ? 2 : 1));
    if (needs_comma_) *to++ = ',';
    *to++ = '"';
    to = TextBuffer::copy(to, text);
    TextBuffer::copy(to, end);
}

CPT_OUT_OF_LINE JsonWriter& JsonWriter::key(std::string_view name) {
    quote(name, "\":");
    needs_comma_ = false;
    return *this;
}

CPT_OUT_OF_LINE JsonWriter& JsonWriter::value(std::string_view text) {
    if (is_plain(text)) {
        quote(text, "\"");
    } else {
        quote("", "");
        for (const char c : text) {
            if (needs_escape(c)) {
                append_escaped(out_, c);
            } else {
                out_.append(c);
            }
        }
        out_.append('"');
    }
    needs_comma_ = true;
    return *this;
}

CPT_OUT_OF_LINE JsonWriter& JsonWriter::value(std::int64_t number) {
    if (needs_comma_) out_.append(',');
    append_decimal(out_, number, 0);
    needs_comma_ = true;
    return *this;
}

CPT_OUT_OF_LINE JsonWriter& JsonWriter::word(std::string_view raw) {
    if (needs_comma_) out_.append(',');
    out_.append(raw);
    needs_comma_ = true;
    return *this;
}

CPT_OUT_OF_LINE JsonWriter& JsonWriter::open(char bracket) {
    if (needs_comma_) out_.append(',');
    out_.append(bracket);
    needs_comma_ = false;
    return *this;
}

CPT_OUT_OF_LINE JsonWriter& JsonWriter::close(char bracket) {
    out_.append(bracket);
    needs_comma_ = true;
    return *this;
}

}  // namespace cpt

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace cpt {

/// Text that grows at its end. Made for many short pieces: a piece of up to sixteen bytes costs a
/// few moves, where std::string calls out to memcpy.
class TextBuffer {
public:
    void append(std::string_view text) { copy(extend(text.size()), text); }
    void append(char c) { *extend(1) = c; }

    /// Room for `count` more bytes, whose content the caller writes at once.
    char* extend(std::size_t count) {
        if (capacity_ - size_ < count) grow(count);
        char* target = data_.get() + size_;
        size_ += count;
        return target;
    }
    /// Drops the last `count` bytes.
    void shrink(std::size_t count) { size_ -= count; }
    void clear() { size_ = 0; }

    std::string_view view() const { return {data_.get(), size_}; }

    /// Copies `text` to where there is room for it; returns the end of the copy.
    static char* copy(char* to, std::string_view text) {
        const std::size_t count = text.size();
        if (count > 16) {
            std::memcpy(to, text.data(), count);
        } else if (count >= 8) {
            copy_ends<std::uint64_t>(to, text);
        } else if (count >= 4) {
            copy_ends<std::uint32_t>(to, text);
        } else if (count >= 2) {
            copy_ends<std::uint16_t>(to, text);
        } else if (count == 1) {
            *to = text.front();
        }
        return to + count;
    }

private:
    /// Copies the first and the last bytes, which overlap where there are fewer than two words.
    template <class Word>
    static void copy_ends(char* to, std::string_view text) {
        const std::size_t last_at = text.size() - sizeof(Word);
        Word first;
        Word last;
        std::memcpy(&first, text.data(), sizeof(Word));
        std::memcpy(&last, text.data() + last_at, sizeof(Word));
        std::memcpy(to, &first, sizeof(Word));
        std::memcpy(to + last_at, &last, sizeof(Word));
    }
    void grow(std::size_t count);

    std::unique_ptr<char[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace cpt

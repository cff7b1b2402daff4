#include "core/units/text_buffer.h"

#include <algorithm>
#include <utility>

namespace cpt {

void TextBuffer::grow(std::size_t count) {
    constexpr std::size_t kLeast = 4'096;
    const std::size_t capacity = std::max({kLeast, capacity_ * 2, size_ + count});
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (size_ > 0) std::memcpy(larger.get(), data_.get(), size_);
    data_ = std::move(larger);
    capacity_ = capacity;
}

}  // namespace cpt

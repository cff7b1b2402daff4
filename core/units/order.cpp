#include "core/units/order.h"

#include <algorithm>

namespace cpt {

std::vector<std::uint32_t> order_of(std::size_t count, const void* context,
                                    bool (*comes_before)(const void*, std::uint32_t,
                                                         std::uint32_t)) {
    std::vector<std::uint32_t> order(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint32_t>(i);
    // Merges runs of 1, 2, 4, ... into runs of twice the length.
    std::vector<std::uint32_t> merged(count);
    for (std::size_t run = 1; run < count; run *= 2) {
        for (std::size_t begin = 0; begin < count; begin += 2 * run) {
            const std::size_t middle = std::min(begin + run, count);
            const std::size_t end = std::min(begin + 2 * run, count);
            std::size_t left = begin;
            std::size_t right = middle;
            for (std::size_t next = begin; next < end; ++next) {
                const bool is_right =
                    left == middle ||
                    (right < end && comes_before(context, order[right], order[left]));
                merged[next] = is_right ? order[right++] : order[left++];
            }
        }
        order.swap(merged);
    }
    return order;
}

}  // namespace cpt

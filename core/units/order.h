#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cpt {

/// The numbers 0 to count - 1 in the order that `comes_before(context, one, other)` asks for;
/// where it asks for none they stay as they are. One function for every table, so that the module
/// does not hold a sort for each type of row.
std::vector<std::uint32_t> order_of(std::size_t count, const void* context,
                                    bool (*comes_before)(const void* context, std::uint32_t one,
                                                         std::uint32_t other));

/// The same of rows, by a function of two rows that captures nothing.
template <class Row, class ComesBefore>
std::vector<std::uint32_t> order_of(const std::vector<Row>& rows, ComesBefore) {
    return order_of(rows.size(), rows.data(),
                    [](const void* context, std::uint32_t one, std::uint32_t other) {
                        const Row* const first = static_cast<const Row*>(context);
                        return ComesBefore{}(first[one], first[other]);
                    });
}

}  // namespace cpt

#pragma once

#include <algorithm>
#include <functional>
#include <iterator>

namespace cpt {

// Look-ups that answer with a pointer, null where there is nothing. (The standard library's range
// algorithms say the same; not every compiler we build with has them.)

/// The first element that `predicate` holds for.
template <class Rows, class Predicate>
auto* find_first(Rows& rows, Predicate predicate) {
    const auto row = std::find_if(std::begin(rows), std::end(rows), predicate);
    return row != std::end(rows) ? &*row : nullptr;
}

/// The element whose `key` (a member) is `value`, in rows that ascend by it.
template <class Rows, class Key, class Value>
auto* find_sorted(Rows& rows, Key key, const Value& value) {
    const auto row = std::lower_bound(
        std::begin(rows), std::end(rows), value,
        [key](const auto& each, const Value& wanted) { return std::invoke(key, each) < wanted; });
    return row != std::end(rows) && std::invoke(key, *row) == value ? &*row : nullptr;
}

template <class Rows, class Value>
bool contains(const Rows& rows, const Value& value) {
    return std::find(std::begin(rows), std::end(rows), value) != std::end(rows);
}

/// Whether any of `wanted` is there.
template <class Rows, class Wanted>
bool has_any(const Rows& rows, const Wanted& wanted) {
    return std::any_of(std::begin(wanted), std::end(wanted),
                       [&](const auto& each) { return contains(rows, each); });
}

/// Whether `value` is wanted, where an empty list wants all.
template <class Rows, class Value>
bool is_any_or_has(const Rows& wanted, const Value& value) {
    return std::empty(wanted) || contains(wanted, value);
}

}  // namespace cpt

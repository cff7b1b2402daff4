#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/projection/revenue_law.h"

// Distributions of whole numbers, each written down as the list of the numbers that are possible.

namespace cpt::revenue {

/// A number and how likely it is.
struct Entry {
    std::int64_t number;
    double probability;
};
using Entries = std::vector<Entry>;

/// By number, then by probability.
bool is_before(const Entry& a, const Entry& b);

/// Merges runs of so many entries (the last may be shorter), each in order, until all are in order.
void merge_runs(Entries& entries, std::size_t length);

/// The distribution of a number. Numbers ascend, each a multiple of `step` away from the first.
/// Certainly 0 to begin with.
struct List {
    std::int64_t step = 0;
    Entries entries = Entries(1, {0, 1});

    void add(std::int64_t number, double probability);
    std::int64_t first() const { return entries.front().number; }
    std::int64_t last() const { return entries.back().number; }
};

/// `step` x Binomial(trials, chance), for a chance that is neither 0 nor 1. Without numbers that
/// are less likely than the likeliest by a factor of `negligible` or more.
List binomial(std::int64_t trials, Chance chance, std::int64_t step, double negligible);

/// The sum of two independent numbers, but for sums that together are less likely than
/// `negligible`.
List sum_of(const List& a, const List& b, double negligible);

/// The same, always by sorting all pairs: numbers may lie far apart. Leaves out each sum that is
/// no likelier than `negligible`. The result is given `step`.
List sum_of_pairs(const List& few, const List& many, std::int64_t step, double negligible);

/// Without what is less likely than the likeliest number by a factor of `share` or more. Adds
/// what that leaves out to `lost`.
List likelier(const List& list, double share, double& lost);

}  // namespace cpt::revenue

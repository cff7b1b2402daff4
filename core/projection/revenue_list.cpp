#include "core/projection/revenue_list.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace cpt::revenue {

bool is_before(const Entry& a, const Entry& b) {
    return a.number != b.number ? a.number < b.number : a.probability < b.probability;
}

CPT_OUT_OF_LINE void merge_runs(Entries& entries, std::size_t length) {
    Entries merged(entries.size());
    for (; length < entries.size(); length *= 2) {
        for (std::size_t first = 0; first < entries.size(); first += 2 * length) {
            const Entry* a = entries.data() + first;
            const Entry* const a_end = entries.data() + std::min(first + length, entries.size());
            const Entry* b = a_end;
            const Entry* const b_end =
                entries.data() + std::min(first + 2 * length, entries.size());
            for (Entry* to = merged.data() + first; a != a_end || b != b_end; ++to) {
                const bool is_b_next = a == a_end || (b != b_end && is_before(*b, *a));
                *to = is_b_next ? *b++ : *a++;
            }
        }
        entries.swap(merged);
    }
}

CPT_OUT_OF_LINE void List::add(std::int64_t number, double probability) {
    entries.push_back({number, probability});
}

List binomial(std::int64_t trials, Chance chance, std::int64_t step, double negligible) {
    const double odds = probability_of(chance) / complement_of(chance);
    const std::int64_t mode = (trials + 1) * chance.value / kCertain.value;
    List list{step, {}};
    double total = 0;
    double weight = 1;
    for (std::int64_t n = mode; weight > negligible; --n) {
        list.add(n * step, weight);
        total += weight;
        weight *= static_cast<double>(n) / (static_cast<double>(trials - n + 1) * odds);
    }
    std::reverse(list.entries.begin(), list.entries.end());
    weight = 1;
    for (std::int64_t n = mode;;) {
        weight *= static_cast<double>(trials - n) * odds / static_cast<double>(n + 1);
        if (weight <= negligible) break;
        list.add(++n * step, weight);
        total += weight;
    }
    for (Entry& each : list.entries) each.probability /= total;
    return list;
}

namespace {

/// In a table of all numbers from the first to the last.
List sum_on_lattice(const List& few, const List& many, std::int64_t step, std::int64_t cells,
                    double negligible) {
    std::vector<double> probabilities(static_cast<std::size_t>(cells));
    Entries places = many.entries;
    for (Entry& each : places) each.number = (each.number - many.first()) / step;
    for (const Entry& each : few.entries) {
        double* const from = probabilities.data() + (each.number - few.first()) / step;
        for (const Entry& place : places) {
            from[place.number] += each.probability * place.probability;
        }
    }
    List sum{step, {}};
    std::int64_t number = few.first() + many.first();
    for (const double probability : probabilities) {
        if (probability > negligible) sum.add(number, probability);
        number += step;
    }
    return sum;
}

}  // namespace

List sum_of_pairs(const List& few, const List& many, std::int64_t step, double negligible) {
    List sum{step, Entries(few.entries.size() * many.entries.size())};
    Entry* pair = sum.entries.data();
    for (const Entry& a : few.entries) {
        for (const Entry& b : many.entries) {
            *pair++ = {a.number + b.number, a.probability * b.probability};
        }
    }
    merge_runs(sum.entries, many.entries.size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < sum.entries.size();) {
        Entry all{sum.entries[i].number, 0};
        for (; i < sum.entries.size() && sum.entries[i].number == all.number; ++i) {
            all.probability += sum.entries[i].probability;
        }
        if (all.probability > negligible) sum.entries[kept++] = all;
    }
    sum.entries.resize(kept);
    return sum;
}

List sum_of(const List& a, const List& b, double negligible) {
    const bool is_a_shorter = a.entries.size() < b.entries.size();
    const List& few = is_a_shorter ? a : b;
    const List& many = is_a_shorter ? b : a;
    const std::int64_t step = std::max<std::int64_t>(std::gcd(a.step, b.step), 1);
    const auto pairs = static_cast<std::int64_t>(few.entries.size() * many.entries.size());
    const std::int64_t cells = (a.last() - a.first() + b.last() - b.first()) / step + 1;
    negligible /= static_cast<double>(pairs);
    return cells <= 8 * pairs ? sum_on_lattice(few, many, step, cells, negligible)
                              : sum_of_pairs(few, many, step, negligible);
}

List likelier(const List& list, double share, double& lost) {
    double most = 0;
    for (const Entry& each : list.entries) most = std::max(most, each.probability);
    List kept{list.step, {}};
    for (const Entry& each : list.entries) {
        if (each.probability > most * share) {
            kept.add(each.number, each.probability);
        } else {
            lost += each.probability;
        }
    }
    return kept;
}

}  // namespace cpt::revenue

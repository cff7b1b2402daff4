#include "core/schedules/payer_tables.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/units/order.h"
#include "core/units/search.h"

namespace cpt {
namespace {

auto place(const PayerTable& table) {
    return std::tie(table.payer, table.program, table.in_force.from);
}

bool is_same_program(const PayerTable& one, const PayerTable& other) {
    return one.payer == other.payer && one.program == other.program;
}

struct Candidate {
    const PayerTable* table;
    const PayerRow* row;
    Specificity specificity;
};

/// Adds the ties among rows that may price the same line.
void add_ties(const std::vector<Candidate>& rows, std::size_t most, std::vector<Tie>& ties) {
    // No payer has as many rows of one code and rank; a file that has cannot stop the program.
    constexpr std::size_t kMostCompared = 500;
    const auto order = order_of(rows, [](const Candidate& one, const Candidate& other) {
        return std::tie(one.row->code, one.specificity, one.row->modifiers) <
               std::tie(other.row->code, other.specificity, other.row->modifiers);
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Candidate& one = rows[order[i]];
        const std::size_t end = std::min(i + kMostCompared, order.size());
        for (std::size_t j = i + 1; j < end; ++j) {
            const Candidate& other = rows[order[j]];
            if (other.row->code != one.row->code || other.specificity != one.specificity) break;
            if (ties.size() == most) return;
            if (is_tie(*one.table, *one.row, *other.table, *other.row)) {
                ties.push_back({one.table, one.row, other.table, other.row});
            }
        }
    }
}

}  // namespace

std::optional<PayerTableFile> PayerTables::put(PayerTableFile file) {
    std::optional<PayerTableFile> before;
    PayerTableFile* same =
        find_first(files_, [&](const PayerTableFile& each) { return each.name == file.name; });
    if (same != nullptr) {
        before = std::move(*same);
        *same = std::move(file);
    } else {
        files_.push_back(std::move(file));
    }
    index();
    return before;
}

void PayerTables::remove(std::string_view name) {
    const auto is_named = [name](const PayerTableFile& each) { return each.name == name; };
    files_.erase(std::remove_if(files_.begin(), files_.end(), is_named), files_.end());
    index();
}

void PayerTables::index() {
    std::vector<PayerTable*> tables;
    for (PayerTableFile& file : files_) {
        for (PayerTable& table : file.tables) tables.push_back(&table);
    }
    by_payer_.clear();
    for (const std::uint32_t each : order_of(tables, [](PayerTable*one, PayerTable*other) {
             return place(*one) < place(*other);
         })) {
        by_payer_.push_back(tables[each]);
    }
    for (auto table = by_payer_.begin(); table != by_payer_.end(); ++table) {
        (*table)->priced_to = (*table)->in_force.to;
        if ((*table)->in_force.to != kEndOfTime) continue;
        const auto next = std::find_if(table, by_payer_.end(), [&](const PayerTable* other) {
            return is_same_program(**table, *other) &&
                   (*table)->in_force.from < other->in_force.from;
        });
        if (next != by_payer_.end()) (*table)->priced_to = add_days((*next)->in_force.from, -1);
    }
}

const PayerTable* PayerTables::find(std::string_view payer) const {
    const auto* table =
        find_first(by_payer_, [&](const PayerTable* each) { return each->payer == payer; });
    return table != nullptr ? *table : nullptr;
}

const PayerTable* PayerTables::find_id(std::string_view id) const {
    const auto* table =
        find_first(by_payer_, [&](const PayerTable* each) { return each->id == id; });
    return table != nullptr ? *table : nullptr;
}

std::size_t PayerTables::count_id(std::string_view id) const {
    return static_cast<std::size_t>(
        std::count_if(by_payer_.begin(), by_payer_.end(),
                      [&](const PayerTable* each) { return each->id == id; }));
}

std::vector<std::string> PayerTables::programs(std::string_view payer) const {
    std::vector<std::string> programs;
    for (const bool is_default : {true, false}) {
        for (const PayerTable* table : by_payer_) {
            const bool is_wanted = table->payer == payer && table->is_default == is_default;
            if (is_wanted && !contains(programs, table->program))
                programs.push_back(table->program);
        }
    }
    return programs;
}

std::string_view PayerTables::program_of(std::string_view payer,
                                         const std::vector<std::string>& modifiers) const {
    std::string_view program;
    for (const PayerTable* table : by_payer_) {
        if (table->payer != payer) continue;
        if (has_any(modifiers, table->chosen_by_modifiers)) return table->program;
        if (table->is_default) program = table->program;
    }
    return program;
}

PayerSchedule PayerTables::schedule(std::string_view payer, std::string_view program,
                                    Date date) const {
    PayerSchedule schedule{payer, program, {}, kEndOfTime};
    Date last_day = kBeginningOfTime;
    for (const PayerTable* table : by_payer_) {
        if (table->payer != payer || table->program != program) continue;
        schedule.first_day = std::min(schedule.first_day, table->in_force.from);
        if (table->in_force.from > date) continue;
        // Those in force on the day; where none is, those that ended last.
        const Date end = std::min(table->priced_to, date);
        if (end > last_day) schedule.tables.clear();
        if (end >= last_day) schedule.tables.push_back(table);
        last_day = std::max(last_day, end);
    }
    return schedule;
}

std::vector<Tie> PayerTables::ties(std::size_t most) const {
    std::vector<Tie> ties;
    std::vector<Candidate> rows;
    for (auto table = by_payer_.begin(); table != by_payer_.end(); ++table) {
        for (const PayerRow& row : (*table)->rows) rows.push_back({*table, &row, Specificity(row)});
        const auto next = table + 1;
        if (next != by_payer_.end() && is_same_program(**table, **next)) continue;
        add_ties(rows, most, ties);
        rows.clear();
    }
    return ties;
}

}  // namespace cpt

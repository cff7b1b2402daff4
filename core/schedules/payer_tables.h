#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/schedules/payer_table.h"
#include "core/units/date.h"

namespace cpt {

/// The tables of one data file.
struct PayerTableFile {
    std::string name;
    std::vector<PayerTable> tables;
};

/// What prices a payer's members on one day.
struct PayerSchedule {
    std::string_view payer;
    std::string_view program;
    /// In force on that day; where none is, the last that were: the payer may have changed them
    /// since, and PayerTable::last_known_before says so.
    std::vector<const PayerTable*> tables;
    /// Where there are none: the first day that the program's tables cover.
    Date first_day = kEndOfTime;
};

/// Two rows of equal weight that may price the same line.
struct Tie {
    const PayerTable* table;
    const PayerRow* row;
    const PayerTable* other_table;
    const PayerRow* other_row;
};

/// Every table loaded that prices a payer other than Medicare.
class PayerTables {
public:
    PayerTables() = default;
    PayerTables(const PayerTables&) = delete;  // It points into itself.
    PayerTables& operator=(const PayerTables&) = delete;
    PayerTables(PayerTables&&) = default;
    PayerTables& operator=(PayerTables&&) = default;

    /// Adds a file's tables, or puts them in place of those it had, which it gives back.
    std::optional<PayerTableFile> put(PayerTableFile file);
    /// Takes a file's tables away.
    void remove(std::string_view name);

    /// Null where no table of the payer is loaded.
    const PayerTable* find(std::string_view payer) const;
    /// Null where no table has this id.
    const PayerTable* find_id(std::string_view id) const;
    /// How many tables have this id.
    std::size_t count_id(std::string_view id) const;
    /// The programs of the payer, each once, the default one first.
    std::vector<std::string> programs(std::string_view payer) const;
    /// The program that prices a member who names none: the one that a modifier of the line
    /// chooses, or the default one. Empty where the payer has neither.
    std::string_view program_of(std::string_view payer,
                                const std::vector<std::string>& modifiers) const;
    PayerSchedule schedule(std::string_view payer, std::string_view program, Date date) const;

    /// Rows that tie with each other, of the files' tables together; at most so many.
    std::vector<Tie> ties(std::size_t most) const;

    const std::deque<PayerTableFile>& files() const { return files_; }

private:
    void index();

    std::deque<PayerTableFile> files_;
    /// By payer, program and first day.
    std::vector<PayerTable*> by_payer_;
};

}  // namespace cpt

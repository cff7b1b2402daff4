#include <algorithm>

#include "core/schedules/payer_table.h"
#include "core/units/search.h"

namespace cpt {
namespace {

constexpr std::array<std::string_view, 2> kOutpatientHospitals{"19", "22"};

bool fits_setting(const PayerRow& row, const LineKey& line) {
    switch (row.setting) {
        case RowSetting::any: return true;
        case RowSetting::nonfacility: return line.setting == Setting::nonfacility;
        case RowSetting::facility: return line.setting == Setting::facility;
        case RowSetting::outpatient_hospital:
            return contains(kOutpatientHospitals, line.place_of_service);
    }
    return false;
}

/// All but the code and the clinician.
bool fits_otherwise(const PayerRow& row, const LineKey& line) {
    return (row.modifiers.empty() || has_any(*line.modifiers, row.modifiers)) &&
           fits_setting(row, line) && is_any_or_has(row.places_of_service, line.place_of_service) &&
           row.telehealth.value_or(line.is_telehealth) == line.is_telehealth &&
           row.in_force.contains(line.date);
}

/// Of a row that a modifier chooses, where that modifier stands on the line: the first one that
/// says who treated counts.
std::size_t place_of_modifier(const PayerRow& row, const LineKey& line) {
    const auto& on_line = *line.modifiers;
    const auto chosen = std::find_if(on_line.begin(), on_line.end(), [&](const std::string& each) {
        return contains(row.modifiers, each);
    });
    return static_cast<std::size_t>(chosen - on_line.begin());
}

template <class Rows>
bool may_share(const Rows& some, const Rows& others) {
    return some.empty() || others.empty() || has_any(some, others);
}

DateRange in_both(DateRange some, DateRange other) {
    return {std::max(some.from, other.from), std::min(some.to, other.to)};
}

}  // namespace

RowFound find_row(const std::vector<const PayerTable*>& tables, const LineKey& line) {
    RowFound best;
    Specificity most;
    for (const PayerTable* table : tables) {
        const auto consider = [&](const PayerRow& row) {
            if (!row.clinicians.is_empty() && !row.clinicians.has(line.clinician)) {
                if (best.row == nullptr && best.why_not == NoRow::code) {
                    best.why_not = NoRow::clinician;
                }
                return;
            }
            if (!fits_otherwise(row, line)) {
                best.why_not = NoRow::other;
                return;
            }
            const Specificity specificity(row);
            const bool is_better = best.row == nullptr || specificity > most ||
                                   (specificity == most && place_of_modifier(row, line) <
                                                               place_of_modifier(*best.row, line));
            if (!is_better) return;
            best.table = table;
            best.row = &row;
            most = specificity;
        };
        for (const std::uint32_t each : table->rows_of({})) consider(table->rows[each]);
        for (const std::uint32_t each : table->rows_of(line.code)) consider(table->rows[each]);
    }
    if (best.table == nullptr && !tables.empty()) best.table = tables.front();
    return best;
}

bool is_tie(const PayerTable& table, const PayerRow& row, const PayerTable& other_table,
            const PayerRow& other_row) {
    if (row.code != other_row.code || Specificity(row) != Specificity(other_row)) return false;
    const DateRange days = in_both(in_both(table.priced_dates(), row.in_force),
                                   in_both(other_table.priced_dates(), other_row.in_force));
    return days.from <= days.to && may_share(row.modifiers, other_row.modifiers) &&
           (row.clinicians.is_empty() || row.clinicians.shares_any(other_row.clinicians)) &&
           may_share(row.places_of_service, other_row.places_of_service) &&
           row.setting == other_row.setting && row.telehealth == other_row.telehealth;
}

}  // namespace cpt

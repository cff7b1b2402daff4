#include "core/schedules/payer_table.h"

#include <algorithm>

#include "core/units/order.h"
#include "core/units/rounding.h"
#include "core/units/search.h"

namespace cpt {
Cents percent_of(Cents amount, Percent share, Rounding rounding) {
    const std::int64_t numerator = amount.value * share.value;
    const std::int64_t denominator = 10'000 * rounding.step.value;
    std::int64_t steps = 0;
    switch (rounding.mode) {
        case Rounding::Mode::half_up: steps = divide_half_away(numerator, denominator); break;
        case Rounding::Mode::up: steps = (numerator + denominator - 1) / denominator; break;
        case Rounding::Mode::down: steps = numerator / denominator; break;
    }
    return rounding.step * steps;
}

std::optional<Percent> PayerTable::clinician_percentage(ClinicianType type) const {
    const auto* share = find_first(clinician_percentages, [type](const ClinicianShare& each) {
        return each.clinicians.has(type);
    });
    return share != nullptr ? std::optional(share->percent) : std::nullopt;
}

void PayerTable::index() {
    by_code = order_of(
        rows, [](const PayerRow& one, const PayerRow& other) { return one.code < other.code; });
}

PayerTable::Rows PayerTable::rows_of(std::string_view code) const {
    const std::uint32_t* first = by_code.data();
    const std::uint32_t* last = first + by_code.size();
    first = std::lower_bound(first, last, code, [this](std::uint32_t row, std::string_view wanted) {
        return rows[row].code < wanted;
    });
    const std::uint32_t* end = first;
    while (end != last && rows[*end].code == code) ++end;
    return {first, end};
}

const AddOnTerms* PayerTable::find_add_on(std::string_view code) const {
    return find_first(add_ons,
                      [code](const AddOnTerms& each) { return contains(each.codes, code); });
}

std::optional<Date> PayerTable::last_known_before(Date date) const {
    const Date last = as_of.value_or(in_force.to);
    return last < date ? std::optional(last) : std::nullopt;
}

Specificity::Specificity(const PayerRow& row) {
    const auto add = [this](bool names_it, Choice choice) {
        if (names_it) bits_ |= bit(choice);
    };
    add(row.in_force != DateRange{}, Choice::date);
    add(row.telehealth.has_value(), Choice::telehealth);
    add(row.setting == RowSetting::facility || row.setting == RowSetting::nonfacility,
        Choice::setting);
    add(row.setting == RowSetting::outpatient_hospital, Choice::outpatient_hospital);
    add(!row.places_of_service.empty(), Choice::place_of_service);
    add(!row.clinicians.is_empty(), Choice::clinician);
    add(!row.modifiers.empty(), Choice::modifier);
    add(!row.code.empty(), Choice::code);
}

}  // namespace cpt

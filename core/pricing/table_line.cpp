#include "core/pricing/table_line.h"

#include <algorithm>

#include "core/units/search.h"

namespace cpt {
namespace {

/// Prices one unit of one line, step by step.
class UnitPrice {
public:
    UnitPrice(const TableLine& line, Arithmetic& arithmetic)
        : line_(line), table_(*line.found.table), arithmetic_(arithmetic) {}

    /// Nothing where something that the row needs is not known; `why` then says what.
    std::optional<Cents> of_row(const PayerRow& row, Cents amount, NotPriced& why) const {
        std::optional<Cents> unit = base(row, amount, why);
        if (!unit) return unit;
        unit = share_if(StepKind::clinician_percentage, *unit,
                        table_.clinician_percentage(line_.clinician));
        if (line_.is_telehealth && !row.telehealth) {
            unit = share_if(StepKind::telehealth_percentage, *unit, table_.telehealth_percent);
        }
        const auto* step = find_first(table_.sliding_scale, [this](const SlidingScaleStep& each) {
            return each.step == line_.sliding_scale;
        });
        if (step != nullptr) unit = share(StepKind::sliding_scale, *unit, step->percent);
        return unit;
    }

    Cents share(StepKind kind, Cents amount, Percent percent) const {
        std::array<std::int64_t, 7> operands{amount.value, percent.value};
        if (table_.rounding != Rounding{}) {
            operands[2] = table_.rounding.step.value;
            operands[3] = static_cast<std::int64_t>(table_.rounding.mode);
        }
        return arithmetic_.take(kind, operands, table_.source);
    }

private:
    Cents share_if(StepKind kind, Cents amount, const std::optional<Percent>& percent) const {
        return percent ? share(kind, amount, *percent) : amount;
    }

    std::optional<Cents> base(const PayerRow& row, Cents amount, NotPriced& why) const {
        switch (row.basis) {
            case RateBasis::amount:
            case RateBasis::range:
                return arithmetic_.take(StepKind::table_amount, {amount.value}, table_.source);
            case RateBasis::percent_of_charge:
                if (line_.charge) {
                    return share(StepKind::percent_of_charge, *line_.charge, row.percent);
                }
                why = NotPriced::charge_needed;
                return std::nullopt;
            case RateBasis::percent_of_medicare: return of_medicare(row, why);
        }
        return std::nullopt;
    }

    std::optional<Cents> of_medicare(const PayerRow& row, NotPriced& why) const {
        why = NotPriced::medicare_not_known;
        if (line_.medicare == nullptr || line_.values == nullptr ||
            !is_paid_status(line_.values->status) || line_.values->not_priced_in == line_.setting) {
            return std::nullopt;
        }
        static const LocalityIndices kNational{{}, {1000}, {1000}, {1000}};
        const LocalityIndices& indices = row.of.is_national ? kNational : *line_.medicare->indices;
        Cents amount = take_fee_schedule_amount(*line_.medicare, indices, *line_.values,
                                                line_.setting, arithmetic_);
        if (row.of.is_after_clinician_part) {
            const DatedPercent* part = line_.medicare->clinician_percentage;
            if (part == nullptr) return std::nullopt;
            amount = arithmetic_.take(StepKind::clinician_percentage,
                                      {amount.value, part->percent.value}, part->source);
        }
        return share(StepKind::percent_of_medicare, amount, row.percent);
    }

    const TableLine& line_;
    const PayerTable& table_;
    Arithmetic& arithmetic_;
};

/// How many times the unit's price is paid; nothing where that is not known.
std::optional<std::int64_t> times(const TableLine& line, const PayerRow& row) {
    constexpr std::int64_t kMinutesPerHour = 60;
    if (row.per == RatePer::session || row.basis == RateBasis::percent_of_charge) return 1;
    if (row.per == RatePer::unit) return line.units;
    if (!line.minutes || *line.minutes % kMinutesPerHour != 0) return std::nullopt;
    return *line.minutes / kMinutesPerHour;
}

/// Units or hours, then the lesser of that and the charge.
Cents finish(const TableLine& line, Cents unit, std::int64_t count, Arithmetic& arithmetic) {
    const PayerTable& table = *line.found.table;
    Cents allowed = unit;
    if (count != 1) {
        const bool is_by_hour = line.found.row != nullptr && line.found.row->per == RatePer::hour;
        allowed =
            arithmetic.take(is_by_hour ? StepKind::hours : StepKind::units, {allowed.value, count},
                            is_by_hour ? "minutes of the session" : "units reported");
    }
    if (line.charge && table.is_lesser_of_charge) {
        allowed = arithmetic.take(StepKind::lesser_of_charge, {line.charge->value, allowed.value},
                                  table.source);
    }
    return allowed;
}

NotPriced why_no_row(NoRow why) {
    switch (why) {
        case NoRow::code: return NotPriced::code_not_listed;
        case NoRow::clinician: return NotPriced::clinician_not_listed;
        case NoRow::other: return NotPriced::line_not_listed;
    }
    return NotPriced::code_not_listed;
}

/// What an add-on without a row of its own is allowed; nothing where the table does not say.
std::optional<Cents> price_add_on(const TableLine& line, Arithmetic& arithmetic) {
    if (!line.service_allowed) return std::nullopt;
    const AddOnTerms* terms = line.found.table->find_add_on(line.code);
    if (terms == nullptr) return std::nullopt;
    if (!terms->percent_of_service) {
        return arithmetic.take(StepKind::table_amount, {0}, line.found.table->source);
    }
    return UnitPrice(line, arithmetic)
        .share(StepKind::add_on_percentage, *line.service_allowed, *terms->percent_of_service);
}

std::optional<Range> range_of(const TableLine& line, const PayerRow& row, std::int64_t count) {
    if (!row.range) return std::nullopt;
    NotPriced unused{};
    const auto at = [&](Cents amount) {
        Arithmetic arithmetic(nullptr);
        const auto unit = UnitPrice(line, arithmetic).of_row(row, amount, unused);
        return finish(line, unit.value_or(Cents{}), count, arithmetic);
    };
    return Range{at(row.range->p25), at(row.range->median), at(row.range->p75)};
}

}  // namespace

PricedLine price_table_line(const TableLine& line, const CostSharing& terms, CostSharingLeft& left,
                            bool with_receipt) {
    PricedLine priced;
    priced.table = line.found.table;
    priced.row = line.found.row;
    Arithmetic arithmetic(with_receipt ? &priced.receipt : nullptr);
    const PayerTable& table = *line.found.table;
    const PayerRow* row = line.found.row;
    std::optional<Cents> allowed;
    NotPriced why = why_no_row(line.found.why_not);
    // A row for any code does not speak of an add-on that has terms of its own.
    const bool has_own_row = row != nullptr && !row->code.empty();
    if (!has_own_row) allowed = price_add_on(line, arithmetic);
    if (allowed) {
        priced.row = nullptr;
    } else if (row != nullptr) {
        if (line.is_telehealth && !row->telehealth && !table.is_telehealth_covered) {
            why = NotPriced::telehealth_not_paid;
        } else if (const auto count = times(line, *row); !count) {
            why = NotPriced::whole_hours_needed;
        } else if (const auto unit = UnitPrice(line, arithmetic).of_row(*row, row->amount, why)) {
            allowed = finish(line, *unit, *count, arithmetic);
            priced.range = range_of(line, *row, *count);
        }
    }
    if (!allowed) {
        priced.not_priced = why;
        priced.receipt.clear();
        return priced;
    }
    priced.amounts = table.kind == TableKind::self_pay
                         ? patient_pays_all(*allowed, arithmetic)
                         : share_cost(*allowed, terms, left, arithmetic);
    return priced;
}

}  // namespace cpt

#include "core/session/claim.h"

#include <utility>

#include "core/pricing/cost_sharing.h"
#include "core/pricing/table_line.h"
#include "core/units/rounding.h"

namespace cpt {
namespace {

PricedLine not_priced(NotPriced why) {
    PricedLine line;
    line.not_priced = why;
    return line;
}

/// Prices the lines of one member, whichever table that takes.
class MemberPricer {
public:
    MemberPricer(const GroupSession& session, const ResolvedSession& resolved, std::size_t member,
                 bool with_receipt)
        : session_(session),
          resolved_(resolved),
          member_(session.members[member]),
          known_(resolved.members[member]),
          with_receipt_(with_receipt) {}

    PricedLine price(const OtherLine& line, std::optional<Cents> service_allowed,
                     CostSharingLeft& left) const {
        switch (known_.priced_from) {
            case PricedFrom::medicare: return of_medicare(line, left);
            case PricedFrom::tables: return of_tables(line, service_allowed, left);
            case PricedFrom::own_fee: return of_own_fee(line, service_allowed);
            case PricedFrom::nothing: break;
        }
        return not_priced(NotPriced::payer_has_no_table);
    }

private:
    PricedLine of_medicare(const OtherLine& line, CostSharingLeft& left) const {
        if (line.code.values == nullptr) return not_priced(NotPriced::code_not_listed);
        return price_line(*resolved_.medicare,
                          {line.code.values, line.setting, line.units, line.charge},
                          member_.cost_sharing.secondary, left, with_receipt_);
    }

    PricedLine of_tables(const OtherLine& line, std::optional<Cents> service_allowed,
                         CostSharingLeft& left) const {
        const auto& tables = known_.schedule->tables;
        if (tables.empty()) {
            const bool has_program = !known_.schedule->program.empty();
            return not_priced(has_program ? NotPriced::before_first_table
                                          : NotPriced::payer_has_no_table);
        }
        TableLine table_line{.found = find_row(tables, {.code = line.code.code,
                                                        .modifiers = &member_.modifiers,
                                                        .clinician = *session_.clinician.type,
                                                        .place_of_service = line.place_of_service,
                                                        .setting = line.setting,
                                                        .is_telehealth = line.is_telehealth,
                                                        .date = resolved_.date}),
                             .clinician = *session_.clinician.type,
                             .code = line.code.code,
                             .values = line.code.values,
                             .setting = line.setting,
                             .is_telehealth = line.is_telehealth,
                             .units = line.units,
                             .minutes = session_.service.minutes,
                             .charge = line.charge,
                             .service_allowed = service_allowed,
                             .sliding_scale = member_.sliding_scale};
        if (const PayerRow* row = table_line.found.row) {
            table_line.medicare = resolved_.medicare_of(row->of);
            // A pinned year may value the code differently from the year of service.
            if (row->of.year && table_line.medicare != nullptr) {
                table_line.values = table_line.medicare->year->find_code(line.code.code);
            }
        }
        return price_table_line(table_line, member_.cost_sharing, left, with_receipt_);
    }

    /// The fee is the charge of the service, add-ons included.
    PricedLine of_own_fee(const OtherLine& line, std::optional<Cents> service_allowed) const {
        return price_own_fee(service_allowed ? Cents{} : line.charge, with_receipt_);
    }

    const GroupSession& session_;
    const ResolvedSession& resolved_;
    const Member& member_;
    const ResolvedMember& known_;
    bool with_receipt_;
};

void add_range(Claim& claim, const PricedLine& line) {
    const bool is_first = claim.lines.empty();
    if (!line.range || (!is_first && !claim.range)) {
        claim.range.reset();
        return;
    }
    const Range so_far = claim.range.value_or(Range{});
    claim.range = Range{so_far.p25 + line.range->p25, so_far.median + line.range->median,
                        so_far.p75 + line.range->p75};
}

/// One unit of the member's service, at its part of the charge.
OtherLine one_unit(const Member& member, const ResolvedMember& known) {
    OtherLine line = service_line(member, known, 1);
    if (line.charge) line.charge->value = divide_half_away(line.charge->value, member.units);
    return line;
}

}  // namespace

OtherLine service_line(const Member& member, const ResolvedMember& resolved, std::int64_t units) {
    return {resolved.codes.front(),
            member.place_of_service,
            resolved.setting,
            resolved.is_telehealth,
            units,
            member.charge};
}

Claim price_claim(const GroupSession& session, const ResolvedSession& resolved, std::size_t index) {
    const Member& member = session.members[index];
    const ResolvedMember& known = resolved.members[index];
    const MemberPricer pricer(session, resolved, index, session.receipts);
    Claim claim;
    claim.setting = known.setting;
    claim.lines.reserve(known.codes.size());
    CostSharingLeft left(member.cost_sharing);
    OtherLine item = service_line(member, known, member.units);
    std::optional<Cents> service_allowed;
    for (const ResolvedCode& code : known.codes) {
        item.code = code;
        ClaimLine line{code.code, item.units, item.charge,
                       pricer.price(item, service_allowed, left)};
        if (line.priced.amounts) {
            claim.total += *line.priced.amounts;
        } else {
            claim.is_priced = false;
        }
        add_range(claim, line.priced);
        claim.lines.push_back(std::move(line));
        // The add-ons: one unit each, and no charge of their own.
        item.units = 1;
        item.charge.reset();
        const bool is_asked = known.priced_from != PricedFrom::medicare && !service_allowed;
        if (is_asked && claim.lines.size() < known.codes.size()) {
            service_allowed =
                line_allowed(session, resolved, index, one_unit(member, known)).value_or(Cents{});
        }
    }
    return claim;
}

std::optional<Cents> line_allowed(const GroupSession& session, const ResolvedSession& resolved,
                                  std::size_t member, const OtherLine& line) {
    CostSharingLeft left;
    const PricedLine priced =
        MemberPricer(session, resolved, member, false).price(line, std::nullopt, left);
    return priced.amounts ? std::optional(priced.amounts->allowed) : std::nullopt;
}

}  // namespace cpt

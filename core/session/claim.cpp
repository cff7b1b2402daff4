#include "core/session/claim.h"

#include <utility>

namespace cpt {
namespace {

PricedLine price(const MedicareContext& medicare, const ResolvedMember& member,
                 const LineItem& item, Cents deductible, bool with_receipt) {
    if (member.is_priced) return price_line(medicare, item, deductible, with_receipt);
    PricedLine unknown;
    unknown.not_priced = NotPriced::payer_has_no_table;
    return unknown;
}

}  // namespace

Claim price_claim(const GroupSession& session, const Member& member, const ResolvedMember& resolved,
                  const MedicareContext& medicare) {
    Claim claim;
    claim.setting = resolved.setting;
    claim.lines.reserve(resolved.codes.size());
    Cents deductible = member.deductible_remaining;
    for (const RelativeValues* code : resolved.codes) {
        const bool is_service = claim.lines.empty();
        ClaimLine line;
        line.code = code->code;
        if (is_service) {
            line.units = member.units;
            line.charge = member.charge;
        }
        line.priced = price(medicare, resolved, {code, resolved.setting, line.units, line.charge},
                            deductible, session.receipts);
        deductible = deductible - line.priced.deductible_used;
        if (line.priced.amounts) {
            claim.total += *line.priced.amounts;
        } else {
            claim.is_priced = false;
        }
        claim.lines.push_back(std::move(line));
    }
    return claim;
}

std::optional<Cents> line_allowed(const LineItem& item, const ResolvedMember& resolved,
                                  const MedicareContext& medicare) {
    const PricedLine line = price(medicare, resolved, item, {}, false);
    return line.amounts ? std::optional(line.amounts->allowed) : std::nullopt;
}

}  // namespace cpt

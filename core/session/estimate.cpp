#include "core/session/estimate.h"

#include <algorithm>
#include <utility>

#include "core/rules/checks.h"
#include "core/session/claim.h"
#include "core/session/weigh_findings.h"
#include "core/units/search.h"

namespace cpt {
namespace {

std::string list_neighbours(const std::vector<const Locality*>& neighbours) {
    std::string text;
    for (const Locality* locality : neighbours) {
        if (!text.empty()) text += "; ";
        text += locality->id + " " + locality->name + " (" + locality->state + ")";
    }
    return text;
}

SessionFacts facts_of(const Book& book, const GroupSession& session,
                      const ResolvedSession& resolved) {
    return {
        .session = session,
        .date = resolved.date,
        .schedule = resolved.year->id,
        .locality = resolved.locality->id,
        .locality_name = resolved.locality->name,
        .is_split_zip = !resolved.neighbours.empty(),
        .neighbours = list_neighbours(resolved.neighbours),
        .must_take_assignment = book.schedules.terms.must_take_assignment(*session.clinician.type),
        .is_paid_as_non_participating = resolved.medicare->non_participation != nullptr,
        .filing_date = resolved.filing_date};
}

void describe_lines(const Claim& claim, const ResolvedMember& resolved,
                    std::vector<LineFacts>& facts) {
    facts.clear();
    for (std::size_t i = 0; i < claim.lines.size(); ++i) {
        const ClaimLine& line = claim.lines[i];
        const RelativeValues* values = resolved.codes[i].values;
        facts.push_back({line.code, values != nullptr ? values->status : ' ', claim.setting,
                         line.priced.not_priced, line.allowed(), line.priced.table,
                         line.priced.row});
    }
}

/// What one member's claim does not have, from the tables that price it.
class PricesOfMember : public OtherPrices {
public:
    PricesOfMember(const Book& book, const GroupSession& session, const ResolvedSession& resolved,
                   std::size_t member)
        : book_(book), session_(session), resolved_(resolved), index_(member) {}

    std::optional<Cents> allowed_at(std::string_view place_of_service) const override {
        const PlaceOfService* place = book_.schedules.places.find(place_of_service);
        const auto setting = place != nullptr ? place->setting_on(resolved_.date) : std::nullopt;
        if (!setting) return std::nullopt;
        OtherLine line = service();
        line.place_of_service = place_of_service;
        line.setting = *setting;
        line.is_telehealth = place->is_telehealth;
        return line_allowed(session_, resolved_, index_, line);
    }

    std::optional<Cents> allowed_for(std::string_view code) const override {
        OtherLine line = service();
        line.code = {code, resolved_.year->find_code(code)};
        line.units = 1;
        line.charge.reset();
        return line_allowed(session_, resolved_, index_, line);
    }

private:
    OtherLine service() const {
        const Member& member = session_.members[index_];
        return service_line(member, resolved_.members[index_], member.units);
    }

    const Book& book_;
    const GroupSession& session_;
    const ResolvedSession& resolved_;
    std::size_t index_;
};

/// The rules that speak of each payer of the session.
std::vector<RulesInForce> rules_of_payers(const Book& book, const GroupSession& session,
                                          const ResolvedSession& resolved) {
    const Situation situation{resolved.date, session.service.code,
                              std::string_view{resolved.locality->id}.substr(0, 5)};
    std::vector<RulesInForce> rules;
    for (const ResolvedMember& member : resolved.members) {
        const auto is_same = [&](const RulesInForce& each) { return each.payer == member.payer; };
        if (find_first(rules, is_same) != nullptr) continue;
        rules.push_back(book.rules.in_force(book.schedules.payers, *member.payer, situation));
    }
    return rules;
}

bool is_benchmark(const ClaimLine& line) {
    return line.priced.table != nullptr && line.priced.table->kind == TableKind::benchmark;
}

void add_up(Estimate& result) {
    bool has_priced_member = false;
    bool has_range = false;
    SessionRange range;
    for (const Claim& claim : result.claims) {
        result.total += claim.total;
        const Cents allowed = claim.total.allowed;
        result.if_billed_once = std::max(result.if_billed_once, allowed);
        range.low += claim.range ? claim.range->p25 : allowed;
        range.high += claim.range ? claim.range->p75 : allowed;
        has_range = has_range || claim.range.has_value();
        if (is_benchmark(claim.lines.front())) ++result.benchmark_members;
        if (!claim.is_priced) {
            ++result.unpriced_members;
            continue;
        }
        result.lowest_claim = has_priced_member ? std::min(result.lowest_claim, allowed) : allowed;
        result.highest_claim = std::max(result.highest_claim, allowed);
        has_priced_member = true;
    }
    if (has_range) result.range = range;
}

}  // namespace

Estimate estimate(const Book& book, const GroupSession& session, ResolvedSession resolved) {
    Estimate result;
    const SessionFacts facts = facts_of(book, session, resolved);
    const std::vector<RulesInForce> rules = rules_of_payers(book, session, resolved);
    std::vector<LineFacts> lines;
    result.claims.reserve(session.members.size());
    for (std::size_t i = 0; i < session.members.size(); ++i) {
        const Member& member = session.members[i];
        const ResolvedMember& known = resolved.members[i];
        Claim& claim = result.claims.emplace_back(price_claim(session, resolved, i));
        describe_lines(claim, known, lines);
        const PricesOfMember other_prices(book, session, resolved, i);
        const auto is_of_payer = [&](const RulesInForce& each) {
            return each.payer == known.payer;
        };
        claim.findings = check_member(
            find_first(rules, is_of_payer)->of_member, book.rules.modifiers, facts,
            {member, *known.payer, known.is_telehealth, lines, &other_prices, known.schedule});
    }
    result.findings = check_session(rules, facts);
    add_up(result);
    weigh_findings(session, resolved, result);
    if (const ChangedSession* changed = resolved.changed.get()) {
        result.changed =
            std::make_shared<const Estimate>(estimate(book, changed->session, changed->resolved));
    }
    result.resolved = std::move(resolved);
    return result;
}

tl::expected<Estimate, Errors> estimate(const Book& book, const GroupSession& session) {
    Problems problems;
    ResolvedSession resolved = resolve(book, session, problems);
    if (!problems.empty()) return tl::unexpected(problems.take());
    return estimate(book, session, std::move(resolved));
}

}  // namespace cpt

#include "core/projection/compare.h"

#include <utility>

#include "core/session/medicare_context.h"
#include "core/units/search.h"

namespace cpt {
namespace {

Cents& of(std::array<Cents, kCauses.size()>& causes, Cause cause) {
    return causes[static_cast<std::size_t>(cause)];
}

/// What was found, with its place below `path`.
void report(Problems& found, const std::string& path, Problems& problems) {
    for (Error& error : found.take()) {
        error.path = path + error.path;
        problems.add(std::move(error));
    }
}

/// Changes one thing after the other and books each difference to its cause.
class Changer {
public:
    Changer(const Book& book, const Compared& base, Compared& now, Problems& problems)
        : book_(book), problems_(problems), before_(base.prices), now_(now) {
        now_.session = base.session;
    }

    void apply(const Alternative& alternative) {
        if (alternative.year) change_year(*alternative.year);
        if (alternative.conversion_factor) change_factor(*alternative.conversion_factor);
        if (alternative.locality) {
            now_.session.locality = *alternative.locality;
            now_.session.zip.clear();
            step(Cause::locality);
        }
        if (alternative.clinician) {
            now_.session.clinician.type = alternative.clinician;
            step(Cause::clinician);
        }
        if (alternative.place_of_service) {
            for (Member& member : now_.session.members) {
                member.place_of_service = *alternative.place_of_service;
            }
            step(Cause::place_of_service);
        }
        if (!alternative.payers.empty()) change_payers(alternative.payers);
        if (!is_priced_) now_.prices = price(now_.session);
    }

private:
    const Prices& last() const { return is_priced_ ? now_.prices : before_; }

    Prices price(const GroupSession& session) {
        Problems found;
        ResolvedSession resolved = resolve(book_, session, found);
        if (!found.empty()) {
            report(found, "", problems_);
            return {};
        }
        if (factor_ && resolved.medicare) resolved.medicare->conversion_factor = *factor_;
        return price_session(session, std::move(resolved));
    }

    /// Prices the session as it is now; what each member's amount changed by is of `cause`.
    void step(Cause cause) {
        if (!problems_.empty()) return;
        Prices next = price(now_.session);
        for (std::size_t i = 0; i < next.claims.size(); ++i) book(i, next, cause);
        now_.prices = std::move(next);
        is_priced_ = true;
    }

    void book(std::size_t member, const Prices& next, Cause cause) {
        const Claim& claim = next.claims[member];
        const Claim& before = last().claims[member];
        const bool is_comparable = claim.is_priced == before.is_priced;
        of(now_.causes, is_comparable ? cause : Cause::priced_or_not) +=
            claim.total.allowed - before.total.allowed;
    }

    void change_year(std::int64_t year) {
        const auto date = Date::parse(now_.session.service.date);
        if (!date) return;
        const std::int64_t years = year - date->yyyymmdd / 10'000;
        now_.session.service.date = to_string(add_years(*date, years));
        now_.session.service.filing_date.reset();
        Prices next = price(now_.session);
        if (!problems_.empty()) return;
        std::vector<std::size_t> of_medicare;
        for (std::size_t i = 0; i < next.claims.size(); ++i) {
            if (next.resolved.members[i].priced_from == PricedFrom::medicare &&
                next.claims[i].is_priced && before_.claims[i].is_priced) {
                of_medicare.push_back(i);
            } else {
                book(i, next, Cause::payer_schedule);
            }
        }
        if (!of_medicare.empty()) book_year(of_medicare, next);
        now_.prices = std::move(next);
        is_priced_ = true;
    }

    /// Of what Medicare members' amounts differ by between two years, how much each part of the
    /// year makes, taken one after the other.
    void book_year(const std::vector<std::size_t>& members, const Prices& next) {
        ResolvedSession mixed;
        mixed.date = before_.resolved.date;
        mixed.medicare = before_.resolved.medicare;
        mixed.members = before_.resolved.members;
        Cents so_far;
        for (const std::size_t i : members) so_far += before_.claims[i].total.allowed;
        const auto book_part = [&](Cause cause) {
            Cents sum;
            for (const std::size_t i : members) {
                sum += price_claim(now_.session, mixed, i).total.allowed;
            }
            of(now_.causes, cause) += sum - so_far;
            so_far = sum;
        };
        const MedicareContext& after = *next.resolved.medicare;
        mixed.medicare->conversion_factor = after.conversion_factor;
        book_part(Cause::conversion_factor);
        for (const std::size_t i : members) {
            mixed.members[i].codes = next.resolved.members[i].codes;
        }
        book_part(Cause::relative_values);
        mixed.medicare->indices = after.indices;
        book_part(Cause::locality_indices);
        mixed.medicare->clinician_percentage = after.clinician_percentage;
        mixed.medicare->non_participation = after.non_participation;
        book_part(Cause::clinician_percentage);
        // What is left: the setting that a place means has dates too.
        for (const std::size_t i : members) {
            mixed.members[i].setting = next.resolved.members[i].setting;
        }
        book_part(Cause::place_of_service);
    }

    void change_factor(const FactorChoice& choice) {
        const auto date = Date::parse(choice.date);
        const MedicareYear* year = date ? book_.schedules.find_year(*date) : nullptr;
        const HeldFile* file = date ? book_.schedules.find_year_file(*date) : nullptr;
        const DatedConversionFactor* factor =
            year != nullptr ? year->find_conversion_factor(*date) : nullptr;
        if (factor != nullptr) {
            factor_ = factor->for_participant(choice.qualifying_apm);
            return step(Cause::conversion_factor);
        }
        if (year == nullptr && file != nullptr) {
            return problems_.add("/conversion_factor/date", ErrorCode::schedule_not_loaded,
                                 "The schedule for " + choice.date + " is not loaded yet.",
                                 {file->name});
        }
        problems_.add("/conversion_factor/date",
                      date ? ErrorCode::no_schedule : ErrorCode::invalid_date,
                      "No conversion factor of \"" + choice.date +
                          "\" is held; give a day that is, as YYYY-MM-DD.");
    }

    void change_payers(const std::vector<PayerSwap>& swaps) {
        for (std::size_t i = 0; i < swaps.size(); ++i) check_swap(i, swaps[i].from);
        for (Member& member : now_.session.members) {
            const auto* swap =
                find_first(swaps, [&](const PayerSwap& each) { return each.from == member.payer; });
            if (swap == nullptr) continue;
            member.payer = swap->to;
            member.program = swap->program;
        }
        step(Cause::payer);
    }

    void check_swap(std::size_t index, const std::string& from) {
        std::vector<std::string> payers;
        for (const Member& member : now_.session.members) {
            if (!contains(payers, member.payer)) payers.push_back(member.payer);
        }
        if (contains(payers, from)) return;
        problems_.add("/payers/" + std::to_string(index) + "/from", ErrorCode::unknown_payer,
                      "No member of the session has the payer \"" + from + "\".",
                      std::move(payers));
    }

    const Book& book_;
    Problems& problems_;
    const Prices& before_;
    Compared& now_;
    bool is_priced_ = false;
    std::optional<ConversionFactor> factor_;
};

}  // namespace

Prices price_session(const GroupSession& session, ResolvedSession resolved) {
    Prices prices;
    prices.claims.reserve(session.members.size());
    for (std::size_t i = 0; i < session.members.size(); ++i) {
        const Claim& claim = prices.claims.emplace_back(price_claim(session, resolved, i));
        prices.total += claim.total;
        if (!claim.is_priced) ++prices.unpriced_members;
    }
    prices.resolved = std::move(resolved);
    return prices;
}

Comparison compare(const Book& book, const GroupSession& session,
                   const std::vector<Alternative>& alternatives, Problems& problems) {
    Comparison comparison;
    Compared& base = comparison.emplace_back();
    base.session = session;
    base.session.receipts = false;
    base.session.what_if.reset();
    Problems of_session;
    ResolvedSession resolved = resolve(book, base.session, of_session);
    if (!of_session.empty()) {
        report(of_session, "/session", problems);
        return comparison;
    }
    base.prices = price_session(base.session, std::move(resolved));
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        Problems of_alternative;
        Compared& now = comparison.emplace_back();
        Changer(book, base, now, of_alternative).apply(alternatives[i]);
        report(of_alternative, "/alternatives/" + std::to_string(i), problems);
    }
    return comparison;
}

}  // namespace cpt

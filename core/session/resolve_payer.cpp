#include "core/session/resolve_payer.h"

#include <utility>

#include "core/session/medicare_context.h"
#include "core/units/search.h"

namespace cpt {

void PayerResolver::refuse(std::size_t index, std::string_view field, ErrorCode code,
                           std::string message, std::vector<std::string> allowed) {
    problems_.add("/members/" + std::to_string(index) + "/" + std::string{field}, code,
                  std::move(message), std::move(allowed));
}

std::vector<std::string> PayerResolver::payers_known() const {
    const ScheduleBook& schedules = book_.schedules;
    std::vector<std::string> known;
    const auto add = [&](const std::string& id) {
        if (!contains(known, id)) known.push_back(id);
    };
    for (const Payer& payer : schedules.payers.rows) add(payer.id);
    for (const HeldFile& file : schedules.held) {
        for (const std::string& id : file.payers) add(id);
    }
    for (const PayerTableFile& file : schedules.payer_tables.files()) {
        for (const PayerTable& table : file.tables) add(table.payer);
    }
    return known;
}

void PayerResolver::resolve(std::size_t index, const Member& member, ResolvedMember& resolved) {
    const ScheduleBook& schedules = book_.schedules;
    resolved.payer = schedules.payers.find(member.payer);
    if (member.payer == kMedicare) {
        resolved.priced_from = PricedFrom::medicare;
    } else if (schedules.payer_tables.find(member.payer) != nullptr) {
        if (!resolve_tables(index, member, resolved)) return;
    } else if (const HeldFile* file = schedules.find_payer_file(member.payer)) {
        return refuse(index, "payer", ErrorCode::schedule_not_loaded,
                      "The tables of " + member.payer + " are not loaded yet.", {file->name});
    } else if (resolved.payer == nullptr) {
        const bool is_missing = member.payer.empty();
        return refuse(index, "payer", is_missing ? ErrorCode::required : ErrorCode::unknown_payer,
                      is_missing ? "The member's payer is missing."
                                 : "No payer \"" + member.payer + "\" is known.",
                      payers_known());
    } else if (member.payer == kSelfPay) {
        resolved.priced_from = PricedFrom::own_fee;
    }
    check_terms(index, member, resolved);
    check_sliding_scale(index, member, resolved);
}

bool PayerResolver::resolve_tables(std::size_t index, const Member& member,
                                   ResolvedMember& resolved) {
    const PayerTables& tables = book_.schedules.payer_tables;
    const PayerTable& any = *tables.find(member.payer);
    resolved.payer = book_.schedules.payers.find(any.rules_of.empty() ? any.payer : any.rules_of);
    std::string_view program = member.program;
    if (program.empty()) program = tables.program_of(any.payer, member.modifiers);
    std::vector<std::string> programs = tables.programs(any.payer);
    if (!member.program.empty() && !contains(programs, member.program)) {
        refuse(index, "program", ErrorCode::unknown_value,
               member.payer + " has no schedule \"" + member.program + "\" here.",
               std::move(programs));
        return false;
    }
    for (const HeldFile& file : book_.schedules.held) {
        if (file.load != "tables" || book_.rules.has_file(file.name)) continue;
        refuse(index, "payer", ErrorCode::schedule_not_loaded,
               "The rules about payers' tables are not loaded yet.", {file.name});
    }
    resolved.priced_from = PricedFrom::tables;
    resolved.schedule = &schedule(index, any.payer, program);
    return true;
}

void PayerResolver::check_terms(std::size_t index, const Member& member,
                                const ResolvedMember& resolved) {
    const CostSharing& terms = member.cost_sharing;
    const bool is_medicare = resolved.priced_from == PricedFrom::medicare;
    const auto refuse_with_medicare = [&](bool is_given, std::string_view field) {
        if (!is_given || !is_medicare) return;
        refuse(index, field, ErrorCode::conflicting_fields,
               "Medicare has its own terms; of a member's only deductible_remaining_cents and "
               "secondary go with it.",
               {"deductible_remaining_cents", "secondary"});
    };
    refuse_with_medicare(terms.copay.has_value(), "copay_cents");
    refuse_with_medicare(terms.coinsurance.has_value(), "coinsurance_percent");
    refuse_with_medicare(terms.out_of_pocket_remaining.has_value(),
                         "out_of_pocket_remaining_cents");
    if (terms.secondary && !is_medicare) {
        refuse(index, "secondary", ErrorCode::conflicting_fields,
               "A secondary payer is priced with Medicare only.", {"medicare"});
    }
    if (!member.program.empty() && resolved.priced_from != PricedFrom::tables) {
        refuse(index, "program", ErrorCode::conflicting_fields,
               member.payer + " has no schedules here to choose from.");
    }
}

void PayerResolver::check_sliding_scale(std::size_t index, const Member& member,
                                        const ResolvedMember& resolved) {
    if (member.sliding_scale.empty()) return;
    std::vector<std::string> steps;
    if (resolved.schedule != nullptr) {
        for (const PayerTable* table : resolved.schedule->tables) {
            for (const SlidingScaleStep& each : table->sliding_scale) steps.push_back(each.step);
        }
    }
    if (contains(steps, member.sliding_scale)) return;
    std::string message = steps.empty()
                              ? "No table of the practice's own fees with a sliding scale prices " +
                                    member.payer + "."
                              : "The sliding scale has no step \"" + member.sliding_scale + "\".";
    refuse(index, "sliding_scale", ErrorCode::unknown_value, std::move(message), std::move(steps));
}

const PayerSchedule& PayerResolver::schedule(std::size_t index, std::string_view payer,
                                             std::string_view program) {
    const auto* known = find_first(found_.schedules, [&](const PayerSchedule& each) {
        return each.payer == payer && each.program == program;
    });
    if (known != nullptr) return *known;
    found_.schedules.push_back(book_.schedules.payer_tables.schedule(payer, program, found_.date));
    pin_years(index, found_.schedules.back());
    return found_.schedules.back();
}

void PayerResolver::pin_years(std::size_t index, const PayerSchedule& schedule) {
    if (found_.locality == nullptr) return;
    for (const PayerTable* table : schedule.tables) {
        for (const PayerRow& row : table->rows) {
            if (row.basis != RateBasis::percent_of_medicare || !row.of.year) continue;
            const std::int64_t number = *row.of.year;
            if (find_first(found_.pinned_years,
                           [&](const PinnedYear& each) { return each.year == number; })) {
                continue;
            }
            constexpr std::int32_t kLastDay = 1231;
            const Date day{static_cast<std::int32_t>(number) * 10'000 + kLastDay};
            const MedicareYear* year = book_.schedules.find_year(day);
            if (year == nullptr) {
                if (const HeldFile* file = book_.schedules.find_year_file(day)) {
                    refuse(index, "payer", ErrorCode::schedule_not_loaded,
                           "The Medicare year that " + table->id + " refers to is not loaded yet.",
                           {file->name});
                }
                continue;
            }
            const auto medicare = medicare_context(book_.schedules, *year, found_.locality->id,
                                                   session_.clinician, day);
            if (medicare) found_.pinned_years.push_back({number, *medicare});
        }
    }
}

const MedicareContext* ResolvedSession::medicare_of(const MedicareShare& share) const {
    if (!share.year) return medicare ? &*medicare : nullptr;
    const auto* pinned =
        find_first(pinned_years, [&](const PinnedYear& each) { return each.year == *share.year; });
    return pinned != nullptr ? &pinned->medicare : nullptr;
}

}  // namespace cpt

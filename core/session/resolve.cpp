#include "core/session/resolve.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/rules/apply_change.h"
#include "core/units/search.h"

namespace cpt {
namespace {

std::string member_path(std::size_t index, std::string_view field) {
    return "/members/" + std::to_string(index) + "/" + std::string{field};
}

template <class Rows, class Field>
std::vector<std::string> list(const Rows& rows, Field field) {
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const auto& row : rows) names.push_back(row.*field);
    return names;
}

bool is_uppercase_alphanumeric(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

/// The shape of a CPT or HCPCS code: 90834, G0410, 0362T.
bool is_code(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == 5 && is_uppercase_alphanumeric(text) &&
           std::all_of(text.begin() + 1, text.end() - 1, is_digit);
}

class Resolver {
public:
    Resolver(const Book& book, const GroupSession& session, Problems& problems)
        : book_(book), session_(session), problems_(problems) {}

    ResolvedSession resolve() {
        resolve_date();
        resolve_locality();
        resolve_service();
        resolve_clinician();
        resolve_filing_date();
        resolve_members();
        check_attendees();
        resolve_medicare();
        if (session_.what_if) resolve_what_if(*session_.what_if);
        return std::move(found_);
    }

private:
    void refuse(std::string path, ErrorCode code, std::string message,
                std::vector<std::string> allowed = {}) {
        problems_.add(std::move(path), code, std::move(message), std::move(allowed));
    }

    void resolve_date() {
        const ScheduleBook& schedules = book_.schedules;
        if (session_.service.date.empty()) {
            return refuse("/service/date", ErrorCode::required,
                          "The date of service is missing; write it as YYYY-MM-DD.");
        }
        const std::optional<Date> date = Date::parse(session_.service.date);
        if (!date) {
            return refuse("/service/date", ErrorCode::invalid_date,
                          "\"" + session_.service.date +
                              "\" is not a day of the calendar written as YYYY-MM-DD.");
        }
        found_.date = *date;
        found_.year = schedules.find_year(*date);
        if (found_.year != nullptr) return;
        if (const HeldFile* file = schedules.find_year_file(*date)) {
            return refuse("/service/date", ErrorCode::schedule_not_loaded,
                          "The schedule for " + session_.service.date + " is not loaded yet.",
                          {file->name});
        }
        const DateRange held = schedules.dates_held();
        refuse("/service/date", ErrorCode::no_schedule,
               "No schedule is held for " + session_.service.date + ": dates from " +
                   to_string(held.from) + " to " + to_string(held.to) + " can be priced.",
               {to_string(held.from), to_string(held.to)});
    }

    void resolve_locality() {
        if (!session_.locality.empty() && !session_.zip.empty()) {
            return refuse("/zip", ErrorCode::conflicting_fields,
                          "Give a locality or a ZIP code, not both.", {"locality", "zip"});
        }
        if (!session_.zip.empty()) return resolve_zip();
        if (session_.locality.empty()) {
            return refuse("/locality", ErrorCode::required,
                          "A Medicare locality or a ZIP code is missing.", {"locality", "zip"});
        }
        find_locality("/locality", session_.locality);
    }

    void resolve_zip() {
        const std::optional<ZipTable>& zips = book_.schedules.zips;
        if (!zips) {
            const HeldFile* file = find_first(
                book_.schedules.held, [](const HeldFile& each) { return each.load == "zip"; });
            if (file == nullptr) {
                return refuse("/zip", ErrorCode::no_schedule,
                              "No ZIP code table is held; give a locality instead.", {"locality"});
            }
            return refuse("/zip", ErrorCode::schedule_not_loaded,
                          "The ZIP code table is not loaded yet.", {file->name});
        }
        const std::optional<ZipPlace> place = zips->find(session_.zip);
        if (!place) {
            return refuse("/zip", ErrorCode::unknown_zip,
                          "CMS lists no ZIP code \"" + session_.zip +
                              "\"; give the five digits of the place of service, or a locality.");
        }
        find_locality("/zip", place->locality);
        if (!place->is_split) return;
        for (const std::string_view id : zips->neighbours(session_.zip)) {
            if (const Locality* locality = book_.schedules.localities.find(id)) {
                found_.neighbours.push_back(locality);
            }
        }
    }

    void find_locality(std::string path, std::string_view id) {
        found_.locality = book_.schedules.localities.find(id);
        const bool is_in_year = found_.year == nullptr || found_.year->find_locality(id) != nullptr;
        if (found_.locality != nullptr && is_in_year) return;
        const bool has_year = found_.year != nullptr;
        refuse(std::move(path), ErrorCode::unknown_locality,
               "Medicare has no locality \"" + std::string{id} + "\"" +
                   (has_year ? " in " + found_.year->id : "") +
                   "; write the MAC number, a dash and the locality number, such as 01182-18.",
               has_year ? list(found_.year->localities, &LocalityIndices::locality)
                        : list(book_.schedules.localities.rows, &Locality::id));
    }

    /// Null, with an error, where the schedule has no such code; null alone where there is no
    /// schedule to ask.
    const RelativeValues* find_code(const std::string& path, const std::string& code) {
        if (found_.year == nullptr) return nullptr;
        const RelativeValues* row = found_.year->find_code(code);
        if (row == nullptr) {
            refuse(path, ErrorCode::unknown_code,
                   found_.year->id + " prices no code \"" + code + "\".",
                   list(found_.year->codes, &RelativeValues::code));
        }
        return row;
    }

    void resolve_filing_date() {
        const auto& text = session_.service.filing_date;
        if (!text) return;
        found_.filing_date = Date::parse(*text);
        if (!found_.filing_date) {
            refuse("/service/filing_date", ErrorCode::invalid_date,
                   "\"" + *text + "\" is not a day of the calendar written as YYYY-MM-DD.");
        } else if (found_.date.yyyymmdd != 0 && *found_.filing_date < found_.date) {
            refuse("/service/filing_date", ErrorCode::invalid_value,
                   "The claims cannot be filed on " + *text + ", before the date of service.");
        }
    }

    void check_attendees() {
        const auto members = static_cast<std::int64_t>(session_.members.size());
        if (session_.service.attendees.value_or(members) >= members) return;
        refuse("/service/attendees", ErrorCode::invalid_value,
               "There are " + std::to_string(members) +
                   " members: a patient who did not attend has no claim.",
               {std::to_string(members)});
    }

    /// What of a change the tables do not know.
    void check_change(const Change& change) {
        const std::string path = "/what_if/change";
        const auto& place = change.place_of_service;
        if (place && book_.schedules.places.find(*place) == nullptr) {
            refuse(path + "/place_of_service", ErrorCode::unknown_place_of_service,
                   "CMS lists no place of service \"" + *place + "\".",
                   list(book_.schedules.places.places, &PlaceOfService::code));
        }
        check_modifiers(path + "/add_modifiers", change.add_modifiers);
        check_modifiers(path + "/remove_modifiers", change.remove_modifiers);
        check_modifiers(path + "/same_day_add_modifiers", change.same_day_add_modifiers);
        for (std::size_t i = 0; i < change.add_add_ons.size(); ++i) {
            find_code(path + "/add_add_ons/" + std::to_string(i), change.add_add_ons[i]);
        }
        check_codes(path + "/remove_add_ons", change.remove_add_ons);
        check_codes(path + "/same_day_codes", change.same_day_codes);
        check_same_day(path + "/add_same_day", change.add_same_day);
    }

    /// The same session with the change made to every member whom it can concern.
    void resolve_what_if(const WhatIf& what_if) {
        if (what_if.habit.empty() && !what_if.change) return;  // Said already.
        auto changed = std::make_shared<ChangedSession>();
        if (what_if.change) {
            check_change(*what_if.change);
            changed->change = *what_if.change;
        } else if (const Habit* habit = book_.rules.find_habit(what_if.habit)) {
            changed->habit = habit;
            changed->change = habit->change;
        } else {
            return refuse("/what_if/habit", ErrorCode::unknown_value,
                          "No habit \"" + what_if.habit + "\" is known.",
                          list(book_.rules.habits, &Habit::id));
        }
        if (!problems_.empty()) return;
        changed->session = session_;
        changed->session.what_if.reset();
        changed->session.receipts = false;
        for (std::size_t i = 0; i < session_.members.size(); ++i) {
            Member& member = changed->session.members[i];
            const Shown shown =
                show(member, *session_.clinician.type, found_.members[i].is_telehealth);
            if (changed->habit != nullptr && !holds(changed->habit->when, shown)) continue;
            member = apply_change(book_.rules.modifiers, changed->change, member);
        }
        Problems found;
        changed->resolved = Resolver(book_, changed->session, found).resolve();
        if (found.empty()) {
            found_.changed = std::move(changed);
        } else {
            Error first = found.take().front();
            refuse(what_if.change ? "/what_if/change" : "/what_if/habit", first.code,
                   std::move(first.message), std::move(first.allowed));
        }
    }

    void resolve_service() { service_ = find_code("/service/code", session_.service.code); }

    void resolve_clinician() {
        if (session_.clinician.type) return;
        refuse("/clinician/type", ErrorCode::required, "Who leads the group is missing.",
               {kClinicianTypes.begin(), kClinicianTypes.end()});
    }

    void resolve_members() {
        const std::vector<Member>& members = session_.members;
        if (members.empty()) {
            return refuse("/members", ErrorCode::empty_group,
                          "The group has no members; list each patient who attended.");
        }
        std::set<std::string_view> ids;
        found_.members.reserve(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (!ids.insert(members[i].id).second) {
                refuse(member_path(i, "id"), ErrorCode::duplicate_member,
                       "\"" + members[i].id +
                           "\" is in the group twice; each member needs an id "
                           "of its own.");
            }
            resolve_member(i, members[i]);
        }
    }

    void resolve_member(std::size_t index, const Member& member) {
        ResolvedMember& resolved = found_.members.emplace_back();
        resolve_payer(index, member, resolved);
        resolve_place(index, member, resolved);
        resolved.codes.push_back(service_);
        for (std::size_t i = 0; i < member.add_ons.size(); ++i) {
            resolved.codes.push_back(
                find_code(member_path(index, "add_ons/" + std::to_string(i)), member.add_ons[i]));
        }
        check_modifiers(member_path(index, "modifiers"), member.modifiers);
        check_same_day(member_path(index, "same_day"), member.same_day);
    }

    void check_same_day(const std::string& path, const std::vector<SameDayService>& others) {
        for (std::size_t i = 0; i < others.size(); ++i) {
            const std::string place = path + "/" + std::to_string(i);
            check_code(place + "/code", others[i].code);
            check_modifiers(place + "/modifiers", others[i].modifiers);
        }
    }

    void check_code(std::string path, const std::string& code) {
        if (is_code(code)) return;
        refuse(std::move(path), code.empty() ? ErrorCode::required : ErrorCode::invalid_value,
               "A code has five digits, the first or last of which may be a letter, such as "
               "90834.");
    }

    void check_codes(const std::string& path, const std::vector<std::string>& codes) {
        for (std::size_t i = 0; i < codes.size(); ++i) {
            check_code(path + "/" + std::to_string(i), codes[i]);
        }
    }

    void resolve_payer(std::size_t index, const Member& member, ResolvedMember& resolved) {
        const Payers& payers = book_.schedules.payers;
        resolved.payer = payers.find(member.payer);
        resolved.is_priced = member.payer == kMedicare;
        if (resolved.payer != nullptr) return;
        const bool is_missing = member.payer.empty();
        refuse(member_path(index, "payer"),
               is_missing ? ErrorCode::required : ErrorCode::unknown_payer,
               is_missing ? "The member's payer is missing."
                          : "No payer \"" + member.payer + "\" is known.",
               list(payers.rows, &Payer::id));
    }

    void resolve_place(std::size_t index, const Member& member, ResolvedMember& resolved) {
        const PlacesOfService& places = book_.schedules.places;
        const PlaceOfService* place = places.find(member.place_of_service);
        const std::optional<Setting> setting =
            place != nullptr ? place->setting_on(found_.date) : std::nullopt;
        if (setting) {
            resolved.setting = *setting;
            resolved.is_telehealth = place->is_telehealth;
        } else if (place == nullptr) {
            refuse(member_path(index, "place_of_service"), ErrorCode::unknown_place_of_service,
                   "CMS lists no place of service \"" + member.place_of_service + "\".",
                   list(places.places, &PlaceOfService::code));
        } else if (found_.year != nullptr) {
            refuse(member_path(index, "place_of_service"), ErrorCode::no_schedule,
                   "Whether place of service " + member.place_of_service +
                       " is a facility is not known for " + session_.service.date + ".");
        }
    }

    void check_modifiers(const std::string& path, const std::vector<std::string>& modifiers) {
        for (std::size_t i = 0; i < modifiers.size(); ++i) {
            if (modifiers[i].size() == 2 && is_uppercase_alphanumeric(modifiers[i])) continue;
            refuse(path + "/" + std::to_string(i), ErrorCode::invalid_value,
                   "\"" + modifiers[i] +
                       "\" is not a modifier: two digits or capital letters, such as 95.");
        }
    }

    void resolve_medicare() {
        if (found_.year == nullptr || found_.locality == nullptr || !session_.clinician.type)
            return;
        const LocalityIndices* indices = found_.year->find_locality(found_.locality->id);
        if (indices == nullptr) return;
        const MedicareTerms& terms = book_.schedules.terms;
        const DatedConversionFactor* factor = found_.year->find_conversion_factor(found_.date);
        const DatedPercent* coinsurance = in_force(terms.coinsurance, found_.date);
        const DatedPercent* sequestration = in_force(terms.sequestration, found_.date);
        if (factor == nullptr || coinsurance == nullptr || sequestration == nullptr) {
            return refuse("/service/date", ErrorCode::no_schedule,
                          "The conversion factor, coinsurance or sequestration of " +
                              session_.service.date + " is not known.");
        }
        const Clinician& clinician = session_.clinician;
        found_.medicare = MedicareContext{
            .year = found_.year,
            .indices = indices,
            .conversion_factor = factor->for_participant(clinician.qualifying_apm),
            .coinsurance = coinsurance,
            .sequestration = sequestration,
            .clinician_percentage = terms.clinician_percentage(*clinician.type, found_.date),
            .non_participation = clinician.medicare_participating
                                     ? nullptr
                                     : terms.non_participation_of(*clinician.type, found_.date)};
    }

    const Book& book_;
    const GroupSession& session_;
    Problems& problems_;
    const RelativeValues* service_ = nullptr;
    ResolvedSession found_;
};

}  // namespace

ResolvedSession resolve(const Book& book, const GroupSession& session, Problems& problems) {
    return Resolver(book, session, problems).resolve();
}

}  // namespace cpt

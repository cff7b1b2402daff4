#include "core/session/resolve.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/rules/apply_change.h"
#include "core/session/medicare_context.h"
#include "core/session/resolve_payer.h"
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
        service_ = find_code(session_.service.code);
        resolve_clinician();
        resolve_filing_date();
        resolve_members();
        check_service();
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

    /// Null where Medicare's schedule of the day has no such code.
    const RelativeValues* find_code(std::string_view code) const {
        return found_.year != nullptr ? found_.year->find_code(code) : nullptr;
    }

    /// Whether the tables that price a member list a code, which Medicare's schedule may not.
    static bool lists(const ResolvedMember& member, std::string_view code) {
        if (member.schedule == nullptr) return false;
        const auto& tables = member.schedule->tables;
        return std::any_of(tables.begin(), tables.end(), [code](const PayerTable* table) {
            return !table->rows_of(code).is_empty();
        });
    }

    /// No schedule of the session's day and payers prices the code.
    void refuse_code(std::string path, const std::string& code) {
        if (found_.year == nullptr) return;  // Said already.
        refuse(std::move(path), ErrorCode::unknown_code,
               found_.year->id + " prices no code \"" + code + "\"" +
                   (found_.schedules.empty() ? "." : ", and the members' payers list none."),
               list(found_.year->codes, &RelativeValues::code));
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
            const std::string& code = change.add_add_ons[i];
            const auto is_listed = [&](const ResolvedMember& each) { return lists(each, code); };
            if (find_code(code) != nullptr || find_first(found_.members, is_listed)) continue;
            refuse_code(path + "/add_add_ons/" + std::to_string(i), code);
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

    void check_service() {
        if (service_ == nullptr && !has_priced_service_) {
            refuse_code("/service/code", session_.service.code);
        }
    }

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
        payers_.resolve(index, member, resolved);
        resolve_place(index, member, resolved);
        resolved.codes.push_back({session_.service.code, service_});
        has_priced_service_ = has_priced_service_ || lists(resolved, session_.service.code);
        for (std::size_t i = 0; i < member.add_ons.size(); ++i) {
            const std::string& code = member.add_ons[i];
            resolved.codes.push_back({code, find_code(code)});
            if (resolved.codes.back().values != nullptr || lists(resolved, code)) continue;
            refuse_code(member_path(index, "add_ons/" + std::to_string(i)), code);
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
        if (found_.year->find_locality(found_.locality->id) == nullptr) return;  // Said already.
        found_.medicare = medicare_context(book_.schedules, *found_.year, found_.locality->id,
                                           session_.clinician, found_.date);
        if (found_.medicare) return;
        refuse("/service/date", ErrorCode::no_schedule,
               "The conversion factor, coinsurance or sequestration of " + session_.service.date +
                   " is not known.");
    }

    const Book& book_;
    const GroupSession& session_;
    Problems& problems_;
    const RelativeValues* service_ = nullptr;
    bool has_priced_service_ = false;
    ResolvedSession found_;
    PayerResolver payers_{book_, session_, found_, problems_};
};

}  // namespace

ResolvedSession resolve(const Book& book, const GroupSession& session, Problems& problems) {
    return Resolver(book, session, problems).resolve();
}

}  // namespace cpt

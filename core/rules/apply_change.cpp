#include "core/rules/apply_change.h"

#include <algorithm>
#include <utility>

#include "core/units/search.h"

namespace cpt {
namespace {

using Strings = std::vector<std::string>;

void add_missing(Strings& to, const Strings& more) {
    for (const std::string& each : more) {
        if (!contains(to, each)) to.push_back(each);
    }
}

void remove_all(Strings& from, const Strings& those) {
    from.erase(std::remove_if(from.begin(), from.end(),
                              [&](const std::string& each) { return contains(those, each); }),
               from.end());
}

template <class T>
void set_if(T& target, const std::optional<T>& value) {
    if (value) target = *value;
}

template <class T>
void set_if(std::optional<T>& target, const std::optional<T>& value) {
    if (value) target = value;
}

}  // namespace

Strings in_order(const Modifiers& known, const Strings& line) {
    Strings ordered;
    for (const bool wants_payment : {true, false}) {
        Strings half;
        for (const std::string& code : line) {
            const Modifier* modifier = known.find(code);
            const bool affects_payment = modifier != nullptr && modifier->affects_payment;
            if (affects_payment == wants_payment) half.push_back(code);
        }
        add_missing(ordered, half);
    }
    return ordered;
}

Member apply_change(const Modifiers& modifiers, const Change& change, Member member) {
    set_if(member.units, change.units);
    set_if(member.place_of_service, change.place_of_service);
    remove_all(member.modifiers, change.remove_modifiers);
    add_missing(member.modifiers, change.add_modifiers);
    if (change.order_modifiers) member.modifiers = in_order(modifiers, member.modifiers);
    remove_all(member.add_ons, change.remove_add_ons);
    add_missing(member.add_ons, change.add_add_ons);
    set_if(member.diagnosis, change.diagnosis);
    set_if(member.authorization, change.authorization);
    set_if(member.coverage, change.coverage);
    set_if(member.note, change.note);
    set_if(member.delivery, change.delivery);
    set_if(member.complexity_reason, change.complexity_reason);
    for (const SameDayService& other : change.add_same_day) member.same_day.push_back(other);
    for (SameDayService& other : member.same_day) {
        if (change.same_day_codes.empty() || contains(change.same_day_codes, other.code)) {
            add_missing(other.modifiers, change.same_day_add_modifiers);
        }
    }
    return member;
}

}  // namespace cpt

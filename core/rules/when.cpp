#include "core/rules/when.h"

#include "core/units/search.h"

namespace cpt {
Shown show(const Member& member, ClinicianType clinician, bool is_telehealth) {
    Shown shown{member, {}};
    shown.traits.set(member.authorization);
    shown.traits.set(member.coverage);
    shown.traits.set(member.note);
    shown.traits.set(clinician);
    shown.traits.set_if_told(member.delivery);
    shown.traits.set_if_told(member.patient_location);
    shown.traits.set_if_told(member.complexity_reason);
    shown.traits.set_telehealth(is_telehealth);
    shown.traits.set_same_day(!member.same_day.empty());
    shown.traits.set_modifiers(!member.modifiers.empty());
    shown.traits.set_add_ons(!member.add_ons.empty());
    shown.traits.set_units(member.units > 1);
    shown.traits.set_diagnosis(member.diagnosis.has_value());
    return shown;
}

bool lists_hold(const When& when, const Member& member) {
    return is_any_or_has(when.places_of_service, member.place_of_service) &&
           !contains(when.without_places_of_service, member.place_of_service) &&
           (when.modifiers.empty() || has_any(member.modifiers, when.modifiers)) &&
           !has_any(member.modifiers, when.without_modifiers) &&
           (when.add_ons.empty() || has_any(member.add_ons, when.add_ons)) &&
           !has_any(member.add_ons, when.without_add_ons);
}

}  // namespace cpt

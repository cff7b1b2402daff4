#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/roster/clinician.h"
#include "core/roster/member.h"

namespace cpt {

/// The words that a claim shows, one bit each, so that a rule's whole list of words is asked in
/// one step. A claim has one bit of each field; a rule has those it accepts.
class Traits {
public:
    /// Words that a request may leave out; that it does is a word of its own.
    template <class Word>
    static constexpr bool may_be_untold =
        std::is_same_v<Word, Delivery> || std::is_same_v<Word, PatientLocation> ||
        std::is_same_v<Word, ComplexityReason>;

    template <class Word>
    constexpr void set(Word word) {
        bits_ |= bit(offset(word), static_cast<std::size_t>(word));
    }
    template <class Word>
    constexpr void set_untold() {
        static_assert(may_be_untold<Word>);
        bits_ |= bit(offset(Word{}) + width(Word{}) - 1, 0);
    }
    template <class Word>
    constexpr void set_if_told(const std::optional<Word>& word) {
        word ? set(*word) : set_untold<Word>();
    }
    constexpr void set_telehealth(bool is_telehealth) { bits_ |= bit(kTelehealth, is_telehealth); }
    constexpr void set_same_day(bool has_other_codes) { bits_ |= bit(kSameDay, has_other_codes); }
    constexpr void set_modifiers(bool has_modifiers) { bits_ |= bit(kModifiers, has_modifiers); }
    constexpr void set_add_ons(bool has_add_ons) { bits_ |= bit(kAddOns, has_add_ons); }
    constexpr void set_units(bool are_several) { bits_ |= bit(kUnits, are_several); }
    constexpr void set_diagnosis(bool is_told) { bits_ |= bit(kDiagnosis, is_told); }

    /// Every field of `accepted` that has any bit has one in common with this.
    constexpr bool are_accepted_by(const Traits& accepted) const {
        return (bits_ & ~accepted.bits_) == 0;
    }
    /// Fields that name no word accept all of them.
    constexpr void accept_all_where_none_is_named() {
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            const std::uint64_t field = mask(kFields[i], kFields[i + 1] - kFields[i]);
            if ((bits_ & field) == 0) bits_ |= field;
        }
    }

private:
    // Where each field begins; those that may be untold have one bit more than words.
    static constexpr std::size_t kAuthorization = 0;
    static constexpr std::size_t kCoverage = 6;
    static constexpr std::size_t kNote = 9;
    static constexpr std::size_t kClinician = 12;
    static constexpr std::size_t kDelivery = 20;
    static constexpr std::size_t kPatientLocation = 24;
    static constexpr std::size_t kComplexityReason = 27;
    static constexpr std::size_t kTelehealth = 33;
    static constexpr std::size_t kSameDay = 35;
    static constexpr std::size_t kModifiers = 37;
    static constexpr std::size_t kAddOns = 39;
    static constexpr std::size_t kUnits = 41;
    static constexpr std::size_t kDiagnosis = 43;
    static constexpr std::size_t kEnd = 45;
    static constexpr std::size_t kFieldCount = 13;
    static constexpr std::size_t kFields[kFieldCount + 1] = {
        kAuthorization,    kCoverage,   kNote,    kClinician, kDelivery, kPatientLocation,
        kComplexityReason, kTelehealth, kSameDay, kModifiers, kAddOns,   kUnits,
        kDiagnosis,        kEnd};

    static constexpr std::size_t offset(Authorization) { return kAuthorization; }
    static constexpr std::size_t offset(Coverage) { return kCoverage; }
    static constexpr std::size_t offset(Note) { return kNote; }
    static constexpr std::size_t offset(ClinicianType) { return kClinician; }
    static constexpr std::size_t offset(Delivery) { return kDelivery; }
    static constexpr std::size_t offset(PatientLocation) { return kPatientLocation; }
    static constexpr std::size_t offset(ComplexityReason) { return kComplexityReason; }
    static constexpr std::size_t width(Delivery) { return kPatientLocation - kDelivery; }
    static constexpr std::size_t width(PatientLocation) {
        return kComplexityReason - kPatientLocation;
    }
    static constexpr std::size_t width(ComplexityReason) { return kTelehealth - kComplexityReason; }

    // Each field has room for its words, and for what is untold.
    static_assert(kCoverage - kAuthorization == kAuthorizations.size());
    static_assert(kNote - kCoverage == kCoverages.size());
    static_assert(kClinician - kNote == kNotes.size());
    static_assert(kDelivery - kClinician == kClinicianTypes.size());
    static_assert(kPatientLocation - kDelivery == kDeliveries.size() + 1);
    static_assert(kComplexityReason - kPatientLocation == kPatientLocations.size() + 1);
    static_assert(kTelehealth - kComplexityReason == kComplexityReasons.size() + 1);

    static constexpr std::uint64_t bit(std::size_t field, std::size_t word) {
        return std::uint64_t{1} << (field + word);
    }
    static constexpr std::uint64_t mask(std::size_t from, std::size_t count) {
        return ((std::uint64_t{1} << count) - 1) << from;
    }

    std::uint64_t bits_ = 0;
};

/// What a claim must show for a rule to fire: all of it.
struct When {
    /// Whatever is not among them cannot fire the rule; a rule that looks at modifiers, say,
    /// accepts only claims that have some.
    Traits accepted;
    std::vector<std::string> places_of_service;  ///< Empty: any.
    std::vector<std::string> without_places_of_service;
    std::vector<std::string> modifiers;  ///< One of them is on the service line; empty: any line.
    std::vector<std::string> without_modifiers;  ///< None of them is.
    std::vector<std::string> add_ons;            ///< One of them is on the claim; empty: any claim.
    std::vector<std::string> without_add_ons;
};

/// What a member's claim shows.
struct Shown {
    const Member& member;
    Traits traits;
};

Shown show(const Member& member, ClinicianType clinician, bool is_telehealth);

/// Whether the lists of `when` hold too, of a claim whose traits it accepts.
bool lists_hold(const When& when, const Member& member);

inline bool holds(const When& when, const Shown& shown) {
    return shown.traits.are_accepted_by(when.accepted) && lists_hold(when, shown.member);
}

}  // namespace cpt

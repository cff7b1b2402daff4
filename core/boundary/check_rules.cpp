#include <algorithm>
#include <array>
#include <string>

#include "core/boundary/data_fields.h"
#include "core/boundary/read_rules.h"
#include "core/pricing/priced_line.h"
#include "core/units/search.h"

namespace cpt {
namespace {

constexpr std::array<std::string_view, 4> kPricedFromWords{"benchmark", "low_sample",
                                                           "secondary_source", "after_last_known"};

bool is_reason_of_table(std::string_view word) {
    constexpr auto kFirst = static_cast<int>(NotPriced::before_first_table);
    constexpr auto kLast = static_cast<int>(NotPriced::medicare_not_known);
    for (int i = kFirst; i <= kLast; ++i) {
        if (name(static_cast<NotPriced>(i)) == word) return true;
    }
    return false;
}

/// The figure without which a rule of this kind would look at nothing; empty where it has all.
std::string_view missing_figure(const Rule& rule) {
    const Limit& limit = rule.limit;
    const auto unless = [](bool is_there, std::string_view name) {
        return is_there ? std::string_view{} : name;
    };
    switch (rule.kind) {
        case RuleKind::units:
        case RuleKind::modifier_count:
        case RuleKind::billing_clinicians: return unless(limit.most.has_value(), "most");
        case RuleKind::units_like_minutes:
            return unless(limit.minutes_per_unit > 0, "minutes_per_unit");
        case RuleKind::units_per_day: return unless(!limit.units_per_day.empty(), "units_per_day");
        case RuleKind::modifier_fit:
            return unless(limit.fit == Fit::no || limit.fit == Fit::unused, "fit");
        case RuleKind::add_on_primary:
            return unless(!limit.add_on.empty() && !limit.primaries.empty(), "primaries");
        case RuleKind::same_day_pair:
            return unless(!limit.codes.ranges.empty() &&
                              (limit.modifier_on == ModifierOn::never || !limit.modifiers.empty()),
                          "codes");
        case RuleKind::same_day_wrong_line:
            return unless(!limit.codes.ranges.empty() && !limit.modifiers.empty(), "codes");
        case RuleKind::diagnosis:
            return unless(
                limit.is == "missing" ||
                    ((limit.is == "prefix" || limit.is == "not_prefix") && !limit.prefixes.empty()),
                "is");
        case RuleKind::timely_filing: return unless(limit.days > 0 || limit.years > 0, "days");
        case RuleKind::table_not_priced: return unless(is_reason_of_table(limit.is), "is");
        case RuleKind::priced_from:
            return unless(contains(kPricedFromWords, std::string_view{limit.is}), "is");
        case RuleKind::place_difference: return unless(!limit.other_place.empty(), "other_place");
        case RuleKind::status_not_paid: return unless(!limit.statuses.empty(), "statuses");
        case RuleKind::group_size: return unless(limit.least || limit.most, "least");
        case RuleKind::session_minutes: return unless(limit.least.has_value(), "least");
        case RuleKind::composition:
            return unless(contains(kCompositions, std::string_view{limit.is}), "is");
        case RuleKind::add_on_for_all: return unless(!limit.add_on.empty(), "add_on");
        case RuleKind::mixed_places: return unless(limit.places.size() > 1, "places");
        default: return "";
    }
}

constexpr std::size_t kCode = 5;
constexpr std::size_t kMac = 5;
constexpr std::size_t kPlace = 2;

class Checker {
public:
    Checker(const RuleBook& book, const Payers& payers, Problems& problems)
        : book_(book), payers_(payers), problems_(problems) {}

    void check(const Rule& rule, const JsonPath& path) {
        if (const auto figure = missing_figure(rule); !figure.empty()) {
            refuse_data(JsonPath(path, "limit"), problems_,
                        "A rule of this kind needs the figure \"" + std::string{figure} + "\".");
        }
        check_words(rule, path);
        check_reason(rule, path);
        check_scope(rule.applies_to, JsonPath(path, "applies_to"));
        check_when(rule.when, JsonPath(path, "when"));
        check_limit(rule.limit, JsonPath(path, "limit"));
        if (rule.change) check_change(*rule.change, JsonPath(path, "change"));
    }

    void check_when(const When& when, const JsonPath& path) {
        for (const auto* list : {&when.modifiers, &when.without_modifiers}) {
            check_modifiers(*list, path);
        }
        for (const auto* list : {&when.places_of_service, &when.without_places_of_service}) {
            check_forms(*list, kPlace, path);
        }
        for (const auto* list : {&when.add_ons, &when.without_add_ons}) {
            check_forms(*list, kCode, path);
        }
    }

    void check_change(const Change& change, const JsonPath& path) {
        for (const auto* list :
             {&change.add_modifiers, &change.remove_modifiers, &change.same_day_add_modifiers}) {
            check_modifiers(*list, path);
        }
        for (const auto* list : {&change.add_add_ons, &change.remove_add_ons}) {
            check_forms(*list, kCode, path);
        }
        if (change.place_of_service) check_forms({*change.place_of_service}, kPlace, path);
        for (const SameDayService& other : change.add_same_day) {
            check_forms({other.code}, kCode, path);
            check_modifiers(other.modifiers, path);
        }
    }

private:
    void check_words(const Rule& rule, const JsonPath& path) {
        if (rule.message.empty() || rule.fix.empty()) {
            refuse_data(path, problems_, "A rule says what is wrong and what to do about it.");
        }
        for (const RuleSource& source : rule.sources) {
            if (source.title.empty() || (!source.from.empty() && !Date::parse(source.from))) {
                refuse_data(JsonPath(path, "sources"), problems_,
                            "A source has a title, and a day of the calendar where it has one.");
            }
        }
        if (!rule.group.empty() && rule.carc.empty()) {
            refuse_data(JsonPath(path, "group"), problems_,
                        "A group code stands with a reason code.");
        }
        for (const std::string& remark : rule.rarc) {
            if (contains(book_.denial_codes.remarks, remark)) continue;
            refuse_data(JsonPath(path, "rarc"), problems_,
                        "Remark code " + remark + " is not in the list of denial codes.");
        }
    }

    void check_scope(const Scope& scope, const JsonPath& path) {
        for (const std::string& payer : scope.payers) {
            if (payers_.find(payer) != nullptr) continue;
            refuse_data(path, problems_, "No payer \"" + payer + "\" is known.");
        }
        check_forms(scope.codes, kCode, path);
        check_forms(scope.macs, kMac, path);
    }

    void check_limit(const Limit& limit, const JsonPath& path) {
        check_modifiers(limit.modifiers, path);
        check_modifiers(limit.except, path);
        check_forms(limit.primaries, kCode, path);
        check_forms(limit.places, kPlace, path);
        if (!limit.add_on.empty()) check_forms({limit.add_on}, kCode, path);
        if (!limit.other_place.empty()) check_forms({limit.other_place}, kPlace, path);
    }

    void check_modifiers(const std::vector<std::string>& modifiers, const JsonPath& path) {
        for (const std::string& modifier : modifiers) {
            // "{modifier}" stands for the one that a finding names.
            if (modifier.starts_with('{') || book_.modifiers.find(modifier) != nullptr) continue;
            refuse_data(path, problems_,
                        "Modifier \"" + modifier + "\" is not in the table of modifiers.");
        }
    }

    void check_forms(const std::vector<std::string>& texts, std::size_t size,
                     const JsonPath& path) {
        for (const std::string& text : texts) {
            if (has_form(text, size)) continue;
            refuse_data(
                path, problems_,
                "\"" + text + "\" is not " + std::to_string(size) + " digits and capital letters.");
        }
    }

    void check_reason(const Rule& rule, const JsonPath& path) {
        if (rule.carc.empty()) return;
        const DenialReason* reason =
            find_sorted(book_.denial_codes.reasons, &DenialReason::code, rule.carc);
        if (reason == nullptr) {
            refuse_data(JsonPath(path, "carc"), problems_,
                        "Reason code " + rule.carc + " is not in the list of denial codes.");
        } else if (reason->ended < rule.in_force.to) {
            refuse_data(JsonPath(path, "carc"), problems_,
                        "Reason code " + rule.carc + " ended on " + to_string(reason->ended) + ".");
        } else if (!contains(reason->groups, rule.group)) {
            refuse_data(JsonPath(path, "group"), problems_,
                        "Reason code " + rule.carc + " does not go with group code \"" +
                            rule.group + "\".");
        }
    }

    const RuleBook& book_;
    const Payers& payers_;
    Problems& problems_;
};

}  // namespace

void check_rules(const std::vector<Rule>& rules, std::string_view file_name, const RuleBook& book,
                 const Payers& payers, Problems& problems) {
    if (payers.rows.empty() || book.denial_codes.reasons.empty() || book.modifiers.rows.empty()) {
        problems.add("", ErrorCode::invalid_data,
                     "The payers, denial codes and modifiers are to be loaded before the rules.");
        return;
    }
    const JsonPath root;
    const JsonPath list(root, "rules");
    Checker checker(book, payers, problems);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const JsonPath path(list, i);
        checker.check(rules[i], path);
        const auto has_id = [&](const Rule& each) { return each.id == rules[i].id; };
        const bool is_twice =
            std::any_of(rules.begin(), rules.begin() + static_cast<long>(i), has_id) ||
            std::any_of(book.files().begin(), book.files().end(), [&](const RuleFile& file) {
                return file.name != file_name &&
                       std::any_of(file.rules.begin(), file.rules.end(), has_id);
            });
        if (is_twice) {
            refuse_data(JsonPath(path, "id"), problems,
                        "Another rule has the id \"" + rules[i].id + "\".");
        }
    }
}

void check_habits(const std::vector<Habit>& habits, const RuleBook& book, const Payers& payers,
                  Problems& problems) {
    if (book.modifiers.rows.empty()) {
        return problems.add("", ErrorCode::invalid_data,
                            "The modifiers are to be loaded before the habits.");
    }
    const JsonPath root;
    const JsonPath list(root, "habits");
    Checker checker(book, payers, problems);
    for (std::size_t i = 0; i < habits.size(); ++i) {
        const JsonPath path(list, i);
        checker.check_when(habits[i].when, JsonPath(path, "when"));
        checker.check_change(habits[i].change, JsonPath(path, "change"));
        const auto has_id = [&](const Habit& each) { return each.id == habits[i].id; };
        if (std::find_if(habits.begin(), habits.end(), has_id) - habits.begin() <
            static_cast<std::ptrdiff_t>(i)) {
            refuse_data(JsonPath(path, "id"), problems,
                        "Another habit has the id \"" + habits[i].id + "\".");
        }
    }
}

void check_yields(const RuleBook& book, Problems& problems) {
    for (const RuleFile& file : book.files()) {
        for (const Rule& rule : file.rules) {
            for (const std::string& other : rule.yields_to) {
                const Rule* known = book.find(other);
                if (known != nullptr && !contains(known->yields_to, rule.id)) continue;
                problems.add(
                    "/rules", ErrorCode::invalid_data,
                    "The rule \"" + rule.id + "\" yields to \"" + other +
                        (known == nullptr ? "\", which no file has." : "\", which yields to it."));
            }
        }
    }
}

void check_payers(const Payers& payers, const RuleBook& book, Problems& problems) {
    for (const RuleFile& file : book.files()) {
        for (const Rule& rule : file.rules) {
            for (const std::string& payer : rule.applies_to.payers) {
                if (payers.find(payer) != nullptr) continue;
                return problems.add("/payers", ErrorCode::invalid_data,
                                    "The rule \"" + rule.id + "\" speaks of payer \"" + payer +
                                        "\", which is not among them.");
            }
        }
    }
}

}  // namespace cpt

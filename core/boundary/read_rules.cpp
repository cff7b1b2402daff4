#include "core/boundary/read_rules.h"

#include <array>
#include <utility>

#include "core/boundary/data_fields.h"
#include "core/boundary/member_fields.h"
#include "core/units/search.h"

namespace cpt {

using Value = JsonDocument::Value;

namespace {

/// The words of `when` that set bits of Traits; "none" stands for what a request leaves out.
template <class Enum, std::size_t N>
struct TraitWords {
    Traits& traits;
    const std::array<std::string_view, N>& words;
};

struct Switch {
    Traits& traits;
    void (Traits::*set)(bool);
};

}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, Change& out) {
    read_change(value, path, problems, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, RuleKind& out) {
    read_word(value, path, problems, kRuleKinds, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, Severity& out) {
    read_word(value, path, problems, kSeverities, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, Basis& out) {
    read_word(value, path, problems, kBases, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, AtRisk& out) {
    read_word(value, path, problems, kAtRisks, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, ModifierOn& out) {
    read_word(value, path, problems, kModifierOns, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, Fit& out) {
    read_word(value, path, problems, kFits, out);
}
static void read_into(Value value, const JsonPath& path, Problems& problems, Program& out) {
    read_word(value, path, problems, kPrograms, out);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, RuleSource& out) {
    read_object(
        value, path, problems,
        {required("title", out.title), optional("url", out.url), optional("from", out.from)},
        OtherFields::refused);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Scope& out) {
    read_object(value, path, problems,
                {optional("codes", out.codes), optional("payers", out.payers),
                 optional("programs", out.programs), optional("macs", out.macs)},
                OtherFields::refused);
}

template <class Enum, std::size_t N>
static void read_into(Value value, const JsonPath& path, Problems& problems,
                      TraitWords<Enum, N>& out) {
    if (!expect_array(value, path, problems)) return;
    read_elements(value, path, problems, [&](Value element, const JsonPath& place) {
        if constexpr (Traits::may_be_untold<Enum>) {
            if (element.kind() == JsonDocument::Kind::string && element.string() == "none") {
                return out.traits.template set_untold<Enum>();
            }
        }
        if (const auto word = read_enum<Enum>(element, place, problems, out.words)) {
            out.traits.set(*word);
        }
    });
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Switch& out) {
    if (const auto flag = read_boolean(value, path, problems)) (out.traits.*out.set)(*flag);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, When& out) {
    Traits& traits = out.accepted;
    TraitWords<Authorization, 6> authorization{traits, kAuthorizations};
    TraitWords<Coverage, 3> coverage{traits, kCoverages};
    TraitWords<Note, 3> note{traits, kNotes};
    TraitWords<ClinicianType, 8> clinicians{traits, kClinicianTypes};
    TraitWords<Delivery, 3> delivery{traits, kDeliveries};
    TraitWords<PatientLocation, 2> patient_location{traits, kPatientLocations};
    TraitWords<ComplexityReason, 5> complexity_reason{traits, kComplexityReasons};
    Switch telehealth{traits, &Traits::set_telehealth};
    Switch same_day{traits, &Traits::set_same_day};
    read_object(
        value, path, problems,
        {optional("authorization", authorization), optional("coverage", coverage),
         optional("note", note), optional("clinicians", clinicians), optional("delivery", delivery),
         optional("patient_location", patient_location),
         optional("complexity_reason", complexity_reason), optional("telehealth", telehealth),
         optional("same_day", same_day), optional("places_of_service", out.places_of_service),
         optional("without_places_of_service", out.without_places_of_service),
         optional("modifiers", out.modifiers), optional("without_modifiers", out.without_modifiers),
         optional("add_ons", out.add_ons), optional("without_add_ons", out.without_add_ons)},
        OtherFields::refused);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, CodeSet& out) {
    constexpr std::size_t kCode = 5;
    std::vector<std::string> texts;
    read_into(value, path, problems, texts);
    for (const std::string& text : texts) {
        const bool is_range = text.size() == 2 * kCode + 1 && text[kCode] == '-';
        if (text.size() != kCode && !is_range) {
            refuse_data(path, problems, "\"" + text + "\" is no code and no range of codes.");
        }
        out.ranges.emplace_back(text.substr(0, kCode), is_range ? text.substr(kCode + 1) : text);
    }
}

/// {"90853": 1, "90785": 3}
static void read_into(Value value, const JsonPath& path, Problems& problems,
                      std::vector<CodeLimit>& out) {
    if (!expect_object(value, path, problems)) return;
    for (const Value each : value) {
        CodeLimit& limit = out.emplace_back(CodeLimit{std::string{each.key()}, 0});
        read_into(each, JsonPath(path, each.key()), problems, limit.most);
    }
}

/// [16, 37, "90832"]
static void read_into(Value value, const JsonPath& path, Problems& problems, CodeByMinutes& out) {
    Cells cells(value, path, problems, 3);
    cells.read(out.from);
    cells.read(out.to);
    cells.read(out.code);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Limit& out) {
    read_object(value, path, problems,
                {optional("least", out.least),
                 optional("most", out.most),
                 optional("minutes_per_unit", out.minutes_per_unit),
                 optional("units_per_day", out.units_per_day),
                 optional("fit", out.fit),
                 optional("modifiers", out.modifiers),
                 optional("categories", out.categories),
                 optional("except", out.except),
                 optional("add_on", out.add_on),
                 optional("primaries", out.primaries),
                 optional("codes", out.codes),
                 optional("keep_for", out.keep_for),
                 optional("modifier_on", out.modifier_on),
                 optional("is", out.is),
                 optional("prefixes", out.prefixes),
                 optional("days", out.days),
                 optional("years", out.years),
                 optional("other_place", out.other_place),
                 optional("places", out.places),
                 optional("members_at_most", out.members_at_most),
                 optional("least_members", out.least_members),
                 optional("codes_by_minutes", out.codes_by_minutes),
                 optional("statuses", out.statuses)},
                OtherFields::refused);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Rule& out) {
    std::optional<AtRisk> at_risk;
    read_object(value, path, problems,
                {required("id", out.id), required("kind", out.kind), optional("topic", out.topic),
                 bound("from", out.in_force.from), open_bound("to", out.in_force.to),
                 required("severity", out.severity), optional("group", out.group),
                 optional("carc", out.carc), optional("rarc", out.rarc),
                 optional("applies_to", out.applies_to), optional("when", out.when),
                 optional("limit", out.limit), optional("at_risk", at_risk),
                 required("message", out.message), required("fix", out.fix),
                 optional("change", out.change), required("basis", out.basis),
                 required("sources", out.sources), optional("yields_to", out.yields_to)},
                OtherFields::refused);
    if (out.topic.empty()) out.topic = out.id;
    complete_accepted(out);
    out.at_risk = at_risk.value_or(out.severity == Severity::note ? AtRisk::none : AtRisk::claim);
    if (out.severity == Severity::note && out.at_risk != AtRisk::none) {
        refuse_data(JsonPath(path, "at_risk"), problems, "A note puts nothing at risk.");
    }
    if (out.in_force.from > out.in_force.to) {
        refuse_data(JsonPath(path, "to"), problems, "The rule ends before it begins.");
    }
    if (out.sources.empty()) {
        refuse_data(JsonPath(path, "sources"), problems, "A rule names its source.");
    }
}

namespace {
/// The cells of a modifier, one for each program that a source speaks of.
struct Fits {
    Modifier& of;
};
}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, Fits& out) {
    read_object(value, path, problems,
                {required("medicare", out.of.medicare), required("medicaid", out.of.medicaid),
                 required("commercial", out.of.commercial)},
                OtherFields::refused);
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Modifier& out) {
    std::string effect;
    Fits fits{out};
    read_object(
        value, path, problems,
        {required("code", out.code), required("name", out.name), required("category", out.category),
         bound("from", out.in_force.from), bound("to", out.in_force.to), required("effect", effect),
         required("fits", fits), required("excludes", out.excludes)});
    out.affects_payment = effect == "payment";
    if (effect != "payment" && effect != "information") {
        problems.add(JsonPath(path, "effect").pointer(), ErrorCode::invalid_data,
                     "\"" + effect + "\" is not an effect.", {"payment", "information"});
    }
    if (out.in_force.from > out.in_force.to) {
        refuse_data(JsonPath(path, "to"), problems, "The modifier ends before it begins.");
    }
}

static void read_into(Value value, const JsonPath& path, Problems& problems, DenialReason& out) {
    read_object(
        value, path, problems,
        {required("code", out.code), required("groups", out.groups), bound("ended", out.ended)});
}

namespace {
struct RemarkCode {
    std::string code;
};
}  // namespace

static void read_into(Value value, const JsonPath& path, Problems& problems, RemarkCode& out) {
    read_object(value, path, problems, {required("code", out.code)});
}

static void read_into(Value value, const JsonPath& path, Problems& problems, Habit& out) {
    read_object(value, path, problems,
                {required("id", out.id), required("name", out.name), optional("when", out.when),
                 required("change", out.change)});
    out.when.accepted.accept_all_where_none_is_named();
}

std::vector<Rule> read_rules(Value file, Problems& problems) {
    std::vector<Rule> rules;
    read_object(file, JsonPath{}, problems, {required("rules", rules)});
    return rules;
}

Modifiers read_modifiers(Value file, Problems& problems) {
    Modifiers modifiers;
    read_object(file, JsonPath{}, problems, {required("modifiers", modifiers.rows)});
    expect_sorted(modifiers.rows, &Modifier::code, "/modifiers", problems);
    const JsonPath root;
    const JsonPath list(root, "modifiers");
    for (std::size_t i = 0; i < modifiers.rows.size(); ++i) {
        for (const std::string& other : modifiers.rows[i].excludes) {
            if (modifiers.find(other) != nullptr) continue;
            refuse_data(JsonPath(list, i), problems,
                        "It excludes \"" + other + "\", which is not in the table.");
        }
    }
    return modifiers;
}

DenialCodes read_denial_codes(Value file, Problems& problems) {
    DenialCodes codes;
    std::vector<RemarkCode> remarks;
    read_object(file, JsonPath{}, problems,
                {required("carc", codes.reasons), required("rarc", remarks)});
    expect_sorted(codes.reasons, &DenialReason::code, "/carc", problems);
    expect_sorted(remarks, &RemarkCode::code, "/rarc", problems);
    for (RemarkCode& each : remarks) codes.remarks.push_back(std::move(each.code));
    return codes;
}

std::vector<Habit> read_habits(Value file, Problems& problems) {
    std::vector<Habit> habits;
    read_object(file, JsonPath{}, problems, {required("habits", habits)});
    return habits;
}

}  // namespace cpt

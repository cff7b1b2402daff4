#include "core/rules/message.h"

#include <algorithm>
#include <optional>

#include "core/units/search.h"

namespace cpt {
namespace {

/// "clinical social worker" for clinical_social_worker.
std::string in_words(std::string_view name) {
    std::string words{name};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string list(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text.empty() ? "none" : text;
}

std::optional<std::string> of_line(std::string_view key, const LineFacts& line) {
    if (key == "code") return std::string{line.code};
    if (key == "status") return std::string(1, line.status);
    if (key == "setting") return line.setting == Setting::facility ? "facility" : "non-facility";
    if (key == "this_amount") return line.allowed ? "$" + to_dollars(*line.allowed) : "not known";
    return std::nullopt;
}

std::optional<std::string> of_claim(std::string_view key, const ClaimFacts& claim) {
    if (key == "payer") return claim.payer.name;
    if (key == "place") return claim.member.place_of_service;
    if (key == "units") return std::to_string(claim.member.units);
    if (key == "modifiers") return list(claim.member.modifiers);
    if (key == "diagnosis") return claim.member.diagnosis.value_or("");
    return std::nullopt;
}

std::optional<std::string> of_session(std::string_view key, const SessionFacts& facts) {
    const GroupSession& session = facts.session;
    if (key == "code") return session.service.code;
    if (key == "date") return session.service.date;
    if (key == "clinician") return in_words(name(*session.clinician.type));
    if (key == "members") return std::to_string(session.members.size());
    if (key == "attendees") return std::to_string(facts.attendees());
    if (key == "minutes") return std::to_string(session.service.minutes.value_or(0));
    if (key == "filing_date") return session.service.filing_date.value_or("");
    if (key == "schedule") return std::string{facts.schedule};
    if (key == "locality") return std::string{facts.locality};
    if (key == "locality_name") return std::string{facts.locality_name};
    if (key == "zip") return session.zip;
    if (key == "neighbours") return facts.neighbours;
    return std::nullopt;
}

std::optional<std::string> value_of(std::string_view key, const Words& words) {
    if (const std::string* detail = words.details.find(key)) return *detail;
    std::optional<std::string> value;
    if (words.line != nullptr) value = of_line(key, *words.line);
    if (!value && words.claim != nullptr) value = of_claim(key, *words.claim);
    return value ? value : of_session(key, words.session);
}

}  // namespace

Details& Details::with(std::string_view name, std::string_view value) {
    details_.push_back({name, std::string{value}});
    return *this;
}

Details& Details::with(std::string_view name, std::int64_t value) {
    return with(name, std::to_string(value));
}

const std::string* Details::find(std::string_view name) const {
    const auto* detail =
        find_first(details_, [name](const Detail& each) { return each.name == name; });
    return detail != nullptr ? &detail->value : nullptr;
}

std::string fill(std::string_view pattern, const Words& words) {
    std::string text;
    for (;;) {
        const std::size_t open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) return text;
        pattern.remove_prefix(open);
        const std::size_t close = pattern.find('}');
        if (close == std::string_view::npos) return text.append(pattern);
        const auto value = value_of(pattern.substr(1, close - 1), words);
        text += value ? std::string_view{*value} : pattern.substr(0, close + 1);
        pattern.remove_prefix(close + 1);
    }
}

}  // namespace cpt

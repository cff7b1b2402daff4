#include "core/projection/project.h"

#include <algorithm>
#include <utility>

#include "core/units/rounding.h"
#include "core/units/search.h"

namespace cpt {
namespace {

constexpr std::string_view kIndividualHour = "90837";
constexpr std::int64_t kWeeksPerYear = 52;
constexpr std::int64_t kMinutesPerHour = 60;
constexpr std::int64_t kChanceUnits = 100'000'000;
constexpr Cents kMostPerSession{1'000'000'000};  ///< See ExpectedPayment.

/// What comes in for a claim that is paid: all that is allowed but what is withheld.
std::optional<Cents> received(const Claim& claim, Percent collection) {
    if (!claim.is_priced) return std::nullopt;
    return percent_of(claim.total.allowed - claim.total.sequestration, collection);
}

ProjectedMember project_member(const Member& member, const Claim& claim, const Plan& plan) {
    ProjectedMember projected{{}, plan.attendance, kNone, kAll, {}};
    const auto* named = find_first(
        plan.members, [&](const MemberAttendance& each) { return each.member == member.id; });
    if (named != nullptr) projected.attendance = named->attendance;
    const auto* payer = find_first(
        plan.payers, [&](const PayerExperience& each) { return each.payer == member.payer; });
    if (payer != nullptr) {
        projected.denial = payer->denial;
        projected.collection = payer->collection;
    }
    projected.received = received(claim, projected.collection);
    projected.chance = chance_of_payment(projected.attendance, projected.denial);
    return projected;
}

void report(Problems& found, Problems& problems) {
    for (Error& error : found.take()) {
        error.path = "/session" + error.path;
        problems.add(std::move(error));
    }
}

/// The same members, each seen alone for an hour.
GroupSession individual_hours(const GroupSession& session) {
    GroupSession hours = session;
    hours.service.code = kIndividualHour;
    hours.service.minutes = kMinutesPerHour;
    for (Member& member : hours.members) {
        member.units = 1;
        member.add_ons.clear();
        member.charge.reset();
    }
    return hours;
}

void compare_with_individual_hour(const Book& book, Projection& projection) {
    Problems ignored;
    const GroupSession hours = individual_hours(projection.session);
    ResolvedSession resolved = resolve(book, hours, ignored);
    if (!ignored.empty()) return;
    const Prices prices = price_session(hours, std::move(resolved));
    // Sums of amount x chance over the members that both price. Those of a group of ordinary fees
    // fit 64 bits as they are; chances are counted more coarsely for the others.
    constexpr Cents kOrdinary{90'000'000'000};
    const bool is_ordinary = prices.total.allowed + projection.total.allowed < kOrdinary;
    const std::int64_t coarser = is_ordinary ? 1 : 10'000;
    std::int64_t group = 0;
    std::int64_t individual = 0;
    std::int64_t members = 0;
    for (std::size_t i = 0; i < prices.claims.size(); ++i) {
        const ProjectedMember& member = projection.members[i];
        const auto alone = received(prices.claims[i], member.collection);
        if (!alone || !member.received) continue;
        const std::int64_t chance = member.chance.value / coarser;
        group += member.received->value * chance;
        individual += alone->value * chance;
        ++members;
    }
    if (members == 0) return;
    projection.individual_hour =
        Cents{divide_half_away(individual, members * (kChanceUnits / coarser))};
    if (group > 0) projection.break_even = individual / group + 1;
}

/// Each of `rows` names one of the session's own, and none twice.
template <class Row>
void check_named(const std::string& path, const std::string& field, const std::vector<Row>& rows,
                 std::string Row::*name, const std::vector<std::string>& known, ErrorCode code,
                 Problems& problems) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string& word = rows[i].*name;
        const auto is_same = [&](const Row& earlier) { return earlier.*name == word; };
        const auto here = rows.begin() + static_cast<std::ptrdiff_t>(i);
        const bool is_twice = std::any_of(rows.begin(), here, is_same);
        if (contains(known, word) && !is_twice) continue;
        std::string place = path;
        place.append("/").append(std::to_string(i)).append(field);
        std::string message = "\"" + word;
        message += is_twice ? "\" is named twice." : "\" is none of the session.";
        problems.add(std::move(place), is_twice ? ErrorCode::invalid_value : code,
                     std::move(message), known);
    }
}

void check(const Plan& plan, const GroupSession& session, Problems& problems) {
    if (plan.weeks_off >= kWeeksPerYear) {
        problems.add("/plan/weeks_off", ErrorCode::out_of_range,
                     "A year of 52 weeks has at least one with sessions.", {"0", "51"});
    }
    std::vector<std::string> ids;
    std::vector<std::string> payers;
    for (const Member& member : session.members) {
        ids.push_back(member.id);
        if (!contains(payers, member.payer)) payers.push_back(member.payer);
    }
    check_named("/plan/members", "/member", plan.members, &MemberAttendance::member, ids,
                ErrorCode::unknown_value, problems);
    check_named("/plan/payers", "/payer", plan.payers, &PayerExperience::payer, payers,
                ErrorCode::unknown_payer, problems);
}

}  // namespace

std::int64_t sessions_of(const Plan& plan) {
    return sessions_of(plan.period, plan.sessions_per_week * (kWeeksPerYear - plan.weeks_off));
}

Projection project(const Book& book, const GroupSession& session, const Plan& plan,
                   Problems& problems) {
    Projection projection;
    GroupSession& priced = projection.session;
    priced = session;
    priced.receipts = false;
    priced.what_if.reset();
    check(plan, priced, problems);
    Problems of_session;
    ResolvedSession resolved = resolve(book, priced, of_session);
    report(of_session, problems);
    if (!problems.empty()) return projection;

    const Prices prices = price_session(priced, std::move(resolved));
    projection.total = prices.total;
    projection.unpriced_members = prices.unpriced_members;
    std::vector<ExpectedPayment> payments;
    for (std::size_t i = 0; i < priced.members.size(); ++i) {
        const ProjectedMember& member = projection.members.emplace_back(
            project_member(priced.members[i], prices.claims[i], plan));
        if (!member.received) continue;
        payments.push_back({*member.received, member.chance});
        if (*member.received <= kMostPerSession) continue;
        problems.add("/session/members/" + std::to_string(i), ErrorCode::out_of_range,
                     "More than ten million dollars a session cannot be projected.");
    }
    if (!problems.empty()) return projection;
    projection.sessions = sessions_of(plan);
    projection.revenue = RevenueDistribution::of(payments, projection.sessions);
    projection.mean_of_session = RevenueDistribution::of(payments, 1).mean();
    compare_with_individual_hour(book, projection);
    const auto members = static_cast<std::int64_t>(priced.members.size());
    if (const auto minutes = priced.service.minutes) {
        projection.minutes_per_session =
            *minutes + plan.preparation_minutes + plan.minutes_per_note * members;
        projection.mean_per_hour = {divide_half_away(
            projection.mean_of_session.value * kMinutesPerHour, projection.minutes_per_session)};
    }
    return projection;
}

}  // namespace cpt

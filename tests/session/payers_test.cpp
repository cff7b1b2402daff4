// What holds of the amounts of every session, whoever pays: sessions made from fixed seeds over
// all payers, benchmarks included, all days that can be priced, places, clinicians, modifiers,
// charges and terms of plans.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "core/session/estimate.h"
#include "core/units/search.h"
#include "tests/support/data.h"
#include "tests/support/effort.h"

namespace cpt {
namespace {

constexpr std::uint64_t kSessions = test::generated(2'000);

/// The same numbers each time and on every platform (Knuth's MMIX generator, its upper bits).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed * 2 + 1) {
        for (int i = 0; i < 4; ++i) below(1);
    }

    std::size_t below(std::size_t count) {
        state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
        return static_cast<std::size_t>((state_ >> 33) % count);
    }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::int64_t cents_below(std::size_t most) { return static_cast<std::int64_t>(below(most)); }
    template <class List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }

private:
    std::uint64_t state_;
};

constexpr const char* kPlaces[] = {"11", "10", "02", "19", "22", "21", "53", "50", "12"};
constexpr const char* kModifiers[] = {"AF", "AH", "AJ", "AM", "HO", "HN", "SA", "U1", "U2", "U4",
                                      "U5", "U6", "U8", "UC", "UD", "TG", "HE", "HF", "95", "GT"};
constexpr const char* kCodes[] = {"90853", "90853", "90853", "90834",
                                  "90837", "90847", "90849", "90791"};
constexpr const char* kAddOns[] = {"90785", "90833", "90840"};
constexpr const char* kLocalities[] = {"01182-18", "14212-01", "11502-00"};
constexpr std::int64_t kDays = 2'922;  // 2019-01-01 to 2026-12-31

/// Everybody who may pay: the payers, and the benchmarks.
const std::vector<std::string>& payers() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> ids;
        for (const Payer& payer : test::book().schedules.payers.rows) ids.push_back(payer.id);
        for (const PayerTableFile& file : test::book().schedules.payer_tables.files()) {
            for (const PayerTable& table : file.tables) {
                if (!contains(ids, table.payer)) ids.push_back(table.payer);
            }
        }
        return ids;
    }();
    return all;
}

/// Those whose amounts are held, more often than their number would have it.
const std::string& payer_from(Numbers& numbers) {
    if (numbers.one_in(6)) {
        static const std::string medicare = "medicare";
        return medicare;
    }
    const auto& files = test::book().schedules.payer_tables.files();
    if (numbers.one_in(2)) return numbers.pick(numbers.pick(files).tables).payer;
    return numbers.pick(payers());
}

CostSharing terms_from(Numbers& numbers, bool is_medicare) {
    CostSharing terms;
    if (numbers.one_in(3)) terms.deductible_remaining = {numbers.cents_below(8'000)};
    if (is_medicare) {
        if (numbers.one_in(3)) {
            terms.secondary = Secondary{"other", !numbers.one_in(4), numbers.one_in(2)};
        }
        return terms;
    }
    if (numbers.one_in(3)) terms.copay = Cents{numbers.cents_below(4'000)};
    if (numbers.one_in(3)) terms.coinsurance = Percent{numbers.cents_below(10'001)};
    if (numbers.one_in(4)) terms.out_of_pocket_remaining = Cents{numbers.cents_below(5'000)};
    return terms;
}

Member member_from(Numbers& numbers, std::size_t number) {
    Member member;
    member.id = std::to_string(number);
    member.payer = payer_from(numbers);
    const auto programs = test::book().schedules.payer_tables.programs(member.payer);
    if (!programs.empty() && numbers.one_in(3)) member.program = numbers.pick(programs);
    member.place_of_service = numbers.pick(kPlaces);
    while (numbers.one_in(2) && member.modifiers.size() < 4) {
        member.modifiers.emplace_back(numbers.pick(kModifiers));
    }
    while (numbers.one_in(3) && member.add_ons.size() < 3) {
        member.add_ons.emplace_back(numbers.pick(kAddOns));
    }
    if (numbers.one_in(3)) member.units = static_cast<std::int64_t>(1 + numbers.below(5));
    if (numbers.one_in(2)) member.charge = Cents{numbers.cents_below(15'000)};
    member.cost_sharing = terms_from(numbers, member.payer == "medicare");
    return member;
}

GroupSession session_from(std::uint64_t seed) {
    Numbers numbers(seed);
    GroupSession session;
    session.receipts = numbers.one_in(4);
    session.service.code = numbers.pick(kCodes);
    session.service.date =
        to_string(add_days(Date{2019'01'01}, numbers.cents_below(static_cast<std::size_t>(kDays))));
    if (numbers.one_in(2)) {
        session.service.minutes = static_cast<std::int64_t>(30 * (1 + numbers.below(4)));
    }
    session.clinician.type = static_cast<ClinicianType>(numbers.below(kClinicianTypes.size()));
    session.clinician.medicare_participating = !numbers.one_in(5);
    session.locality = numbers.pick(kLocalities);
    const std::size_t members = 1 + numbers.below(10);
    for (std::size_t i = 0; i < members; ++i) session.members.push_back(member_from(numbers, i));
    return session;
}

Estimate priced(const GroupSession& session) {
    auto result = estimate(test::book(), session);
    EXPECT_TRUE(result) << result.error().front().path << ' ' << result.error().front().message;
    return *std::move(result);
}

/// What somebody pays, or withholds, of what is allowed.
Cents parts(const Amounts& amounts) {
    return amounts.payer_pays + amounts.patient_owes + amounts.sequestration +
           amounts.secondary_pays;
}

bool has_no_negative(const Amounts& amounts) {
    return amounts.payer_pays >= Cents{} && amounts.patient_owes >= Cents{} &&
           amounts.sequestration >= Cents{} && amounts.secondary_pays >= Cents{};
}

/// Calls `look` with each priced line of each session, the member and the seed.
template <class Look>
void each_priced_line(Look look) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const GroupSession session = session_from(seed);
        const Estimate result = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            for (const ClaimLine& line : result.claims[i].lines) {
                if (line.priced.amounts) look(line, session.members[i], seed);
            }
        }
    }
}

TEST(Payers, EveryPartOfEachLineIsThereAndTogetherTheyAreWhatIsAllowed) {
    std::size_t of_tables = 0;
    std::size_t of_secondary = 0;
    each_priced_line([&](const ClaimLine& line, const Member& member, std::uint64_t seed) {
        const Amounts& amounts = *line.priced.amounts;
        ASSERT_EQ(parts(amounts), amounts.allowed) << seed << member.payer;
        ASSERT_TRUE(has_no_negative(amounts)) << seed << member.payer;
        const bool is_medicare = member.payer == "medicare";
        ASSERT_TRUE(is_medicare || amounts.sequestration == Cents{}) << seed << member.payer;
        const bool has_secondary = member.cost_sharing.secondary.has_value();
        ASSERT_TRUE(has_secondary || amounts.secondary_pays == Cents{}) << seed << member.payer;
        of_tables += line.priced.table != nullptr ? 1 : 0;
        of_secondary += amounts.secondary_pays > Cents{} ? 1 : 0;
    });
    EXPECT_GT(of_tables, kSessions);
    EXPECT_GT(of_secondary, kSessions / 20);
}

TEST(Payers, LinesAddUpToClaimsAndClaimsToTheSession) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const Estimate result = priced(session_from(seed));
        Amounts of_claims;
        for (const Claim& claim : result.claims) {
            Amounts of_lines;
            for (const ClaimLine& line : claim.lines) {
                if (line.priced.amounts) of_lines += *line.priced.amounts;
            }
            EXPECT_EQ(claim.total, of_lines) << seed;
            EXPECT_EQ(parts(claim.total), claim.total.allowed) << seed;
            of_claims += claim.total;
        }
        EXPECT_EQ(result.total, of_claims) << seed;
        EXPECT_EQ(parts(result.total), result.total.allowed) << seed;
        EXPECT_TRUE(has_no_negative(result.total)) << seed;
    }
}

TEST(Payers, NoMoreThanTheChargeIsAllowedWhereTheAmountIsAMaximum) {
    std::size_t lowered = 0;
    each_priced_line([&](const ClaimLine& line, const Member& member, std::uint64_t seed) {
        const PayerTable* table = line.priced.table;
        if (!line.charge || (table != nullptr && !table->is_lesser_of_charge)) return;
        ASSERT_LE(line.priced.amounts->allowed, *line.charge) << seed << member.payer;
        lowered += line.priced.amounts->allowed == *line.charge ? 1 : 0;
    });
    EXPECT_GT(lowered, kSessions / 4);
}

TEST(Payers, ThePatientOwesNoMoreThanIsLeftOfTheMaximum) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const GroupSession session = session_from(seed);
        const Estimate result = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            const auto& most = session.members[i].cost_sharing.out_of_pocket_remaining;
            // Of the practice's own fees the patient pays all: no plan has a maximum.
            if (!most || session.members[i].payer == "self-pay") continue;
            EXPECT_LE(result.claims[i].total.patient_owes, *most) << seed;
        }
    }
}

TEST(Payers, TheOrderOfMembersChangesNoAmount) {
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        GroupSession session = session_from(seed);
        const Estimate forwards = priced(session);
        std::reverse(session.members.begin(), session.members.end());
        const Estimate backwards = priced(session);
        EXPECT_EQ(forwards.total, backwards.total) << seed;
        EXPECT_EQ(forwards.benchmark_members, backwards.benchmark_members) << seed;
        EXPECT_EQ(forwards.unpriced_members, backwards.unpriced_members) << seed;
        const std::size_t count = session.members.size();
        for (std::size_t i = 0; i < count; ++i) {
            const Claim& claim = forwards.claims[i];
            const Claim& same = backwards.claims[count - 1 - i];
            ASSERT_EQ(claim.lines.size(), same.lines.size());
            for (std::size_t j = 0; j < claim.lines.size(); ++j) {
                EXPECT_EQ(claim.lines[j].priced.amounts, same.lines[j].priced.amounts) << seed;
                EXPECT_EQ(claim.lines[j].priced.row, same.lines[j].priced.row) << seed;
            }
        }
    }
}

TEST(Payers, EachMemberIsPricedAsIfAlone) {
    for (std::uint64_t seed = 0; seed < kSessions; seed += 5) {
        const GroupSession session = session_from(seed);
        const Estimate together = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            GroupSession alone = session;
            alone.members = {session.members[i]};
            EXPECT_EQ(priced(alone).total, together.claims[i].total) << seed;
        }
    }
}

TEST(Payers, ARangeEnclosesWhatIsAllowed) {
    std::size_t of_lines = 0;
    std::size_t of_sessions = 0;
    each_priced_line([&](const ClaimLine& line, const Member& member, std::uint64_t seed) {
        const auto& range = line.priced.range;
        if (!range) return;
        ++of_lines;
        ASSERT_LE(range->p25, range->median) << seed << member.payer;
        ASSERT_LE(range->median, range->p75) << seed << member.payer;
        ASSERT_EQ(range->median, line.priced.amounts->allowed) << seed << member.payer;
    });
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const Estimate result = priced(session_from(seed));
        for (const Claim& claim : result.claims) {
            if (!claim.range) continue;
            EXPECT_TRUE(claim.is_priced) << seed;
            EXPECT_EQ(claim.range->median, claim.total.allowed) << seed;
            EXPECT_LE(claim.range->p25, claim.range->median) << seed;
            EXPECT_LE(claim.range->median, claim.range->p75) << seed;
        }
        const bool has_range =
            std::any_of(result.claims.begin(), result.claims.end(),
                        [](const Claim& claim) { return claim.range.has_value(); });
        ASSERT_EQ(result.range.has_value(), has_range) << seed;
        if (!has_range) continue;
        ++of_sessions;
        EXPECT_LE(result.range->low, result.total.allowed) << seed;
        EXPECT_LE(result.total.allowed, result.range->high) << seed;
    }
    EXPECT_GT(of_lines, kSessions / 4);
    EXPECT_GT(of_sessions, kSessions / 6);
}

TEST(Payers, AMemberWithALineThatHasNoAmountIsToldWhy) {
    constexpr RuleKind kReasons[] = {RuleKind::payer_not_priced, RuleKind::table_not_priced,
                                     RuleKind::status_not_paid, RuleKind::setting_not_priced,
                                     RuleKind::clinician_not_paid};
    std::size_t unpriced = 0;
    for (std::uint64_t seed = 0; seed < kSessions; ++seed) {
        const GroupSession session = session_from(seed);
        const Estimate result = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            const Claim& claim = result.claims[i];
            if (claim.is_priced) continue;
            ++unpriced;
            EXPECT_TRUE(std::any_of(
                claim.findings.begin(), claim.findings.end(),
                [&](const Finding& finding) { return contains(kReasons, finding.rule->kind); }))
                << seed << ' ' << session.members[i].payer;
        }
    }
    EXPECT_GT(unpriced, kSessions / 4);
}

TEST(Payers, AllOfThemAreAskedAndThoseWithTablesPrice) {
    std::vector<std::string> asked;
    std::vector<std::string> pricing;
    constexpr std::uint64_t kEnoughForAll = 2'000;
    for (std::uint64_t seed = 0; seed < kEnoughForAll; ++seed) {
        const GroupSession session = session_from(seed);
        const Estimate result = priced(session);
        for (std::size_t i = 0; i < session.members.size(); ++i) {
            const std::string& payer = session.members[i].payer;
            if (!contains(asked, payer)) asked.push_back(payer);
            const auto& amounts = result.claims[i].lines.front().priced.amounts;
            if (amounts && !contains(pricing, payer)) pricing.push_back(payer);
        }
    }
    EXPECT_EQ(asked.size(), payers().size());
    for (const HeldFile& file : test::book().schedules.held) {
        for (const std::string& payer : file.payers) {
            // Massachusetts has a day rate of a bundle alone, which prices no code of these.
            EXPECT_TRUE(contains(pricing, payer) || payer == "medicaid-MA") << payer;
        }
    }
}

}  // namespace
}  // namespace cpt

#include "core/projection/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "core/boundary/engine.h"
#include "core/session/estimate.h"
#include "core/units/search.h"
#include "tests/support/data.h"
#include "tests/support/effort.h"

namespace cpt {
namespace {

// Alabama, one locality. 90853 in the office on 2 March, from the relative values, indices and
// conversion factor of each year file:
//   2019  (0.59 x 1.000 + 0.15 x 0.890 + 0.02 x 0.492) x 36.0391 = 26.4289, 26.43
//   2020  (0.59 x 1.000 + 0.17 x 0.889 + 0.02 x 0.707) x 36.0896 = 27.2574, 27.26
//   2021  (0.59 x 1.000 + 0.18 x 0.888 + 0.02 x 0.921) x 34.8931 = 26.8070, 26.81
//   2022  (0.59 x 1.000 + 0.18 x 0.888 + 0.02 x 0.921) x 34.6062 = 26.5866, 26.59
//   2023  (0.59 x 1.000 + 0.18 x 0.878 + 0.02 x 0.748) x 33.8872 = 25.8559, 25.86
//   2024  (0.62 x 1.000 + 0.19 x 0.869 + 0.02 x 0.575) x 32.7442 = 26.0844, 26.08
//   2025  (0.65 x 1.000 + 0.20 x 0.869 + 0.02 x 0.575) x 32.3465 = 27.0190, 27.02
//   2026  (0.67 x 1.000 + 0.23 x 0.875 + 0.01 x 0.566) x 33.4009 = 29.2896, 29.29
constexpr const char* kAlabama = "10112-00";
// Los Angeles, 2026: (0.67 x 1.041 + 0.23 x 1.183 + 0.01 x 0.664) x 33.4009 = 32.6060, 32.61
constexpr const char* kLosAngeles = "01182-18";
constexpr Cents kIn2026{29'29};
constexpr Cents kIn2024{26'08};

GroupSession group_of(std::size_t count, const std::string& payer = "medicare") {
    GroupSession session;
    session.service.date = "2026-03-02";
    session.clinician.type = ClinicianType::psychiatrist;
    session.locality = kAlabama;
    for (std::size_t i = 0; i < count; ++i) {
        Member& member = session.members.emplace_back();
        member.id = std::to_string(i + 1);
        member.payer = payer;
    }
    return session;
}

Alternative year(std::int64_t number) {
    Alternative alternative;
    alternative.year = number;
    return alternative;
}

Alternative locality(std::string id) {
    Alternative alternative;
    alternative.locality = std::move(id);
    return alternative;
}

Alternative factor(std::string date, bool qualifying_apm = false) {
    Alternative alternative;
    alternative.conversion_factor = FactorChoice{std::move(date), qualifying_apm};
    return alternative;
}

Alternative swap(std::string from, std::string to, std::string program = "") {
    Alternative alternative;
    alternative.payers = {{std::move(from), std::move(to), std::move(program)}};
    return alternative;
}

Comparison compared(const GroupSession& session, const std::vector<Alternative>& alternatives,
                    const Book& book = test::book()) {
    Problems problems;
    Comparison comparison = compare(book, session, alternatives, problems);
    for (const Error& error : problems.take()) ADD_FAILURE() << error.path << ' ' << error.message;
    return comparison;
}

Errors refused(const GroupSession& session, const std::vector<Alternative>& alternatives,
               const Book& book = test::book()) {
    Problems problems;
    compare(book, session, alternatives, problems);
    return problems.take();
}

std::vector<std::string> paths(const Errors& errors) {
    std::vector<std::string> paths;
    for (const Error& error : errors) paths.push_back(error.path);
    return paths;
}

Cents difference(const Comparison& comparison, std::size_t alternative) {
    return comparison[alternative + 1].prices.total.allowed -
           comparison.front().prices.total.allowed;
}

Cents sum_of(const Compared& compared) {
    Cents sum;
    for (const Cents cents : compared.causes) sum += cents;
    return sum;
}

/// What an alternative is booked to, where it is anything: {{Cause::locality, 3'32}}.
struct Booked {
    Cause cause;
    std::int64_t cents;

    friend bool operator==(const Booked& a, const Booked& b) {
        return a.cause == b.cause && a.cents == b.cents;
    }
    friend void PrintTo(const Booked& booked, std::ostream* out) {
        *out << kCauses[static_cast<std::size_t>(booked.cause)] << ' ' << booked.cents;
    }
};

std::vector<Booked> booked(const Comparison& comparison, std::size_t alternative = 0) {
    std::vector<Booked> all;
    const auto& causes = comparison[alternative + 1].causes;
    for (std::size_t i = 0; i < causes.size(); ++i) {
        if (causes[i] != Cents{}) all.push_back({static_cast<Cause>(i), causes[i].value});
    }
    return all;
}

using AllBooked = std::vector<Booked>;

// --- years -------------------------------------------------------------------------------------

TEST(Compare, EachYearIsAllowedWhatItsScheduleGives) {
    const std::vector<std::int64_t> each{26'43, 27'26, 26'81, 26'59, 25'86, 26'08, 27'02, 29'29};
    std::vector<Alternative> years;
    for (std::int64_t number = 2019; number <= 2026; ++number) years.push_back(year(number));
    const Comparison comparison = compared(group_of(8), years);
    ASSERT_EQ(comparison.size(), 9U);
    EXPECT_EQ(comparison[0].prices.total.allowed, kIn2026 * 8);
    for (std::size_t i = 0; i < each.size(); ++i) {
        const Compared& of_year = comparison[i + 1];
        EXPECT_EQ(of_year.prices.total.allowed, Cents{each[i]} * 8) << 2019 + i;
        EXPECT_EQ(of_year.session.service.date, std::to_string(2019 + i) + "-03-02");
        EXPECT_EQ(sum_of(of_year), difference(comparison, i)) << 2019 + i;
    }
    EXPECT_EQ(booked(comparison, 7), AllBooked{});
}

TEST(Compare, TheYearOfTheSessionIsNoDifference) {
    const Comparison comparison = compared(group_of(3), {year(2026), Alternative{}});
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(difference(comparison, i), Cents{});
        EXPECT_EQ(booked(comparison, i), AllBooked{});
    }
}

TEST(Compare, BetweenTwoYearsItsPartsChangeOneAfterTheOther) {
    // From 2026 to 2025, each step rounded to the cent:
    //   29.29; with the factor of 2025 (0.67 + 0.23 x 0.875 + 0.01 x 0.566) x 32.3465 = 28.3650;
    //   its relative values too (0.65 + 0.20 x 0.875 + 0.02 x 0.566) x 32.3465 = 27.0520;
    //   its indices too 27.0190.
    const Comparison comparison = compared(group_of(2), {year(2025)});
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::conversion_factor, 2 * (28'36 - 29'29)},
                                             {Cause::relative_values, 2 * (27'05 - 28'36)},
                                             {Cause::locality_indices, 2 * (27'02 - 27'05)}}));
}

TEST(Compare, FromAnEarlyYearTheSamePartsAreBookedTheOtherWay) {
    // From 2025 to 2026: 27.02; 0.8353 x 33.4009 = 27.8998; with the values of 2026
    // (0.67 + 0.23 x 0.869 + 0.01 x 0.575) x 33.4009 = 29.2465; with its indices 29.2896.
    GroupSession session = group_of(1);
    session.service.date = "2025-03-02";
    EXPECT_EQ(booked(compared(session, {year(2026)})),
              (AllBooked{{Cause::conversion_factor, 27'90 - 27'02},
                         {Cause::relative_values, 29'25 - 27'90},
                         {Cause::locality_indices, 29'29 - 29'25}}));
}

TEST(Compare, AYearWithOnlyAnotherConversionFactorBooksThatAlone) {
    // 90853 has the same values and Alabama the same indices in 2021 and 2022.
    GroupSession session = group_of(5);
    session.service.date = "2022-03-02";
    EXPECT_EQ(booked(compared(session, {year(2021)})),
              (AllBooked{{Cause::conversion_factor, 5 * (26'81 - 26'59)}}));
}

TEST(Compare, TheDayOfAYearDecidesWhereItsFactorChanges) {
    // From 9 March 2024: (0.62 + 0.19 x 0.869 + 0.02 x 0.575) x 33.2875 = 26.5172.
    GroupSession session = group_of(1);
    for (const auto& [date, cents] : {std::pair{"2026-03-08", 26'08}, {"2026-03-09", 26'52}}) {
        session.service.date = date;
        EXPECT_EQ(compared(session, {year(2024)})[1].prices.total.allowed, Cents{cents}) << date;
    }
}

TEST(Compare, TwentyNinthOfFebruaryIsTheTwentyEighthOfACommonYear) {
    GroupSession session = group_of(1);
    session.service.date = "2024-02-29";
    const Comparison comparison = compared(session, {year(2023), year(2020)});
    EXPECT_EQ(comparison[1].session.service.date, "2023-02-28");
    EXPECT_EQ(comparison[2].session.service.date, "2020-02-29");
}

TEST(Compare, ADayOfFilingIsNotTakenToAnotherYear) {
    GroupSession session = group_of(1);
    session.service.date = "2024-03-02";
    session.service.filing_date = "2024-03-10";
    EXPECT_EQ(compared(session, {year(2026)})[1].prices.total.allowed, kIn2026);
}

TEST(Compare, AFamilyTherapistIsPaidByMedicareFrom2024) {
    GroupSession session = group_of(4);
    session.clinician.type = ClinicianType::marriage_family_therapist;
    // 75 % of 29.29 = 21.9675, of 26.08 = 19.56.
    const Comparison comparison = compared(session, {year(2023), year(2024)});
    EXPECT_EQ(comparison[0].prices.total.allowed, Cents{4 * 21'97});
    EXPECT_EQ(booked(comparison, 0), (AllBooked{{Cause::priced_or_not, -4 * 21'97}}));
    EXPECT_EQ(comparison[1].prices.unpriced_members, 4);
    EXPECT_EQ(comparison[2].prices.total.allowed, Cents{4 * 19'56});
    EXPECT_EQ(comparison[2].prices.unpriced_members, 0);
    session.service.date = "2023-03-02";
    EXPECT_EQ(booked(compared(session, {year(2026)})),
              (AllBooked{{Cause::priced_or_not, 4 * 21'97}}));
}

TEST(Compare, AMedicaidMemberBeforeTheFirstTableIsNoLongerPriced) {
    // Kentucky's table begins on 2025-04-01; a psychiatrist's group is 20.47 in it. Medicare from
    // 2026 to 2024: 29.29; 0.87691 x 32.7442 = 28.7137; with the values of 2024
    // (0.62 + 0.19 x 0.875 + 0.02 x 0.566) x 32.7442 = 26.1158; with its indices 26.0844.
    GroupSession session = group_of(2);
    session.members[1].payer = "medicaid-KY";
    session.members[1].modifiers = {"AF"};
    const Comparison comparison = compared(session, {year(2024)});
    EXPECT_EQ(comparison[1].prices.unpriced_members, 1);
    EXPECT_EQ(comparison[1].prices.total.allowed, kIn2024);
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::conversion_factor, 28'71 - 29'29},
                                             {Cause::relative_values, 26'12 - 28'71},
                                             {Cause::locality_indices, 26'08 - 26'12},
                                             {Cause::priced_or_not, -20'47}}));
}

// --- a book of one's own, so that one thing alone changes with the year ------------------------

/// Medicare's tables, where 2022 is 2021 again.
struct TwinYears {
    TwinYears() {
        const ScheduleBook& held = test::book().schedules;
        ScheduleBook& made = book.schedules;
        made.held = held.held;
        made.years = held.years;
        made.terms = held.terms;
        made.places = held.places;
        made.payers = held.payers;
        made.localities = held.localities;
        MedicareYear& of2022 = of(2022);
        const DateRange in_force = of2022.in_force;
        of2022 = of(2021);
        of2022.in_force = in_force;
        of2022.conversion_factors[0].in_force = in_force;
    }

    MedicareYear& of(std::int32_t number) {
        return *find_first(book.schedules.years, [&](const MedicareYear& each) {
            return each.in_force.contains(Date{number * 10'000 + 7'01});
        });
    }

    /// From 2021 to 2022, with a social worker.
    std::vector<Booked> booked() const {
        GroupSession session = group_of(2);
        session.service.date = "2021-07-01";
        session.clinician.type = ClinicianType::clinical_social_worker;
        session.members[1].place_of_service = "22";
        return cpt::booked(compared(session, {year(2022)}, book));
    }

    Book book;
};

// 2021 in Alabama, 75 % of the office's 26.81 = 20.1075, of the hospital's
// (0.59 + 0.08 x 0.888 + 0.02 x 0.921) x 34.8931 = 23.7085, 23.71: 17.7825.
constexpr std::int64_t kOffice = 20'11;
constexpr std::int64_t kHospital = 17'78;

TEST(CompareYears, OfTwoThatAreAlikeNothingIsBooked) {
    EXPECT_EQ(TwinYears{}.booked(), AllBooked{});
}

TEST(CompareYears, AnotherConversionFactorBooksThatAlone) {
    TwinYears years;
    years.of(2022).conversion_factors[0].nonqualifying = {40'0000};
    // 0.76826 x 40 = 30.7304, x 0.75 = 23.0475; 0.67946 x 40 = 27.1784, x 0.75 = 20.385.
    EXPECT_EQ(years.booked(),
              (AllBooked{{Cause::conversion_factor, 23'05 - kOffice + 20'39 - kHospital}}));
}

TEST(CompareYears, OtherRelativeValuesBookThatAlone) {
    TwinYears years;
    auto* row = find_first(years.of(2022).codes,
                           [](const RelativeValues& each) { return each.code == "90853"; });
    row->work = {69};
    // 0.86826 x 34.8931 = 30.2963, 30.30 x 0.75 = 22.725; 0.77946 x 34.8931 = 27.1978, 20.40.
    EXPECT_EQ(years.booked(),
              (AllBooked{{Cause::relative_values, 22'73 - kOffice + 20'40 - kHospital}}));
}

TEST(CompareYears, OtherIndicesBookThatAlone) {
    TwinYears years;
    auto* row = find_first(years.of(2022).localities,
                           [](const LocalityIndices& each) { return each.locality == kAlabama; });
    row->work = {1'100};
    // 0.82726 x 34.8931 = 28.8657, 28.87 x 0.75 = 21.6525; 0.73846 x 34.8931 = 25.7672, 19.3275.
    EXPECT_EQ(years.booked(),
              (AllBooked{{Cause::locality_indices, 21'65 - kOffice + 19'33 - kHospital}}));
}

TEST(CompareYears, AnotherPercentageOfTheClinicianBooksThatAlone) {
    TwinYears years;
    auto& rows = years.book.schedules.terms.clinician_percentages;
    auto* row = find_first(rows, [](const DatedPercent& each) {
        return contains(each.types, ClinicianType::clinical_social_worker);
    });
    DatedPercent later = *row;
    row->in_force.to = Date{2021'12'31};
    later.in_force.from = Date{2022'01'01};
    later.percent = {80'00};
    rows.push_back(later);
    // 80 % of 26.81 = 21.448, of 23.71 = 18.968.
    EXPECT_EQ(years.booked(),
              (AllBooked{{Cause::clinician_percentage, 21'45 - kOffice + 18'97 - kHospital}}));
}

TEST(CompareYears, APlaceThatIsAFacilityOnlyFromThenOnBooksThePlace) {
    TwinYears years;
    auto* office = find_first(years.book.schedules.places.places,
                              [](const PlaceOfService& each) { return each.code == "11"; });
    office->settings = {{{kBeginningOfTime, Date{2021'12'31}}, Setting::nonfacility},
                        {{Date{2022'01'01}, kEndOfTime}, Setting::facility}};
    EXPECT_EQ(years.booked(), (AllBooked{{Cause::place_of_service, kHospital - kOffice}}));
}

// --- one change at a time ----------------------------------------------------------------------

TEST(Compare, AnotherLocalityIsBookedToIt) {
    const Comparison comparison = compared(group_of(3), {locality(kLosAngeles)});
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::locality, 3 * (32'61 - 29'29)}}));
    EXPECT_EQ(comparison[1].prices.resolved.locality->id, kLosAngeles);
}

TEST(Compare, ALocalityTakesThePlaceOfAZipCode) {
    GroupSession session = group_of(1);
    session.locality.clear();
    session.zip = "90012";
    const Comparison comparison = compared(session, {locality(kAlabama), year(2025)});
    EXPECT_EQ(comparison[0].prices.resolved.locality->id, kLosAngeles);
    EXPECT_EQ(comparison[0].prices.total.allowed, Cents{32'61});
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::locality, 29'29 - 32'61}}));
    EXPECT_EQ(comparison[2].prices.resolved.locality->id, kLosAngeles);
    EXPECT_EQ(comparison[2].prices.total.allowed, Cents{30'08});
}

TEST(Compare, AnotherClinicianIsBookedToTheClinician) {
    Alternative alternative;
    alternative.clinician = ClinicianType::clinical_social_worker;
    EXPECT_EQ(booked(compared(group_of(3), {alternative})),
              (AllBooked{{Cause::clinician, 3 * (21'97 - 29'29)}}));
}

TEST(Compare, AnotherPlaceIsThatOfEveryMember) {
    // (0.67 + 0.05 x 0.875 + 0.01 x 0.566) x 33.4009 = 24.0289.
    Alternative alternative;
    alternative.place_of_service = "22";
    GroupSession session = group_of(3);
    session.members[2].place_of_service = "22";
    const Comparison comparison = compared(session, {alternative});
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::place_of_service, 2 * (24'03 - 29'29)}}));
    for (const Member& member : comparison[1].session.members) {
        EXPECT_EQ(member.place_of_service, "22");
    }
}

TEST(Compare, AConversionFactorOfAnotherDayLeavesTheRestAsItIs) {
    // 0.87691 x 33.5675 = 29.4357; x 32.7442 = 28.7137; x 33.2875 = 29.1901.
    const Comparison comparison =
        compared(group_of(1), {factor("2026-12-31", true), factor("2024-03-08"),
                               factor("2024-03-09"), factor("2024-03-09", true)});
    EXPECT_EQ(booked(comparison, 0), (AllBooked{{Cause::conversion_factor, 29'44 - 29'29}}));
    EXPECT_EQ(booked(comparison, 1), (AllBooked{{Cause::conversion_factor, 28'71 - 29'29}}));
    EXPECT_EQ(booked(comparison, 2), (AllBooked{{Cause::conversion_factor, 29'19 - 29'29}}));
    // There was one factor for all then.
    EXPECT_EQ(booked(comparison, 3), booked(comparison, 2));
    EXPECT_EQ(comparison[2].session.service.date, "2026-03-02");
}

TEST(Compare, TheFactorThatIsNamedStandsThroughTheChangesAfterIt) {
    // Los Angeles in 2026 at the factor of 2019: 0.97620 x 36.0391 = 35.1813.
    Alternative alternative = factor("2019-06-30");
    alternative.locality = kLosAngeles;
    // 0.87691 x 36.0391 = 31.6030.
    EXPECT_EQ(
        booked(compared(group_of(1), {alternative})),
        (AllBooked{{Cause::conversion_factor, 31'60 - 29'29}, {Cause::locality, 35'18 - 31'60}}));
}

TEST(Compare, AFactorAfterAYearIsBookedOnTopOfIt) {
    // The values of 2025 with the factor of 2019: 0.8353 x 36.0391 = 30.1035.
    Alternative alternative = factor("2019-06-30");
    alternative.year = 2025;
    EXPECT_EQ(booked(compared(group_of(1), {alternative})),
              (AllBooked{{Cause::conversion_factor, 28'36 - 29'29 + 30'10 - 27'02},
                         {Cause::relative_values, 27'05 - 28'36},
                         {Cause::locality_indices, 27'02 - 27'05}}));
}

// --- contracts ---------------------------------------------------------------------------------

std::string contract(const std::string& tables) {
    return R"({"schema": "payer-table/1", "tables": [)" + tables + "]}";
}

std::string table(const std::string& id, const std::string& payer, const std::string& dates,
                  const std::string& row) {
    return R"({"id": ")" + id + R"(", "payer": ")" + payer +
           R"(", "rules_of": "uhc", "kind": "contract", "title": "T", )" + dates +
           R"("source": {"title": "t.csv"}, "rows": [{"code": "90853", )" + row + "}]}";
}

/// Two contracts: one of 40.00, from 2026 42.50; one of 120 % of Medicare.
const Book& book_with_contracts() {
    static const Engine* const engine = [] {
        auto* loading = new Engine;
        const auto load = [&](const std::string& name, const std::string& text) {
            for (const Error& error : loading->load(name, text)) {
                ADD_FAILURE() << error.path << ' ' << error.message;
            }
        };
        load("index.json", test::read_project_file("fee_schedules/index.json"));
        for (const HeldFile& file : std::vector(loading->book().schedules.held)) {
            if (file.load != "zip") {
                load(file.name, test::read_project_file("fee_schedules/" + file.name));
            }
        }
        load("contracts/ours.json",
             contract(
                 table("ours-2025", "ours", R"("to": "2025-12-31", )", R"("amount": "40.00")") +
                 "," +
                 table("ours-2026", "ours", R"("from": "2026-01-01", )", R"("amount": "42.50")")));
        load("contracts/theirs.json",
             contract(
                 table("theirs", "theirs", "", R"("percent_of_medicare": {"percent": "120"})")));
        return loading;
    }();
    return engine->book();
}

TEST(CompareContracts, MembersOfOnePayerArePricedByAnothersTable) {
    GroupSession session = group_of(3, "uhc");
    session.members[2].payer = "medicare";
    const Comparison comparison =
        compared(session, {swap("uhc", "ours"), swap("uhc", "theirs"), swap("medicare", "ours")},
                 book_with_contracts());
    EXPECT_EQ(comparison[0].prices.unpriced_members, 2);
    // 120 % of 29.29 = 35.148.
    EXPECT_EQ(booked(comparison, 0), (AllBooked{{Cause::priced_or_not, 2 * 42'50}}));
    EXPECT_EQ(booked(comparison, 1), (AllBooked{{Cause::priced_or_not, 2 * 35'15}}));
    EXPECT_EQ(booked(comparison, 2), (AllBooked{{Cause::payer, 42'50 - 29'29}}));
    EXPECT_EQ(comparison[1].session.members[0].payer, "ours");
    EXPECT_EQ(comparison[1].session.members[2].payer, "medicare");
}

TEST(CompareContracts, OfTwoTheDifferenceIsThePayers) {
    const Comparison comparison =
        compared(group_of(4, "ours"), {swap("ours", "theirs")}, book_with_contracts());
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::payer, 4 * (35'15 - 42'50)}}));
}

TEST(CompareContracts, TwoPayersMayChangePlaces) {
    GroupSession session = group_of(3, "ours");
    session.members[0].payer = "theirs";
    Alternative alternative = swap("ours", "theirs");
    alternative.payers.push_back({"theirs", "ours", ""});
    const Comparison comparison = compared(session, {alternative}, book_with_contracts());
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::payer, 35'15 - 42'50}}));
    EXPECT_EQ(comparison[1].session.members[0].payer, "ours");
}

TEST(CompareContracts, AProgramGoesWithThePayer) {
    GroupSession session = group_of(1, "medicaid-KY");
    session.members[0].program = "behavioral-health";
    session.members[0].modifiers = {"AF"};
    // The program of the payer that was is not asked of the one that is.
    const Comparison comparison =
        compared(session, {swap("medicaid-KY", "ours")}, book_with_contracts());
    EXPECT_EQ(comparison[1].session.members[0].program, "");
    EXPECT_EQ(comparison[1].prices.total.allowed, Cents{42'50});
    const Comparison back =
        compared(comparison[1].session, {swap("ours", "medicaid-KY", "behavioral-health")},
                 book_with_contracts());
    EXPECT_EQ(back[1].prices.total.allowed, comparison[0].prices.total.allowed);
}

TEST(CompareContracts, AnotherTableOfAYearIsThePayersSchedule) {
    GroupSession session = group_of(2, "ours");
    session.members[1].payer = "medicare";
    const Comparison comparison = compared(session, {year(2025)}, book_with_contracts());
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::conversion_factor, 28'36 - 29'29},
                                             {Cause::relative_values, 27'05 - 28'36},
                                             {Cause::locality_indices, 27'02 - 27'05},
                                             {Cause::payer_schedule, 40'00 - 42'50}}));
}

TEST(CompareContracts, APercentageOfMedicareFollowsTheFactorThatIsNamed) {
    // 120 % of 28.71 = 34.452.
    const Comparison comparison =
        compared(group_of(1, "theirs"), {factor("2024-03-08")}, book_with_contracts());
    EXPECT_EQ(booked(comparison), (AllBooked{{Cause::conversion_factor, 34'45 - 35'15}}));
}

// --- what is refused ---------------------------------------------------------------------------

TEST(CompareRefuses, AnUnknownLocalityAtTheAlternative) {
    const Errors errors = refused(group_of(2), {Alternative{}, locality("99999-99")});
    ASSERT_EQ(paths(errors), std::vector<std::string>{"/alternatives/1/locality"});
    EXPECT_EQ(errors[0].code, ErrorCode::unknown_locality);
    EXPECT_TRUE(contains(errors[0].allowed, kAlabama));
}

TEST(CompareRefuses, AYearThatIsNotHeldAtTheAlternative) {
    for (const std::int64_t number : {2018, 2027}) {
        const Errors errors = refused(group_of(2), {year(number)});
        ASSERT_EQ(errors.size(), 1U);
        EXPECT_EQ(errors[0].path.rfind("/alternatives/0/", 0), 0U) << errors[0].path;
        EXPECT_EQ(errors[0].code, ErrorCode::no_schedule);
        EXPECT_EQ(errors[0].allowed, (std::vector<std::string>{"2019-01-01", "2026-12-31"}));
    }
}

TEST(CompareRefuses, AnUnknownPayerAtEveryMemberThatWouldHaveIt) {
    GroupSession session = group_of(3);
    session.members[1].payer = "uhc";
    const Errors errors = refused(session, {swap("medicare", "acme")});
    EXPECT_EQ(paths(errors), (std::vector<std::string>{"/alternatives/0/members/0/payer",
                                                       "/alternatives/0/members/2/payer"}));
    EXPECT_EQ(errors[0].code, ErrorCode::unknown_payer);
    EXPECT_TRUE(contains(errors[0].allowed, "medicare"));
}

TEST(CompareRefuses, AnUnknownPlaceAndAnUnknownProgramAtTheAlternative) {
    Alternative place;
    place.place_of_service = "77";
    const Errors errors =
        refused(group_of(1), {place, swap("medicare", "medicaid-KY", "hospital")});
    EXPECT_EQ(paths(errors), (std::vector<std::string>{"/alternatives/0/members/0/place_of_service",
                                                       "/alternatives/1/members/0/program"}));
    EXPECT_EQ(errors[0].code, ErrorCode::unknown_place_of_service);
    EXPECT_EQ(errors[1].code, ErrorCode::unknown_value);
}

TEST(CompareRefuses, AFactorOfADayThatIsNoneOrIsNotHeld) {
    const Errors errors = refused(group_of(1), {factor("2026-02-30"), factor("2018-12-31"),
                                                factor("2027-01-01"), factor("")});
    EXPECT_EQ(paths(errors), (std::vector<std::string>{"/alternatives/0/conversion_factor/date",
                                                       "/alternatives/1/conversion_factor/date",
                                                       "/alternatives/2/conversion_factor/date",
                                                       "/alternatives/3/conversion_factor/date"}));
    EXPECT_EQ(errors[0].code, ErrorCode::invalid_date);
    EXPECT_EQ(errors[1].code, ErrorCode::no_schedule);
    EXPECT_EQ(errors[2].code, ErrorCode::no_schedule);
    EXPECT_EQ(errors[3].code, ErrorCode::invalid_date);
}

TEST(CompareRefuses, WhatIsWrongWithTheSessionOnceAndBelowIt) {
    GroupSession session = group_of(2);
    session.locality = "guess";
    session.members[1].payer = "acme";
    const Errors errors = refused(session, {year(2025), locality("99999-99")});
    std::vector<std::string> found = paths(errors);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, (std::vector<std::string>{"/session/locality", "/session/members/1/payer"}));
}

TEST(CompareRefuses, EveryProblemOfSeveralAlternativesAtOnce) {
    const Errors errors =
        refused(group_of(1), {locality("99999-99"), year(2025), factor("2026-02-30"), year(2018),
                              swap("medicare", "acme")});
    std::vector<std::string> alternatives;
    for (const Error& error : errors) alternatives.push_back(error.path.substr(0, 15));
    EXPECT_EQ(alternatives, (std::vector<std::string>{"/alternatives/0", "/alternatives/2",
                                                      "/alternatives/3", "/alternatives/4"}));
}

TEST(CompareRefuses, TheYearsThatAreNotLoadedAllAtOnceByTheirFiles) {
    Engine engine;
    const auto load = [&](const std::string& name) {
        const Errors errors = engine.load(name, test::read_project_file("fee_schedules/" + name));
        for (const Error& error : errors) ADD_FAILURE() << error.message;
    };
    load("index.json");
    for (const HeldFile& file : std::vector(engine.book().schedules.held)) {
        if (file.load == "start") load(file.name);
    }
    load("medicare/2026.json");
    const std::vector<Alternative> alternatives{
        year(2019), year(2026), year(2024), factor("2021-05-05"), swap("medicare", "medicaid-KY")};
    const Errors errors = refused(group_of(1), alternatives, engine.book());
    std::vector<std::string> files;
    for (const Error& error : errors) {
        EXPECT_EQ(error.code, ErrorCode::schedule_not_loaded) << error.path;
        files.insert(files.end(), error.allowed.begin(), error.allowed.end());
    }
    for (const char* year : {"medicare/2019.json", "medicare/2021.json", "medicare/2024.json"}) {
        EXPECT_TRUE(contains(files, year)) << year;
    }
    EXPECT_TRUE(contains(files, "medicaid/ky.json"));
    EXPECT_TRUE(contains(paths(errors), "/alternatives/3/conversion_factor/date"));
    for (const std::string& file : files) load(file);
    // The rules about tables may be a file of their own.
    for (const Error& error : refused(group_of(1), alternatives, engine.book())) {
        EXPECT_EQ(error.code, ErrorCode::schedule_not_loaded) << error.path;
        for (const std::string& file : error.allowed) load(file);
    }
    EXPECT_EQ(paths(refused(group_of(1), alternatives, engine.book())), std::vector<std::string>{});
}

// --- rosters from a fixed seed -----------------------------------------------------------------

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
    template <class List>
    const auto& pick(const List& list) {
        return list[below(std::size(list))];
    }

private:
    std::uint64_t state_;
};

constexpr const char* kPayers[] = {"medicare", "medicare",    "medicare",    "medicaid-KY",
                                   "uhc",      "medicaid-SC", "medicaid-AZ", "benchmark-commercial",
                                   "ours",     "theirs",      "self-pay"};
constexpr const char* kPlaces[] = {"11", "10", "02", "22", "53"};
constexpr const char* kLocalities[] = {kAlabama, kLosAngeles, "14212-01", "11502-00"};
constexpr const char* kDates[] = {"2019-06-30", "2020-02-29", "2021-11-11", "2022-01-01",
                                  "2023-12-31", "2024-03-08", "2025-04-01", "2026-03-02"};
constexpr const char* kCodes[] = {"90853", "90853", "90837", "90849"};

GroupSession session_from(Numbers& numbers) {
    GroupSession session;
    session.service.code = numbers.pick(kCodes);
    session.service.date = numbers.pick(kDates);
    session.service.minutes = static_cast<std::int64_t>(30 * (1 + numbers.below(4)));
    session.clinician.type = static_cast<ClinicianType>(numbers.below(kClinicianTypes.size()));
    session.clinician.medicare_participating = !numbers.one_in(4);
    session.clinician.qualifying_apm = numbers.one_in(3);
    session.locality = numbers.pick(kLocalities);
    const std::size_t members = 1 + numbers.below(9);
    for (std::size_t i = 0; i < members; ++i) {
        Member& member = session.members.emplace_back();
        member.id = std::to_string(i);
        member.payer = numbers.pick(kPayers);
        member.place_of_service = numbers.pick(kPlaces);
        if (numbers.one_in(3)) member.modifiers = {numbers.one_in(2) ? "AF" : "AJ"};
        if (numbers.one_in(4)) member.add_ons = {"90785"};
        if (numbers.one_in(4)) member.units = static_cast<std::int64_t>(1 + numbers.below(4));
        if (numbers.one_in(2)) {
            member.charge = Cents{static_cast<std::int64_t>(numbers.below(9'000))};
        }
        member.cost_sharing.deductible_remaining = {static_cast<std::int64_t>(numbers.below(90))};
    }
    return session;
}

Alternative alternative_from(Numbers& numbers, const GroupSession& session) {
    Alternative alternative;
    if (numbers.one_in(2)) alternative.year = 2019 + static_cast<std::int64_t>(numbers.below(8));
    if (numbers.one_in(4)) {
        alternative.conversion_factor = FactorChoice{numbers.pick(kDates), numbers.one_in(2)};
    }
    if (numbers.one_in(3)) alternative.locality = numbers.pick(kLocalities);
    if (numbers.one_in(3)) {
        alternative.clinician = static_cast<ClinicianType>(numbers.below(kClinicianTypes.size()));
    }
    if (numbers.one_in(3)) alternative.place_of_service = numbers.pick(kPlaces);
    while (numbers.one_in(3)) {
        const Member& member = session.members[numbers.below(session.members.size())];
        alternative.payers.push_back({member.payer, numbers.pick(kPayers), ""});
    }
    return alternative;
}

/// The session as an alternative without a factor of its own has it, changed by hand.
GroupSession changed(GroupSession session, const Alternative& alternative) {
    if (alternative.year) {
        const Date date = *Date::parse(session.service.date);
        session.service.date =
            to_string(add_years(date, *alternative.year - date.yyyymmdd / 10'000));
    }
    if (alternative.locality) session.locality = *alternative.locality;
    if (alternative.clinician) session.clinician.type = alternative.clinician;
    for (Member& member : session.members) {
        if (alternative.place_of_service) member.place_of_service = *alternative.place_of_service;
        const auto* found = find_first(
            alternative.payers, [&](const PayerSwap& each) { return each.from == member.payer; });
        if (found != nullptr) member.payer = found->to;
    }
    return session;
}

constexpr std::uint64_t kSeeds = test::generated(600);

TEST(CompareProperties, CausesSumToTheDifferenceAndTheSessionIsPricedAsItWouldBeAlone) {
    std::size_t many_causes = 0;
    std::array<std::size_t, kCauses.size()> seen{};
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        Numbers numbers(seed);
        const GroupSession session = session_from(numbers);
        std::vector<Alternative> alternatives;
        for (int i = 0; i < 6; ++i) alternatives.push_back(alternative_from(numbers, session));
        const Book& book = book_with_contracts();
        const Comparison comparison = compared(session, alternatives, book);
        ASSERT_EQ(comparison.size(), 7U) << seed;
        const auto base = estimate(book, session);
        ASSERT_TRUE(base) << seed;
        EXPECT_EQ(comparison[0].prices.total, base->total) << seed;
        for (std::size_t i = 0; i < alternatives.size(); ++i) {
            const Compared& now = comparison[i + 1];
            EXPECT_EQ(sum_of(now), difference(comparison, i)) << seed << '/' << i;
            many_causes += booked(comparison, i).size() > 2 ? 1 : 0;
            for (std::size_t cause = 0; cause < seen.size(); ++cause) {
                seen[cause] += now.causes[cause] != Cents{} ? 1 : 0;
            }
            if (alternatives[i].conversion_factor) continue;
            const auto alone = estimate(book, changed(session, alternatives[i]));
            ASSERT_TRUE(alone) << seed << '/' << i;
            EXPECT_EQ(now.prices.total, alone->total) << seed << '/' << i;
            EXPECT_EQ(now.prices.unpriced_members, alone->unpriced_members) << seed << '/' << i;
        }
    }
    EXPECT_GT(many_causes, kSeeds);
    // The percentage of a clinician whom Medicare pays has never changed.
    for (std::size_t cause = 0; cause < seen.size(); ++cause) {
        const bool never = static_cast<Cause>(cause) == Cause::clinician_percentage;
        EXPECT_EQ(seen[cause] == 0, never) << kCauses[cause];
    }
}

TEST(CompareProperties, NothingIsBookedToWhatDoesNotChange) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        Numbers numbers(seed);
        const GroupSession session = session_from(numbers);
        const Alternative alternative = alternative_from(numbers, session);
        const Compared now = compared(session, {alternative}, book_with_contracts())[1];
        const auto is_booked = [&](Cause cause) {
            return now.causes[static_cast<std::size_t>(cause)] != Cents{};
        };
        const bool has_year = alternative.year.has_value();
        EXPECT_TRUE(has_year || alternative.conversion_factor ||
                    !is_booked(Cause::conversion_factor))
            << seed;
        EXPECT_TRUE(has_year || !is_booked(Cause::relative_values)) << seed;
        EXPECT_TRUE(has_year || !is_booked(Cause::locality_indices)) << seed;
        EXPECT_TRUE(has_year || !is_booked(Cause::payer_schedule)) << seed;
        EXPECT_TRUE(alternative.locality || !is_booked(Cause::locality)) << seed;
        EXPECT_TRUE(alternative.clinician || !is_booked(Cause::clinician)) << seed;
        EXPECT_TRUE(alternative.place_of_service || !is_booked(Cause::place_of_service)) << seed;
        EXPECT_TRUE(!alternative.payers.empty() || !is_booked(Cause::payer)) << seed;
    }
}

TEST(CompareProperties, AnAlternativeIsTheSameAmongOthersAndAlone) {
    for (std::uint64_t seed = 0; seed < kSeeds; seed += 10) {
        Numbers numbers(seed);
        const GroupSession session = session_from(numbers);
        std::vector<Alternative> alternatives;
        for (int i = 0; i < 5; ++i) alternatives.push_back(alternative_from(numbers, session));
        const Comparison together = compared(session, alternatives, book_with_contracts());
        for (std::size_t i = 0; i < alternatives.size(); ++i) {
            const Comparison alone = compared(session, {alternatives[i]}, book_with_contracts());
            EXPECT_EQ(alone[1].causes, together[i + 1].causes) << seed;
            EXPECT_EQ(alone[1].prices.total, together[i + 1].prices.total) << seed;
        }
    }
}

TEST(Compare, ReceiptsSessionsPerYearAndAWhatIfArePassedOver) {
    GroupSession session = group_of(2);
    session.receipts = true;
    session.sessions_per_year = 48;
    session.what_if = WhatIf{"no-such-habit", std::nullopt, 52};
    const Comparison comparison = compared(session, {year(2025)});
    EXPECT_EQ(comparison[1].prices.total.allowed, Cents{2 * 27'02});
    EXPECT_TRUE(comparison[1].prices.claims[0].lines[0].priced.receipt.empty());
}

TEST(Compare, TenThousandMembersAndEightYearsAreCompared) {
    std::vector<Alternative> years;
    for (std::int64_t number = 2019; number <= 2026; ++number) years.push_back(year(number));
    const Comparison comparison = compared(group_of(kMostMembers), years);
    ASSERT_EQ(comparison.size(), 9U);
    EXPECT_EQ(comparison[1].prices.total.allowed, Cents{26'43 * 10'000});
    EXPECT_EQ(comparison[8].prices.total.allowed, Cents{29'29 * 10'000});
    for (std::size_t i = 0; i < years.size(); ++i) {
        EXPECT_EQ(sum_of(comparison[i + 1]), difference(comparison, i));
    }
}

}  // namespace
}  // namespace cpt

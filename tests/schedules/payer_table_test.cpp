#include "core/schedules/payer_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace cpt {
namespace {

/// A line that every row below fits: 90853 with HO, by a psychiatrist, by telehealth, in an
/// outpatient hospital.
struct Line {
    std::string code = "90853";
    std::vector<std::string> modifiers = {"HO"};
    ClinicianType clinician = ClinicianType::psychiatrist;
    std::string place = "22";
    Setting setting = Setting::facility;
    bool is_telehealth = true;
    Date date{2026'03'02};
};

using Naming = void (*)(PayerRow&);

void of_code(PayerRow& row) { row.code = "90853"; }
void of_modifier(PayerRow& row) { row.modifiers = {"HN", "HO"}; }
void of_clinician(PayerRow& row) {
    row.clinicians.add(ClinicianType::psychiatrist);
    row.clinicians.add(ClinicianType::nurse_practitioner);
}
void of_place(PayerRow& row) { row.places_of_service = {"19", "22"}; }
void of_outpatient_hospital(PayerRow& row) { row.setting = RowSetting::outpatient_hospital; }
void of_facility(PayerRow& row) { row.setting = RowSetting::facility; }
void of_telehealth(PayerRow& row) { row.telehealth = true; }
void of_date(PayerRow& row) { row.in_force = {Date{2026'01'01}, Date{2026'12'31}}; }

/// What a row can name, the most telling first.
constexpr std::array<Naming, 8> kNamings{
    of_code,     of_modifier,   of_clinician, of_place, of_outpatient_hospital,
    of_facility, of_telehealth, of_date};

PayerRow row(std::int64_t cents, std::initializer_list<Naming> namings) {
    PayerRow row;
    row.amount = {cents};
    for (const Naming name_it : namings) name_it(row);
    return row;
}

PayerTable table_of(std::vector<PayerRow> rows) {
    PayerTable table;
    table.id = "made-up";
    table.rows = std::move(rows);
    table.index();
    return table;
}

LineKey key_of(const Line& line) {
    return {line.code,    &line.modifiers,    line.clinician, line.place,
            line.setting, line.is_telehealth, line.date};
}

/// The amount of the row that prices `line`; -1 where none does.
std::int64_t amount_for(const Line& line, const std::vector<PayerRow>& rows) {
    const PayerTable table = table_of(rows);
    const RowFound found = find_row({&table}, key_of(line));
    EXPECT_EQ(found.table, &table);
    return found.row != nullptr ? found.row->amount.value : -1;
}

bool fits(const PayerRow& row, const Line& line) { return amount_for(line, {row}) >= 0; }

// --- what a row may name ----------------------------------------------------------------------

TEST(FindRow, ARowThatNamesNothingFitsAnyLine) {
    Line line;
    EXPECT_TRUE(fits(row(1, {}), line));
    line = {
        "H0004",         {}, ClinicianType::physician_assistant, "11", Setting::nonfacility, false,
        Date{2019'01'01}};
    EXPECT_TRUE(fits(row(1, {}), line));
}

TEST(FindRow, ARowOfACodeIsForThatCodeAlone) {
    Line line;
    EXPECT_TRUE(fits(row(1, {of_code}), line));
    for (const char* other : {"90852", "90854", "90785", "H0004"}) {
        line.code = other;
        EXPECT_FALSE(fits(row(1, {of_code}), line)) << other;
    }
}

TEST(FindRow, ARowOfModifiersWantsOneOfThemOnTheLineWhereverItStands) {
    Line line;
    line.modifiers = {"95", "HO"};
    EXPECT_TRUE(fits(row(1, {of_modifier}), line));
    line.modifiers = {"HN"};
    EXPECT_TRUE(fits(row(1, {of_modifier}), line));
    line.modifiers = {"95", "HP"};
    EXPECT_FALSE(fits(row(1, {of_modifier}), line));
    line.modifiers = {};
    EXPECT_FALSE(fits(row(1, {of_modifier}), line));
}

TEST(FindRow, AModifierThatARowAsksForChoosesNothing) {
    PayerRow asking = row(1, {of_code});
    asking.asks_modifiers = {"HO"};
    Line line;
    line.modifiers = {};
    EXPECT_TRUE(fits(asking, line));
    // It is no more specific than the same row without it would be.
    EXPECT_EQ(Specificity(asking), Specificity(row(1, {of_code})));
}

TEST(FindRow, ARowOfCliniciansIsForThoseAlone) {
    Line line;
    EXPECT_TRUE(fits(row(1, {of_clinician}), line));
    line.clinician = ClinicianType::nurse_practitioner;
    EXPECT_TRUE(fits(row(1, {of_clinician}), line));
    for (std::size_t i = 1; i < kClinicianTypes.size(); ++i) {
        line.clinician = static_cast<ClinicianType>(i);
        if (line.clinician == ClinicianType::nurse_practitioner) continue;
        EXPECT_FALSE(fits(row(1, {of_clinician}), line)) << name(line.clinician);
    }
}

TEST(FindRow, ARowOfPlacesIsForThoseAlone) {
    Line line;
    EXPECT_TRUE(fits(row(1, {of_place}), line));
    line.place = "19";
    EXPECT_TRUE(fits(row(1, {of_place}), line));
    line.place = "21";
    EXPECT_FALSE(fits(row(1, {of_place}), line));
}

TEST(FindRow, FacilityAndNonfacilityAreTheSettingOfThePlace) {
    Line office;
    office.place = "11";
    office.setting = Setting::nonfacility;
    Line hospital;
    hospital.place = "21";
    PayerRow nonfacility = row(1, {});
    nonfacility.setting = RowSetting::nonfacility;
    EXPECT_TRUE(fits(nonfacility, office));
    EXPECT_FALSE(fits(nonfacility, hospital));
    EXPECT_TRUE(fits(row(1, {of_facility}), hospital));
    EXPECT_FALSE(fits(row(1, {of_facility}), office));
}

// CMS place of service codes: 19 off campus, 22 on campus outpatient hospital.
TEST(FindRow, AnOutpatientHospitalIsPlace19Or22AndNoOtherFacility) {
    Line line;
    for (const char* place : {"19", "22"}) {
        line.place = place;
        EXPECT_TRUE(fits(row(1, {of_outpatient_hospital}), line)) << place;
        EXPECT_TRUE(fits(row(1, {of_facility}), line)) << place;
    }
    for (const char* place : {"21", "23", "51", "52", "02", "11"}) {
        line.place = place;
        EXPECT_FALSE(fits(row(1, {of_outpatient_hospital}), line)) << place;
    }
}

TEST(FindRow, ARowMayBeForTelehealthForAllElseOrForBoth) {
    PayerRow in_person = row(1, {});
    in_person.telehealth = false;
    Line line;
    EXPECT_TRUE(fits(row(1, {of_telehealth}), line));
    EXPECT_FALSE(fits(in_person, line));
    EXPECT_TRUE(fits(row(1, {}), line));
    line.is_telehealth = false;
    EXPECT_FALSE(fits(row(1, {of_telehealth}), line));
    EXPECT_TRUE(fits(in_person, line));
    EXPECT_TRUE(fits(row(1, {}), line));
}

TEST(FindRow, ARowWithDatesHoldsOnItsFirstAndLastDay) {
    Line line;
    for (const std::int32_t day : {2026'01'01, 2026'12'31}) {
        line.date = Date{day};
        EXPECT_TRUE(fits(row(1, {of_date}), line)) << day;
    }
    for (const std::int32_t day : {2025'12'31, 2027'01'01}) {
        line.date = Date{day};
        EXPECT_FALSE(fits(row(1, {of_date}), line)) << day;
    }
}

// --- which of several -------------------------------------------------------------------------

TEST(FindRow, CodeBeatsAllElseTogether) {
    EXPECT_EQ(amount_for({}, {row(1, {of_code}),
                              row(2, {of_modifier, of_clinician, of_place, of_outpatient_hospital,
                                      of_telehealth, of_date})}),
              1);
}

TEST(FindRow, ModifierBeatsClinician) {
    EXPECT_EQ(amount_for({}, {row(1, {of_code, of_clinician}), row(2, {of_code, of_modifier})}), 2);
}

TEST(FindRow, ClinicianBeatsPlaceOfService) {
    EXPECT_EQ(amount_for({}, {row(1, {of_code, of_place}), row(2, {of_code, of_clinician})}), 2);
}

TEST(FindRow, PlaceOfServiceBeatsOutpatientHospital) {
    EXPECT_EQ(
        amount_for({}, {row(1, {of_code, of_outpatient_hospital}), row(2, {of_code, of_place})}),
        2);
}

TEST(FindRow, OutpatientHospitalBeatsFacility) {
    EXPECT_EQ(
        amount_for({}, {row(1, {of_code, of_facility}), row(2, {of_code, of_outpatient_hospital})}),
        2);
}

TEST(FindRow, SettingBeatsTelehealth) {
    EXPECT_EQ(amount_for({}, {row(1, {of_code, of_telehealth}), row(2, {of_code, of_facility})}),
              2);
}

TEST(FindRow, TelehealthBeatsDate) {
    EXPECT_EQ(amount_for({}, {row(1, {of_code, of_date}), row(2, {of_code, of_telehealth})}), 2);
}

TEST(FindRow, TheRowThatNamesMoreOfTheSameWins) {
    EXPECT_EQ(
        amount_for({}, {row(1, {of_code, of_clinician}), row(2, {of_code, of_clinician, of_date})}),
        2);
    EXPECT_EQ(amount_for({}, {row(1, {of_code}), row(2, {of_code, of_date})}), 2);
}

TEST(FindRow, ADateChoosesOnlyWhereNothingElseTells) {
    EXPECT_EQ(
        amount_for({}, {row(1, {of_code, of_facility}), row(2, {of_code, of_telehealth, of_date})}),
        1);
}

TEST(FindRow, ARowThatDoesNotFitGivesWayToOneThatNamesLess) {
    Line line;
    line.modifiers = {"95"};
    EXPECT_EQ(amount_for(line, {row(1, {of_code}), row(2, {of_code, of_modifier})}), 1);
}

/// Every two rows that name different things, in both orders: the one wins that names the most
/// telling of what only one of them names. 2^6 times no setting, facility or outpatient hospital.
TEST(FindRow, OfAnyTwoRowsTheMoreTellingDifferenceDecidesInAnyOrder) {
    constexpr unsigned kAll = 1U << kNamings.size();
    constexpr unsigned kBothSettings = 0b0011'0000;
    const auto made = [](unsigned namings) {
        PayerRow each = row(namings, {});
        for (std::size_t i = 0; i < kNamings.size(); ++i) {
            if ((namings >> i & 1U) != 0) kNamings[i](each);
        }
        return each;
    };
    std::vector<PayerRow> rows;
    for (unsigned i = 0; i < kAll; ++i) {
        if ((i & kBothSettings) != kBothSettings) rows.push_back(made(i));
    }
    ASSERT_EQ(rows.size(), 192U);
    const Line line;
    for (const PayerRow& one : rows) {
        for (const PayerRow& other : rows) {
            const auto a = static_cast<unsigned>(one.amount.value);
            const auto b = static_cast<unsigned>(other.amount.value);
            if (a == b) continue;
            // The lowest bit that differs is the most telling thing that one alone names.
            const unsigned first_difference = (a ^ b) & (~(a ^ b) + 1U);
            const unsigned winner = (a & first_difference) != 0 ? a : b;
            ASSERT_EQ(amount_for(line, {one, other}), winner) << a << ' ' << b;
        }
    }
}

TEST(FindRow, TheFirstModifierOnTheLineThatChoosesARowDecides) {
    PayerRow social_worker = row(1, {of_code});
    social_worker.modifiers = {"AJ"};
    PayerRow associate = row(2, {of_code});
    associate.modifiers = {"U4"};
    Line line;
    line.modifiers = {"95", "U4", "AJ"};
    EXPECT_EQ(amount_for(line, {social_worker, associate}), 2);
    line.modifiers = {"AJ", "95", "U4"};
    EXPECT_EQ(amount_for(line, {social_worker, associate}), 1);
    EXPECT_EQ(amount_for(line, {associate, social_worker}), 1);
}

TEST(FindRow, AModifierBehindOnTheLineStillBeatsARowThatNamesNone) {
    PayerRow associate = row(2, {of_code});
    associate.modifiers = {"U4"};
    Line line;
    line.modifiers = {"95", "HF", "U4"};
    EXPECT_EQ(amount_for(line, {row(1, {of_code, of_clinician, of_place}), associate}), 2);
}

TEST(FindRow, SeveralTablesAreOneListOfRows) {
    const PayerTable some = table_of({row(1, {of_code})});
    const PayerTable others = table_of({row(2, {of_code, of_clinician})});
    const RowFound found = find_row({&some, &others}, key_of(Line{}));
    EXPECT_EQ(found.table, &others);
    ASSERT_NE(found.row, nullptr);
    EXPECT_EQ(found.row->amount, Cents{2});
}

// --- why there is none ------------------------------------------------------------------------

NoRow why_not(const Line& line, const std::vector<PayerRow>& rows) {
    const PayerTable table = table_of(rows);
    const RowFound found = find_row({&table}, key_of(line));
    EXPECT_EQ(found.row, nullptr);
    EXPECT_EQ(found.table, &table);
    return found.why_not;
}

TEST(FindRow, SaysThatTheCodeIsNotListed) {
    Line line;
    line.code = "90785";
    EXPECT_EQ(why_not(line, {row(1, {of_code})}), NoRow::code);
}

TEST(FindRow, SaysThatTheClinicianIsNotListed) {
    Line line;
    line.clinician = ClinicianType::clinical_social_worker;
    EXPECT_EQ(why_not(line, {row(1, {of_code, of_clinician})}), NoRow::clinician);
    EXPECT_EQ(why_not(line, {row(1, {of_code, of_clinician}),
                             row(2, {of_code, of_clinician, of_facility})}),
              NoRow::clinician);
}

TEST(FindRow, SaysThatThePlaceModifierOrDateDoesNotFit) {
    Line line;
    line.modifiers = {};
    EXPECT_EQ(why_not(line, {row(1, {of_code, of_modifier})}), NoRow::other);
    // A row for anyone with another modifier: adding that modifier would price the line.
    line.clinician = ClinicianType::clinical_social_worker;
    const std::vector<PayerRow> rows{row(1, {of_code, of_clinician}),
                                     row(2, {of_code, of_modifier})};
    EXPECT_EQ(why_not(line, rows), NoRow::other);
    EXPECT_EQ(why_not(line, {rows[1], rows[0]}), NoRow::other);
}

TEST(FindRow, WithoutTablesFindsNothing) {
    const Line line;
    const RowFound found = find_row({}, key_of(line));
    EXPECT_EQ(found.table, nullptr);
    EXPECT_EQ(found.row, nullptr);
}

// --- ties -------------------------------------------------------------------------------------

bool tie(const PayerRow& one, const PayerRow& other) {
    const PayerTable table = table_of({one, other});
    const bool is = is_tie(table, one, table, other);
    EXPECT_EQ(is_tie(table, other, table, one), is);
    return is;
}

TEST(Tie, TwoRowsThatNameTheSameTie) {
    EXPECT_TRUE(tie(row(1, {}), row(2, {})));
    EXPECT_TRUE(tie(row(1, {of_code}), row(2, {of_code})));
    EXPECT_TRUE(
        tie(row(1, {of_code, of_modifier, of_clinician, of_place, of_telehealth, of_date}),
            row(2, {of_code, of_modifier, of_clinician, of_place, of_telehealth, of_date})));
}

TEST(Tie, TheMoreSpecificOfTwoRowsIsNoTie) {
    EXPECT_FALSE(tie(row(1, {of_code}), row(2, {of_code, of_date})));
    EXPECT_FALSE(tie(row(1, {of_code, of_clinician}), row(2, {of_code, of_place})));
    EXPECT_FALSE(tie(row(1, {}), row(2, {of_code})));
}

TEST(Tie, DifferentCodesAreNoTie) {
    PayerRow other = row(2, {});
    other.code = "90785";
    EXPECT_FALSE(tie(row(1, {of_code}), other));
}

TEST(Tie, ModifiersTieWhereTheyHaveOneInCommon) {
    PayerRow one = row(1, {of_code});
    PayerRow other = row(2, {of_code});
    one.modifiers = {"HN", "HO"};
    other.modifiers = {"HO", "HP"};
    EXPECT_TRUE(tie(one, other));
    // Both may stand on one line, but the first of them decides.
    other.modifiers = {"HP"};
    EXPECT_FALSE(tie(one, other));
}

TEST(Tie, CliniciansTieWhereTheyHaveOneInCommon) {
    PayerRow one = row(1, {of_code});
    PayerRow other = row(2, {of_code});
    one.clinicians.add(ClinicianType::psychiatrist);
    other.clinicians.add(ClinicianType::clinical_psychologist);
    EXPECT_FALSE(tie(one, other));
    other.clinicians.add(ClinicianType::psychiatrist);
    EXPECT_TRUE(tie(one, other));
}

TEST(Tie, PlacesTieWhereTheyHaveOneInCommon) {
    PayerRow one = row(1, {of_code});
    PayerRow other = row(2, {of_code});
    one.places_of_service = {"02", "10"};
    other.places_of_service = {"11", "12"};
    EXPECT_FALSE(tie(one, other));
    other.places_of_service = {"11", "10"};
    EXPECT_TRUE(tie(one, other));
}

TEST(Tie, FacilityAndNonfacilityAreNoTie) {
    PayerRow office = row(1, {of_code});
    office.setting = RowSetting::nonfacility;
    EXPECT_FALSE(tie(office, row(2, {of_code, of_facility})));
    EXPECT_TRUE(tie(office, office));
}

TEST(Tie, TelehealthAndAllElseAreNoTie) {
    PayerRow in_person = row(1, {of_code});
    in_person.telehealth = false;
    EXPECT_FALSE(tie(in_person, row(2, {of_code, of_telehealth})));
}

TEST(Tie, RowsOfDatesTieWhereTheyHaveADayInCommon) {
    PayerRow one = row(1, {of_code});
    PayerRow other = row(2, {of_code});
    one.in_force = {Date{2025'01'01}, Date{2025'06'30}};
    other.in_force = {Date{2025'07'01}, kEndOfTime};
    EXPECT_FALSE(tie(one, other));
    other.in_force.from = Date{2025'06'30};
    EXPECT_TRUE(tie(one, other));
}

TEST(Tie, TablesThatPriceDifferentDaysDoNotTie) {
    PayerTable one = table_of({row(1, {of_code})});
    PayerTable other = table_of({row(2, {of_code})});
    one.in_force = {Date{2025'01'01}, Date{2025'12'31}};
    one.priced_to = Date{2025'12'31};
    other.in_force.from = Date{2026'01'01};
    EXPECT_FALSE(is_tie(one, one.rows[0], other, other.rows[0]));
    other.in_force.from = Date{2025'12'31};
    EXPECT_TRUE(is_tie(one, one.rows[0], other, other.rows[0]));
}

// --- what else a table says -------------------------------------------------------------------

TEST(PayerTable, KnowsItStoodUntilTheDayItWasSeenOrEnded) {
    PayerTable table;
    EXPECT_EQ(table.last_known_before(Date{2026'03'02}), std::nullopt);  // Open at both ends.
    table.in_force.to = Date{2025'12'31};
    EXPECT_EQ(table.last_known_before(Date{2025'12'31}), std::nullopt);
    EXPECT_EQ(table.last_known_before(Date{2026'01'01}), Date{2025'12'31});
    table.as_of = Date{2025'04'01};
    EXPECT_EQ(table.last_known_before(Date{2025'04'01}), std::nullopt);
    EXPECT_EQ(table.last_known_before(Date{2025'04'02}), Date{2025'04'01});
}

TEST(PayerTable, HasAPercentageForThoseClinicianTypesThatItNames) {
    PayerTable table;
    ClinicianShare share{{}, {7'500}};
    share.clinicians.add(ClinicianType::nurse_practitioner);
    table.clinician_percentages = {share};
    EXPECT_EQ(table.clinician_percentage(ClinicianType::nurse_practitioner), Percent{7'500});
    EXPECT_EQ(table.clinician_percentage(ClinicianType::psychiatrist), std::nullopt);
}

TEST(PayerTable, FindsTheTermsOfAnAddOn) {
    PayerTable table;
    table.add_ons = {{{"90785", "90833"}, Percent{2'000}}, {{"99354"}, {}}};
    ASSERT_NE(table.find_add_on("90833"), nullptr);
    EXPECT_EQ(table.find_add_on("90833")->percent_of_service, Percent{2'000});
    ASSERT_NE(table.find_add_on("99354"), nullptr);
    EXPECT_EQ(table.find_add_on("99354")->percent_of_service, std::nullopt);
    EXPECT_EQ(table.find_add_on("90840"), nullptr);
}

// --- rounding ---------------------------------------------------------------------------------

using Mode = Rounding::Mode;

struct Rounded {
    Rounding rounding;
    Cents amount;  ///< Half of it is rounded.
    Cents expected;
};

// Worked out by hand: 50 % of the amount, to the multiple of the step.
TEST(PercentOf, RoundsHalvesUpOrAlwaysUpOrAlwaysDownToEachStep) {
    const Rounded rows[] = {
        // To the cent: 5.025, 5.02 (exact) and 5.03 (exact).
        {{{1}, Mode::half_up}, {1005}, {503}},
        {{{1}, Mode::up}, {1005}, {503}},
        {{{1}, Mode::down}, {1005}, {502}},
        {{{1}, Mode::half_up}, {1004}, {502}},
        {{{1}, Mode::up}, {1004}, {502}},
        {{{1}, Mode::down}, {1006}, {503}},
        // To five cents: 5.025 lies halfway between 5.00 and 5.05; 5.02 below, 5.03 above.
        {{{5}, Mode::half_up}, {1005}, {505}},
        {{{5}, Mode::up}, {1005}, {505}},
        {{{5}, Mode::down}, {1005}, {500}},
        {{{5}, Mode::half_up}, {1004}, {500}},
        {{{5}, Mode::up}, {1004}, {505}},
        {{{5}, Mode::down}, {1006}, {500}},
        {{{5}, Mode::half_up}, {1006}, {505}},
        {{{5}, Mode::up}, {1010}, {505}},
        {{{5}, Mode::down}, {1010}, {505}},
        // To ten cents: 5.05 lies halfway between 5.00 and 5.10; 5.04 below.
        {{{10}, Mode::half_up}, {1010}, {510}},
        {{{10}, Mode::up}, {1010}, {510}},
        {{{10}, Mode::down}, {1010}, {500}},
        {{{10}, Mode::half_up}, {1008}, {500}},
        {{{10}, Mode::up}, {1008}, {510}},
        {{{10}, Mode::down}, {1019}, {500}},
        // To the dollar: 5.50 lies halfway; 5.49 below; 6.00 is a multiple.
        {{{100}, Mode::half_up}, {1100}, {600}},
        {{{100}, Mode::up}, {1100}, {600}},
        {{{100}, Mode::down}, {1100}, {500}},
        {{{100}, Mode::half_up}, {1098}, {500}},
        {{{100}, Mode::up}, {1002}, {600}},
        {{{100}, Mode::down}, {1198}, {500}},
        {{{100}, Mode::up}, {1200}, {600}},
        {{{100}, Mode::down}, {1200}, {600}},
        {{{100}, Mode::up}, {0}, {0}},
    };
    for (const auto& [rounding, amount, expected] : rows) {
        EXPECT_EQ(percent_of(amount, Percent{5'000}, rounding), expected)
            << amount.value << " to " << rounding.step.value << ", mode "
            << static_cast<int>(rounding.mode);
    }
}

TEST(PercentOf, WithoutARoundingOfItsOwnIsTheUsualPercentage) {
    for (std::int64_t cents = 0; cents < 3'000; cents += 7) {
        for (const Percent share : {Percent{7'500}, Percent{8'333}, Percent{11'000}}) {
            EXPECT_EQ(percent_of(Cents{cents}, share, Rounding{}), percent_of(Cents{cents}, share));
        }
    }
}

}  // namespace
}  // namespace cpt

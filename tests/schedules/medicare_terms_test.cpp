#include "core/schedules/medicare_terms.h"

#include <gtest/gtest.h>

#include "tests/support/data.h"

namespace cpt {
namespace {

const MedicareTerms& terms() { return test::book().schedules.terms; }

std::int64_t sequestration_on(Date date) {
    return in_force(terms().sequestration, date)->percent.value;
}

// CARES Act section 3709 and its extensions; Protecting Medicare and American Farmers from
// Sequester Cuts Act.
TEST(Sequestration, FollowsTheActsOf2020And2021) {
    EXPECT_EQ(sequestration_on(Date{2019'01'01}), 200);
    EXPECT_EQ(sequestration_on(Date{2020'04'30}), 200);
    EXPECT_EQ(sequestration_on(Date{2020'05'01}), 0);
    EXPECT_EQ(sequestration_on(Date{2022'03'31}), 0);
    EXPECT_EQ(sequestration_on(Date{2022'04'01}), 100);
    EXPECT_EQ(sequestration_on(Date{2022'06'30}), 100);
    EXPECT_EQ(sequestration_on(Date{2022'07'01}), 200);
    EXPECT_EQ(sequestration_on(Date{2026'12'31}), 200);
}

std::int64_t percent_of_type(ClinicianType type) {
    return terms().clinician_percentage(type, Date{2026'01'01})->percent.value;
}

// 42 CFR 414.20, 414.52, 414.53, 414.56, 414.62.
TEST(ClinicianPercentage, IsThatOfTheRegulation) {
    EXPECT_EQ(percent_of_type(ClinicianType::psychiatrist), 10'000);
    EXPECT_EQ(percent_of_type(ClinicianType::clinical_psychologist), 10'000);
    EXPECT_EQ(percent_of_type(ClinicianType::clinical_social_worker), 7'500);
    EXPECT_EQ(percent_of_type(ClinicianType::marriage_family_therapist), 7'500);
    EXPECT_EQ(percent_of_type(ClinicianType::mental_health_counselor), 7'500);
    EXPECT_EQ(percent_of_type(ClinicianType::nurse_practitioner), 8'500);
    EXPECT_EQ(percent_of_type(ClinicianType::clinical_nurse_specialist), 8'500);
    EXPECT_EQ(percent_of_type(ClinicianType::physician_assistant), 8'500);
}

// Consolidated Appropriations Act, 2023, section 4121.
TEST(ClinicianPercentage, StartsIn2024ForTherapistsAndCounselors) {
    for (const auto type :
         {ClinicianType::marriage_family_therapist, ClinicianType::mental_health_counselor}) {
        EXPECT_EQ(terms().clinician_percentage(type, Date{2023'12'31}), nullptr);
        EXPECT_NE(terms().clinician_percentage(type, Date{2024'01'01}), nullptr);
    }
}

// Social Security Act 1842(b)(18).
TEST(Assignment, IsAChoiceForPhysiciansAlone) {
    for (std::size_t i = 0; i < kClinicianTypes.size(); ++i) {
        const auto type = static_cast<ClinicianType>(i);
        const bool is_physician = type == ClinicianType::psychiatrist;
        EXPECT_EQ(terms().must_take_assignment(type), !is_physician) << name(type);
        EXPECT_EQ(terms().non_participation_of(type, Date{2026'01'01}) != nullptr, is_physician)
            << name(type);
    }
}

}  // namespace
}  // namespace cpt

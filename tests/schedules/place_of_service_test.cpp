#include "core/schedules/place_of_service.h"

#include <gtest/gtest.h>

#include "tests/support/data.h"

namespace cpt {
namespace {

std::optional<Setting> setting_of(const char* code, Date date = Date{2026'01'01}) {
    const PlaceOfService* place = test::book().schedules.places.find(code);
    return place != nullptr ? place->setting_on(date) : std::nullopt;
}

// CMS place of service code set; CMS Transmittal 12671 for 02 and 10.
TEST(PlaceOfService, SelectsTheSideOfTheFeeSchedule) {
    EXPECT_EQ(setting_of("11"), Setting::nonfacility);
    EXPECT_EQ(setting_of("10"), Setting::nonfacility);
    EXPECT_EQ(setting_of("02"), Setting::facility);
    EXPECT_EQ(setting_of("22"), Setting::facility);
    EXPECT_EQ(setting_of("53"), Setting::facility);
    EXPECT_EQ(setting_of("49"), Setting::nonfacility);
}

TEST(PlaceOfService, HasASettingOnEveryDayHeld) {
    for (const PlaceOfService& place : test::book().schedules.places.places) {
        for (std::int32_t year = 2019; year <= 2026; ++year) {
            EXPECT_TRUE(place.setting_on(Date{year * 10'000 + 101})) << place.code;
            EXPECT_TRUE(place.setting_on(Date{year * 10'000 + 1'231})) << place.code;
        }
    }
}

TEST(PlaceOfService, KnowsNoPlaceThatCmsDoesNotList) {
    for (const char* code : {"", "1", "00", "28", "111", "xx"})
        EXPECT_FALSE(setting_of(code)) << code;
}

}  // namespace
}  // namespace cpt

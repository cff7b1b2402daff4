#include "core/units/date.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/units/decimal.h"

namespace cpt {
namespace {

constexpr bool is_leap(std::int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int32_t, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

constexpr Date date_of(std::int32_t year, std::int32_t month, std::int32_t day) {
    return {year * 10'000 + month * 100 + day};
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = parse_decimal(text.substr(0, 4), 0);
    const auto month = parse_decimal(text.substr(5, 2), 0);
    const auto day = parse_decimal(text.substr(8, 2), 0);
    if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1) return std::nullopt;
    const auto y = static_cast<std::int32_t>(*year);
    const auto m = static_cast<std::int32_t>(*month);
    const auto d = static_cast<std::int32_t>(*day);
    if (d > days_in_month(y, m)) return std::nullopt;
    return date_of(y, m, d);
}

Date add_days(Date date, std::int64_t days) {
    std::int32_t year = date.yyyymmdd / 10'000;
    std::int32_t month = date.yyyymmdd / 100 % 100;
    std::int64_t day = date.yyyymmdd % 100 + days;
    while (day > days_in_month(year, month)) {
        day -= days_in_month(year, month);
        month = month % 12 + 1;
        if (month == 1) ++year;
    }
    return date_of(year, month, static_cast<std::int32_t>(day));
}

Date add_years(Date date, std::int64_t years) {
    const auto year = static_cast<std::int32_t>(date.yyyymmdd / 10'000 + years);
    const std::int32_t month = date.yyyymmdd / 100 % 100;
    const std::int32_t day = date.yyyymmdd % 100;
    return date_of(year, month, std::min(day, days_in_month(year, month)));
}

std::string to_string(Date date) {
    std::string text(10, '-');
    const auto put = [&text](std::size_t at, std::int32_t number, std::size_t digits) {
        for (std::size_t i = digits; i-- > 0; number /= 10) {
            text[at + i] = static_cast<char>('0' + number % 10);
        }
    };
    put(0, date.yyyymmdd / 10'000, 4);
    put(5, date.yyyymmdd / 100 % 100, 2);
    put(8, date.yyyymmdd % 100, 2);
    return text;
}

}  // namespace cpt

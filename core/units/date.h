#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpt {

/// A day of the Gregorian calendar, kept as the number YYYYMMDD.
struct Date {
    std::int32_t yyyymmdd = 0;

    /// Reads "YYYY-MM-DD". Nothing where the text has another form or the day does not exist.
    static std::optional<Date> parse(std::string_view text);

    friend constexpr auto operator<=>(Date, Date) = default;
};

inline constexpr Date kBeginningOfTime{0};
inline constexpr Date kEndOfTime{9999'12'31};

/// "YYYY-MM-DD".
std::string to_string(Date date);

/// The day so many days later.
Date add_days(Date date, std::int64_t days);
/// The same day so many years later; February 28 for a February 29 that does not exist then.
Date add_years(Date date, std::int64_t years);

/// Days from `from` to `to`, both included.
struct DateRange {
    Date from = kBeginningOfTime;
    Date to = kEndOfTime;

    constexpr bool contains(Date date) const { return from <= date && date <= to; }
    friend constexpr bool operator==(const DateRange&, const DateRange&) = default;
};

}  // namespace cpt

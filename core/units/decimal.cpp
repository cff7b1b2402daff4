#include "core/units/decimal.h"

#include <array>
#include <cstddef>

namespace cpt {

std::optional<std::int64_t> parse_decimal(std::string_view text, int decimals) {
    constexpr std::size_t kMostWholeDigits = 12;
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.size() + fraction.size() == 0 || whole.size() > kMostWholeDigits ||
        fraction.size() > static_cast<std::size_t>(decimals) || text.ends_with('.')) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (const std::string_view part : {whole, fraction}) {
        for (const char digit : part) {
            if (digit < '0' || digit > '9') return std::nullopt;
            value = value * 10 + (digit - '0');
        }
    }
    for (auto missing = fraction.size(); missing < static_cast<std::size_t>(decimals); ++missing) {
        value *= 10;
    }
    return value;
}

void append_decimal(TextBuffer& out, std::int64_t value, int decimals) {
    std::array<char, 24> digits;
    char* const end = digits.data() + digits.size();
    char* first = end;
    auto rest =
        value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    for (int place = 0; rest > 0 || place <= decimals; ++place) {
        if (place == decimals && decimals > 0) *--first = '.';
        *--first = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (value < 0) *--first = '-';
    out.append({first, static_cast<std::size_t>(end - first)});
}

}  // namespace cpt

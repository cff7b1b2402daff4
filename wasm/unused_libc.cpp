// Stand-ins for functions of the C library that nlohmann/json calls and whose results are hardly
// looked at: of a number with a fraction the engine asks only whether it is finite, before it
// refuses it, and the library's own error texts it never shows. The real functions would bring
// 12 KB of floating point into the module. A test holds both builds to the same answers.

#include <cmath>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a JSON number is too large for a double: whether its digits, with as many zeros as its
/// exponent says, are at or above the middle between the largest double and 2^1024.
bool overflows(const char* text) {
    constexpr std::string_view kMiddle =  // 2^1024 - 2^970
        "1797693134862315807937289714053034150799341327100378269361737789804449682927"
        "6475094664901797758720709633028641669288791094655554785194040263065748867150"
        "5820681908902000708383676273854845817711531764475730270069855571366959622842"
        "9148198608349364752927190741684443655107043427115596995080930428801779041744"
        "97792";
    constexpr int kMiddleExponent = 308;
    constexpr int kEnormous = 100'000'000;  // More digits than a request may have.
    char digits[kMiddle.size()] = {};
    std::size_t count = 0;
    int exponent = -1;
    bool is_whole = true;
    if (*text == '-') ++text;
    for (; is_digit(*text) || *text == '.'; ++text) {
        if (*text == '.') {
            is_whole = false;
            continue;
        }
        const bool is_significant = count > 0 || *text != '0';
        if (is_significant && count < sizeof digits) digits[count++] = *text;
        if (is_whole && is_significant) ++exponent;
        if (!is_whole && !is_significant) --exponent;
    }
    if (count == 0) return false;
    if (*text == 'e' || *text == 'E') {
        ++text;
        const bool is_negative = *text == '-';
        if (is_negative || *text == '+') ++text;
        int power = 0;
        for (; is_digit(*text); ++text) {
            if (power < kEnormous) power = power * 10 + (*text - '0');
        }
        exponent += is_negative ? -power : power;
    }
    std::memset(digits + count, '0', sizeof digits - count);
    if (exponent != kMiddleExponent) return exponent > kMiddleExponent;
    return std::string_view{digits, sizeof digits} >= kMiddle;
}

/// Zero or infinity.
double magnitude(const char* text, char** end) {
    if (end != nullptr) *end = const_cast<char*>(text + std::strlen(text));
    return overflows(text) ? HUGE_VAL : 0;
}

}  // namespace

extern "C" {

float strtof(const char* text, char** end) { return static_cast<float>(magnitude(text, end)); }
double strtod(const char* text, char** end) { return magnitude(text, end); }
long double strtold(const char* text, char** end) { return magnitude(text, end); }

int snprintf(char* text, std::size_t size, const char*, ...) {
    if (size > 0) *text = '\0';
    return 0;
}
}

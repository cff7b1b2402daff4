#pragma once

#include <cstdint>

namespace cpt::test {

/// How many generated inputs a property is held against: so many, and a tenth of them under
/// sanitizers, which look for something else and take ten times as long.
constexpr std::uint64_t generated(std::uint64_t count) {
#if defined(__SANITIZE_ADDRESS__)
    return count / 10;
#else
    return count;
#endif
}

}  // namespace cpt::test

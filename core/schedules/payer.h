#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace cpt {

/// The kind of coverage. A rule may speak of all payers of one program.
enum class Program { medicare, medicaid, commercial, federal, self_pay };
inline constexpr std::array<std::string_view, 5> kPrograms{"medicare", "medicaid", "commercial",
                                                           "federal", "self_pay"};

/// Who pays for a member. That a payer is known does not mean that its amounts are.
struct Payer {
    std::string id;  ///< As a member names it: "medicare", "medicaid-NY".
    std::string name;
    Program program{};
};

/// Every payer known, sorted by id.
struct Payers {
    std::vector<Payer> rows;

    /// Null where no such payer is known.
    const Payer* find(std::string_view id) const;
};

}  // namespace cpt

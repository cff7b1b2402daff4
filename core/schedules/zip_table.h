#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpt {

/// Where a ZIP code is for Medicare.
struct ZipPlace {
    std::string_view locality;  ///< Of most of the ZIP code, where CMS splits it.
    bool is_split = false;      ///< CMS splits it over localities by its last four digits.
};

/// ZIP code to Medicare payment locality.
/// Source: CMS Zip Code to Carrier Locality File, ZIP5.
class ZipTable {
public:
    /// `count` ZIP codes in a row, from `first`, all of one place.
    struct Run {
        std::int32_t first = 0;
        std::int32_t count = 0;
        std::int32_t locality = 0;  ///< Index into the localities.
        bool is_split = false;
    };

    /// `runs` ascend and do not overlap; every locality index is in range.
    ZipTable(std::vector<std::string> localities, std::vector<Run> runs);

    /// Nothing where `zip` is not five digits or CMS does not list it.
    std::optional<ZipPlace> find(std::string_view zip) const;

    /// The localities other than its own of the ZIP codes around `zip`: those that share its
    /// first three digits or, where all of these are alike, the next other one on either side.
    /// In ascending order. Any of them may be the right one for a ZIP code that is split.
    std::vector<std::string_view> neighbours(std::string_view zip) const;

private:
    const Run* find_run(std::int32_t zip) const;

    std::vector<std::string> localities_;
    std::vector<Run> runs_;
};

}  // namespace cpt

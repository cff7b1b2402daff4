#include "core/schedules/zip_table.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "core/units/decimal.h"

namespace cpt {
namespace {

std::optional<std::int32_t> zip_number(std::string_view zip) {
    const auto number = zip.size() == 5 ? parse_decimal(zip, 0) : std::nullopt;
    return number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt;
}

}  // namespace

ZipTable::ZipTable(std::vector<std::string> localities, std::vector<Run> runs)
    : localities_(std::move(localities)), runs_(std::move(runs)) {}

const ZipTable::Run* ZipTable::find_run(std::int32_t zip) const {
    const auto after =
        std::upper_bound(runs_.begin(), runs_.end(), zip,
                         [](std::int32_t wanted, const Run& run) { return wanted < run.first; });
    if (after == runs_.begin()) return nullptr;
    const Run& run = *std::prev(after);
    return zip < run.first + run.count ? &run : nullptr;
}

std::optional<ZipPlace> ZipTable::find(std::string_view zip) const {
    const auto number = zip_number(zip);
    const Run* run = number ? find_run(*number) : nullptr;
    if (run == nullptr) return std::nullopt;
    return ZipPlace{localities_[static_cast<std::size_t>(run->locality)], run->is_split};
}

std::vector<std::string_view> ZipTable::neighbours(std::string_view zip) const {
    const auto number = zip_number(zip);
    const Run* own = number ? find_run(*number) : nullptr;
    if (own == nullptr) return {};

    std::set<std::int32_t> found;
    const std::int32_t area = *number / 100;
    for (const Run& run : runs_) {
        const bool shares_area =
            run.first / 100 <= area && area <= (run.first + run.count - 1) / 100;
        if (shares_area) found.insert(run.locality);
    }
    found.erase(own->locality);
    if (found.empty()) {
        const auto is_other = [&](const Run& run) { return run.locality != own->locality; };
        const auto here = runs_.begin() + (own - runs_.data());
        const auto after = std::find_if(here, runs_.end(), is_other);
        if (after != runs_.end()) found.insert(after->locality);
        const auto before = std::find_if(std::make_reverse_iterator(here), runs_.rend(), is_other);
        if (before != runs_.rend()) found.insert(before->locality);
    }

    std::vector<std::string_view> names;
    names.reserve(found.size());
    for (const std::int32_t locality : found) {
        names.push_back(localities_[static_cast<std::size_t>(locality)]);
    }
    return names;
}

}  // namespace cpt

#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/boundary/engine.h"

namespace cpt {

/// Which of the held files to load: those that every request needs, with all rules, or all.
enum class Load { start, rules, all };

/// Loads the data files of `folder` (fee_schedules/) into `engine`. Returns what is wrong with
/// them; a file that cannot be read is an error too.
Errors load_folder(Engine& engine, const std::filesystem::path& folder, Load which);

/// Loads one file of `folder`.
Errors load_file(Engine& engine, const std::filesystem::path& folder, const std::string& name);

/// Loads a table of the practice's own amounts from any place.
Errors load_contract(Engine& engine, const std::string& path);

/// The whole of a file, or of standard input for "-". Nothing where it cannot be read. Stops
/// soon after `most` bytes.
std::optional<std::string> read_text(const std::string& path, std::size_t most = kLongestRequest);

}  // namespace cpt

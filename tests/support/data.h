#pragma once

#include <string>

#include "core/boundary/engine.h"
#include "core/session/book.h"

namespace cpt::test {

/// The text of a file of the project, by its path from the project's root. Fails the program
/// where it cannot be read.
std::string read_project_file(const std::string& path);

/// An engine with every data file of fee_schedules/ loaded; the same one each time.
const Engine& loaded_engine();

inline const Book& book() { return loaded_engine().book(); }

/// The response to a request, as text.
std::string respond(const Engine& engine, std::string_view request);

}  // namespace cpt::test

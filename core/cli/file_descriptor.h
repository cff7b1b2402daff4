#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string_view>

namespace cpt {

/// Reads up to `most` bytes; waits where the file is not ready yet. 0 at its end, below 0 where it
/// cannot be read.
ssize_t read_some(int file, char* to, std::size_t most);

/// Writes all of `text`; waits where the file is not ready yet. False where it cannot be written.
bool write_all(int file, std::string_view text);

}  // namespace cpt

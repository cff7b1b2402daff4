#pragma once

#include <cstddef>

#include "core/boundary/engine.h"

namespace cpt {

struct BatchResult {
    std::size_t lines = 0;
    std::size_t refused = 0;  ///< Lines answered with an error.
    Severities severities;    ///< Of every finding.
    bool is_read = true;      ///< False where the input could not be read to its end.
    bool is_written = true;   ///< False where the output could not be written.
};

/// Reads requests from file descriptor `in`, one a line, and writes their responses to `out` in
/// the same order, one a line; a bad line is answered in place. Lines are answered as they come,
/// on all processors; memory does not grow with their number. Blank lines are passed over.
BatchResult run_batch(const Engine& engine, int in, int out);

}  // namespace cpt

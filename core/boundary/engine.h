#pragma once

#include <cstddef>
#include <string_view>

#include "core/roster/group_session.h"
#include "core/session/book.h"
#include "core/units/error.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// Longest request that is read, in bytes: the largest group, every field given.
inline constexpr std::size_t kLongestRequest = std::size_t{8} * 1024 * 1024;

/// The contract's version 1 over a book that fills file by file. Nothing here throws.
///
///     Engine engine;
///     engine.load("index.json", text);            // then the files it names with load "start"
///     TextBuffer answer;
///     engine.estimate(request, answer);
///
/// A request that needs a file which is held but not loaded is refused with
/// schedule_not_loaded, which names the file: load it and ask again.
class Engine {
public:
    /// Adds one data file. `name` is its path below fee_schedules/. Returns no errors, or those
    /// found, whose pointers go into the file; a file that is refused leaves everything as it
    /// was. Loading a file again changes nothing.
    Errors load(std::string_view name, std::string_view text);

    /// One request in, one response appended to `out`, as JSON. Returns whether it was priced
    /// ("status": "ok"). May be called from several threads as long as none of them loads.
    bool estimate(std::string_view request, TextBuffer& out) const;
    /// The same for a session that is already read.
    bool estimate(const GroupSession& session, TextBuffer& out) const;

    const Book& book() const { return book_; }

private:
    Book book_;
};

/// What is wrong with a request longer than kLongestRequest, for callers who need not pass it in.
Errors too_large();

/// The version of the engine, such as "0.1.0".
std::string_view engine_version();

}  // namespace cpt

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/roster/group_session.h"
#include "core/rules/rule_book.h"
#include "core/session/book.h"
#include "core/units/error.h"
#include "core/units/text_buffer.h"

namespace cpt {

/// Longest request that is read, in bytes: the largest group, every field given.
inline constexpr std::size_t kLongestRequest = std::size_t{8} * 1024 * 1024;

/// What a list of rules is asked for; an empty word asks for all.
struct RulesQuery {
    std::string code;
    std::string payer;
    std::string date;  ///< YYYY-MM-DD
};

/// How an estimate went.
struct Outcome {
    bool is_priced = false;  ///< "status": "ok".
    Severities severities;   ///< Of the findings of the session and its members.
};

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
    /// Takes the payer tables of a file away again, such as a contract that was deleted.
    void forget(std::string_view name);

    /// One request in, one response appended to `out`, as JSON. May be called from several threads
    /// as long as none of them loads. `what_if`, where given, takes the place of what the request
    /// asks.
    Outcome estimate(std::string_view request, TextBuffer& out,
                     const std::optional<WhatIf>& what_if = {}) const;
    /// The same for a session that is already read.
    Outcome estimate(const GroupSession& session, TextBuffer& out) const;

    /// The rules that speak of a code, a payer and a date.
    tl::expected<Rules, Errors> find_rules(const RulesQuery& query) const;
    /// The same as JSON: {"code": "90853", "payer": "medicaid-NY", "date": "2026-03-02"} in, each
    /// of which may be left out; the list appended to `out`.
    bool rules(std::string_view request, TextBuffer& out) const;

    const Book& book() const { return book_; }

private:
    Book book_;
};

/// What is wrong with a request longer than kLongestRequest, for callers who need not pass it in.
Errors too_large();

/// The version of the engine, such as "0.1.0".
std::string_view engine_version();

}  // namespace cpt

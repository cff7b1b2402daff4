#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cpt {

/// Why a request or a data file was refused. The names are part of the contract
/// (core/boundary/schema/response.schema.json, ErrorCode).
enum class ErrorCode {
    invalid_json,
    request_too_large,
    duplicate_field,
    unknown_field,
    required,
    conflicting_fields,
    wrong_type,
    out_of_range,
    invalid_value,
    unsupported_version,
    unknown_code,
    unknown_payer,
    unknown_locality,
    unknown_zip,
    unknown_clinician,
    unknown_place_of_service,
    unknown_value,
    invalid_date,
    no_schedule,
    empty_group,
    too_many_members,
    duplicate_member,
    schedule_not_loaded,
    invalid_data,
    more_errors,
};

std::string_view name(ErrorCode code);

/// One problem: where it is, what it is, and what would be accepted instead.
struct Error {
    std::string path;  ///< JSON pointer (RFC 6901) into the request or the data file.
    ErrorCode code;
    std::string message;               ///< A sentence a person can act on.
    std::vector<std::string> allowed;  ///< Empty where no list would help.
};

using Errors = std::vector<Error>;

/// Problems as they are found. Keeps the first one of each place, up to a thousand, and counts
/// the rest, so that a hostile document cannot fill the memory.
class Problems {
public:
    void add(Error error);
    void add(std::string path, ErrorCode code, std::string message,
             std::vector<std::string> allowed = {}) {
        add({std::move(path), code, std::move(message), std::move(allowed)});
    }

    bool empty() const { return errors_.empty(); }
    Errors take();

private:
    Errors errors_;
    std::size_t left_out_ = 0;
};

}  // namespace cpt

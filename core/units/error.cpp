#include "core/units/error.h"

#include "core/units/search.h"

namespace cpt {

std::string_view name(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_json: return "invalid_json";
        case ErrorCode::request_too_large: return "request_too_large";
        case ErrorCode::duplicate_field: return "duplicate_field";
        case ErrorCode::unknown_field: return "unknown_field";
        case ErrorCode::required: return "required";
        case ErrorCode::conflicting_fields: return "conflicting_fields";
        case ErrorCode::wrong_type: return "wrong_type";
        case ErrorCode::out_of_range: return "out_of_range";
        case ErrorCode::invalid_value: return "invalid_value";
        case ErrorCode::unsupported_version: return "unsupported_version";
        case ErrorCode::unknown_code: return "unknown_code";
        case ErrorCode::unknown_payer: return "unknown_payer";
        case ErrorCode::unknown_locality: return "unknown_locality";
        case ErrorCode::unknown_zip: return "unknown_zip";
        case ErrorCode::unknown_clinician: return "unknown_clinician";
        case ErrorCode::unknown_place_of_service: return "unknown_place_of_service";
        case ErrorCode::unknown_value: return "unknown_value";
        case ErrorCode::invalid_date: return "invalid_date";
        case ErrorCode::no_schedule: return "no_schedule";
        case ErrorCode::empty_group: return "empty_group";
        case ErrorCode::too_many_members: return "too_many_members";
        case ErrorCode::duplicate_member: return "duplicate_member";
        case ErrorCode::schedule_not_loaded: return "schedule_not_loaded";
        case ErrorCode::invalid_data: return "invalid_data";
        case ErrorCode::more_errors: return "more_errors";
    }
    return "";
}

void Problems::add(Error error) {
    constexpr std::size_t kMostErrors = 1'000;
    if (errors_.size() == kMostErrors) {
        ++left_out_;
        return;
    }
    const auto is_known = [&](const Error& known) { return known.path == error.path; };
    if (find_first(errors_, is_known) == nullptr) errors_.push_back(std::move(error));
}

Errors Problems::take() {
    if (left_out_ > 0) {
        errors_.push_back({"",
                           ErrorCode::more_errors,
                           std::to_string(left_out_) + " more problems are not listed.",
                           {}});
    }
    return std::move(errors_);
}

}  // namespace cpt

#include "core/boundary/planner.h"

#include <optional>

#include "core/boundary/engine.h"
#include "core/boundary/json_document.h"
#include "core/boundary/plan_json.h"
#include "core/boundary/write_response.h"

namespace cpt {
namespace {

bool refuse(const Errors& errors, TextBuffer& out) {
    write_refusal(out, errors);
    return false;
}

/// Reads a request and, where it can be read, has it answered; `answer` adds what is wrong to the
/// problems, or writes.
template <class Answer>
bool respond(std::string_view request, TextBuffer& out, Answer answer) {
    if (request.size() > kLongestRequest) return refuse(too_large(), out);
    Error not_json;
    const auto document = JsonDocument::parse(request, not_json);
    if (!document) return refuse({not_json}, out);
    Problems problems;
    answer(document->root(), problems);
    return problems.empty() || refuse(problems.take(), out);
}

}  // namespace

bool compare(const Book& book, std::string_view request, TextBuffer& out) {
    return respond(request, out, [&](JsonDocument::Value root, Problems& problems) {
        const CompareRequest read = read_compare_request(root, problems);
        if (!problems.empty()) return;
        const Comparison comparison = compare(book, read.session, read.alternatives, problems);
        if (problems.empty()) write_comparison(out, read.alternatives, comparison);
    });
}

bool project(const Book& book, std::string_view request, TextBuffer& out) {
    return respond(request, out, [&](JsonDocument::Value root, Problems& problems) {
        const ProjectRequest read = read_project_request(root, problems);
        if (!problems.empty()) return;
        const Projection projection = project(book, read.session, read.plan, problems);
        if (problems.empty()) write_projection(out, read.plan, projection);
    });
}

}  // namespace cpt

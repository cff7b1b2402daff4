// The native command line: a thin user of the engine.
//
// Exit status: 0 fine, 1 a finding that --fail-on asks about, 2 bad input or data.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/boundary/engine.h"
#include "core/boundary/write_response.h"
#include "core/cli/batch.h"
#include "core/cli/data_folder.h"
#include "core/session/estimate.h"

namespace {

constexpr int kFine = 0;
constexpr int kFindings = 1;
constexpr int kBadInput = 2;

struct Options {
    std::string schedules = CPT_ESTIMATOR_SCHEDULES;
    std::string input = "-";
    std::string fail_on;
    bool as_json = false;
    cpt::GroupSession rate;
    std::string clinician;
};

/// How a finding of that severity stands in a response; empty where none was asked about.
std::string flag_for(const std::string& severity) {
    return severity.empty() ? "" : R"("severity":")" + severity + '"';
}

int refuse(const cpt::Errors& errors) {
    cpt::TextBuffer out;
    cpt::write_refusal(out, errors);
    std::cerr << out.view() << '\n';
    return kBadInput;
}

/// A response of the contract, or what kept the data from being loaded.
struct Answer {
    cpt::TextBuffer response;
    bool is_priced = false;
    cpt::Errors data_errors;
};

/// Asks again, with the file loaded, where the engine names one that it needs.
template <class Request>
Answer ask(cpt::Engine& engine, const std::string& folder, const Request& request) {
    constexpr int kMostTries = 3;  // The year and the ZIP table may both be missing.
    for (int tries = 1;; ++tries) {
        Answer answer;
        answer.is_priced = engine.estimate(request, answer.response);
        const std::string_view text = answer.response.view();
        const bool is_loadable = text.find(R"("schedule_not_loaded")") != text.npos;
        if (answer.is_priced || !is_loadable || tries == kMostTries) return answer;
        for (const cpt::HeldFile& file : std::vector(engine.book().schedules.held)) {
            if (text.find('"' + file.name + '"') == text.npos) continue;
            answer.data_errors = cpt::load_file(engine, folder, file.name);
            if (!answer.data_errors.empty()) return answer;
        }
    }
}

int print(const Answer& answer, const std::string& flag) {
    if (!answer.data_errors.empty()) return refuse(answer.data_errors);
    const std::string_view text = answer.response.view();
    (answer.is_priced ? std::cout : std::cerr) << text << '\n';
    if (!answer.is_priced) return kBadInput;
    return !flag.empty() && text.find(flag) != text.npos ? kFindings : kFine;
}

int run_estimate(cpt::Engine& engine, const Options& options) {
    const std::optional<std::string> request = cpt::read_text(options.input);
    if (!request) {
        return refuse({{"", cpt::ErrorCode::invalid_json, options.input + " cannot be read.", {}}});
    }
    return print(ask(engine, options.schedules, std::string_view{*request}),
                 flag_for(options.fail_on));
}

int run_batch(cpt::Engine& engine, const Options& options) {
    int in = STDIN_FILENO;
    if (options.input != "-" && std::freopen(options.input.c_str(), "rb", stdin) == nullptr) {
        std::cerr << options.input << " cannot be read.\n";
        return kBadInput;
    }
    const cpt::BatchResult result =
        cpt::run_batch(engine, in, STDOUT_FILENO, flag_for(options.fail_on));
    if (!result.is_written) {
        std::cerr << "The output could not be written.\n";
        return kBadInput;
    }
    if (result.refused > 0) {
        std::cerr << result.refused << " of " << result.lines << " lines were refused.\n";
        return kBadInput;
    }
    return result.has_flagged ? kFindings : kFine;
}

/// A line for each problem, for people.
int explain(const cpt::Errors& errors) {
    constexpr std::size_t kMostListed = 12;
    for (const cpt::Error& error : errors) {
        std::cerr << error.message;
        for (std::size_t i = 0; i < std::min(error.allowed.size(), kMostListed); ++i) {
            std::cerr << (i == 0 ? " Accepted: " : ", ") << error.allowed[i];
        }
        if (error.allowed.size() > kMostListed) {
            std::cerr << " and " << error.allowed.size() - kMostListed << " more";
        }
        std::cerr << '\n';
    }
    return kBadInput;
}

int run_rate(cpt::Engine& engine, Options& options) {
    const auto known =
        std::find(cpt::kClinicianTypes.begin(), cpt::kClinicianTypes.end(), options.clinician);
    options.rate.clinician.type =
        static_cast<cpt::ClinicianType>(known - cpt::kClinicianTypes.begin());
    const Answer answer = ask(engine, options.schedules, options.rate);
    if (options.as_json) return print(answer, flag_for(options.fail_on));
    if (!answer.data_errors.empty()) return explain(answer.data_errors);
    const auto estimate = cpt::estimate(engine.book(), options.rate);
    if (!estimate) return explain(estimate.error());
    const cpt::Claim& claim = estimate->claims.front();
    if (!claim.is_priced) {
        for (const cpt::Finding& finding : claim.findings) std::cerr << finding.message << '\n';
        return kBadInput;
    }
    std::cout << '$' << cpt::to_dollars(claim.total.allowed) << '\n';
    return kFine;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    cpt::Member& member = options.rate.members.emplace_back();
    member.id = "1";
    member.payer = cpt::kMedicare;

    CLI::App app{
        "What a group psychotherapy session pays, per patient and in all.\n"
        "Informational; not legal, medical or billing advice.",
        "cpt-estimator"};
    app.set_version_flag("--version", std::string{cpt::engine_version()});
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--schedules", options.schedules, "Folder of the fee schedules")
        ->capture_default_str();
    app.footer("Exit status: 0 fine, 1 a finding that --fail-on asks about, 2 bad input.");

    const auto add_fail_on = [&](CLI::App* command) {
        command
            ->add_option("--fail-on", options.fail_on,
                         "Exit with 1 where a finding of this severity is made")
            ->check(CLI::IsMember({"denial", "warning", "note"}));
    };

    CLI::App* estimate = app.add_subcommand("estimate", "Price one session, JSON in, JSON out");
    estimate->add_option("FILE", options.input, "Request; - is standard input")
        ->capture_default_str();
    add_fail_on(estimate);

    CLI::App* batch =
        app.add_subcommand("batch", "Price many: a request a line in, a response a line out");
    batch->add_option("FILE", options.input, "Requests; - is standard input")
        ->capture_default_str();
    add_fail_on(batch);

    CLI::App* rate = app.add_subcommand("rate", "What Medicare allows for one code, in dollars");
    rate->add_option("--code", options.rate.service.code, "CPT or HCPCS code")
        ->capture_default_str();
    rate->add_option("--date", options.rate.service.date, "Date of service, YYYY-MM-DD")
        ->required();
    CLI::Option* locality = rate->add_option("--locality", options.rate.locality,
                                             "Medicare locality, such as 01182-18");
    rate->add_option("--zip", options.rate.zip, "Five-digit ZIP code, instead of a locality")
        ->excludes(locality);
    rate->add_option("--pos", member.place_of_service, "Place of service")->capture_default_str();
    rate->add_option("--clinician", options.clinician, "Who bills")
        ->required()
        ->check(CLI::IsMember(
            std::vector<std::string>{cpt::kClinicianTypes.begin(), cpt::kClinicianTypes.end()}));
    rate->add_flag("--qualifying-apm", options.rate.clinician.qualifying_apm,
                   "A qualifying participant in an advanced APM");
    rate->add_flag("--non-participating{false}", options.rate.clinician.medicare_participating,
                   "A physician without a Medicare participation agreement");
    rate->add_flag("--json", options.as_json, "Print the whole response");
    add_fail_on(rate);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kFine : kBadInput;
    }

    cpt::Engine engine;
    const cpt::Errors errors = cpt::load_folder(
        engine, options.schedules, batch->parsed() ? cpt::Load::all : cpt::Load::start);
    if (!errors.empty())
        return rate->parsed() && !options.as_json ? explain(errors) : refuse(errors);
    if (estimate->parsed()) return run_estimate(engine, options);
    if (batch->parsed()) return run_batch(engine, options);
    return run_rate(engine, options);
}

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
#include "core/boundary/planner.h"
#include "core/boundary/write_response.h"
#include "core/boundary/write_rules.h"
#include "core/cli/batch.h"
#include "core/cli/data_folder.h"
#include "core/cli/plan_request.h"
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
    cpt::RulesQuery rules;
    std::string habit;
    std::int64_t sessions_per_year = 52;
    std::vector<std::string> contracts;
    cpt::CompareOptions compare;
    cpt::ProjectOptions project;
};

/// kFindings where there is a finding of the severity that --fail-on names.
int status_of(cpt::Severities severities, const std::string& fail_on) {
    for (std::size_t i = 0; i < cpt::kSeverities.size(); ++i) {
        if (cpt::kSeverities[i] == fail_on && severities.has(static_cast<cpt::Severity>(i))) {
            return kFindings;
        }
    }
    return kFine;
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
    cpt::Outcome outcome;
    cpt::Errors data_errors;
};

/// Asks again, with the file loaded, where the engine names one that it needs. `estimate` fills a
/// response and says whether the session was priced.
template <class Estimate>
Answer ask(cpt::Engine& engine, const std::string& folder, Estimate estimate) {
    std::vector<std::string> loaded;
    for (;;) {
        Answer answer;
        answer.outcome = estimate(answer.response);
        const std::string_view text = answer.response.view();
        const bool is_loadable = text.find(R"("schedule_not_loaded")") != text.npos;
        if (answer.outcome.is_priced || !is_loadable) return answer;
        const std::size_t before = loaded.size();
        for (const cpt::HeldFile& file : std::vector(engine.book().schedules.held)) {
            if (text.find('"' + file.name + '"') == text.npos) continue;
            if (std::find(loaded.begin(), loaded.end(), file.name) != loaded.end()) continue;
            loaded.push_back(file.name);
            answer.data_errors = cpt::load_file(engine, folder, file.name);
            if (!answer.data_errors.empty()) return answer;
        }
        if (loaded.size() == before) return answer;
    }
}

/// `status`, or bad input where what was printed did not arrive.
int flushed(int status) {
    if (std::cout.flush()) return status;
    std::cerr << "The output could not be written.\n";
    return kBadInput;
}

int print(const Answer& answer, const std::string& fail_on) {
    if (!answer.data_errors.empty()) return refuse(answer.data_errors);
    const bool is_priced = answer.outcome.is_priced;
    (is_priced ? std::cout : std::cerr) << answer.response.view() << '\n';
    return is_priced ? flushed(status_of(answer.outcome.severities, fail_on)) : kBadInput;
}

int run_estimate(cpt::Engine& engine, const Options& options) {
    const std::optional<std::string> request = cpt::read_text(options.input);
    if (!request) {
        return refuse({{"", cpt::ErrorCode::invalid_json, options.input + " cannot be read.", {}}});
    }
    std::optional<cpt::WhatIf> what_if;
    if (!options.habit.empty()) {
        what_if = cpt::WhatIf{options.habit, std::nullopt, options.sessions_per_year};
    }
    const Answer answer = ask(engine, options.schedules, [&](cpt::TextBuffer& out) {
        return engine.estimate(*request, out, what_if);
    });
    return print(answer, options.fail_on);
}

/// A question about a session over time: the file is the contract's request, or an estimate request
/// where options say what is asked.
template <class Wrap, class Ask>
int run_plan(cpt::Engine& engine, const Options& options, bool is_wrapped, Wrap wrap,
             Ask question) {
    std::optional<std::string> request = cpt::read_text(options.input);
    if (!request) {
        return refuse({{"", cpt::ErrorCode::invalid_json, options.input + " cannot be read.", {}}});
    }
    if (is_wrapped) request = wrap(*request);
    const Answer answer = ask(engine, options.schedules, [&](cpt::TextBuffer& out) {
        return cpt::Outcome{question(engine.book(), *request, out), {}};
    });
    return print(answer, "");
}

int run_batch(cpt::Engine& engine, const Options& options) {
    int in = STDIN_FILENO;
    if (options.input != "-" && std::freopen(options.input.c_str(), "rb", stdin) == nullptr) {
        return refuse({{"", cpt::ErrorCode::invalid_json, options.input + " cannot be read.", {}}});
    }
    const cpt::BatchResult result = cpt::run_batch(engine, in, STDOUT_FILENO);
    if (!result.is_read) {
        return refuse({{"",
                        cpt::ErrorCode::invalid_json,
                        options.input + " cannot be read to its end.",
                        {}}});
    }
    if (!result.is_written) {
        std::cerr << "The output could not be written.\n";
        return kBadInput;
    }
    if (result.refused > 0) {
        std::cerr << result.refused << " of " << result.lines << " lines were refused.\n";
        return kBadInput;
    }
    return status_of(result.severities, options.fail_on);
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
    const Answer answer = ask(engine, options.schedules, [&](cpt::TextBuffer& out) {
        return engine.estimate(options.rate, out);
    });
    if (options.as_json) return print(answer, options.fail_on);
    if (!answer.data_errors.empty()) return explain(answer.data_errors);
    const auto estimate = cpt::estimate(engine.book(), options.rate);
    if (!estimate) return explain(estimate.error());
    const cpt::Claim& claim = estimate->claims.front();
    if (!claim.is_priced) {
        for (const cpt::Finding& finding : claim.findings) std::cerr << finding.message << '\n';
        return kBadInput;
    }
    std::cout << '$' << cpt::to_dollars(claim.total.allowed) << '\n';
    return flushed(status_of(answer.outcome.severities, options.fail_on));
}

/// "2026", or "2019-2026" with the earlier year first.
bool is_years(std::string_view text) {
    const auto is_year = [](std::string_view year) {
        return year.size() == 4 && year.find_first_not_of("0123456789") == year.npos;
    };
    if (text.size() != 9) return is_year(text);
    const std::string_view first = text.substr(0, 4);
    const std::string_view last = text.substr(5);
    return text[4] == '-' && is_year(first) && is_year(last) && first <= last;
}

/// "medicaid-NC, medicaid-SC", or what stands for no list at all.
template <class Words>
std::string list(const Words& words, const char* if_none) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + std::string{word};
    return text.empty() ? if_none : text;
}

/// Of whom a rule speaks, and when.
std::string scope(const cpt::Rule& rule) {
    std::vector<std::string_view> programs;
    for (const cpt::Program each : rule.applies_to.programs) {
        programs.push_back(cpt::kPrograms[static_cast<std::size_t>(each)]);
    }
    std::string text = rule.applies_to.payers.empty() ? list(programs, "all payers")
                                                      : list(rule.applies_to.payers, "");
    if (!rule.applies_to.macs.empty()) text += " of contractor " + list(rule.applies_to.macs, "");
    text += "; " + list(rule.applies_to.codes, "all codes") + "; from " +
            cpt::to_string(rule.in_force.from);
    if (rule.in_force.to < cpt::kEndOfTime) text += " to " + cpt::to_string(rule.in_force.to);
    return text;
}

/// A rule as lines for people: what it says and of whom, what to do, and who says so.
void print(const cpt::Rule& rule) {
    std::cout << rule.id << "  " << cpt::kSeverities[static_cast<std::size_t>(rule.severity)];
    if (!rule.carc.empty()) std::cout << "  " << rule.group << '-' << rule.carc;
    std::cout << "  " << cpt::kBases[static_cast<std::size_t>(rule.basis)] << "\n    "
              << scope(rule) << "\n    " << rule.message << "\n    " << rule.fix << '\n';
    for (const cpt::RuleSource& source : rule.sources) {
        std::cout << "    " << source.title << (source.url.empty() ? "" : " ") << source.url
                  << '\n';
    }
}

int run_rules(const cpt::Engine& engine, const Options& options) {
    const auto rules = engine.find_rules(options.rules);
    if (!rules) return options.as_json ? refuse(rules.error()) : explain(rules.error());
    if (options.as_json) {
        cpt::TextBuffer out;
        cpt::write_rules(out, *rules);
        std::cout << out.view() << '\n';
    } else {
        for (const cpt::Rule* rule : *rules) print(*rule);
        std::cout << rules->size() << " rules\n";
    }
    return flushed(kFine);
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

    app.add_option("--contract", options.contracts,
                   "A table of the practice's own amounts, JSON; may be given more than once")
        ->allow_extra_args(false);

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
    CLI::Option* what_if = estimate->add_option(
        "--what-if", options.habit, "Price the session with this habit made with every member too");
    what_if->check([](const std::string& habit) {
        return habit.empty() ? std::string{"names no habit"} : std::string{};
    });
    estimate
        ->add_option("--sessions-per-year", options.sessions_per_year,
                     "How many such sessions a year")
        ->check(CLI::Range(1, 366))
        ->needs(what_if)
        ->capture_default_str();

    CLI::App* batch =
        app.add_subcommand("batch", "Price many: a request a line in, a response a line out");
    batch->add_option("FILE", options.input, "Requests; - is standard input")
        ->capture_default_str();
    add_fail_on(batch);

    CLI::App* rate = app.add_subcommand("rate", "What a payer allows for one code, in dollars");
    rate->add_option("--code", options.rate.service.code, "CPT or HCPCS code")
        ->capture_default_str();
    rate->add_option("--date", options.rate.service.date, "Date of service, YYYY-MM-DD")
        ->required();
    CLI::Option* locality = rate->add_option("--locality", options.rate.locality,
                                             "Medicare locality, such as 01182-18");
    rate->add_option("--zip", options.rate.zip, "Five-digit ZIP code, instead of a locality")
        ->excludes(locality);
    rate->add_option("--payer", member.payer, "Medicare, another payer, a benchmark or a contract")
        ->capture_default_str();
    rate->add_option("--program", member.program, "Which of the payer's schedules");
    rate->add_option("--modifiers", member.modifiers, "On the line, such as HO,95")
        ->delimiter(',')
        ->allow_extra_args(false);
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

    CLI::App* compare = app.add_subcommand(
        "compare",
        "The same session in other years, places, hands or contracts, and why it differs");
    compare
        ->add_option("FILE", options.input,
                     "Request of an estimate, or of a comparison where no option says what to "
                     "compare with; - is standard input")
        ->capture_default_str();
    compare
        ->add_option("--years", options.compare.years, "Years of the same day, such as 2019-2026")
        ->check([](const std::string& years) {
            return is_years(years) ? std::string{}
                                   : std::string{"is not a year or two, such as 2019-2026"};
        });
    compare
        ->add_option("--factors", options.compare.factors,
                     "Days of a conversion factor; :apm after one for a qualifying participant")
        ->delimiter(',')
        ->allow_extra_args(false);
    compare->add_option("--localities", options.compare.localities)
        ->delimiter(',')
        ->allow_extra_args(false);
    compare->add_option("--clinicians", options.compare.clinicians)
        ->delimiter(',')
        ->allow_extra_args(false);
    compare->add_option("--places", options.compare.places, "Places of service")
        ->delimiter(',')
        ->allow_extra_args(false);
    compare->add_option("--payers", options.compare.payers, "FROM=TO, such as uhc=our-contract")
        ->delimiter(',')
        ->allow_extra_args(false);

    CLI::App* project =
        app.add_subcommand("project", "What a month or a year of the session brings in");
    project
        ->add_option("FILE", options.input,
                     "Request of an estimate, or of a projection where no option says what is "
                     "expected; - is standard input")
        ->capture_default_str();
    project->add_option("--period", options.project.period, "month or year")
        ->check(CLI::IsMember({"month", "year"}));
    project->add_option("--sessions-per-week", options.project.sessions_per_week);
    project->add_option("--weeks-off", options.project.weeks_off, "Of the 52 of a year");
    project->add_option("--attendance", options.project.attendance, "Percent of sessions attended");
    project->add_option("--member-attendance", options.project.member_attendance, "MEMBER=PERCENT")
        ->delimiter(',')
        ->allow_extra_args(false);
    project->add_option("--denial", options.project.denial, "PAYER=PERCENT of claims")
        ->delimiter(',')
        ->allow_extra_args(false);
    project->add_option("--collection", options.project.collection, "PAYER=PERCENT of what is owed")
        ->delimiter(',')
        ->allow_extra_args(false);
    project->add_option("--preparation-minutes", options.project.preparation_minutes);
    project->add_option("--minutes-per-note", options.project.minutes_per_note);

    CLI::App* rules = app.add_subcommand("rules", "The rules that claims are checked against");
    rules->add_option("--code", options.rules.code, "Those that speak of this code");
    rules->add_option("--payer", options.rules.payer, "Those that may speak of this payer");
    rules->add_option("--date", options.rules.date, "Those in force on this day, YYYY-MM-DD");
    rules->add_flag("--json", options.as_json, "Print them as JSON");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kFine : kBadInput;
    }

    cpt::Engine engine;
    const cpt::Load which = batch->parsed()   ? cpt::Load::all
                            : rules->parsed() ? cpt::Load::rules
                                              : cpt::Load::start;
    const cpt::Errors errors = cpt::load_folder(engine, options.schedules, which);
    if (!errors.empty())
        return (rate->parsed() || rules->parsed()) && !options.as_json ? explain(errors)
                                                                       : refuse(errors);
    cpt::Errors contract_errors;
    for (const std::string& path : options.contracts) {
        for (cpt::Error& error : cpt::load_contract(engine, path)) {
            contract_errors.push_back(std::move(error));
        }
    }
    if (!contract_errors.empty()) return refuse(contract_errors);
    if (estimate->parsed()) return run_estimate(engine, options);
    if (compare->parsed()) {
        return run_plan(
            engine, options, options.compare.are_given(),
            [&](const std::string& text) { return cpt::compare_request(text, options.compare); },
            [](const cpt::Book& book, std::string_view request, cpt::TextBuffer& out) {
                return cpt::compare(book, request, out);
            });
    }
    if (project->parsed()) {
        return run_plan(
            engine, options, options.project.are_given(),
            [&](const std::string& text) { return cpt::project_request(text, options.project); },
            [](const cpt::Book& book, std::string_view request, cpt::TextBuffer& out) {
                return cpt::project(book, request, out);
            });
    }
    if (batch->parsed()) return run_batch(engine, options);
    if (rules->parsed()) return run_rules(engine, options);
    return run_rate(engine, options);
}

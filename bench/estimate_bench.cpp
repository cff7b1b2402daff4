// Times one estimate, whole and by stages, over requests from files.
//
// usage: estimate_bench SCHEDULES REQUEST.json... [--benchmark_...]
//
// Each request gives six benchmarks, named after the stage and the file: whole/NAME, parse/NAME,
// read/NAME, price/NAME (with an empty rule book), check/NAME (the same with every rule) and
// write/NAME.

#include <benchmark/benchmark.h>

#include <deque>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "core/boundary/engine.h"
#include "core/boundary/json_document.h"
#include "core/boundary/read_request.h"
#include "core/boundary/write_response.h"
#include "core/cli/data_folder.h"
#include "core/session/estimate.h"

namespace {

/// A request, and what each stage leaves to the next.
struct Stages {
    std::string text;
    cpt::JsonDocument document;
    cpt::GroupSession session;
    cpt::Estimate estimate;
};

cpt::JsonDocument parse(const std::string& text) {
    cpt::Error not_json;
    return *cpt::JsonDocument::parse(text, not_json);
}

cpt::GroupSession read(const cpt::JsonDocument& document) {
    cpt::Problems problems;
    return cpt::read_request(document.root(), problems);
}

/// Looks every word up, prices and checks: all that is neither reading nor writing.
cpt::Estimate price(const cpt::Book& book, const cpt::GroupSession& session) {
    return *cpt::estimate(book, session);
}

template <class Stage>
void add(const std::string& name, Stage stage) {
    // Long enough to average over, short enough to alternate with the WebAssembly module.
    constexpr double kSeconds = 0.1;
    const auto run = [stage](benchmark::State& state) {
        for (auto _ : state) stage();
    };
    benchmark::RegisterBenchmark(name.c_str(), run)
        ->Unit(benchmark::kMicrosecond)
        ->MinTime(kSeconds);
}

/// All but the rules.
cpt::Engine without_rules(const std::string& folder) {
    cpt::Engine engine;
    cpt::load_file(engine, folder, "index.json");
    for (const cpt::HeldFile& file : std::vector(engine.book().schedules.held)) {
        if (file.schema != "rules/1") cpt::load_file(engine, folder, file.name);
    }
    return engine;
}

/// `on` and the engines outlive the benchmarks; `on` holds a request that is priced.
void add_stages(const cpt::Engine& engine, const cpt::Engine& bare, Stages& on,
                const std::string& name) {
    on.document = parse(on.text);
    on.session = read(on.document);
    on.estimate = price(engine.book(), on.session);
    static cpt::TextBuffer out;
    add("whole/" + name, [&] {
        out.clear();
        benchmark::DoNotOptimize(engine.estimate(on.text, out).is_priced);
    });
    add("parse/" + name, [&] { benchmark::DoNotOptimize(parse(on.text)); });
    add("read/" + name, [&] { benchmark::DoNotOptimize(read(on.document)); });
    add("price/" + name, [&] { benchmark::DoNotOptimize(price(bare.book(), on.session)); });
    add("check/" + name, [&] { benchmark::DoNotOptimize(price(engine.book(), on.session)); });
    add("write/" + name, [&] {
        out.clear();
        cpt::write_estimate(out, on.session, on.estimate);
        benchmark::DoNotOptimize(out.view().data());
    });
}

int refuse(const std::string& what, const cpt::Errors& errors) {
    cpt::TextBuffer out;
    cpt::write_refusal(out, errors);
    std::cerr << what << ": " << out.view() << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (argc < 3) {
        std::cerr << "usage: estimate_bench SCHEDULES REQUEST.json... [--benchmark_...]\n";
        return 1;
    }
    cpt::Engine engine;
    const cpt::Errors errors = cpt::load_folder(engine, argv[1], cpt::Load::all);
    if (!errors.empty()) return refuse(argv[1], errors);

    const cpt::Engine bare = without_rules(argv[1]);
    std::deque<Stages> requests;
    for (int i = 2; i < argc; ++i) {
        const std::filesystem::path file = argv[i];
        Stages& stages = requests.emplace_back();
        stages.text = cpt::read_text(file.string()).value_or("");
        cpt::TextBuffer answer;
        if (!engine.estimate(stages.text, answer).is_priced) {
            std::cerr << file << ": " << answer.view() << '\n';
            return 1;
        }
        add_stages(engine, bare, stages, file.stem().string());
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

// The conformance suite of tests/cases/ against the engine. Its rules for comparing: an object
// matches one that has at least its fields, an array one of the same length, {"$contains": [...]}
// an array in which each of its elements is matched, {"$only": [...]} an array in which each of its
// elements is matched by one element and which has no others, in any order, anything else only
// itself. A case may name files of tests/data/contracts/ to be loaded first.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/data.h"

namespace cpt {
namespace {

using nlohmann::json;

std::string mismatch(const json& expected, const json& actual, const std::string& path = "");

/// Whether each of `wanted`, from position `next`, has one of `left` for itself, and none is left
/// over.
bool pairs_up(const json& wanted, std::size_t next, const json& left) {
    if (next == wanted.size()) return left.empty();
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!mismatch(wanted[next], left[i]).empty()) continue;
        json others = left;
        others.erase(i);
        if (pairs_up(wanted, next + 1, others)) return true;
    }
    return false;
}

/// Where `actual` departs from `expected`; empty where it does not.
std::string mismatch(const json& expected, const json& actual, const std::string& path) {
    const auto differs = [&] {
        return path + ": expected " + expected.dump() + ", found " + actual.dump();
    };
    if (expected.is_object() && expected.contains("$only")) {
        return actual.is_array() && pairs_up(expected["$only"], 0, actual) ? "" : differs();
    }
    if (expected.is_object() && expected.contains("$contains")) {
        for (const json& wanted : expected["$contains"]) {
            const bool is_there = std::any_of(actual.begin(), actual.end(), [&](const json& each) {
                return mismatch(wanted, each).empty();
            });
            if (!actual.is_array() || !is_there) {
                return path + ": nothing matches " + wanted.dump() + " in " + actual.dump();
            }
        }
        return "";
    }
    if (expected.type() != actual.type() && !(expected.is_number() && actual.is_number())) {
        return differs();
    }
    if (expected.is_object()) {
        for (const auto& [key, value] : expected.items()) {
            if (!actual.contains(key)) return path + "/" + key + ": missing";
            const std::string inside = mismatch(value, actual[key], path + "/" + key);
            if (!inside.empty()) return inside;
        }
        return "";
    }
    if (expected.is_array()) {
        if (expected.size() != actual.size()) return differs();
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const std::string inside =
                mismatch(expected[i], actual[i], path + "/" + std::to_string(i));
            if (!inside.empty()) return inside;
        }
        return "";
    }
    return expected == actual ? "" : differs();
}

/// An engine with every data file, to which contracts may be added.
Engine load_engine() {
    Engine engine;
    const auto load = [&](const std::string& name) {
        const Errors errors = engine.load(name, test::read_project_file("fee_schedules/" + name));
        EXPECT_TRUE(errors.empty()) << name;
    };
    load("index.json");
    for (const HeldFile& file : std::vector(engine.book().schedules.held)) load(file.name);
    return engine;
}

/// The response to a request with these files of tests/data/contracts/ loaded.
std::string respond_with(Engine& engine, const json& contracts, const std::string& request) {
    for (const std::string name : contracts) {
        const Errors errors =
            engine.load(name, test::read_project_file("tests/data/contracts/" + name));
        EXPECT_TRUE(errors.empty()) << name;
    }
    std::string response = test::respond(engine, request);
    for (const std::string name : contracts) engine.forget(name);
    return response;
}

TEST(Cases, MatchWhatWasPublished) {
    Engine engine = load_engine();
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(CPT_SOURCE_DIR "/tests/cases")) {
        if (entry.path().extension() != ".json") continue;
        const std::string name = "tests/cases/" + entry.path().filename().string();
        const json suite = json::parse(test::read_project_file(name), nullptr, false);
        ASSERT_TRUE(suite.is_object()) << name;
        for (const json& each : suite["cases"]) {
            ++count;
            const std::string request = each.contains("request_text")
                                            ? each["request_text"].get<std::string>()
                                            : each["request"].dump();
            const json contracts = each.value("contracts", json::array());
            const json response =
                json::parse(respond_with(engine, contracts, request), nullptr, false);
            const std::string difference = mismatch(each["expected"], response);
            EXPECT_TRUE(difference.empty()) << name << ": " << each["name"] << "\n" << difference;
        }
    }
    EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace cpt

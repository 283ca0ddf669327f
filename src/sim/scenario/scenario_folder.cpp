#include "sim/scenario/scenario_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <variant>

#include "config/nearest.hpp"
#include "config/text.hpp"
#include "sim/scenario/scenario_file.hpp"
#include "sim/text.hpp"
#include "sim/usage_error.hpp"
#include "sim/user_file.hpp"

namespace aggregator::sim {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".ini";

/// Seen from the folder of the program.
constexpr const char* kPlaces[] = {"../share/bms-aggregator/scenarios", "../../src/sim/scenarios"};

std::string file_of(const std::string& name) {
    if (fs::path{name}.has_extension() || name.find('/') != std::string::npos) return name;
    const auto folder = scenario_folder();
    if (!folder) throw UsageError("no folder of scenarios; set BMS_SIM_SCENARIOS or name a file");
    const fs::path file = fs::path{*folder} / (name + kEnding);
    if (fs::exists(file)) return file;
    const auto names = scenarios_in(*folder);
    const auto near = config::nearest(name, names);
    throw UsageError(
        "no scenario " + config::quote(name) +
        (near ? "; did you mean " + *near + "?" : "; there are " + config::join(names, ", ")));
}

}  // namespace

std::optional<std::string> scenario_folder() {
    if (const char* const named = std::getenv("BMS_SIM_SCENARIOS")) return named;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    for (const char* const place : kPlaces) {
        const fs::path folder = (program.parent_path() / place).lexically_normal();
        if (fs::is_directory(folder, error)) return folder.string();
    }
    return {};
}

std::vector<std::string> scenarios_in(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        if (entry.path().extension() == kEnding) names.push_back(entry.path().stem());
    }
    std::ranges::sort(names);
    return names;
}

Scenario open_scenario(const std::string& name_or_file) {
    const std::string file = file_of(name_or_file);
    LoadedScenario loaded = load_scenario(text_of_file(file));
    Scenario& scenario = loaded.scenario;
    if (!scenario.config.empty()) {
        scenario.config = fs::path{file}.parent_path() / scenario.config;
        if (!fs::exists(scenario.config))
            loaded.errors.push_back(
                {loaded.config_line, "Scenario", "config", "no file " + scenario.config});
    }
    std::vector<std::string> lines;
    for (const auto& error : loaded.errors) lines.push_back(config::describe(error, file));
    if (!lines.empty()) throw UsageError(joined_lines(lines));

    scenario.name = fs::path{file}.stem();
    if (scenario.title.empty()) scenario.title = scenario.name;
    return scenario;
}

}  // namespace aggregator::sim

/// The scenarios that come with the program, and the documentation of their keys.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "aggregator/config/file.hpp"
#include "sim/scenario/fault_rules.hpp"
#include "sim/scenario/keys.hpp"
#include "sim/scenario/scenario_file.hpp"
#include "sim/scenario/scenario_folder.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using testing::HasSubstr;

const std::string kFolder = std::string{PROJECT_DIR} + "/src/sim/scenarios";

TEST(Scenarios, AreAllGood) {
    const auto names = scenarios_in(kFolder);
    EXPECT_GE(names.size(), 20U);
    for (const std::string& name : names) {
        const Scenario scenario = open_scenario(kFolder + "/" + name + ".ini");
        EXPECT_EQ(scenario.name, name);
        EXPECT_NE(scenario.title, name) << "has a title";
    }
}

TEST(Scenarios, AreTheOnesOfTheSpecification) {
    EXPECT_THAT(scenarios_in(kFolder),
                testing::IsSupersetOf({"a-equal", "b-weak-pack", "c-one-limited", "d-one-fuller",
                                       "e-double-size", "f-equal-cables", "g-switch-opens",
                                       "h-high-cell", "discharge-mirror", "cold-morning",
                                       "cloudy-days", "12v-2-packs", "12v-6-packs", "24v-mixed"}));
}

/// Source: domain.md 5. None of the eight banks that the rules are compared on gets a looser gate.
TEST(Scenarios, HaveTheGateOfTheSpecification) {
    const Gate gate;
    EXPECT_EQ(gate.over_limit_ah, 0.10);
    EXPECT_EQ(gate.trips, 0);
    EXPECT_EQ(gate.reversals, 80);
    EXPECT_EQ(gate.alarm_edges, 0);
    EXPECT_EQ(gate.slower_pct, 5.0);
    for (const std::string name :
         {"a-equal", "b-weak-pack", "c-one-limited", "d-one-fuller", "e-double-size",
          "f-equal-cables", "g-switch-opens", "h-high-cell"})
        EXPECT_EQ(open_scenario(kFolder + "/" + name + ".ini").gate, gate) << name;
}

/// A gate that is not the specification's is given with its reason in the line above it.
TEST(Scenarios, SayWhyAGateIsLooser) {
    for (const std::string& name : scenarios_in(kFolder)) {
        std::ifstream file{kFolder + "/" + name + ".ini"};
        std::string above;
        bool in_gate = false;
        for (std::string line; std::getline(file, line); above = line) {
            in_gate = in_gate || line == "[Gate]";
            if (!in_gate || line.find('=') == std::string::npos) continue;
            EXPECT_THAT(above, testing::StartsWith("# ")) << name << ": " << line;
        }
    }
}

TEST(Scenarios, ComeWithTheProgram) {
    // A test lies deeper in the build than the program.
    ASSERT_EQ(setenv("BMS_SIM_SCENARIOS", kFolder.c_str(), 1), 0);
    EXPECT_EQ(open_scenario("a-equal").name, "a-equal");
    try {
        (void)open_scenario("b-weak-pak");
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_STREQ(error.what(), "no scenario 'b-weak-pak'; did you mean b-weak-pack?");
    }
    unsetenv("BMS_SIM_SCENARIOS");
}

TEST(Scenarios, OfAFileThatIsNotThereAreRefused) {
    EXPECT_THROW((void)open_scenario("/nowhere/at-all.ini"), UsageError);
}

TEST(Scenarios, TellWhichLineNamesAConfigurationThatIsNotThere) {
    const std::string file = testing::TempDir() + "names_nothing.ini";
    std::ofstream{file} << "[Scenario]\nhours = 1\nconfig = nowhere.ini\n";
    try {
        (void)open_scenario(file);
        ADD_FAILURE();
    } catch (const UsageError& error) {
        EXPECT_EQ(error.what(),
                  file + ":3: [Scenario] config: no file " + testing::TempDir() + "nowhere.ini");
    }
    std::filesystem::remove(file);
}

class Documented : public testing::Test {
protected:
    /// `| key | unit | allowed | default | effect |`
    template <typename Root>
    static std::string row_of(const config::Key<Root>& key) {
        const auto standard = key.write(key.spec, Root{});
        const std::string absent{key.spec.absent.meaning};
        return "| `" + std::string{key.spec.name} + "` | " + std::string{key.spec.unit} + " | " +
               config::allowed_text(key.spec) + " | " +
               (absent.empty() ? standard.value_or("") : absent) + " | " +
               std::string{key.spec.effect} + " |";
    }

    template <typename Root>
    void expect(Keys<Root> keys) {
        for (const auto& key : keys) EXPECT_THAT(text_, HasSubstr(row_of(key)));
    }

    std::string text_ =
        std::get<std::string>(config::read_file(std::string{PROJECT_DIR} + "/src/sim/README.md"));
};

/// The example is the lines that are indented by four, from its first section on.
TEST_F(Documented, TheExampleIsAGoodScenario) {
    std::istringstream lines{text_};
    std::string example;
    for (std::string line; std::getline(lines, line);) {
        const bool begins = line == "    [Scenario]";
        const bool goes_on = !example.empty() && (line.empty() || line.starts_with("    "));
        if (begins || goes_on) example += line.empty() ? "\n" : line.substr(4) + "\n";
        if (!example.empty() && line.starts_with("###")) break;
    }
    const LoadedScenario loaded = load_scenario(example);
    EXPECT_EQ(loaded.errors, std::vector<config::ConfigError>{});
    EXPECT_EQ(loaded.scenario.title, "My boat");
    EXPECT_EQ(loaded.scenario.faults.size(), 1U);
}

TEST_F(Documented, EveryKindOfFaultIsInTheReadme) {
    for (const FaultRule& rule : fault_rules()) {
        const std::string name{name_of(rule.kind)};
        const std::string range = values_text(rule);
        EXPECT_THAT(text_, testing::ContainsRegex("\\| `" + name + "`[^|]*\\|[^|]*\\| " + range +
                                                  (range.empty() ? "" : " ") + "\\|"));
    }
}

TEST_F(Documented, EveryKeyIsInTheReadme) {
    expect(scenario_keys());
    expect(system_keys());
    expect(pack_keys());
    expect(fault_keys());
    expect(gate_keys());
}

}  // namespace
}  // namespace aggregator::sim

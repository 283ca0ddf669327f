/// The real program: `bms-sim score`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/program.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Enough for minutes of simulated charging on a busy machine.
constexpr std::chrono::seconds kRun{60};

class ScoreCommand : public testing::Test {
protected:
    ScoreCommand() {
        std::string path = testing::TempDir() + "bms_sim_score_XXXXXX";
        if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no folder");
        folder_ = path;
        write("bank.ini",
              "[Scenario]\ntitle = Quick bank\nends = time\nhours = 0.1\nstep = 1\n"
              "[Packs]\ncount = 2\n");
    }
    ~ScoreCommand() override { std::filesystem::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream{folder_ / name} << text;
        return folder_ / name;
    }

    [[nodiscard]] std::string in_folder(const std::string& name) const { return folder_ / name; }

    /// The exit code; the text is in output_.
    int score(std::vector<std::string> arguments, const std::string& before = {}) {
        std::vector<std::string> command{BMS_SIM, "score"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        if (!before.empty()) command.insert(command.begin(), {"/usr/bin/env", before});
        Program program{command};
        const auto code = program.wait(kRun);
        output_ = program.output();
        return code.value_or(-1000);
    }

    static std::string content(const std::string& file) {
        std::ostringstream text;
        text << std::ifstream{file}.rdbuf();
        return text.str();
    }

    std::filesystem::path folder_;
    std::string output_;
};

TEST_F(ScoreCommand, PrintsATableOfAllRules) {
    EXPECT_EQ(score({in_folder("bank.ini")}), 0) << output_;
    EXPECT_THAT(output_, HasSubstr("bank: Quick bank"));
    for (const char* const rule : {"adaptive", "capacity", "min_n", "single", "sum", "tiers"})
        EXPECT_THAT(output_, HasSubstr(std::string{"\n"} + rule + " "));
}

TEST_F(ScoreCommand, ListsWhatComesWithIt) {
    EXPECT_EQ(score({"--list"}), 0);
    EXPECT_THAT(output_, HasSubstr("b-weak-pack: Weak pack"));
}

TEST_F(ScoreCommand, PrintsJsonAndNothingElse) {
    EXPECT_EQ(score({in_folder("bank.ini"), "--rule", "adaptive", "--json"}), 0);
    const auto json = nlohmann::json::parse(output_);
    EXPECT_EQ(json[0]["scenario"], "bank");
    EXPECT_GT(json[0]["rules"][0]["figures"]["charged_ah"], 5.0);
}

TEST_F(ScoreCommand, TriesTheUsersConfiguration) {
    const std::string config = write(
        "config.ini",
        "[ChargeLimits]\nnominal_charge_current = 20\nreduced_charge_current = 10\n[BMS]\n"
        "bms1_service = com.victronenergy.battery.a\nbms2_service = com.victronenergy.battery.b\n");
    EXPECT_EQ(score({in_folder("bank.ini"), "--config", config, "--json"}), 0) << output_;
    const auto json = nlohmann::json::parse(output_);
    EXPECT_EQ(json[0]["rules"][0]["rule"], "configured");
    EXPECT_NEAR(json[0]["rules"][0]["figures"]["charged_ah"].get<double>(), 2.0, 0.1);
}

TEST_F(ScoreCommand, PrintsTheConfigurationItMakes) {
    EXPECT_EQ(score({in_folder("bank.ini"), "--print-config"}), 0);
    EXPECT_THAT(output_, HasSubstr("bms2_service = com.victronenergy.battery.sim_2"));
    const std::string config = write("made.ini", output_);
    EXPECT_EQ(score({in_folder("bank.ini"), "--config", config}), 0) << output_;
}

TEST_F(ScoreCommand, WritesTheSeries) {
    const std::string csv = in_folder("run.csv");
    EXPECT_EQ(score({in_folder("bank.ini"), "--rule", "adaptive", "--csv", csv}), 0) << output_;
    EXPECT_THAT(content(csv), HasSubstr("Pack 2 current_a"));
}

TEST_F(ScoreCommand, DrawsAPicture) {
    const std::string svg = in_folder("run.svg");
    EXPECT_EQ(score({in_folder("bank.ini"), "--rule", "adaptive", "--plot", svg}), 0) << output_;
    EXPECT_THAT(content(svg), HasSubstr("<svg"));
    EXPECT_THAT(content(svg), HasSubstr("Quick bank"));
    EXPECT_THAT(output_, Not(HasSubstr("warning")));
}

TEST_F(ScoreCommand, SaysWhatIsMissingForAPicture) {
    const std::string svg = in_folder("run.svg");
    const int code =
        score({in_folder("bank.ini"), "--rule", "adaptive", "--plot", svg}, "PATH=/nowhere");
    EXPECT_EQ(code, 1);
    EXPECT_THAT(output_, HasSubstr("apt install gnuplot-nox"));
}

TEST_F(ScoreCommand, FailsWhereTheGateIsMissed) {
    const std::string strict =
        write("strict.ini", "[Scenario]\nends = full\nhours = 0.1\nstep = 1\n[Packs]\ncount = 2\n");
    EXPECT_EQ(score({strict, "--rule", "adaptive"}), 0);
    EXPECT_EQ(score({strict, "--rule", "adaptive", "--gate"}), 1);
    EXPECT_THAT(output_, HasSubstr("strict, adaptive: never all full"));
}

TEST_F(ScoreCommand, RefusesABadFileWithEveryLine) {
    const std::string bad = write("bad.ini", "[Packs]\ncuont = 2\n[Pack 1]\nsoc = 200\n");
    EXPECT_EQ(score({bad}), 2);
    EXPECT_THAT(output_, HasSubstr(bad + ":2: [Packs] cuont: unknown key; did you mean count?"));
    EXPECT_THAT(output_, HasSubstr(bad + ":4: [Pack 1] soc: 200 is out of range"));
    EXPECT_THAT(output_, Not(HasSubstr("chg Ah"))) << "the errors, and nothing before them";
}

TEST_F(ScoreCommand, RefusesWhatDoesNotFit) {
    const std::string bank = in_folder("bank.ini");
    EXPECT_EQ(score({"no-such-scenario"}), 2);
    EXPECT_EQ(score({bank, "--rule", "best"}), 2);
    EXPECT_EQ(score({bank, "--plot", "a.svg"}), 2) << "of which rule?";
    EXPECT_EQ(score({bank, "--rule", "adaptive", "--plot", "a.txt"}), 2);
    EXPECT_EQ(score({"--print-config"}), 2);
    EXPECT_EQ(score({bank, "--config", in_folder("none.ini")}), 2);
}

TEST_F(ScoreCommand, SaysWhichFileCannotBeWritten) {
    const std::string nowhere = in_folder("none") + "/run.csv";
    EXPECT_EQ(score({in_folder("bank.ini"), "--rule", "adaptive", "--csv", nowhere}), 1);
    EXPECT_THAT(output_, HasSubstr(nowhere + ": No such file"));
}

}  // namespace
}  // namespace aggregator::test

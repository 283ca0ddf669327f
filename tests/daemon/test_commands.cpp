#include <sstream>

#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kFixtures = AGGREGATOR_PROJECT_DIR "/tests/fixtures/";

std::string content(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class WrongUsage : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(WrongUsage, IsExplainedAndExitsWithTwo) {
    const Result result = run(command(GetParam()));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, HasSubstr("Run with --help"));
}

INSTANTIATE_TEST_SUITE_P(Arguments, WrongUsage,
                         testing::Values(std::vector<std::string>{"--unknown"},
                                         std::vector<std::string>{"frobnicate"},
                                         std::vector<std::string>{"--config"},
                                         std::vector<std::string>{"--log-level", "loud"},
                                         std::vector<std::string>{"run", "status"},
                                         std::vector<std::string>{"status", "--json5"},
                                         std::vector<std::string>{"scan", "--ini", "--json"},
                                         std::vector<std::string>{"scan", "--ini", "--watch"},
                                         std::vector<std::string>{"select", "this"},
                                         std::vector<std::string>{"deselect", "--force"},
                                         std::vector<std::string>{"check-config", "a", "b"}));

TEST(Commands, TellTheVersion) {
    const Result result = run(command({"--version"}));
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.output, StartsWith("bms-aggregator 2."));
}

TEST(Commands, ExplainThemselves) {
    const Result result = run(command({"--help"}));
    EXPECT_EQ(result.exit_code, 0);
    for (const char* word : {"--config", "--bus", "--log-level", "check-config", "print-config",
                             "scan", "status", "select", "deselect", "forget", "Exit codes: 0"}) {
        EXPECT_THAT(result.output, HasSubstr(word));
    }
}

class EveryCommand : public testing::TestWithParam<const char*> {};

TEST_P(EveryCommand, ExplainsItself) {
    const Result result = run(command({GetParam(), "--help"}));
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.output, HasSubstr(std::string{"Usage: bms-aggregator "} + GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Names, EveryCommand,
                         testing::Values("run", "check-config", "print-config", "scan", "status",
                                         "select", "deselect", "forget"));

TEST(CheckConfig, PassesAGoodFile) {
    const Result result = run(command({"check-config", kFixtures + "config-1.1.0.ini"}));
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.output, kFixtures + "config-1.1.0.ini: good\n");
}

TEST(CheckConfig, SaysEveryErrorWithFileAndLine) {
    const std::string file = kFixtures + "config-bad.ini";
    std::istringstream lines{content(kFixtures + "config-bad.errors")};
    std::string expected;
    for (std::string line; std::getline(lines, line);) expected += file + ":" + line + "\n";
    ASSERT_THAT(expected, Not(IsEmpty()));
    const Result result = run(command({"check-config", file}));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.output, expected);
}

TEST(CheckConfig, TellsAMissingFile) {
    const Result result = run(command({"check-config", "/nowhere/config.ini"}));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, HasSubstr("/nowhere/config.ini: there is no such file"));
}

TEST(CheckConfig, TellsAnUnreadableFile) {
    const Result result = run(command({"check-config", "/"}));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, StartsWith("/: "));
}

TEST(CheckConfig, TakesTheFileOfTheDaemonByDefault) {
    const Result result = run(command({"--config", "/nowhere/daemons.ini", "check-config"}));
    EXPECT_THAT(result.output, StartsWith("/nowhere/daemons.ini: "));
}

TEST(PrintConfig, ShowsEveryKeyWithItsSource) {
    const Result result = run(command({"print-config", kFixtures + "config-1.1.0.ini"}));
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.output, content(kFixtures + "config-1.1.0.printed"));
}

TEST(PrintConfig, ShowsNothingOfABadFile) {
    const Result result = run(command({"print-config", kFixtures + "config-bad.ini"}));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, Not(HasSubstr("The configuration in force")));
}

}  // namespace
}  // namespace aggregator::test

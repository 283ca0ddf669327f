#include <sstream>

#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kFixtures = AGGREGATOR_PROJECT_DIR "/tests/fixtures/";

struct Result {
    std::optional<int> exit_code;
    std::string output;
};

Result run(const std::vector<std::string>& command_line) {
    Program program{command_line};
    const auto exit_code = program.wait();
    return {exit_code, program.output()};
}

std::string content(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class WrongUsage : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(WrongUsage, IsExplainedAndExitsWithTwo) {
    const Result result = run(command(GetParam()));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.output, Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Arguments, WrongUsage,
                         testing::Values(std::vector<std::string>{"--unknown"},
                                         std::vector<std::string>{"frobnicate"},
                                         std::vector<std::string>{"--config"},
                                         std::vector<std::string>{"--log-level", "loud"},
                                         std::vector<std::string>{"run", "status"},
                                         std::vector<std::string>{"status", "--json5"},
                                         std::vector<std::string>{"check-config", "a", "b"}));

TEST(Commands, TellTheVersion) {
    const Result result = run(command({"--version"}));
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.output, StartsWith("bms-aggregator 2."));
}

TEST(Commands, ExplainThemselves) {
    const Result result = run(command({"--help"}));
    EXPECT_EQ(result.exit_code, 0);
    for (const char* word :
         {"--config", "--bus", "--log-level", "check-config", "print-config", "status"}) {
        EXPECT_THAT(result.output, HasSubstr(word));
    }
}

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

using Status = DaemonTest;

TEST_F(Status, ShowsTheBankAndItsPacks) {
    configure("[BMS]\ncustom_name = House\nbms1_service = " + kPack + "1\nbms1_name = Left\n");
    start_with_packs();
    const Result result = run(here({"status"}));
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.output, StartsWith("House: run   SOC 81.0%   13.25V   10.0A   "));
    EXPECT_THAT(result.output, HasSubstr("CCL  75.0A   pack limit: Left (its BMS)"));
    EXPECT_THAT(result.output, HasSubstr("  Left  online"));
    EXPECT_THAT(result.output, HasSubstr("no alarm"));
}

TEST_F(Status, SaysWhenNobodyAnswers) {
    const Result result = run(here({"status"}));
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, StartsWith(std::string{kBank} + " does not answer: "));
}

TEST_F(Status, SaysWhenThereIsNoBus) {
    const Result result = run(command({"--bus", "unix:path=/nowhere/bus", "status"}));
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, StartsWith("no bus at unix:path=/nowhere/bus: "));
}

TEST_F(Status, GoesOnShowingWhenWatching) {
    start_with_packs();
    Program watching{here({"status", "--watch"})};
    const auto pages = [&] {
        std::size_t count = 0;
        const std::string& output = watching.output();
        for (auto at = output.find("SOC 81.0%"); at != std::string::npos;
             at = output.find("SOC 81.0%", at + 1))
            ++count;
        return count;
    };
    ASSERT_TRUE(pump([&] { return pages() >= 2; }));
    program_->send_signal(SIGTERM);
    EXPECT_TRUE(
        pump([&] { return watching.output().find("does not answer") != std::string::npos; }));
    EXPECT_EQ(watching.wait(std::chrono::milliseconds{0}), std::nullopt);
}

}  // namespace
}  // namespace aggregator::test

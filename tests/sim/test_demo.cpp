/// What the README promises first: `./service/demo`, with programs that are built.

#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>

#include "support/private_bus.hpp"
#include "support/program.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr std::chrono::seconds kLongest{90};

const std::string kPrograms = std::filesystem::path{BMS_SIM}.parent_path();

std::vector<std::string> demo(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), std::string{PROJECT_DIR} + "/service/demo");
    return arguments;
}

/// It writes more than a pipe holds, so it is read all the time.
bool shows(Program& program, const std::string& text) {
    return pump_until(
        {}, [&] { return program.output().find(text) != std::string::npos; }, kLongest);
}

TEST(Demo, PlaysAndTellsWhatHappened) {
    Program program{demo({"--short", "--programs", kPrograms})};
    ASSERT_TRUE(shows(program, "The same as a picture")) << program.output();
    EXPECT_EQ(program.wait(10s), 0);
    const std::string& output = program.output();
    EXPECT_THAT(output, HasSubstr("BMS Aggregator: run"));
    const std::string story = output.substr(output.find("It is over."));
    for (const char* const event :
         {"fault: Old pack: limit 12", "the chargers may give", "fault: House 1: restart",
          "pack House 1: online -> stale", "pack House 1: stale -> lost",
          "alarm BmsCable: warning -> alarm (House 1)", "pack House 1: lost -> online",
          "a BMS had to open a switch: 0 times"})
        EXPECT_THAT(story, HasSubstr(event));
}

TEST(Demo, PlaysRecordingsUntilItIsInterrupted) {
    Program program{
        demo({"--programs", kPrograms, "--replay", FIXTURES "/recordings/bank-24v-bms.csv"})};
    ASSERT_TRUE(shows(program, "BMS Aggregator: run")) << program.output();
    program.send_signal(SIGINT);
    EXPECT_EQ(program.wait(10s), 0);
}

TEST(Demo, RefusesWhatItDoesNotKnow) {
    Program program{demo({"--shrt"})};
    EXPECT_EQ(program.wait(10s), 2);
    EXPECT_THAT(program.output(), HasSubstr("unknown option: --shrt"));
    EXPECT_THAT(program.output(), HasSubstr("Usage: service/demo"));
}

}  // namespace
}  // namespace aggregator::test

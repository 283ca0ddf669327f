/// The comparison of a run on a bus with virtual time, as a user makes it: `tests/sim/on-bus`.

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "support/program.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

std::string with_text(const std::string& text) {
    const std::string file = testing::TempDir() + "on_bus_" + std::to_string(getpid()) + ".ini";
    std::ofstream{file} << text;
    return file;
}

class OnBus : public testing::Test {
protected:
    ~OnBus() override { std::filesystem::remove(file_); }

    std::optional<int> play(const std::string& text) {
        file_ = with_text(text);
        Program program{{PROJECT_DIR "/tests/sim/on-bus", "--programs",
                         std::filesystem::path{BMS_SIM}.parent_path(), file_}};
        const auto code = program.wait(60s);
        output_ = program.output();
        return code;
    }

    std::string file_;
    std::string output_;
};

TEST_F(OnBus, ARestingBankIsAlike) {
    EXPECT_EQ(play("[Scenario]\nends = time\nhours = 0.02\n[System]\nsun = 0:0\n"
                   "[Packs]\nsoc = 50\n"),
              0)
        << output_;
    EXPECT_THAT(output_,
                testing::ContainsRegex("charged, Ah +0\\.000 +0\\.000 \\.\\. 0\\.000  yes"));
}

TEST_F(OnBus, WhatIsNotPlayedThereIsNotCompared) {
    EXPECT_EQ(play("[Fault 1]\nkind = kill\nat = 5\nduration = 3\n"), 1);
    EXPECT_THAT(output_, HasSubstr("has a fault of the kind kill, which is not played on a bus"));
}

}  // namespace
}  // namespace aggregator::test

#include <random>
#include <set>
#include <string>
#include <thread>

#include "aggregator/core/saved_state.hpp"
#include "faults/faults_fixture.hpp"

namespace aggregator::test {
namespace {

class KeptState : public FaultTest {
protected:
    /// A life that ends in order leaves a state.
    [[nodiscard]] std::string state_of_a_life() {
        start_with_packs();
        program_->send_signal(SIGTERM);
        EXPECT_EQ(program_->wait(), 0);
        return text_of(state_file());
    }

    void restart() {
        program_.reset();
        (void)pump([&] { return !client().has_owner(kBank); });
        start();
        ASSERT_TRUE(appears()) << program_->output();
    }
};

/// Anywhere, from nothing at all to one byte too few; test_saved_state.cpp cuts at every byte.
TEST_F(KeptState, ThatIsCutOffIsIgnored) {
    constexpr std::size_t kCuts = 12;
    const std::string whole_text = state_of_a_life();
    ASSERT_GT(whole_text.size(), 50U);
    for (std::size_t cut = 0; cut < kCuts; ++cut) {
        const std::size_t length = cut * (whole_text.size() - 1) / (kCuts - 1);
        std::ofstream{state_file(), std::ios::binary} << whole_text.substr(0, length);
        restart();
        ASSERT_EQ(number("/Info/MaxChargeCurrent"), 150.0) << length;
        ASSERT_NE(program_->output().find(" and ignored"), std::string::npos) << length;
    }
}

/// What is on the disk is the old state or the new one, at whatever moment the program is killed
/// while it writes.
TEST_F(KeptState, IsWholeAfterEveryKill) {
    constexpr int kKills = 200;
    constexpr int kLongest_us = 4'000;
    std::mt19937 random{7};
    std::uniform_int_distribution<int> delay_us{0, kLongest_us};
    ASSERT_FALSE(state_of_a_life().empty());
    const std::string configuration = text_of(config());
    int killed = 0;
    for (int i = 0; i < kKills; ++i) {
        restart();
        program_->send_signal(SIGTERM);
        std::this_thread::sleep_for(std::chrono::microseconds{delay_us(random)});
        program_->send_signal(SIGKILL);
        if (program_->wait() == -SIGKILL) ++killed;
        ASSERT_TRUE(from_text(text_of(state_file()))) << text_of(state_file());
        ASSERT_EQ(text_of(folder_ / "state" / "last-good-config.ini"), configuration);
    }
    EXPECT_GT(killed, kKills / 20) << "the kills came too late to prove anything";
    // Of a file that was being written a part may lie about until it is written again.
    const std::set<std::string> known{"state", "history", "last-good-config.ini"};
    for (const auto& file : std::filesystem::directory_iterator{folder_ / "state"}) {
        const auto& path = file.path();
        const auto name = path.extension() == ".new" ? path.stem() : path.filename();
        EXPECT_TRUE(known.contains(name)) << path << " is litter";
    }
}

}  // namespace
}  // namespace aggregator::test

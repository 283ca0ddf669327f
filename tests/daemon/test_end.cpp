#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class DaemonEnd : public DaemonTest {
protected:
    /// Whether it ends cleanly and in time, and its name with it.
    void expect_clean_end(int signo) {
        program_->send_signal(signo);
        EXPECT_EQ(program_->wait(1s), 0) << program_->output();
        EXPECT_FALSE(client().has_owner(kBank));
    }
};

TEST_F(DaemonEnd, IsCleanWhenTerminated) {
    start_with_packs();
    expect_clean_end(SIGTERM);
    EXPECT_TRUE(std::filesystem::exists(folder_ / "state" / "state"));
}

TEST_F(DaemonEnd, IsCleanWhenInterrupted) {
    start_with_packs();
    expect_clean_end(SIGINT);
}

TEST_F(DaemonEnd, IsCleanBeforeAnyPackWasSeen) {
    start();
    ASSERT_TRUE(says("configuration: "));
    one_.come();
    ASSERT_TRUE(says("canopen_bms_node1 "));
    expect_clean_end(SIGTERM);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "state" / "state"));
}

TEST_F(DaemonEnd, ComesWithTheBus) {
    start_with_packs();
    daemon_.stop();
    EXPECT_EQ(program_->wait(), 1);
    EXPECT_THAT(program_->output(), HasSubstr("error: bus lost: "));
}

TEST_F(DaemonEnd, DoesNotComeFromBeingStoppedForAWhile) {
    start_with_packs();
    program_->send_signal(SIGSTOP);
    one_.set({.soc = 70.0});
    pump_for(served_, 100ms);
    program_->send_signal(SIGCONT);
    EXPECT_TRUE(pump([&] { return number("/System/MinSoc") == 70.0; }));
    EXPECT_TRUE(runs());
}

TEST_F(DaemonEnd, ComesFromTheWatchdogsSignal) {
    start_with_packs();
    program_->send_signal(SIGALRM);
    EXPECT_EQ(program_->wait(), -SIGALRM);
    EXPECT_TRUE(pump([&] { return !client().has_owner(kBank); }));
}

}  // namespace
}  // namespace aggregator::test

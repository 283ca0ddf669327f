#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class DaemonEnd : public DaemonTest {
protected:
    /// Whether it ends cleanly and in time, and its name with it.
    void expect_clean_end(int signo) {
        program_->send(signo);
        ASSERT_TRUE(program_->ends_within(1s));
        EXPECT_EQ(program_->exit_code(), 0) << program_->output();
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
    ASSERT_TRUE(pump([&] { return !program_->output().empty() || program_->has_ended(); }));
    one_.come();
    ASSERT_TRUE(says("canopen_bms_node1 is on the bus"));
    expect_clean_end(SIGTERM);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "state" / "state"));
}

TEST_F(DaemonEnd, ComesWithTheBus) {
    start_with_packs();
    daemon_.stop();
    ASSERT_TRUE(program_->ends_within(kDeadline));
    EXPECT_EQ(program_->exit_code(), 1);
    EXPECT_THAT(program_->output(), HasSubstr("error: bus lost: "));
}

TEST_F(DaemonEnd, DoesNotComeFromBeingStoppedForAWhile) {
    start_with_packs();
    program_->send(SIGSTOP);
    one_.set({.soc = 70.0});
    pump_for(served_, 100ms);
    program_->send(SIGCONT);
    EXPECT_TRUE(pump([&] { return number("/System/MinSoc") == 70.0; }));
    EXPECT_FALSE(program_->has_ended());
}

TEST_F(DaemonEnd, ComesFromTheWatchdogsSignal) {
    start_with_packs();
    program_->send(SIGALRM);
    ASSERT_TRUE(program_->ends_within(kDeadline));
    EXPECT_EQ(program_->exit_code(), std::nullopt) << "the kernel ended it";
    EXPECT_TRUE(pump([&] { return !client().has_owner(kBank); }));
}

}  // namespace
}  // namespace aggregator::test

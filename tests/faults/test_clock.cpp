#include "faults/faults_fixture.hpp"

namespace aggregator::test {
namespace {

using namespace std::chrono_literals;

/// The wall clock of a device without a battery of its own jumps by years.
class WallClock : public FaultTest {
protected:
    WallClock() {
        configure(
            "[Failsafe]\nstale_after = 2\nlost_after = 4\n[Logging]\nupdate_interval = 0.2\n");
        step("+0");
    }

    /// How far the wall clock is off, in the notation of libfaketime.
    void step(const std::string& offset) const { std::ofstream{folder_ / "clock"} << offset; }

    [[nodiscard]] std::string faked() const {
        return "export LD_PRELOAD=" + std::string{AGGREGATOR_FAKETIME} +
               " FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_NO_CACHE=1 FAKETIME_TIMESTAMP_FILE=" +
               (folder_ / "clock").string() + " ASAN_OPTIONS=verify_asan_link_order=0";
    }

    /// Everything goes on, and silence is still counted in real seconds.
    void expect_time_goes_on() {
        expect_at_work();
        expect_good_bank();
        EXPECT_EQ(program_->output().find("-> stale"), std::string::npos) << program_->output();
    }
};

TEST_F(WallClock, IsFakedAtAll) {
    step("+10y");
    EXPECT_TRUE(succeeds(faked() + "; test $(date +%Y) -gt 2033"));
}

TEST_F(WallClock, MayJumpByTenYears) {
    start_behind(faked());
    step("+10y");
    expect_time_goes_on();
}

TEST_F(WallClock, MayGoBackByAnHour) {
    start_behind(faked());
    step("-1h");
    expect_time_goes_on();
    served_.clear();  // From here on nobody answers for the packs.
    EXPECT_TRUE(shows("/Info/MaxChargeCurrent", Value{0.0})) << "silence is still noticed";
}

class Pause : public FaultTest {
protected:
    /// Nobody runs the program for a while; the packs go on.
    void pause(std::chrono::seconds duration) {
        program_->send_signal(SIGSTOP);
        pump_for(served_, duration);
        program_->send_signal(SIGCONT);
    }
};

TEST_F(Pause, OfFiveSecondsIsForgottenAtOnce) {
    start_with_packs();
    pause(5s);
    expect_at_work();
    expect_good_bank();
}

TEST_F(Pause, LongerThanTheWatchdogsLimitEndsIt) {
    if (!by_hand()) GTEST_SKIP() << "takes 30 s; AGGREGATOR_BY_HAND=1 runs it";
    start_with_packs();
    pause(30s);
    EXPECT_EQ(program_->wait(), -SIGALRM) << "the supervisor starts it anew";
    EXPECT_TRUE(pump([&] { return !client().has_owner(kBank); }));
}

}  // namespace
}  // namespace aggregator::test

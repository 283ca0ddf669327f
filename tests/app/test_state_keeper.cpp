#include <gtest/gtest.h>

#include "aggregator/app/state_keeper.hpp"
#include "app/temp_folder.hpp"

namespace aggregator::app {
namespace {

/// A bank that moves a little all the time, and the file that is kept of it.
class StateKeeperOfABank : public testing::Test {
protected:
    void step_at(double seconds) {
        state_.voltage = Volts{53.0 + seconds * 1e-3};
        keeper_.step(state_, Instant{} + std::chrono::duration_cast<Instant::duration>(
                                             Seconds{1e5 + seconds}));
    }
    /// Steps once a second; returns at which of them the file was written.
    std::vector<double> writes_until(double end) {
        std::vector<double> writes;
        for (; now_ < end; now_ += 1.0) {
            const auto before = kept_voltage();
            step_at(now_);
            if (kept_voltage() != before) writes.push_back(now_);
        }
        return writes;
    }
    std::optional<Volts> kept_voltage() const {
        const auto kept = store_.recall();
        return kept ? kept->state.voltage : std::nullopt;
    }

    test::TempFolder folder_;
    StateStore store_{folder_.file("state")};
    StateKeeper keeper_{store_};
    SavedState state_{.charge_current = Amps{100.0},
                      .discharge_current = Amps{100.0},
                      .charge_voltage = Volts{56.0}};
    double now_ = 0.0;
};

TEST_F(StateKeeperOfABank, SparesTheFlash) {
    EXPECT_EQ(writes_until(2000.0), (std::vector{0.0, 900.0, 1800.0}));
}

TEST_F(StateKeeperOfABank, KeepsAtOnceWhatGotWorse) {
    EXPECT_EQ(writes_until(10.0), std::vector{0.0});
    state_.charge_current = Amps{50.0};
    EXPECT_EQ(writes_until(100.0), std::vector{10.0});
}

TEST_F(StateKeeperOfABank, KeepsWhatGetsWorseAndWorseOnceAMinuteOnAverage) {
    writes_until(10.0);
    std::vector<double> writes;
    for (int i = 0; i < 400; ++i) {
        state_.charge_current = state_.charge_current * 0.9;
        for (const double at : writes_until(now_ + 1.0)) writes.push_back(at);
    }
    EXPECT_EQ(writes,
              (std::vector{11.0, 13.0, 15.0, 17.0, 19.0, 311.0, 313.0, 315.0, 317.0, 319.0}));
}

TEST_F(StateKeeperOfABank, KeepsInTheEndWhatItIs) {
    writes_until(5.0);
    state_.voltage = Volts{1.0};
    keeper_.keep(state_, Instant{} + std::chrono::hours{30});
    EXPECT_EQ(kept_voltage(), Volts{1.0});
}

}  // namespace
}  // namespace aggregator::app

#include "faults/faults_fixture.hpp"

namespace aggregator::test {
namespace {

/// The others on the bus freeze or go.
class Neighbours : public FaultTest {
protected:
    void start_with_simulator() {
        configure(
            "[BMS]\nbms1_service = com.victronenergy.battery.sim_1\n"
            "bms2_service = com.victronenergy.battery.sim_2\n"
            "[Failsafe]\nstale_after = 2\nlost_after = 60\n");
        simulator_ = std::make_unique<Program>(
            std::vector<std::string>{AGGREGATOR_SIM, "bank", "--packs", "2", "--bus",
                                     daemon_.address(), "--all", "cells=4,capacity=150"});
        start();
        ASSERT_TRUE(appears()) << program_->output();
    }

    std::unique_ptr<Program> simulator_;
};

TEST_F(Neighbours, ThatFreezeStopChargingAndComeBack) {
    start_with_simulator();
    ASSERT_GT(number("/Info/MaxChargeCurrent"), 0.0);
    simulator_->send_signal(SIGSTOP);
    EXPECT_TRUE(shows("/Info/MaxChargeCurrent", Value{0.0}));
    EXPECT_TRUE(shows("/System/NrOfModulesOnline", whole(0)));
    simulator_->send_signal(SIGCONT);
    EXPECT_TRUE(shows("/System/NrOfModulesOnline", whole(2)));
    EXPECT_TRUE(runs());
}

TEST_F(Neighbours, ThatAreKilledStopChargingAndComeBack) {
    start_with_simulator();
    simulator_.reset();
    EXPECT_TRUE(shows("/Info/MaxChargeCurrent", Value{0.0}));
    EXPECT_TRUE(runs());
    simulator_ = std::make_unique<Program>(
        std::vector<std::string>{AGGREGATOR_SIM, "bank", "--packs", "2", "--bus", daemon_.address(),
                                 "--all", "cells=4,capacity=150"});
    EXPECT_TRUE(shows("/System/NrOfModulesOnline", whole(2)));
}

TEST_F(Neighbours, ThatHoldTheSettingsAreNotNeeded) {
    auto settings =
        std::make_unique<OddBattery>(daemon_.address(), "com.victronenergy.settings",
                                     std::vector<dbus::Method>{refuse("GetValue", "a.b.Error")});
    served_.push_back(&settings->bus());
    start_with_packs();
    served_.pop_back();
    settings.reset();
    expect_at_work();
    expect_good_bank();
}

TEST_F(Neighbours, ThatHoldTheSettingsNeedNotAnswer) {
    OddBattery settings{daemon_.address(), "com.victronenergy.settings"};
    start_with_packs();  // Nobody pumps the settings.
    expect_at_work();
    expect_good_bank();
}

}  // namespace
}  // namespace aggregator::test

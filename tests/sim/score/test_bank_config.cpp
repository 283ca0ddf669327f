#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "aggregator/config/config.hpp"
#include "sim/score/banks.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using testing::HasSubstr;

class BankConfig : public testing::Test {
protected:
    ~BankConfig() override { std::filesystem::remove(file_); }

    std::string written(const std::string& text) {
        std::ofstream{file_} << text;
        return file_;
    }

    Scenario scenario_ = shipped("b-weak-pack");
    std::string file_ = testing::TempDir() + "bms-sim-config-" + std::to_string(getpid()) + ".ini";
};

TEST_F(BankConfig, IsGoodForEveryScenario) {
    for (const std::string& name : scenarios_in(kFolder)) {
        for (const double speed : {1.0, 10.0, 60.0})
            EXPECT_THAT(config::load(config_for(shipped(name), speed)).errors, testing::IsEmpty())
                << name << " at " << speed;
    }
}

TEST_F(BankConfig, NamesThePacksAndStaysOutOfTheWay) {
    const Settings settings = settings_for(scenario_, "", 1.0);
    ASSERT_EQ(settings.packs.size(), 3U);
    EXPECT_EQ(settings.packs[2].service, "com.victronenergy.battery.sim_3");
    EXPECT_EQ(settings.packs[2].name, "Weak");
    EXPECT_EQ(settings.charge.nominal_charge_current, Amps{200.0});
    EXPECT_EQ(settings.charge.raise_hold, Seconds{30.0});
    EXPECT_EQ(settings.failsafe, FailsafeSettings{});
}

TEST_F(BankConfig, ScalesTheTimesThatCanBeSet) {
    const Settings settings = settings_for(scenario_, "", 10.0);
    EXPECT_EQ(settings.charge.raise_hold, Seconds{3.0});
    EXPECT_EQ(settings.charge.raise_rate, Percent{5.0});
    EXPECT_EQ(settings.update_interval, Seconds{0.2});
}

TEST_F(BankConfig, TakesTheUsersFile) {
    const std::string file = written(
        "[ChargeLimits]\nnominal_charge_current = 90\n[BMS]\nbms1_service = "
        "com.victronenergy.battery.a\nbms2_service = com.victronenergy.battery.b\nbms3_service = "
        "com.victronenergy.battery.c\n");
    const Settings settings = settings_for(scenario_, file, 1.0);
    EXPECT_EQ(settings.charge.nominal_charge_current, Amps{90.0});
    EXPECT_THAT(services_of(scenario_, settings),
                testing::ElementsAre("com.victronenergy.battery.a", "com.victronenergy.battery.b",
                                     "com.victronenergy.battery.c"));
}

TEST_F(BankConfig, RefusesAFileOfAnotherBank) {
    const std::string file = written("[BMS]\nbms1_service = com.victronenergy.battery.a\n");
    try {
        (void)settings_for(scenario_, file, 1.0);
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_EQ(error.what(), file + ": [BMS] names 1 pack, the scenario b-weak-pack has 3");
    }
}

TEST_F(BankConfig, RefusesABadFileWithItsLines) {
    const std::string file = written("[ChargeLimits]\nnominal = 5\nraise_hold = -1\n");
    try {
        (void)settings_for(scenario_, file, 1.0);
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr(file + ":2: [ChargeLimits] nominal: unknown key"));
        EXPECT_THAT(error.what(), HasSubstr(file + ":3: [ChargeLimits] raise_hold:"));
    }
}

}  // namespace
}  // namespace aggregator::sim

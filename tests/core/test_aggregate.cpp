#include <gtest/gtest.h>

#include "aggregator/core/aggregate.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::bank_of;
using testing::pack;

Battery of(const std::vector<Member>& members, const std::vector<Isolation>& isolation,
           VoltageRule rule = VoltageRule::mean) {
    Battery bank;
    aggregate(members, isolation, rule, bank);
    return bank;
}

Battery of(const std::vector<Member>& members, VoltageRule rule = VoltageRule::mean) {
    return of(members, std::vector<Isolation>(members.size()), rule);
}

TEST(Aggregate, AddsCurrents) {
    const Battery bank =
        of(bank_of({pack("A").volts(53.2).amps(10.0), pack("B").volts(53.3).amps(-2.0),
                    pack("C").volts(53.4).amps(5.0)}));
    EXPECT_NEAR(bank.voltage->value(), 53.3, 1e-9);
    EXPECT_EQ(bank.current, Amps{13.0});
}

TEST(Aggregate, TakesTheMeanOrTheMedianVoltage) {
    const auto members =
        bank_of({pack("A").volts(53.0), pack("B").volts(53.2), pack("C").volts(54.1)});
    EXPECT_NEAR(of(members, VoltageRule::mean).voltage->value(), 53.433333, 1e-6);
    EXPECT_EQ(of(members, VoltageRule::median).voltage, Volts{53.2});
}

TEST(Aggregate, LeavesAVoltageThatIsNotThereOutOfTheMean) {
    const Battery bank = of(bank_of(
        {pack("A").without(&Battery::voltage), pack("B").volts(53.0), pack("C").volts(53.2)}));
    EXPECT_NEAR(bank.voltage->value(), 53.1, 1e-9);
}

TEST(Aggregate, TakesAMissingCurrentForUnknownAndAddsTheOthers) {
    const Battery bank = of(bank_of(
        {pack("A").without(&Battery::current), pack("B").amps(10.0), pack("C").amps(12.0)}));
    EXPECT_EQ(bank.current, Amps{22.0});
}

TEST(Aggregate, LeavesThePowerOpenWithoutVoltageOrCurrent) {
    EXPECT_FALSE(of(bank_of({pack("A").without(&Battery::current)})).power);
    EXPECT_FALSE(of(bank_of({pack("A").without(&Battery::voltage)})).power);
}

TEST(Aggregate, LeavesAnIsolatedPackOutOfTheVoltage) {
    const auto members = bank_of({pack("A").volts(50.0), pack("B").volts(56.0)});
    const std::vector<Isolation> both{{.charge = true, .discharge = true}, {}};
    EXPECT_EQ(of(members, both).voltage, Volts{56.0});
}

TEST(Aggregate, LeavesAStalePackOutOfTheVoltageButNotOutOfTheCurrent) {
    const Battery bank = of(
        bank_of({pack("A").volts(50.0).amps(7.0).silent(14.9), pack("B").volts(56.0).amps(5.0)}));
    EXPECT_EQ(bank.voltage, Volts{56.0});
    EXPECT_EQ(bank.current, Amps{12.0});
}

TEST(Aggregate, LeavesAPackOutOfTheCurrentThatIsSilentForFifteenSeconds) {
    const Battery bank = of(bank_of({pack("A").amps(7.0).silent(15.0), pack("B").amps(5.0)}));
    EXPECT_EQ(bank.current, Amps{5.0});
    EXPECT_EQ(bank.modules.offline, 1) << "which says that the sum is not whole";
    EXPECT_FALSE(of(bank_of({pack("A").silent(15.0)})).current);
}

TEST(Aggregate, LeavesALostPackOutOfTheSums) {
    const Battery bank = of(bank_of({pack("A").amps(7.0).silent(60.0), pack("B").amps(5.0)}));
    EXPECT_EQ(bank.current, Amps{5.0});
    EXPECT_EQ(bank.available_capacity, AmpHours{80.0});
    EXPECT_EQ(bank.installed_capacity, AmpHours{200.0});
}

TEST(Aggregate, TakesTheMeanTemperatureOfThePacksThatShowOne) {
    EXPECT_EQ(
        of(bank_of({pack("A").celsius(10.0), pack("B").celsius(20.0), pack("C").celsius(30.0)}))
            .temperature,
        Celsius{20.0});
    EXPECT_EQ(of(bank_of({pack("A").without(&Battery::temperature), pack("B").celsius(20.0),
                          pack("C").celsius(30.0)}))
                  .temperature,
              Celsius{25.0});
}

TEST(Aggregate, WeighsTheSohByCapacityOverThePacksThatShowOne) {
    const Battery bank = of(bank_of(
        {pack("A").amp_hours(300.0).soh(100.0), pack("B").amp_hours(100.0).soh(80.0), pack("C")}));
    EXPECT_EQ(bank.soh, Percent{95.0});
    EXPECT_FALSE(of(bank_of({pack("A")})).soh);
}

TEST(Aggregate, CountsWhatIsLeftAndWhatIsMissing) {
    const Battery bank =
        of(bank_of({pack("A").amp_hours(300.0).soc(50.0), pack("B").amp_hours(100.0).soc(25.0)}));
    EXPECT_EQ(bank.installed_capacity, AmpHours{400.0});
    EXPECT_EQ(bank.available_capacity, AmpHours{175.0});
    EXPECT_EQ(bank.consumed, AmpHours{-225.0});
}

TEST(Aggregate, KnowsNothingOfAnEmptyBank) {
    const Battery bank = of({});
    EXPECT_FALSE(bank.voltage);
    EXPECT_FALSE(bank.current);
    EXPECT_FALSE(bank.installed_capacity);
    EXPECT_EQ(bank.modules.online, 0);
}

TEST(Aggregate, LeavesAnExcludedPackOutOfEverything) {
    const Battery bank = of(
        bank_of({pack("A").amps(5.0), pack("B").volts(50.0).amps(9.0).state(PackState::excluded)}));
    EXPECT_EQ(bank.voltage, Volts{53.0});
    EXPECT_EQ(bank.current, Amps{5.0});
    EXPECT_EQ(bank.installed_capacity, AmpHours{100.0});
    EXPECT_EQ(bank.modules.offline, 0);
}

TEST(LowVoltageLimit, IsTheHighestOfAllPacksAndTheFloor) {
    const auto members = bank_of({pack("A").low_volts(44.0), pack("B").low_volts(46.0), pack("C")});
    EXPECT_EQ(low_voltage_limit(members, Volts{40.0}), Volts{46.0});
    EXPECT_EQ(low_voltage_limit(members, Volts{47.0}), Volts{47.0});
}

TEST(LowVoltageLimit, StillCountsALostPackButNoExcludedOne) {
    EXPECT_EQ(low_voltage_limit(bank_of({pack("A").low_volts(46.0).silent(100.0)}), Volts{40.0}),
              Volts{46.0});
    EXPECT_EQ(low_voltage_limit(bank_of({pack("A").low_volts(46.0).state(PackState::excluded)}),
                                Volts{40.0}),
              Volts{40.0});
}

}  // namespace
}  // namespace aggregator

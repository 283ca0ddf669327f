#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/app/venus_advice.hpp"
#include "app/log_capture.hpp"

namespace aggregator::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class AdviceOnVenus : public testing::Test {
protected:
    /// All as it should be.
    [[nodiscard]] static VenusSettings good() {
        return {.bms_instance = 280,
                .feed_in_excess_solar = 0,
                .dvcc = 1,
                .battery_service = "com.victronenergy.battery/280"};
    }
    [[nodiscard]] std::vector<std::string> on(const VenusSettings& settings) const {
        return advice(settings, 280, packs_, others_);
    }

    std::vector<Member> packs_{{.name = "House 1", .battery = {.device_instance = 1}},
                               {.name = "House 2", .battery = {.device_instance = 2}},
                               {.name = "House 3"}};
    Instances others_{{"com.victronenergy.battery.a", 1}, {"com.victronenergy.battery.b", 2}};
};

TEST_F(AdviceOnVenus, IsNotNeededWhenTheBankIsSelected) {
    EXPECT_THAT(on(good()), IsEmpty());
    VenusSettings automatic = good();
    automatic.bms_instance = -1;
    EXPECT_THAT(on(automatic), IsEmpty()) << "the battery monitor is a BMS and wins";
}

TEST_F(AdviceOnVenus, IsNotGivenOnWhatIsUnknown) {
    EXPECT_THAT(on({}), IsEmpty());
    EXPECT_THAT(on({.bms_instance = -1}), IsEmpty());
}

TEST_F(AdviceOnVenus, AllowsAShuntAsBatteryMonitor) {
    VenusSettings shunt = good();
    shunt.battery_service = "com.victronenergy.battery/288";
    EXPECT_THAT(on(shunt), IsEmpty());
    shunt.bms_instance = -1;
    EXPECT_THAT(on(shunt), ElementsAre(HasSubstr("may take a single pack")));
}

TEST_F(AdviceOnVenus, NamesTheBmsThatVenusObeysInstead) {
    VenusSettings other = good();
    other.bms_instance = 2;
    EXPECT_THAT(on(other), ElementsAre("Venus obeys the BMS with instance 2 instead of the bank, "
                                       "280"));
    other.bms_instance = -255;
    EXPECT_THAT(on(other), ElementsAre(HasSubstr("obeys no BMS at all")));
}

TEST_F(AdviceOnVenus, NamesThePackThatVenusShowsInstead) {
    VenusSettings other = good();
    other.battery_service = "com.victronenergy.battery/2";
    EXPECT_THAT(on(other), ElementsAre(HasSubstr("single pack House 2")));
    other.battery_service = "default";
    EXPECT_THAT(on(other), ElementsAre(HasSubstr("takes the lowest instance")));
    other.bms_instance = -1;
    EXPECT_THAT(on(other), ElementsAre(HasSubstr("may take a single pack"),
                                       HasSubstr("takes the lowest instance")));
}

TEST_F(AdviceOnVenus, TellsThatDvccIsOff) {
    VenusSettings off = good();
    off.dvcc = 0;
    EXPECT_THAT(on(off), ElementsAre(HasSubstr("DVCC is off")));
    off.dvcc = 2;
    EXPECT_THAT(on(off), ElementsAre(HasSubstr("DVCC is off")));
    off.dvcc = 3;
    EXPECT_THAT(on(off), IsEmpty());
}

TEST_F(AdviceOnVenus, TellsWhoHasOurInstance) {
    others_["com.victronenergy.battery.intruder"] = 280;
    EXPECT_THAT(on(good()),
                ElementsAre("com.victronenergy.battery.intruder has our device instance 280: "
                            "Venus mixes the two up"));
}

TEST(AdviceLogged, IsSaidOnceUntilItChanges) {
    test::LogCapture log;
    AdviceLog advice_log;
    EXPECT_EQ(advice_log.tell({}), "");
    EXPECT_EQ(advice_log.tell({"a"}), "a");
    EXPECT_EQ(advice_log.tell({"a", "b"}), "a; b");
    EXPECT_EQ(advice_log.tell({"a", "b"}), "a; b");
    EXPECT_EQ(log.text(), "warning: a\nwarning: b\n");
    EXPECT_EQ(advice_log.tell({"b"}), "b");
    EXPECT_EQ(advice_log.tell({}), "");
    EXPECT_EQ(advice_log.tell({}), "");
    EXPECT_EQ(log.count("Venus uses the bank as it should"), 1);
    advice_log.tell({"a"});
    EXPECT_EQ(log.count("warning: a"), 2) << "it is news again";
}

}  // namespace
}  // namespace aggregator::app

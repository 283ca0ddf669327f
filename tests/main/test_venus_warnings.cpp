#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/status_items.hpp"

namespace aggregator::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

const BankOnBus kBank = bank_of({"Left", "Right"}).bank;

VenusView following_us() {
    return {.battery_service = "com.victronenergy.battery/280",
            .bms_instance = 280,
            .dvcc = true,
            .active_monitor = "com.victronenergy.battery/280",
            .active_bms = kBank.service,
            .batteries = {{"com.victronenergy.battery.p0", 1},
                          {"com.victronenergy.battery.p1", 2},
                          {kBank.service, 280}}};
}

auto warning(const char* kind, const char* words) {
    return AllOf(Field(&Warning::kind, kind), Field(&Warning::text, HasSubstr(words)));
}

TEST(VenusWarnings, HasNoneWhenVenusFollowsTheBank) {
    EXPECT_THAT(warnings_of(following_us(), kBank), IsEmpty());
}

TEST(VenusWarnings, HasNoneWithoutVenus) {
    EXPECT_THAT(warnings_of({}, kBank), IsEmpty());
    EXPECT_FALSE(is_present({}));
}

TEST(VenusWarnings, TellsThatDvccIsOff) {
    VenusView venus = following_us();
    venus.dvcc = false;
    EXPECT_THAT(warnings_of(venus, kBank), ElementsAre(warning("dvcc_off", "DVCC is off")));
}

TEST(VenusWarnings, NamesThePackThatIsTheMonitor) {
    VenusView venus = following_us();
    venus.battery_service = "com.victronenergy.battery/2";
    EXPECT_THAT(warnings_of(venus, kBank),
                ElementsAre(warning("monitor_not_selected",
                                    "monitor is the single pack \"Right\" (battery 2)")));
}

TEST(VenusWarnings, NamesThePackThatIsTheBms) {
    VenusView venus = following_us();
    venus.bms_instance = 1;
    EXPECT_THAT(warnings_of(venus, kBank),
                ElementsAre(warning("bms_not_selected",
                                    "limits from the single pack \"Left\" (battery 1)")));
}

TEST(VenusWarnings, TellsOfASelectionThatIsNotThere) {
    VenusView venus = following_us();
    venus.bms_instance = 17;
    venus.battery_service = "com.victronenergy.vebus/276";
    EXPECT_THAT(
        warnings_of(venus, kBank),
        ElementsAre(warning("bms_not_selected", "battery 17, which is not on the bus"),
                    warning("monitor_not_selected", "com.victronenergy.vebus/276, not this bank")));
}

TEST(VenusWarnings, TellsThatNothingIsSelected) {
    VenusView venus = following_us();
    venus.bms_instance = kNoBms;
    venus.battery_service = kNoMonitor;
    EXPECT_THAT(warnings_of(venus, kBank),
                ElementsAre(warning("bms_not_selected", "obeys no BMS"),
                            warning("monitor_not_selected", "no battery monitor")));
}

/// Venus's own choice may be the bank now and a pack as soon as the bank is away.
TEST(VenusWarnings, TellsThatVenusChoosesByItself) {
    VenusView venus = following_us();
    venus.bms_instance = kBmsAutomatic;
    venus.battery_service = kMonitorAutomatic;
    EXPECT_THAT(warnings_of(venus, kBank),
                ElementsAre(warning("bms_not_selected", "should this bank leave the bus"),
                            warning("monitor_not_selected", "by itself, now this bank")));
    venus.active_monitor = "com.victronenergy.battery/1";
    venus.active_bms = "com.victronenergy.battery.p0";
    EXPECT_THAT(warnings_of(venus, kBank),
                ElementsAre(warning("bms_not_selected", "by itself, now the single pack \"Left\""),
                            warning("monitor_not_selected",
                                    "by itself, now the single pack \"Left\" (battery 1)")));
}

TEST(VenusWarnings, TellsThatItIsNotKnownWhatVenusFollows) {
    const VenusView silent{.has_settings = true,
                           .active_monitor = "com.victronenergy.battery/280",
                           .active_bms = kBank.service};
    EXPECT_THAT(warnings_of(silent, kBank),
                ElementsAre(warning("selection_unknown", "this bank is not known")));
    VenusView half = following_us();
    half.dvcc.reset();
    EXPECT_THAT(warnings_of(half, kBank), ElementsAre(warning("selection_unknown", "DVCC")));
}

TEST(VenusWarnings, TellsOfASecondServiceWithOurInstance) {
    VenusView venus = following_us();
    venus.batteries.push_back({"com.victronenergy.battery.ttyUSB7", 280});
    EXPECT_THAT(warnings_of(venus, kBank),
                ElementsAre(warning("instance_shared", "battery.ttyUSB7 has the instance 280")));
}

}  // namespace
}  // namespace aggregator::test

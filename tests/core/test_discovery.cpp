#include <gtest/gtest.h>

#include "aggregator/core/discovery.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::pack;

constexpr const char* kService = "com.victronenergy.battery.ttyUSB0";

std::optional<std::string> why_not(const std::string& service, const testing::PackOf& pack,
                                   const Settings& settings = {}) {
    return why_not_eligible(service, pack.battery(), settings);
}

TEST(Discovery, TakesABmsThatPublishesAChargeVoltage) {
    EXPECT_FALSE(why_not(kService, pack("A")));
}

TEST(Discovery, RefusesAMonitorWithoutChargeVoltage) {
    EXPECT_EQ(why_not(kService, pack("A").without_limits()),
              "publishes no charge voltage limit: a monitor, not a BMS");
}

TEST(Discovery, RefusesWhatIsNoBattery) {
    EXPECT_TRUE(why_not("com.victronenergy.solarcharger.ttyUSB0", pack("A")));
}

TEST(Discovery, RefusesOurselves) {
    EXPECT_TRUE(why_not("com.victronenergy.battery.bms_aggregator", pack("A")));
    Settings renamed;
    renamed.service_name = "ttyUSB0";
    EXPECT_EQ(own_service(renamed), kService);
    EXPECT_TRUE(why_not(kService, pack("A"), renamed));
}

TEST(Discovery, RefusesAnotherAggregatorOfThisKind) {
    EXPECT_EQ(why_not(kService, pack("A").with([](Battery& b) {
                  b.process_name = std::string{kProcessName};
              })),
              "another aggregator of this kind");
}

TEST(Discovery, RefusesWhatTheUserExcludedByServiceOrCustomName) {
    const auto named = pack("A").with([](Battery& b) { b.custom_name = "Old one"; });
    Settings settings;
    settings.exclude = {kService};
    EXPECT_TRUE(why_not(kService, named, settings));
    settings.exclude = {"Old one"};
    EXPECT_TRUE(why_not(kService, named, settings));
    EXPECT_TRUE(is_excluded(kService, named.battery().custom_name, settings));
    settings.exclude = {"Another one"};
    EXPECT_FALSE(why_not(kService, named, settings));
}

TEST(Label, IsTheConfiguredNameFirst) {
    const auto named = pack("A").with([](Battery& b) { b.custom_name = "Custom"; });
    EXPECT_EQ(label_of({.name = "House"}, named.battery(), kService), "House");
}

TEST(Label, IsTheCustomNameNext) {
    const auto named = pack("A").with([](Battery& b) { b.custom_name = "Custom"; });
    EXPECT_EQ(label_of({}, named.battery(), kService), "Custom");
}

TEST(Label, IsTheEndOfTheServiceNameElse) {
    EXPECT_EQ(label_of({}, {}, kService), "ttyUSB0");
    EXPECT_EQ(
        label_of({}, pack("A").with([](Battery& b) { b.custom_name = ""; }).battery(), kService),
        "ttyUSB0");
    EXPECT_EQ(label_of({}, {}, "other.name"), "other.name");
}

}  // namespace
}  // namespace aggregator

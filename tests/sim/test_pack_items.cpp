#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "sim/pack_items.hpp"
#include "sim/simple_pack.hpp"

namespace aggregator::sim {
namespace {

using venus::Shown;
using venus::Value;

std::map<std::string, Shown> published(const Battery& battery) {
    std::map<std::string, Shown> items;
    for (const PackItem& item : pack_items(battery)) {
        EXPECT_TRUE(items.emplace(item.path, item.shown).second) << item.path << " twice";
    }
    return items;
}

Value whole(std::int64_t number) {
    return number;
}

TEST(PackItems, HaveWhatMakesAServiceABattery) {
    Battery battery = SimplePack{{}}.report();
    battery.device_instance = 3;
    battery.product_name = "Simulated battery";
    battery.custom_name = "Pack 3";
    const auto items = published(battery);
    EXPECT_EQ(items.at("/DeviceInstance"), (Shown{whole(3), "3"}));
    EXPECT_EQ(items.at("/Connected"), (Shown{whole(1), "1"}));
    EXPECT_EQ(items.at("/ProductName").value, Value{std::string{"Simulated battery"}});
    EXPECT_EQ(items.at("/CustomName").value, Value{std::string{"Pack 3"}});
    for (const char* path : {"/Mgmt/ProcessName", "/Mgmt/ProcessVersion", "/Mgmt/Connection"}) {
        EXPECT_TRUE(std::holds_alternative<std::string>(items.at(path).value)) << path;
    }
}

TEST(PackItems, HaveThePathOfEveryInput) {
    const auto items = published(SimplePack{{}}.report());
    for (const PackInput& input : pack_inputs()) {
        EXPECT_TRUE(items.contains(std::string{input.path})) << input.path;
    }
}

TEST(PackItems, ShowNumbersWithTheirUnit) {
    const auto items = published(
        SimplePack{{.soc_pct = 81.0, .current_a = -4.5, .voltage_v = 13.25, .ccl_a = 30.0}}
            .report());
    EXPECT_EQ(items.at("/Soc"), (Shown{81.0, "81.0%"}));
    EXPECT_EQ(items.at("/Dc/0/Voltage"), (Shown{13.25, "13.25V"}));
    EXPECT_EQ(items.at("/Dc/0/Current"), (Shown{-4.5, "-4.5A"}));
    EXPECT_EQ(items.at("/Dc/0/Power").text, "-60W");
    EXPECT_EQ(items.at("/Info/MaxChargeCurrent"), (Shown{30.0, "30.0A"}));
    EXPECT_EQ(items.at("/System/NrOfCellsPerBattery"), (Shown{whole(4), "4"}));
    EXPECT_EQ(items.at("/System/MinVoltageCellId").text, "C1");
}

TEST(PackItems, ShowAlarmsByTheirSeverity) {
    Battery battery = SimplePack{{}}.report();
    battery.alarms[AlarmKind::cell_imbalance] = Severity::warning;
    const auto items = published(battery);
    EXPECT_EQ(items.at("/Alarms/CellImbalance").value, whole(1));
    EXPECT_EQ(items.at("/Alarms/HighTemperature").value, whole(0));
}

TEST(PackItems, AreInvalidWhereNothingIsKnown) {
    const auto items = published(Battery{});
    const Shown invalid{Value{}, "---"};
    EXPECT_EQ(items.at("/Soc"), invalid);
    EXPECT_EQ(items.at("/Io/AllowToCharge"), invalid);
    EXPECT_EQ(items.at("/Alarms/LowSoc"), invalid);
    EXPECT_EQ(items.at("/Serial"), invalid);
    EXPECT_EQ(items.at("/System/NrOfModulesOnline"), invalid);
    EXPECT_EQ(items.at("/TimeToGo"), invalid);
}

}  // namespace
}  // namespace aggregator::sim

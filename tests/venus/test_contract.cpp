/// Holds the paths of our service against those that Venus knows of a battery service.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/history_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using testing::IsEmpty;

const std::set<std::string> kPublished{
    "/Connected",
    "/CustomName",
    "/DeviceInstance",
    "/FirmwareVersion",
    "/HardwareVersion",
    "/Mgmt/Connection",
    "/Mgmt/ProcessName",
    "/Mgmt/ProcessVersion",
    "/ProductId",
    "/ProductName",
    "/Dc/0/Voltage",
    "/Dc/0/Current",
    "/Dc/0/Power",
    "/Dc/0/Temperature",
    "/Soc",
    "/Soh",
    "/TimeToGo",
    "/ConsumedAmphours",
    "/Capacity",
    "/InstalledCapacity",
    "/Info/MaxChargeVoltage",
    "/Info/MaxChargeCurrent",
    "/Info/MaxDischargeCurrent",
    "/Info/BatteryLowVoltage",
    "/Info/ChargeRequest",
    "/Alarms/Alarm",
    "/Alarms/LowVoltage",
    "/Alarms/HighVoltage",
    "/Alarms/HighCellVoltage",
    "/Alarms/HighCurrent",
    "/Alarms/HighChargeCurrent",
    "/Alarms/HighDischargeCurrent",
    "/Alarms/HighChargeTemperature",
    "/Alarms/LowChargeTemperature",
    "/Alarms/LowSoc",
    "/Alarms/StateOfHealth",
    "/Alarms/LowTemperature",
    "/Alarms/HighTemperature",
    "/Alarms/MidVoltage",
    "/Alarms/FuseBlown",
    "/Alarms/HighInternalTemperature",
    "/Alarms/InternalFailure",
    "/Alarms/BatteryTemperatureSensor",
    "/Alarms/CellImbalance",
    "/Alarms/LowCellVoltage",
    "/Alarms/Contactor",
    "/Alarms/BmsCable",
    "/Alarms/ParallelBmsLost",
    "/State",
    "/ErrorCode",
    "/Io/AllowToCharge",
    "/Io/AllowToDischarge",
    "/Balancing",
    "/History/AverageDischarge",
    "/History/CanBeCleared",
    "/History/ChargeCycles",
    "/History/ChargedEnergy",
    "/History/Clear",
    "/History/DeepestDischarge",
    "/History/DischargedEnergy",
    "/History/FullDischarges",
    "/History/HighVoltageAlarms",
    "/History/LastDischarge",
    "/History/LowVoltageAlarms",
    "/History/MaximumCellVoltage",
    "/History/MaximumTemperature",
    "/History/MaximumVoltage",
    "/History/MinimumCellVoltage",
    "/History/MinimumTemperature",
    "/History/MinimumVoltage",
    "/History/TimeSinceLastFullCharge",
    "/History/TotalAhDrawn",
    "/Settings/HasTemperature",
    "/System/NrOfBatteries",
    "/System/BatteriesParallel",
    "/System/BatteriesSeries",
    "/System/NrOfCellsPerBattery",
    "/System/NrOfModulesOnline",
    "/System/NrOfModulesOffline",
    "/System/NrOfModulesBlockingCharge",
    "/System/NrOfModulesBlockingDischarge",
    "/System/MinCellVoltage",
    "/System/MaxCellVoltage",
    "/System/MinVoltageCellId",
    "/System/MaxVoltageCellId",
    "/System/MinCellTemperature",
    "/System/MaxCellTemperature",
    "/System/MinTemperatureCellId",
    "/System/MaxTemperatureCellId",
};

/// What Venus knows and we do not publish, and why.
const std::map<std::string, const char*> kLeftOut{
    {"/Serial", "the bank is no device with a serial number"},
    {"/DeviceName", "the custom name is the name"},
    {"/Family", "no product family"},
    {"/Manufacturer", "the packs may be of several makers"},
    {"/Mgmt/InsecureConnection", "its voltage may be used by chargers"},
    {"/N2kDeviceInstance", "no device on NMEA 2000"},
    {"/Devices/0/DeviceInstance", "no gateway to VE.Direct or VE.Can devices"},
    {"/Dc/1/Voltage", "there is no starter battery"},
    {"/Dc/0/MidVoltage", "the midpoints of parallel packs are not one voltage"},
    {"/Dc/0/MidVoltageDeviation", "as the midpoint"},
    {"/AirTemperature", "the packs do not measure it"},
    {"/BusVoltage", "the voltage of the bank is measured by the packs alone"},
    {"/Sense/Voltage", "written by systemcalc into a BMS that has no sensor of its own"},
    {"/Sense/Current", "as the voltage"},
    {"/Sense/Temperature", "as the voltage"},
    {"/Sense/Soc", "as the voltage"},
    {"/Capabilities/ChargeVoltageControl", "read only for one maker's product number"},
    {"/Settings/DischargeFloor", "a setting of the BMS, not of the bank"},
    {"/Alarms/LowStarterVoltage", "there is no starter battery"},
    {"/Alarms/HighStarterVoltage", "there is no starter battery"},
    {"/Alarms/LowFusedVoltage", "there is no voltage behind a fuse"},
    {"/Alarms/HighFusedVoltage", "there is no voltage behind a fuse"},
    {"/Alarms/FirmwareUpdateFailure", "the bank updates no firmware"},
    {"/Errors/SmartLithium/Communication", "belongs to one maker's batteries"},
    {"/Errors/SmartLithium/InvalidConfiguration", "belongs to one maker's batteries"},
    {"/Errors/SmartLithium/NrOfBatteries", "belongs to one maker's batteries"},
    {"/Errors/SmartLithium/Voltage", "belongs to one maker's batteries"},
    {"/Mode", "the bank cannot be switched"},
    {"/SystemSwitch", "the bank cannot be switched"},
    {"/Io/ExternalRelay", "there is no relay"},
    {"/Balancer/Status", "the packs balance, each its own cells"},
    {"/History/AutomaticSyncs", "the bank counts nothing that would have to be synchronised"},
    {"/History/LowStarterVoltageAlarms", "there is no starter battery"},
    {"/History/HighStarterVoltageAlarms", "there is no starter battery"},
    {"/History/MinimumStarterVoltage", "there is no starter battery"},
    {"/History/MaximumStarterVoltage", "there is no starter battery"},
    {"/History/LowFusedVoltageAlarms", "there is no voltage behind a fuse"},
    {"/History/HighFusedVoltageAlarms", "there is no voltage behind a fuse"},
    {"/History/MinimumFusedVoltage", "there is no voltage behind a fuse"},
    {"/History/MaximumFusedVoltage", "there is no voltage behind a fuse"},
    {"/Settings/HasSettings", "there are none to change over the bus"},
    {"/Settings/HasStarterVoltage", "there is no starter battery"},
    {"/NumberOfBmses", "its presence hides the alarm page of the GUI"},
    {"/Redetect", "nothing to detect by hand: the packs are named or discovered"},
    {"/ConnectionInformation", "each pack's reason is under /Packs"},
    {"/NrOfDistributors", "there are no distributors"},
};

/// What no part of Venus reads, and `status` and people do.
const std::set<std::string> kOurOwn{"/Diagnostics/RejectedValues",
                                    "/Diagnostics/Selection",
                                    "/History/GapSeconds",
                                    "/Info/ChargeLimitation",
                                    "/Info/DischargeLimitation",
                                    "/Info/VoltageLimitation",
                                    "/Io/AllowToBalance",
                                    "/System/BankState",
                                    "/System/ChargeTier",
                                    "/System/Heartbeat",
                                    "/System/LastUpdateAge",
                                    "/System/MaxSoc",
                                    "/System/MinSoc",
                                    "/System/SocSpread",
                                    "/System/WeightedSoc"};

bool is_of_a_module(const std::string& path) {
    return path.starts_with("/Diagnostics/Module");
}

std::set<std::string> shown_by_the_bank() {
    test::Sheet sheet;
    show(Identity{}, sheet.taker());
    show(Battery{}, sheet.taker());
    show(Decision{}, {}, sheet.taker());
    show(ServiceFacts{}, sheet.taker());
    show(HistoryRecord{}, sheet.taker());
    show_modules(std::vector<Member>(kModules), sheet.taker());
    return {sheet.paths().begin(), sheet.paths().end()};
}

TEST(VenusContract, IsPublishedWhereWeSayItIs) {
    const auto shown = shown_by_the_bank();
    std::vector<std::string> missing;
    std::ranges::set_difference(kPublished, shown, std::back_inserter(missing));
    EXPECT_THAT(missing, IsEmpty());
}

TEST(VenusContract, IsLeftOutOnlyForAReason) {
    for (const std::string& path : shown_by_the_bank())
        EXPECT_FALSE(kLeftOut.contains(path)) << path;
    for (const std::string& path : kPublished) EXPECT_FALSE(kLeftOut.contains(path)) << path;
}

TEST(VenusContract, GetsNoPathBesideItThatNobodyDecidedOn) {
    for (const std::string& path : shown_by_the_bank())
        EXPECT_TRUE(kPublished.contains(path) || kOurOwn.contains(path) || is_of_a_module(path))
            << path;
}

TEST(VenusContract, HasTenModulesWithAnId) {
    const auto shown = shown_by_the_bank();
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(shown.contains("/Diagnostics/Module" + std::to_string(i) + "/Id")) << i;
}

TEST(VenusContract, WritesProductsInHexadecimalDigits) {
    test::Sheet sheet;
    show(Identity{.product_id = ProductNumber{0xBA44}}, sheet.taker());
    EXPECT_EQ(sheet.text("/ProductId"), "0xBA44");
}

TEST(VenusContract, FixesWhoWeAre) {
    test::Sheet sheet;
    show(Identity{.device_instance = 280, .custom_name = "Bank"}, sheet.taker());
    EXPECT_EQ(sheet.value("/Mgmt/Connection"), Value{std::string{"Virtual"}});
    EXPECT_EQ(sheet.value("/ProductId"), Value{std::int64_t{0}});
    EXPECT_EQ(sheet.text("/ProductId"), "0x0");
    EXPECT_EQ(sheet.value("/ProductName"), Value{std::string{"BMS Aggregator"}});
    EXPECT_EQ(sheet.value("/Connected"), Value{std::int64_t{1}});
    EXPECT_EQ(sheet.value("/HardwareVersion"), Value{});
    EXPECT_EQ(sheet.value("/DeviceInstance"), Value{std::int64_t{280}});
    EXPECT_EQ(sheet.value("/CustomName"), Value{std::string{"Bank"}});
}

}  // namespace
}  // namespace aggregator::venus

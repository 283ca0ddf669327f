#include "daemon/daemon_fixture.hpp"
#include "daemon/stranger.hpp"
#include "support/fake_local_settings.hpp"

namespace aggregator::test {
namespace {

const std::string kDevice = "/Settings/Devices/bms_aggregator/";
const std::vector<const char*> kLimits{"/Info/MaxChargeVoltage", "/Info/MaxChargeCurrent",
                                       "/Info/MaxDischargeCurrent", "/Info/BatteryLowVoltage"};

/// The bank in the middle of Venus.
class DaemonInVenus : public DaemonTest {
protected:
    DaemonInVenus() {
        served_.push_back(&local_.bus());
        served_.push_back(&stranger_.bus());
    }

    void set(const std::string& path, const std::string& text) {
        local_.set(path, dbus::Variant{text});
    }
    void be_named(const std::string& name) {
        EXPECT_EQ(client().set_value(kBank, "/CustomName", dbus::Variant{name}), 0);
        ASSERT_TRUE(shows("/CustomName", text(name)));
    }
    void restart() {
        program_->send_signal(SIGTERM);
        ASSERT_TRUE(pump([&] { return !runs(); }));
        start();
        ASSERT_TRUE(appears());
    }
    [[nodiscard]] std::vector<std::optional<Value>> limits() {
        std::vector<std::optional<Value>> all;
        for (const char* path : kLimits) all.push_back(value(path));
        return all;
    }
    [[nodiscard]] std::size_t said(const std::string& words) {
        std::size_t count = 0;
        const std::string& log = program_->output();
        for (auto at = log.find(words); at != std::string::npos; at = log.find(words, at + 1))
            ++count;
        return count;
    }

    FakeLocalSettings local_{daemon_.address()};
    Stranger stranger_{daemon_.address(), kBank};
};

TEST_F(DaemonInVenus, RegistersBeforeItShowsItself) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    set(kDevice + "CustomName", "House");
    local_.come();
    start_with_packs();
    ASSERT_TRUE(pump([&] { return stranger_.readings() == 1; }));
    EXPECT_EQ(stranger_.values("/DeviceInstance"), std::vector{whole(281)});
    EXPECT_EQ(stranger_.values("/CustomName"), std::vector{text("House")});
    EXPECT_EQ(said("device instance 281 instead of 280"), 1U);
    EXPECT_EQ(local_.text("/Settings/SystemSetup/Batteries/Configuration/"
                          "com_victronenergy_battery/281/Service"),
              "com.victronenergy.battery/281");
}

TEST_F(DaemonInVenus, KeepsTheNameThatPeopleGave) {
    local_.come();
    start_with_packs();
    ASSERT_EQ(value("/CustomName"), text("BMS Aggregator"));
    be_named("Boat");
    ASSERT_TRUE(pump([&] { return local_.text(kDevice + "CustomName") == "Boat"; }));
    configure("[BMS]\ncustom_name = From the file\n");
    program_->send_signal(SIGHUP);
    ASSERT_TRUE(says("configuration reloaded"));
    EXPECT_EQ(value("/CustomName"), text("Boat"));
    restart();
    EXPECT_EQ(value("/CustomName"), text("Boat"));
}

TEST_F(DaemonInVenus, ShowsTheNameOfTheFileWhenPeopleTakeTheirsBack) {
    configure("[BMS]\ncustom_name = From the file\n");
    set(kDevice + "CustomName", "Boat");
    local_.come();
    start_with_packs();
    ASSERT_EQ(value("/CustomName"), text("Boat"));
    EXPECT_EQ(client().set_value(kBank, "/CustomName", dbus::Variant{""}), 0);
    EXPECT_TRUE(shows("/CustomName", text("From the file")));
}

TEST_F(DaemonInVenus, RegistersAsSoonAsThereIsWhereTo) {
    start_with_packs();
    ASSERT_EQ(value("/DeviceInstance"), whole(280));
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    set(kDevice + "CustomName", "House");
    local_.come();
    EXPECT_TRUE(shows("/DeviceInstance", whole(281)));
    EXPECT_EQ(value("/CustomName"), text("House"));
    EXPECT_EQ(stranger_.departures(), 1) << "consumers read the instance once";
    EXPECT_THAT(stranger_.values("/DeviceInstance"), testing::ElementsAre(whole(280), whole(281)));
}

TEST_F(DaemonInVenus, DoesNotCareWhenSettingsRestart) {
    local_.come();
    start_with_packs();
    be_named("Boat");
    const auto before = limits();
    const int adds = local_.adds();
    local_.leave();
    ASSERT_TRUE(says("Venus's settings left the bus"));
    EXPECT_EQ(limits(), before);
    EXPECT_EQ(value("/CustomName"), text("Boat"));
    local_.come();
    ASSERT_TRUE(pump([&] { return local_.adds() >= adds + 2; }));
    pump_for(served_, std::chrono::milliseconds{300});
    EXPECT_EQ(limits(), before);
    EXPECT_EQ(value("/CustomName"), text("Boat"));
    EXPECT_EQ(stranger_.departures(), 0);
    EXPECT_EQ(local_.text(kDevice + "ClassAndVrmInstance"), "battery:280");
    EXPECT_EQ(said("Venus's settings left the bus"), 1U);
    EXPECT_EQ(said("Venus's settings are on the bus"), 1U);
}

TEST_F(DaemonInVenus, KeepsItsNameAndInstanceWhenSettingsAreKilled) {
    auto doomed = std::make_unique<FakeLocalSettings>(daemon_.address());
    doomed->come();
    served_.push_back(&doomed->bus());
    start_with_packs();
    be_named("Boat");
    const auto before = limits();
    served_.pop_back();
    doomed.reset();  // Its connection goes without a word, and with it what it had not yet written.
    ASSERT_TRUE(says("Venus's settings left the bus"));
    be_named("Ship");
    EXPECT_EQ(value("/DeviceInstance"), whole(280));
    EXPECT_EQ(limits(), before);
    local_.come();
    ASSERT_TRUE(pump([&] { return local_.text(kDevice + "CustomName") == "Ship"; }))
        << "the name that people gave in between";
    EXPECT_EQ(value("/CustomName"), text("Ship"));
    EXPECT_EQ(limits(), before);
    EXPECT_EQ(stranger_.departures(), 0);
    EXPECT_EQ(said("Venus's settings left the bus"), 1U);
}

TEST_F(DaemonInVenus, GetsAlongWithoutSettings) {
    start_with_packs();
    EXPECT_EQ(value("/DeviceInstance"), whole(280));
    EXPECT_EQ(value("/CustomName"), text("BMS Aggregator"));
    EXPECT_EQ(limits(), (std::vector<std::optional<Value>>{Value{14.2}, Value{150.0}, Value{150.0},
                                                           Value{11.5}}));
    be_named("Boat");
    EXPECT_EQ(said("Venus's settings"), 1U);
    EXPECT_EQ(said("Venus's settings are not on the bus"), 1U);
}

TEST_F(DaemonInVenus, SaysOnceThatVenusFollowsAPackAndIgnoresLimits) {
    const char* const monitor = "/Settings/SystemSetup/BatteryService";
    const char* const bms = "/Settings/SystemSetup/BmsInstance";
    const char* const dvcc = "/Settings/Services/Bol";
    two_.set("/DeviceInstance", dbus::Variant{std::int32_t{2}});
    set(monitor, "com.victronenergy.battery/2");
    local_.set(bms, dbus::Variant{std::int32_t{2}});
    local_.set(dvcc, dbus::Variant{std::int32_t{0}});
    local_.come();
    start_with_packs();
    const auto before = limits();
    ASSERT_TRUE(says("Venus shows the single pack canopen_bms_node2"));
    ASSERT_TRUE(says("Venus obeys the BMS with instance 2 instead of the bank"));
    ASSERT_TRUE(says("DVCC is off"));
    EXPECT_THAT(std::get<std::string>(value("/Diagnostics/Selection").value()),
                testing::HasSubstr("single pack canopen_bms_node2"));
    set(monitor, "com.victronenergy.battery/280");
    local_.set(bms, dbus::Variant{std::int32_t{280}});
    local_.set(dvcc, dbus::Variant{std::int32_t{1}});
    ASSERT_TRUE(says("Venus uses the bank as it should"));
    EXPECT_TRUE(shows("/Diagnostics/Selection", text("")));
    for (const char* words : {"single pack", "with instance 2 instead", "DVCC is off"})
        EXPECT_EQ(said(words), 1U) << words;
    EXPECT_EQ(limits(), before);
}

TEST_F(DaemonInVenus, SaysThatAnotherDeviceHasItsInstanceAndComesAnewWhenThatLeaves) {
    local_.come();
    start_with_packs();
    const auto before = limits();
    FakeBattery intruder{daemon_.address(), "com.victronenergy.battery.intruder"};
    intruder.set("/DeviceInstance", dbus::Variant{std::int32_t{280}});
    served_.push_back(&intruder.bus());
    intruder.come();
    ASSERT_TRUE(says("battery.intruder has our device instance 280"));
    EXPECT_TRUE(pump([&] {
        const auto shown = value("/Diagnostics/Selection");
        return shown && std::get<std::string>(*shown).find("intruder") != std::string::npos;
    }));
    EXPECT_EQ(limits(), before);
    EXPECT_EQ(stranger_.departures(), 0);
    intruder.leave();
    ASSERT_TRUE(pump([&] { return stranger_.arrivals() == 2 && stranger_.readings() == 2; }));
    EXPECT_EQ(limits(), before);
    EXPECT_EQ(said("has our device instance 280"), 1U);
}

TEST_F(DaemonInVenus, WaitsForANameThatAForeignServiceTookFirst) {
    local_.come();
    FakeBattery foreign{daemon_.address(), kBank};
    foreign.set("/Soc", dbus::Variant{1.0});
    served_.push_back(&foreign.bus());
    foreign.come();
    for (FakeBattery* pack : packs()) pack->come();
    start();
    ASSERT_TRUE(says("cannot come on the bus: another program has it"));
    pump_for(served_, std::chrono::milliseconds{2500});
    EXPECT_EQ(said("cannot come on the bus"), 1U);
    EXPECT_EQ(value("/Soc"), Value{1.0});
    foreign.leave();
    EXPECT_TRUE(shows("/Soc", Value{81.0}));
    EXPECT_EQ(value("/Info/MaxChargeVoltage"), Value{14.2});
}

/// As Venus's own services answer: 1 for what is not writable, 2 for a value that is not taken, no
/// such method where there is no item.
TEST_F(DaemonInVenus, LetsNothingBeWrittenButItsNameAndTheEndOfItsHistory) {
    local_.come();
    start_with_packs();
    const auto before = client().get_items(kBank);
    ASSERT_GT(before.size(), 100U);
    for (const auto& [path, item] : before) {
        if (path == "/CustomName" || path == "/History/Clear") continue;
        EXPECT_EQ(client().set_value(kBank, path, dbus::Variant{1.0}), 1) << path;
        EXPECT_EQ(client().set_value(kBank, path, item.at("Value")), 1) << path;
        EXPECT_EQ(client().set_value(kBank, path, dbus::invalid_variant()), 1) << path;
    }
    for (const auto& wrong : {dbus::Variant{5}, dbus::Variant{1.5}, dbus::Variant{true},
                              dbus::invalid_variant(), dbus::Variant{std::string(33, 'x')}})
        EXPECT_EQ(client().set_value(kBank, "/CustomName", wrong), 2);
    for (const char* group : {"/", "/Info", "/Nowhere"})
        EXPECT_THROW(client().set_value(kBank, group, dbus::Variant{1}), sdbus::Error) << group;
    const auto after = client().get_items(kBank);
    for (const char* path : kLimits)
        EXPECT_EQ(dbus::to_value(after.at(path).at("Value")),
                  dbus::to_value(before.at(path).at("Value")));
    EXPECT_EQ(value("/CustomName"), text("BMS Aggregator"));
    EXPECT_TRUE(runs());
}

TEST_F(DaemonInVenus, ClosesItsConnectionWhenItEnds) {
    local_.come();
    start_with_packs();
    const std::string connection = client().owner(kBank);
    program_->send_signal(SIGTERM);
    EXPECT_TRUE(pump([&] { return !client().has_owner(connection); }));
}

TEST_F(DaemonInVenus, KeepsTheVoltageValidWhenItStopsTheChargers) {
    local_.come();
    start_with_packs();
    for (FakeBattery* pack : packs()) pack->set({.charge_limit = 0.0, .discharge_limit = 0.0});
    ASSERT_TRUE(shows("/Info/MaxChargeCurrent", Value{0.0}));
    ASSERT_TRUE(shows("/Info/MaxDischargeCurrent", Value{0.0}));
    EXPECT_GT(number("/Info/MaxChargeVoltage"), 10.0);
    for (FakeBattery* pack : packs()) pack->leave();
    ASSERT_TRUE(shows("/System/BankState", text("hold")));
    EXPECT_GT(number("/Info/MaxChargeVoltage"), 10.0);
    for (const Value& voltage : stranger_.values("/Info/MaxChargeVoltage"))
        EXPECT_GT(std::get<double>(voltage), 10.0) << "without it no zero reaches a charger";
}

TEST_F(DaemonInVenus, TakesTheChangedInstanceOfAReloadedFile) {
    local_.come();
    start_with_packs();
    configure("[BMS]\ndevice_instance = 290\n");
    program_->send_signal(SIGHUP);
    EXPECT_TRUE(shows("/DeviceInstance", whole(290)));
    EXPECT_EQ(local_.text(kDevice + "ClassAndVrmInstance"), "battery:290");
}

TEST_F(DaemonInVenus, KeepsItsHistoryOverARestartUntilItIsCleared) {
    local_.come();
    start_with_packs();
    ASSERT_TRUE(pump([&] { return number("/History/MaximumVoltage") == 13.25; }));
    restart();
    one_.set({.voltage = 13.1});
    two_.set({.voltage = 13.1});
    three_.set({.voltage = 13.1});
    ASSERT_TRUE(pump([&] { return std::abs(number("/History/MinimumVoltage") - 13.1) < 1e-6; }));
    EXPECT_NEAR(number("/History/MaximumVoltage"), 13.25, 1e-6);
    EXPECT_EQ(client().set_value(kBank, "/History/Clear", dbus::Variant{1}), 0);
    EXPECT_TRUE(pump([&] { return std::abs(number("/History/MaximumVoltage") - 13.1) < 1e-6; }));
    EXPECT_EQ(said("the history was cleared"), 1U);
}

TEST_F(DaemonInVenus, TakesARemovedPackOffTheBus) {
    start_with_packs();
    ASSERT_EQ(value("/Packs/2/State"), text("online"));
    ASSERT_EQ(value("/Diagnostics/Module2/Id"), text("canopen_bms_node3"));
    configure("[BMS]\nbms1_service = " + kPack + "1\nbms2_service = " + kPack + "2\n");
    program_->send_signal(SIGHUP);
    ASSERT_TRUE(pump([&] { return !value("/Packs/2/State"); }));
    EXPECT_EQ(value("/Diagnostics/Module2/Id"), std::nullopt);
    EXPECT_EQ(stranger_.values("/Packs/2/State").back(), Value{}) << "it became invalid first";
    EXPECT_EQ(value("/Packs/1/State"), text("online"));
}

}  // namespace
}  // namespace aggregator::test

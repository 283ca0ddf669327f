#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/bus_fixture.hpp"
#include "dbus/device_registration.hpp"
#include "support/fake_local_settings.hpp"

namespace aggregator::dbus {
namespace {

using testing::IsEmpty;

const std::string kInstance = "/Settings/Devices/bank/ClassAndVrmInstance";
const std::string kName = "/Settings/Devices/bank/CustomName";
const std::string kBatteries =
    "/Settings/SystemSetup/Batteries/Configuration/com_victronenergy_battery/";

class BankAsDevice : public test::BusTest {
protected:
    [[nodiscard]] bool pump(const std::function<bool()>& predicate) {
        return test::pump_until({&asker_, &local_.bus()}, predicate);
    }
    [[nodiscard]] bool is(int instance, const std::string& name = "") {
        return pump([&] { return entry_ && *entry_ == DeviceEntry{instance, name}; });
    }
    void set(const std::string& path, const std::string& text) { local_.set(path, Variant{text}); }
    void come() {
        local_.come();
        settings_.start();
    }
    [[nodiscard]] bool stores(const std::string& path, const std::string& text) {
        return pump([&] { return local_.text(path) == text; });
    }

    std::optional<DeviceEntry> entry_;
    int told_ = 0;
    test::FakeLocalSettings local_{daemon_.address()};
    LocalSettings settings_{asker_};
    DeviceRegistration device_{settings_, "bank", 280, [this](const DeviceEntry& entry) {
                                   ++told_;
                                   entry_ = entry;
                               }};
};

TEST_F(BankAsDevice, GetsTheInstanceItWishes) {
    come();
    ASSERT_TRUE(is(280));
    EXPECT_EQ(local_.text(kInstance), "battery:280");
    EXPECT_TRUE(local_.has(kName));
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(BankAsDevice, GetsTheNextFreeInstanceWhenItsOwnIsTaken) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    set("/Settings/Devices/third/ClassAndVrmInstance", "battery:281");
    come();
    EXPECT_TRUE(is(282));
}

TEST_F(BankAsDevice, SharesANumberWithOtherKindsOfDevices) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "tank:280");
    come();
    EXPECT_TRUE(is(280));
}

TEST_F(BankAsDevice, KeepsTheInstanceItOnceGot) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    come();
    ASSERT_TRUE(is(281));
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:5");
    local_.leave();
    local_.come();
    ASSERT_TRUE(pump([&] { return local_.adds() >= 4; })) << "it registered again";
    EXPECT_EQ(entry_->instance, 281);
    EXPECT_EQ(told_, 1);
}

TEST_F(BankAsDevice, IsToldOnceThatThereIsNoPlaceToRegister) {
    settings_.start();
    ASSERT_TRUE(is(280));
    EXPECT_EQ(told_, 1);
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(BankAsDevice, RegistersAsSoonAsItCan) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    set(kName, "House");
    settings_.start();
    ASSERT_TRUE(is(280));
    local_.come();
    EXPECT_TRUE(is(281, "House"));
}

TEST_F(BankAsDevice, DoesNotWaitForSettingsThatHang) {
    local_.hang();
    come();
    EXPECT_TRUE(is(280)) << "after the time an answer may take";
}

TEST_F(BankAsDevice, IsToldNothingBeforeItIsRegistered) {
    set(kInstance, "battery:290");
    set(kName, "House");
    come();
    ASSERT_TRUE(pump([&] { return entry_.has_value(); }));
    EXPECT_EQ(*entry_, (DeviceEntry{290, "House"})) << "no name that changes a moment later";
    EXPECT_EQ(told_, 1);
}

TEST_F(BankAsDevice, PreparesTheSettingsThatSystemcalcLooksFor) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    come();
    ASSERT_TRUE(is(281));
    EXPECT_EQ(local_.text(kBatteries + "281/Service"), "com.victronenergy.battery/281");
    EXPECT_EQ(local_.text(kBatteries + "281/1/Service"), "com.victronenergy.battery/281/1");
}

TEST_F(BankAsDevice, KeepsItsName) {
    come();
    ASSERT_TRUE(is(280));
    device_.rename("House");
    EXPECT_TRUE(stores(kName, "House"));
    EXPECT_TRUE(is(280, "House"));
}

TEST_F(BankAsDevice, TakesANameThatIsSetBesideIt) {
    come();
    ASSERT_TRUE(is(280));
    set(kName, "Boat");
    EXPECT_TRUE(is(280, "Boat"));
}

TEST_F(BankAsDevice, KeepsANameThatItGotBeforeItCouldRegister) {
    set(kName, "Old");
    settings_.start();
    ASSERT_TRUE(is(280));
    device_.rename("New");
    ASSERT_TRUE(is(280, "New"));
    local_.come();
    EXPECT_TRUE(stores(kName, "New"));
    EXPECT_EQ(entry_->name, "New");
}

/// Localsettings writes to its disk seconds after a change; killed before, it comes back with what
/// it had read at its start.
TEST_F(BankAsDevice, KeepsANameThatSettingsForgotWhenTheyWereKilled) {
    come();
    ASSERT_TRUE(is(280));
    device_.rename("House");
    ASSERT_TRUE(stores(kName, "House"));
    test::FakeLocalSettings next{daemon_.address()};
    local_.leave();
    next.come();
    EXPECT_TRUE(test::pump_until({&asker_, &local_.bus(), &next.bus()},
                                 [&] { return next.text(kName) == "House"; }));
    EXPECT_EQ(entry_->name, "House");
    EXPECT_EQ(told_, 2) << "nobody saw another name in between";
}

TEST_F(BankAsDevice, BelievesSettingsThatRestartWhenNobodyChangedTheName) {
    set(kName, "House");
    come();
    ASSERT_TRUE(is(280, "House"));
    test::FakeLocalSettings next{daemon_.address()};
    next.set(kName, Variant{"Restored"});
    local_.leave();
    next.come();
    EXPECT_TRUE(test::pump_until({&asker_, &local_.bus(), &next.bus()},
                                 [&] { return entry_->name == "Restored"; }));
    EXPECT_EQ(next.text(kName), "Restored");
}

TEST_F(BankAsDevice, MovesWhenItsInstanceIsChanged) {
    come();
    ASSERT_TRUE(is(280));
    set(kInstance, "battery:300");
    ASSERT_TRUE(is(300));
    EXPECT_TRUE(local_.has(kBatteries + "300/Service"));
}

TEST_F(BankAsDevice, MovesWithTheUsersWish) {
    come();
    ASSERT_TRUE(is(280));
    device_.wish(290);
    ASSERT_TRUE(is(290));
    EXPECT_EQ(local_.text(kInstance), "battery:290");
}

TEST_F(BankAsDevice, MovesWithAWishFromBeforeTheStart) {
    LocalSettings earlier{server_};
    std::optional<DeviceEntry> before;
    DeviceRegistration last_run{earlier, "bank", 285,
                                [&](const DeviceEntry& entry) { before = entry; }};
    local_.come();
    earlier.start();
    ASSERT_TRUE(test::pump_until({&server_, &local_.bus()}, [&] { return before.has_value(); }));
    ASSERT_EQ(local_.text(kInstance), "battery:285");
    settings_.start();
    EXPECT_TRUE(is(280)) << "the configuration was changed in between";
}

TEST_F(BankAsDevice, StaysWhereThePeopleMovedIt) {
    LocalSettings earlier{server_};
    std::optional<DeviceEntry> before;
    DeviceRegistration last_run{earlier, "bank", 280,
                                [&](const DeviceEntry& entry) { before = entry; }};
    local_.come();
    earlier.start();
    ASSERT_TRUE(test::pump_until({&server_, &local_.bus()}, [&] { return before.has_value(); }));
    set(kInstance, "battery:300");
    settings_.start();
    EXPECT_TRUE(is(300));
}

TEST_F(BankAsDevice, HasAnIdThatSettingsAccept) {
    LocalSettings more{server_};
    std::optional<DeviceEntry> odd;
    DeviceRegistration device{more, "_my-bank", 300,
                              [&](const DeviceEntry& entry) { odd = entry; }};
    local_.come();
    more.start();
    ASSERT_TRUE(test::pump_until({&server_, &local_.bus()}, [&] { return odd.has_value(); }));
    EXPECT_EQ(local_.text("/Settings/Devices/bank_my_bank/ClassAndVrmInstance"), "battery:300");
}

}  // namespace
}  // namespace aggregator::dbus

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/bus_fixture.hpp"
#include "dbus/item_tree.hpp"
#include "dbus/variant.hpp"
#include "dbus/venus_platform.hpp"
#include "support/fake_local_settings.hpp"

namespace aggregator::dbus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kBmsInstance = "/Settings/SystemSetup/BmsInstance";
constexpr const char* kFeedIn = "/Settings/CGwacs/OvervoltageFeedIn";

class RestOfVenus : public test::BusTest {
protected:
    /// Waits until the platform knows these settings.
    [[nodiscard]] bool knows(std::optional<int> bms_instance, std::optional<int> feed_in) {
        return test::pump_until({&server_, &asker_, &local_.bus()}, [&] {
            return known_.bms_instance == bms_instance && known_.feed_in_excess_solar == feed_in;
        });
    }
    /// Lets everything that is under way arrive.
    void settle() {
        (void)test::Client{server_, {&asker_, &local_.bus()}}.get_value(
            test::FakeLocalSettings::kName, kBmsInstance);
        test::pump_for({&server_, &asker_, &local_.bus()}, std::chrono::milliseconds{20});
    }

    void come(const Variant& bms_instance, const Variant& feed_in) {
        local_.set(kBmsInstance, bms_instance);
        local_.set(kFeedIn, feed_in);
        local_.come();
    }

    app::VenusSettings known_{};
    test::FakeLocalSettings local_{daemon_.address()};
    LocalSettings settings_{asker_};
    VenusPlatform platform_{asker_, settings_,
                            [this](const app::VenusSettings& settings) { known_ = settings; }};
};

TEST_F(RestOfVenus, TellsItsSettings) {
    local_.set("/Settings/Services/Bol", Variant{std::int32_t{1}});
    local_.set("/Settings/SystemSetup/BatteryService",
               Variant{std::string{"com.victronenergy.battery/280"}});
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{1}});
    settings_.start();
    EXPECT_TRUE(knows(280, 1));
    settle();
    EXPECT_EQ(known_.dvcc, 1);
    EXPECT_EQ(known_.battery_service, "com.victronenergy.battery/280");
}

TEST_F(RestOfVenus, TellsItsSettingsWhenTheyChange) {
    come(Variant{std::int32_t{-1}}, Variant{std::int32_t{0}});
    settings_.start();
    ASSERT_TRUE(knows(-1, 0));
    local_.set(kBmsInstance, Variant{std::int32_t{280}});
    EXPECT_TRUE(knows(280, 0));
    local_.set(kFeedIn, Variant{std::int32_t{1}});
    EXPECT_TRUE(knows(280, 1));
}

TEST_F(RestOfVenus, MayBeMissing) {
    settings_.start();
    test::pump_for({&asker_}, std::chrono::milliseconds{20});
    EXPECT_TRUE(knows(std::nullopt, std::nullopt));
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(RestOfVenus, HoldsOnToWhatItKnewOfSettingsThatLeave) {
    settings_.start();
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{1}});
    ASSERT_TRUE(knows(280, 1));
    local_.leave();
    test::pump_for({&asker_, &local_.bus()}, std::chrono::milliseconds{20});
    EXPECT_TRUE(knows(280, 1)) << "a hold that rests on it must not end by accident";
    local_.come();
    local_.set(kFeedIn, Variant{std::int32_t{0}});
    EXPECT_TRUE(knows(280, 0));
}

TEST_F(RestOfVenus, HearsTheRestartedServiceAndNobodyElse) {
    settings_.start();
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{1}});
    ASSERT_TRUE(knows(280, 1));
    local_.leave();
    test::FakeLocalSettings next{daemon_.address()};
    next.set(kBmsInstance, Variant{std::int32_t{3}});
    next.set(kFeedIn, Variant{std::int32_t{0}});
    next.come();
    ASSERT_TRUE(test::pump_until({&asker_, &local_.bus(), &next.bus()},
                                 [&] { return known_.bms_instance == 3; }));
    local_.set(kBmsInstance, Variant{std::int32_t{4}});
    next.set(kFeedIn, Variant{std::int32_t{1}});
    EXPECT_TRUE(test::pump_until({&asker_, &local_.bus(), &next.bus()},
                                 [&] { return known_.feed_in_excess_solar == 1; }));
    EXPECT_EQ(known_.bms_instance, 3) << "the old connection has the name no more";
}

/// The bus daemon lets anybody send a signal of any name to one connection.
TEST_F(RestOfVenus, BelievesOnlyTheBusThatANameChangedHands) {
    settings_.start();
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{1}});
    ASSERT_TRUE(knows(280, 1));
    const auto object = sdbus::createObject(server_.connection(), "/org/freedesktop/DBus");
    auto forged = object->createSignal("org.freedesktop.DBus", "NameOwnerChanged");
    forged << test::FakeLocalSettings::kName << "" << server_.unique_name();
    forged.setDestination(asker_.unique_name());
    object->emitSignal(forged);
    settle();
    local_.set(kBmsInstance, Variant{std::int32_t{3}});
    EXPECT_TRUE(knows(3, 1)) << "the real one is still heard";
}

TEST_F(RestOfVenus, MayLackASetting) {
    local_.set(kBmsInstance, Variant{std::int32_t{280}});
    local_.come();
    settings_.start();
    EXPECT_TRUE(knows(280, std::nullopt));
}

TEST_F(RestOfVenus, MayHoldNonsense) {
    come(Variant{"280"}, Variant{std::vector<std::int32_t>{}});
    settings_.start();
    settle();
    EXPECT_TRUE(knows(std::nullopt, std::nullopt));
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(RestOfVenus, IsNotUndoneByNonsense) {
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{1}});
    settings_.start();
    ASSERT_TRUE(knows(280, 1));
    local_.set(kFeedIn, Variant{std::vector<std::int32_t>{}});
    local_.set(kBmsInstance, Variant{std::int32_t{281}});
    EXPECT_TRUE(knows(281, 1));
}

TEST_F(RestOfVenus, IsNotTakenToBeANumberThatDoesNotFit) {
    come(Variant{(std::int64_t{1} << 32) + 280}, Variant{std::int32_t{0}});
    settings_.start();
    EXPECT_TRUE(knows(std::nullopt, 0));
}

class Notifications : public RestOfVenus {
protected:
    [[nodiscard]] bool receives(std::size_t count) {
        return pump([&] { return received_.size() >= count; });
    }

    std::vector<std::string> received_;
    ItemTree tree_{server_, [this](const std::string& path, const Variant& value) {
                       EXPECT_EQ(path, "/Notifications/Inject");
                       received_.push_back(value.get<std::string>());
                       return kSetAccepted;
                   }};
};

TEST_F(Notifications, GetTypeTitleAndText) {
    tree_.update("/Notifications/Inject", Variant{""}, "");
    server_.request_name("com.victronenergy.platform");
    platform_.notify({Severity::alarm, "Battery House 1 lost", "not on the bus"});
    platform_.notify({Severity::warning, "Battery House 2 invalid", "voltage not plausible"});
    ASSERT_TRUE(receives(2));
    EXPECT_THAT(received_, ElementsAre("1\tBattery House 1 lost\tnot on the bus",
                                       "0\tBattery House 2 invalid\tvoltage not plausible"));
}

TEST_F(Notifications, AreForgottenWithoutAPlatform) {
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{0}});
    settings_.start();
    platform_.notify({Severity::alarm, "Title", "text"});
    EXPECT_TRUE(knows(280, 0));
    EXPECT_THAT(received_, IsEmpty());
    EXPECT_THAT(errors_, IsEmpty());
}

}  // namespace
}  // namespace aggregator::dbus

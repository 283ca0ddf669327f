#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/bus_fixture.hpp"
#include "dbus/item_tree.hpp"
#include "dbus/variant.hpp"
#include "dbus/venus_platform.hpp"
#include "support/fake_battery.hpp"

namespace aggregator::dbus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kBmsInstance = "/Settings/SystemSetup/BmsInstance";
constexpr const char* kFeedIn = "/Settings/CGwacs/OvervoltageFeedIn";

/// Localsettings announces each change on the path that changed.
class RestOfVenus : public test::BusTest {
protected:
    /// Waits until the platform knows these settings.
    [[nodiscard]] bool knows(std::optional<int> bms_instance, std::optional<int> feed_in) {
        return test::pump_until({&server_, &asker_, &local_.bus()}, [&] {
            return told_ > 0 && known_.bms_instance == bms_instance &&
                   known_.feed_in_excess_solar == feed_in;
        });
    }

    void come(const Variant& bms_instance, const Variant& feed_in) {
        local_.set(kBmsInstance, bms_instance);
        local_.set(kFeedIn, feed_in);
        local_.come();
    }

    int told_ = 0;
    VenusSettings known_{};
    test::FakeBattery local_{daemon_.address(), "com.victronenergy.settings",
                             Signalling::properties};
    VenusPlatform platform_{asker_, [this](const VenusSettings& settings) {
                                ++told_;
                                known_ = settings;
                            }};
};

TEST_F(RestOfVenus, TellsItsSettings) {
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{1}});
    platform_.start();
    EXPECT_TRUE(knows(280, 1));
}

TEST_F(RestOfVenus, TellsItsSettingsWhenTheyChange) {
    come(Variant{std::int32_t{-1}}, Variant{std::int32_t{0}});
    platform_.start();
    ASSERT_TRUE(knows(-1, 0));
    local_.set(kBmsInstance, Variant{std::int32_t{280}});
    EXPECT_TRUE(knows(280, 0));
    local_.set(kFeedIn, Variant{std::int32_t{1}});
    EXPECT_TRUE(knows(280, 1));
}

TEST_F(RestOfVenus, MayBeMissing) {
    platform_.start();
    EXPECT_TRUE(knows(std::nullopt, std::nullopt));
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(RestOfVenus, MayComeLaterAndGo) {
    platform_.start();
    ASSERT_TRUE(knows(std::nullopt, std::nullopt));
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{0}});
    EXPECT_TRUE(knows(280, 0));
    local_.leave();
    EXPECT_TRUE(knows(std::nullopt, std::nullopt));
}

TEST_F(RestOfVenus, MayLackASetting) {
    local_.set(kBmsInstance, Variant{std::int32_t{280}});
    local_.come();
    platform_.start();
    EXPECT_TRUE(knows(280, std::nullopt));
}

TEST_F(RestOfVenus, MayHoldNonsense) {
    come(Variant{"280"}, Variant{std::vector<std::int32_t>{}});
    platform_.start();
    EXPECT_TRUE(knows(std::nullopt, std::nullopt));
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(RestOfVenus, IsNotTakenToBeANumberThatDoesNotFit) {
    come(Variant{(std::int64_t{1} << 32) + 280}, Variant{std::int32_t{0}});
    platform_.start();
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
    platform_.start();
    platform_.notify({Severity::alarm, "Battery House 1 lost", "not on the bus"});
    platform_.notify({Severity::warning, "Battery House 2 invalid", "voltage not plausible"});
    ASSERT_TRUE(receives(2));
    EXPECT_THAT(received_, ElementsAre("1\tBattery House 1 lost\tnot on the bus",
                                       "0\tBattery House 2 invalid\tvoltage not plausible"));
}

TEST_F(Notifications, AreForgottenWithoutAPlatform) {
    come(Variant{std::int32_t{280}}, Variant{std::int32_t{0}});
    platform_.start();
    platform_.notify({Severity::alarm, "Title", "text"});
    EXPECT_TRUE(knows(280, 0));
    EXPECT_THAT(received_, IsEmpty());
    EXPECT_THAT(errors_, IsEmpty());
}

}  // namespace
}  // namespace aggregator::dbus

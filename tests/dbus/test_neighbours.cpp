#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/bus_fixture.hpp"
#include "dbus/neighbours.hpp"
#include "dbus/variant.hpp"
#include "support/fake_battery.hpp"

namespace aggregator::dbus {
namespace {

using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

constexpr const char* kNeighbour = "com.victronenergy.battery.a";
constexpr const char* kOurs = "com.victronenergy.battery.ours";

class NeighboursOnBus : public test::BusTest {
protected:
    [[nodiscard]] bool knows(const app::Instances& expected) {
        return test::pump_until({&asker_, &a_.bus(), &ours_.bus()},
                                [&] { return known_ == expected; });
    }
    void set(test::FakeBattery& battery, int instance) {
        battery.set("/DeviceInstance", Variant{std::int32_t{instance}});
        battery.come();
    }

    app::Instances known_;
    test::FakeBattery a_{daemon_.address(), kNeighbour};
    test::FakeBattery ours_{daemon_.address(), kOurs};
    Neighbours neighbours_{asker_, kOurs,
                           [this](const app::Instances& instances) { known_ = instances; }};
};

TEST_F(NeighboursOnBus, AreThoseThatAreThereAndThoseThatCome) {
    set(a_, 1);
    neighbours_.start();
    ASSERT_TRUE(knows({{kNeighbour, 1}}));
    test::FakeBattery late{daemon_.address(), "com.victronenergy.battery.late"};
    set(late, 280);
    EXPECT_TRUE(test::pump_until({&asker_, &late.bus()}, [&] { return known_.size() == 2; }));
    EXPECT_EQ(known_[late.name()], 280);
}

TEST_F(NeighboursOnBus, AreForgottenWhenTheyLeave) {
    set(a_, 1);
    neighbours_.start();
    ASSERT_TRUE(knows({{kNeighbour, 1}}));
    a_.leave();
    EXPECT_TRUE(knows({}));
}

TEST_F(NeighboursOnBus, AreAskedAgainWhenTheyReturn) {
    set(a_, 1);
    neighbours_.start();
    ASSERT_TRUE(knows({{kNeighbour, 1}}));
    a_.leave();
    set(a_, 280);
    EXPECT_TRUE(knows({{kNeighbour, 280}}));
}

TEST_F(NeighboursOnBus, DoNotIncludeOurOwnService) {
    set(ours_, 280);
    neighbours_.start();
    set(a_, 1);
    ASSERT_TRUE(knows({{kNeighbour, 1}}));
}

TEST_F(NeighboursOnBus, NeedNotSayAnything) {
    a_.set("/DeviceInstance", Variant{std::string{"many"}});
    a_.come();
    test::OddBattery odd{daemon_.address(), "com.victronenergy.battery.odd"};
    neighbours_.start();
    test::FakeBattery good{daemon_.address(), "com.victronenergy.battery.good"};
    set(good, 3);
    ASSERT_TRUE(test::pump_until({&asker_, &a_.bus(), &odd.bus(), &good.bus()},
                                 [&] { return !known_.empty(); }));
    EXPECT_THAT(known_, UnorderedElementsAre(Pair(good.name(), 3)));
    EXPECT_THAT(errors_, IsEmpty());
}

}  // namespace
}  // namespace aggregator::dbus

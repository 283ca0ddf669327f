#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/bus_fixture.hpp"
#include "dbus/item_tree.hpp"
#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::UnorderedElementsAre;
using venus::Value;

class ItemSignals : public test::BusTest {
protected:
    struct Received {
        std::string member;
        std::string path;
    };

    void receive(Message& message) {
        received_.push_back({message.getMemberName(), message.getPath()});
        if (received_.back().member == "ItemsChanged") {
            items_.emplace_back();
            message >> items_.back();
        } else if (received_.back().member == "PropertiesChanged") {
            message >> properties_.emplace_back();
        }
    }

    /// Pumps until everything sent before has arrived.
    void settle() {
        const auto seen = received_.size();
        const auto object = sdbus::createObject(server_.connection(), "/");
        auto signal = object->createSignal(kBusItem, "Settled");
        object->emitSignal(signal);
        ASSERT_TRUE(
            pump([&] { return received_.size() > seen && received_.back().member == "Settled"; }));
        received_.pop_back();
    }

    void fill(ItemTree& tree) {
        tree.update("/Soc", {Value{81.0}, "81%"});
        tree.update("/Dc/0/Voltage", {Value{13.25}, "13.25V"});
        tree.discard_changes();
    }

    /// What is said of the interface of items.
    std::string introspect(const std::string& path) {
        const auto all = client_.introspect(server_.connection().getUniqueName(), path);
        const auto begin = all.find(kBusItem);
        return all.substr(begin, all.find("</interface>", begin) - begin);
    }

    std::vector<Received> received_;
    std::vector<test::Tree> items_;
    std::vector<test::Dict> properties_;
    Slot slot_ = asker_.match("type='signal',interface='com.victronenergy.BusItem'",
                              [this](Message& message) { receive(message); });
};

TEST_F(ItemSignals, AnnounceEverythingThatChangedAtOnce) {
    ItemTree tree{server_};
    fill(tree);
    tree.update("/Soc", {Value{80.0}, "80%"});
    tree.update("/Dc/0/Voltage", {Value{13.0}, "13.00V"});
    tree.flush();
    settle();
    ASSERT_EQ(items_.size(), 1U);
    EXPECT_EQ(received_.front().path, "/");
    ASSERT_THAT(items_[0], UnorderedElementsAre(Key("/Soc"), Key("/Dc/0/Voltage")));
    EXPECT_THAT(items_[0].at("/Soc"), UnorderedElementsAre(Key("Value"), Key("Text")));
    EXPECT_EQ(items_[0].at("/Soc").at("Value").get<double>(), 80.0);
    EXPECT_EQ(items_[0].at("/Soc").at("Text").get<std::string>(), "80%");
}

TEST_F(ItemSignals, StayAwayWhenNothingChanged) {
    ItemTree tree{server_};
    fill(tree);
    tree.update("/Soc", {Value{81.0}, "81%"});
    tree.flush();
    tree.flush();
    settle();
    EXPECT_THAT(received_, IsEmpty());
}

TEST_F(ItemSignals, SayWhatIsNewOnASheet) {
    ItemTree tree{server_};
    const auto shows = [&tree](const Value& soc, const std::string& text) {
        tree.show([&](const venus::Show& show) {
            show("/Serial", {Value{std::string{"caf\xe9"}}, "caf\xe9"});
            show("/Soc", {soc, text});
        });
        tree.flush();
    };
    shows(81.0, "81%");
    shows(81.0, "81%");
    shows(81.0, "81.0%");
    shows(std::int64_t{81}, "81.0%");
    settle();
    ASSERT_EQ(items_.size(), 3U);
    EXPECT_THAT(items_[0], UnorderedElementsAre(Key("/Serial"), Key("/Soc")));
    EXPECT_THAT(items_[1], UnorderedElementsAre(Key("/Soc"))) << "another text";
    EXPECT_THAT(items_[2], UnorderedElementsAre(Key("/Soc"))) << "another type";
}

TEST_F(ItemSignals, ComeForAChangeOfTextOrTypeAlone) {
    ItemTree tree{server_};
    fill(tree);
    tree.update("/Soc", {Value{81.0}, "81.0%"});
    tree.flush();
    tree.update("/Soc", Variant{std::int32_t{81}}, "81.0%");
    tree.flush();
    settle();
    EXPECT_EQ(items_.size(), 2U);
}

TEST_F(ItemSignals, ComeWhenAValueReturnsToWhatItWasInAnotherForm) {
    ItemTree tree{server_};
    fill(tree);
    tree.update("/Soc", Variant{80.0}, "80%");
    tree.update("/Soc", {Value{81.0}, "81%"});
    tree.flush();
    tree.update("/Soc", Variant{80.0}, "80%");
    tree.flush();
    settle();
    ASSERT_EQ(items_.size(), 2U);
    EXPECT_EQ(items_[0].at("/Soc").at("Value").get<double>(), 81.0);
    EXPECT_EQ(items_[1].at("/Soc").at("Value").get<double>(), 80.0);
}

TEST_F(ItemSignals, AnnounceNewPaths) {
    ItemTree tree{server_};
    fill(tree);
    tree.update("/Soh", {Value{99.0}, "99%"});
    tree.flush();
    settle();
    ASSERT_EQ(items_.size(), 1U);
    EXPECT_THAT(items_[0], ElementsAre(Key("/Soh")));
}

TEST_F(ItemSignals, InvalidateAPathThatGoes) {
    ItemTree tree{server_};
    fill(tree);
    tree.remove("/Soc");
    tree.remove("/Unknown");
    tree.flush();
    tree.flush();
    settle();
    ASSERT_EQ(items_.size(), 1U);
    ASSERT_THAT(items_[0], ElementsAre(Key("/Soc")));
    EXPECT_EQ(to_value(items_[0].at("/Soc").at("Value")), Value{});
}

/// A bank has hundreds of paths; a signal that none of them ever sends costs memory for each.
TEST_F(ItemSignals, AreShownWhereTheyAreSent) {
    ItemTree tree{server_};
    fill(tree);
    EXPECT_THAT(introspect("/"), HasSubstr("ItemsChanged"));
    EXPECT_THAT(introspect("/Soc"), Not(HasSubstr("PropertiesChanged")));
}

TEST_F(ItemSignals, AreShownPerPathWhereTheyAreSentPerPath) {
    ItemTree tree{server_, {}, Signalling::properties};
    fill(tree);
    EXPECT_THAT(introspect("/"), Not(HasSubstr("ItemsChanged")));
    EXPECT_THAT(introspect("/Soc"), HasSubstr("PropertiesChanged"));
}

TEST_F(ItemSignals, CanComePerPath) {
    ItemTree tree{server_, {}, Signalling::properties};
    fill(tree);
    tree.update("/Soc", {Value{80.0}, "80%"});
    tree.flush();
    settle();
    ASSERT_EQ(received_.size(), 1U);
    EXPECT_EQ(received_[0].path, "/Soc");
    ASSERT_EQ(properties_.size(), 1U);
    EXPECT_EQ(properties_[0].at("Value").get<double>(), 80.0);
    EXPECT_EQ(properties_[0].at("Text").get<std::string>(), "80%");
}

TEST_F(ItemSignals, CanComeBothWays) {
    ItemTree tree{server_, {}, Signalling::both};
    fill(tree);
    tree.update("/Soc", {Value{80.0}, "80%"});
    tree.update("/Dc/0/Voltage", {Value{13.0}, "13.00V"});
    tree.flush();
    settle();
    EXPECT_EQ(items_.size(), 1U);
    EXPECT_EQ(properties_.size(), 2U);
}

TEST_F(ItemSignals, DoNotThrowWhenTheBusIsLost) {
    ItemTree tree{server_};
    fill(tree);
    daemon_.stop();
    EXPECT_THROW(test::pump_for({&server_}, test::kDeadline), BusLost);
    tree.update("/Soc", {Value{80.0}, "80%"});
    EXPECT_NO_THROW(tree.flush());
    EXPECT_FALSE(errors_.empty());
}

/// One rule for all services, told apart by the sender's unique name. With a rule per service name
/// each handler gets the signals of all of them, because only the bus daemon knows which unique
/// name owns which service.
TEST_F(ItemSignals, AreAttributedToTheServiceThatSentThem) {
    Bus other{daemon_.address(), sink()};
    server_.request_name("com.victronenergy.battery.a");
    other.request_name("com.victronenergy.battery.b");
    std::map<std::string, int> signals;
    const auto slot = asker_.match("type='signal',interface='com.victronenergy.BusItem'",
                                   [&](Message& message) { ++signals[message.getSender()]; });
    ItemTree a{server_};
    ItemTree b{other};
    fill(a);
    fill(b);

    a.update("/Soc", {Value{1.0}, "1%"});
    a.flush();
    b.update("/Soc", {Value{2.0}, "2%"});
    b.flush();
    a.update("/Soc", {Value{3.0}, "3%"});
    a.flush();

    const auto total = [&] {
        return signals[server_.unique_name()] + signals[other.unique_name()];
    };
    EXPECT_TRUE(test::pump_until({&server_, &other, &asker_}, [&] { return total() >= 3; }));
    test::pump_for({&server_, &other, &asker_}, std::chrono::milliseconds{20});
    EXPECT_EQ(signals[server_.unique_name()], 2);
    EXPECT_EQ(signals[other.unique_name()], 1);
}

}  // namespace
}  // namespace aggregator::dbus

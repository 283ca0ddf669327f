#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

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
using testing::Pair;
using testing::UnorderedElementsAre;
using venus::Value;

constexpr const char* kTree = "com.victronenergy.battery.test";

class ItemTreeOnBus : public test::BusTest {
protected:
    ItemTreeOnBus() {
        server_.request_name(kTree);
        tree_.update("/Soc", {Value{81.0}, "81%"});
        tree_.update("/Dc/0/Voltage", {Value{13.25}, "13.25V"});
        tree_.update("/Dc/0/Current", {Value{-4.5}, "-4.5A"});
        tree_.update("/Mgmt/Connection", {Value{std::string{"Virtual"}}, "Virtual"});
        tree_.update("/HardwareVersion", {Value{}, "---"});
    }

    ItemTree tree_{server_};
};

TEST_F(ItemTreeOnBus, AnswersValueAndTextOfAPath) {
    EXPECT_EQ(client_.get_value(kTree, "/Dc/0/Voltage").get<double>(), 13.25);
    EXPECT_EQ(client_.get_text(kTree, "/Dc/0/Voltage"), "13.25V");
    EXPECT_EQ(client_.get_value(kTree, "/HardwareVersion").peekValueType(), "ai");
    EXPECT_EQ(client_.get_text(kTree, "/HardwareVersion"), "---");
}

TEST_F(ItemTreeOnBus, KeepsTheTypeOfAVariant) {
    tree_.update("/ProductId", Variant{std::uint16_t{0xA389}}, "0xA389");
    tree_.update("/Error", Variant{std::uint8_t{3}}, "3");
    EXPECT_EQ(client_.get_value(kTree, "/ProductId").get<std::uint16_t>(), 0xA389);
    EXPECT_EQ(client_.get_value(kTree, "/Error").get<std::uint8_t>(), 3);
}

TEST_F(ItemTreeOnBus, AnswersAGroupWithRelativeKeysOneLevelDeep) {
    const auto values = client_.get_values(kTree, "/Dc");
    ASSERT_THAT(values, UnorderedElementsAre(Key("0/Voltage"), Key("0/Current")));
    EXPECT_EQ(values.at("0/Voltage").get<double>(), 13.25);
    const auto texts = client_.get_texts(kTree, "/Dc/0");
    ASSERT_THAT(texts, UnorderedElementsAre(Key("Voltage"), Key("Current")));
    EXPECT_EQ(texts.at("Current").get<std::string>(), "-4.5A");
}

TEST_F(ItemTreeOnBus, AnswersTheRootAsAGroupOfEverything) {
    EXPECT_THAT(client_.get_values(kTree, "/"),
                UnorderedElementsAre(Key("Soc"), Key("Dc/0/Voltage"), Key("Dc/0/Current"),
                                     Key("Mgmt/Connection"), Key("HardwareVersion")));
    EXPECT_EQ(client_.get_texts(kTree, "/").at("Soc").get<std::string>(), "81%");
}

TEST_F(ItemTreeOnBus, AnswersItemsWithFullPaths) {
    const auto items = client_.get_items(kTree);
    ASSERT_EQ(items.size(), 5U);
    const auto& soc = items.at("/Soc");
    ASSERT_THAT(soc, UnorderedElementsAre(Key("Value"), Key("Text")));
    EXPECT_EQ(soc.at("Value").get<double>(), 81.0);
    EXPECT_EQ(soc.at("Text").get<std::string>(), "81%");
}

TEST_F(ItemTreeOnBus, IsIntrospectable) {
    EXPECT_THAT(client_.introspect(kTree, "/"), HasSubstr("GetItems"));
    EXPECT_THAT(client_.introspect(kTree, "/"), HasSubstr("<node name=\"Dc\""));
    EXPECT_THAT(client_.introspect(kTree, "/Dc"), HasSubstr("<node name=\"0\""));
    EXPECT_THAT(client_.introspect(kTree, "/Dc/0/Voltage"), HasSubstr("SetValue"));
}

TEST_F(ItemTreeOnBus, RefusesToSetWithoutAHandler) {
    EXPECT_EQ(client_.set_value(kTree, "/Soc", Variant{50.0}), kSetNotWritable);
    EXPECT_EQ(client_.get_value(kTree, "/Soc").get<double>(), 81.0);
}

TEST_F(ItemTreeOnBus, HasNoObjectForUnknownPaths) {
    EXPECT_THROW((void)client_.get_value(kTree, "/Unknown"), sdbus::Error);
}

TEST_F(ItemTreeOnBus, RefusesMalformedPathsAndVariantsWithoutContent) {
    EXPECT_THROW(tree_.update("Soc", Variant{1.0}, ""), sdbus::Error);
    EXPECT_THROW(tree_.update("/Soc/", Variant{1.0}, ""), sdbus::Error);
    EXPECT_THROW(tree_.update("/Soc", Variant{}, ""), sdbus::Error);
    EXPECT_EQ(client_.get_items(kTree).size(), 5U);
}

TEST_F(ItemTreeOnBus, ReplacesTextThatIsNotUnicode) {
    tree_.update("/CustomName", Variant{"x"}, "caf\xe9");
    EXPECT_EQ(client_.get_text(kTree, "/CustomName"), "caf?");
}

TEST_F(ItemTreeOnBus, NeverLetsOutWhatTheBusOrVenusCannotTake) {
    tree_.update("/Soc", {Value{std::nan("")}, "nan"});
    tree_.update("/Serial", {Value{std::string{"caf\xe9"}}, "caf\xe9"});
    EXPECT_EQ(client_.get_value(kTree, "/Soc").peekValueType(), "ai");
    EXPECT_EQ(client_.get_value(kTree, "/Serial").get<std::string>(), "caf?");
}

TEST_F(ItemTreeOnBus, TakesPathsAndEmptyGroupsOffTheBus) {
    tree_.remove("/Dc/0/Voltage");
    EXPECT_EQ(client_.get_value(kTree, "/Dc/0/Voltage").peekValueType(), "ai");
    tree_.flush();
    EXPECT_THROW((void)client_.get_value(kTree, "/Dc/0/Voltage"), sdbus::Error);
    EXPECT_THAT(client_.get_values(kTree, "/Dc"), ElementsAre(Key("0/Current")));
    tree_.remove("/Dc/0/Current");
    tree_.flush();
    EXPECT_THROW((void)client_.get_values(kTree, "/Dc"), sdbus::Error);
}

TEST_F(ItemTreeOnBus, KeepsAPathThatIsUpdatedAfterItsRemoval) {
    tree_.remove("/Soc");
    tree_.update("/Soc", {Value{82.0}, "82%"});
    tree_.flush();
    EXPECT_EQ(client_.get_value(kTree, "/Soc").get<double>(), 82.0);
}

TEST_F(ItemTreeOnBus, ShowsWhatIsOnASheetAndNothingElse) {
    tree_.show([](const venus::Show& show) {
        show("/HardwareVersion", {Value{}, "---"});
        show("/Soc", {Value{82.0}, "82%"});
        show("/Dc/0/Power", {Value{1.0}, "1W"});
    });
    tree_.flush();
    EXPECT_THAT(client_.get_items(kTree),
                UnorderedElementsAre(Key("/HardwareVersion"), Key("/Soc"), Key("/Dc/0/Power")));
    EXPECT_EQ(client_.get_value(kTree, "/Soc").get<double>(), 82.0);
    EXPECT_THROW((void)client_.get_value(kTree, "/Mgmt/Connection"), sdbus::Error);
}

TEST_F(ItemTreeOnBus, KeepsAPathThatIsOnASheetAfterItsRemoval) {
    tree_.remove("/HardwareVersion");
    tree_.show([](const venus::Show& show) { show("/HardwareVersion", {Value{}, "---"}); });
    tree_.flush();
    EXPECT_THAT(client_.get_items(kTree), UnorderedElementsAre(Key("/HardwareVersion")));
    EXPECT_EQ(client_.get_text(kTree, "/HardwareVersion"), "---");
}

TEST_F(ItemTreeOnBus, AnswersAsAPathWhereAPathIsAGroupToo) {
    tree_.update("/Dc", {Value{std::int64_t{1}}, "1"});
    tree_.update("/Soc/Old", {Value{2.0}, "2"});
    EXPECT_EQ(client_.get_value(kTree, "/Dc").get<std::int32_t>(), 1);
    EXPECT_EQ(client_.get_value(kTree, "/Soc").get<double>(), 81.0);
    tree_.remove("/Dc");
    tree_.remove("/Soc/Old");
    tree_.flush();
    EXPECT_EQ(client_.get_values(kTree, "/Dc").size(), 2U);
    EXPECT_EQ(client_.get_value(kTree, "/Soc").get<double>(), 81.0);
}

TEST_F(ItemTreeOnBus, ForgetsTheItemsWhenItIsDestroyed) {
    {
        ItemTree other{asker_};
        other.update("/Soc", {Value{1.0}, "1%"});
    }
    test::Client client{server_, {&asker_}};
    EXPECT_THROW((void)client.get_items(asker_.unique_name()), sdbus::Error);
}

class ItemTreeSetter : public test::BusTest {
protected:
    ItemTreeSetter() {
        server_.request_name(kTree);
        tree_.update("/CustomName", {Value{std::string{"a"}}, "a"});
    }

    int set(const std::string& path, const Variant& value) {
        if (value.peekValueType() != "s") {
            throw std::runtime_error("not a string");
        }
        tree_.update(path, value, value.get<std::string>());
        return kSetAccepted;
    }

    ItemTree tree_{server_, [this](const std::string& p, const Variant& v) { return set(p, v); }};
};

TEST_F(ItemTreeSetter, HandsTheValueToTheHandler) {
    EXPECT_EQ(client_.set_value(kTree, "/CustomName", Variant{"b"}), kSetAccepted);
    EXPECT_EQ(client_.get_value(kTree, "/CustomName").get<std::string>(), "b");
}

TEST_F(ItemTreeSetter, AnswersWithAnErrorWhenTheHandlerThrows) {
    EXPECT_THROW(client_.set_value(kTree, "/CustomName", Variant{1}), sdbus::Error);
    EXPECT_THAT(errors_, ElementsAre("not a string"));
    EXPECT_EQ(client_.get_value(kTree, "/CustomName").get<std::string>(), "a");
}

}  // namespace
}  // namespace aggregator::dbus

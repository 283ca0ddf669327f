#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "dbus/item_reading.hpp"
#include "dbus/message_fixture.hpp"

namespace aggregator::dbus {
namespace {

using testing::IsEmpty;
using venus::Value;

using Dict = std::map<std::string, Variant>;
using Tree = std::map<std::string, Dict>;

std::optional<std::string_view> everything(std::string_view path) {
    static std::set<std::string> names;
    return *names.emplace(path).first;
}
std::optional<std::string_view> only_soc(std::string_view path) {
    return path == "/Soc" ? std::optional<std::string_view>{"/Soc"} : std::nullopt;
}

Value whole(std::int64_t number) {
    return number;
}

class Reading : public test::MessageTest {
protected:
    using Reader = std::function<void(Message&, ReadItems&)>;

    /// What the reader makes of a message with this content; no value when it refuses it.
    template <typename... Content>
    std::optional<ReadItems> read(const Reader& reader, const Content&... content) {
        std::optional<ReadItems> result;
        transfer([&](Message& message) { (void)(message << ... << content); },
                 [&](Message& message) {
                     result.emplace();
                     try {
                         reader(message, *result);
                     } catch (const sdbus::Error&) {
                         result.reset();
                     }
                 });
        return result;
    }
};

class ItemReading : public Reading {
protected:
    ReadItems items_of(const Tree& tree, const Wanted& wanted = everything) {
        return read([&](Message& m, ReadItems& result) { read_items(m, wanted, result); }, tree)
            .value();
    }
    Value value_of(const Variant& variant) {
        return items_of({{"/Soc", {{"Value", variant}, {"Text", Variant{"text"}}}}})
            .items.at(0)
            .value;
    }
    template <typename... Content>
    bool refuses(const Content&... content) {
        return !read([](Message& m, ReadItems& result) { read_items(m, everything, result); },
                     content...);
    }
};

class PropertyReading : public Reading {
protected:
    /// Of the path /Soc.
    template <typename... Content>
    std::optional<ReadItems> properties_of(const Content&... content) {
        return read(
            [](Message& m, ReadItems& result) { read_properties(m, "/Soc", everything, result); },
            content...);
    }
};

class TreeReading : public Reading {
protected:
    template <typename... Content>
    std::optional<ReadItems> tree_of(const Content&... content) {
        return read([](Message& m, ReadItems& result) { read_tree(m, everything, result); },
                    content...);
    }
};

TEST_F(ItemReading, ReadsEveryTypeThatDriversSend) {
    EXPECT_EQ(value_of(Variant{std::uint8_t{200}}), whole(200));
    EXPECT_EQ(value_of(Variant{true}), whole(1));
    EXPECT_EQ(value_of(Variant{std::int16_t{-300}}), whole(-300));
    EXPECT_EQ(value_of(Variant{std::uint16_t{0xA389}}), whole(0xA389));
    EXPECT_EQ(value_of(Variant{std::int32_t{-5}}), whole(-5));
    EXPECT_EQ(value_of(Variant{std::uint32_t{4294967295U}}), whole(4294967295));
    EXPECT_EQ(value_of(Variant{std::int64_t{-1} << 40}), whole(std::int64_t{-1} << 40));
    EXPECT_EQ(value_of(Variant{std::uint64_t{1} << 40}), whole(std::int64_t{1} << 40));
    EXPECT_EQ(value_of(Variant{13.5}), Value{13.5});
    EXPECT_EQ(value_of(Variant{"House"}), Value{std::string{"House"}});
}

TEST_F(ItemReading, CountsWhatIsOfNoUsableTypeAndTakesItAsInvalid) {
    const ReadItems read = items_of({{"/Soc", {{"Value", Variant{Dict{{"a", Variant{1}}}}}}},
                                     {"/Soh", {{"Value", Variant{sdbus::make_struct(1, 2)}}}},
                                     {"/State", {{"Value", Variant{sdbus::ObjectPath{"/a"}}}}},
                                     {"/TimeToGo", {{"Value", Variant{7.0}}}}});
    EXPECT_EQ(read.undecodable, 3U);
    ASSERT_EQ(read.items.size(), 4U);
    EXPECT_EQ(read.items[0].value, Value{});
    EXPECT_EQ(read.items[2].value, Value{});
    EXPECT_EQ(read.items[3].value, Value{7.0});
}

TEST_F(ItemReading, DoesNotCountInvalidAsUndecodable) {
    const ReadItems read = items_of({{"/Soc", {{"Value", Variant{std::vector<std::int32_t>{}}}}}});
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.items[0].value, Value{});
    EXPECT_EQ(read.undecodable, 0U);
}

TEST_F(ItemReading, PassesWhatIsNotFiniteToTheReader) {
    EXPECT_TRUE(std::isnan(std::get<double>(value_of(Variant{std::nan("")}))));
    EXPECT_EQ(value_of(Variant{HUGE_VAL}), Value{HUGE_VAL});
}

TEST_F(ItemReading, StepsOverPathsThatNobodyWants) {
    const Dict nested{{"deep", Variant{Dict{{"deeper", Variant{Tree{{"x", {}}}}}}}}};
    const ReadItems read = items_of(
        {{"/Devices", nested}, {"/Soc", {{"Value", Variant{81.0}}}}, {"/Z", nested}}, only_soc);
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.items[0].path, "/Soc");
    EXPECT_EQ(read.items[0].value, Value{81.0});
    EXPECT_EQ(read.undecodable, 0U);
}

TEST_F(ItemReading, StepsOverKeysBesideTheValue) {
    const ReadItems read = items_of({{"/Soc",
                                      {{"Max", Variant{std::int32_t{100}}},
                                       {"Min", Variant{Dict{}}},
                                       {"Text", Variant{"81%"}},
                                       {"Value", Variant{81.0}}}}});
    ASSERT_EQ(read.items.size(), 1U);
    EXPECT_EQ(read.items[0].value, Value{81.0});
}

TEST_F(ItemReading, HasNothingOfAnItemWithoutAValue) {
    EXPECT_THAT(items_of({{"/Soc", {{"Text", Variant{"81%"}}}}}).items, IsEmpty());
    EXPECT_THAT(items_of({{"/Soc", {}}}).items, IsEmpty());
    EXPECT_THAT(items_of({}).items, IsEmpty());
}

TEST_F(ItemReading, FindsOnePathAmongTenThousand) {
    Tree tree{{"/Soc", {{"Value", Variant{81.0}}}}};
    for (int i = 0; i < 10'000; ++i)
        tree["/Item/" + std::to_string(i)] = {{"Value", Variant{i}}, {"Text", Variant{"text"}}};
    EXPECT_EQ(items_of(tree, only_soc).items.size(), 1U);
}

TEST_F(ItemReading, RefusesMessagesOfAnotherShape) {
    EXPECT_FALSE(refuses(Tree{}));
    EXPECT_TRUE(refuses());
    EXPECT_TRUE(refuses(std::string{"/Soc"}));
    EXPECT_TRUE(refuses(Dict{{"/Soc", Variant{1}}}));
    EXPECT_TRUE(refuses(Variant{Tree{}}));
    EXPECT_TRUE(refuses(std::map<std::string, std::map<std::string, std::string>>{}));
    EXPECT_TRUE(refuses(std::map<sdbus::ObjectPath, Dict>{{sdbus::ObjectPath{"/Soc"}, {}}}));
    EXPECT_TRUE(refuses(std::vector<std::string>{}));
}

TEST_F(PropertyReading, TakesTheValueOfThePath) {
    const auto read = properties_of(Dict{{"Value", Variant{81.0}}, {"Text", Variant{"81%"}}});
    ASSERT_TRUE(read && read->items.size() == 1U);
    EXPECT_EQ(read->items[0].path, "/Soc");
    EXPECT_EQ(read->items[0].value, Value{81.0});
}

TEST_F(PropertyReading, HasNothingWithoutAValue) {
    const auto read = properties_of(Dict{{"Text", Variant{"81%"}}});
    ASSERT_TRUE(read);
    EXPECT_THAT(read->items, IsEmpty());
}

TEST_F(PropertyReading, DoesNotLookAtPathsThatNobodyWants) {
    const auto result =
        read([](Message& m, ReadItems& items) { read_properties(m, "/Soh", only_soc, items); },
             std::string{"of any shape"});
    ASSERT_TRUE(result);
    EXPECT_THAT(result->items, IsEmpty());
}

TEST_F(PropertyReading, RefusesMessagesOfAnotherShape) {
    EXPECT_FALSE(properties_of(std::string{"81"}));
    EXPECT_FALSE(properties_of());
    EXPECT_FALSE(properties_of(Tree{}));
}

TEST_F(TreeReading, TakesKeysRelativeToTheRoot) {
    const auto read =
        tree_of(Variant{Dict{{"Dc/0/Voltage", Variant{13.25}}, {"Soc", Variant{81}}}});
    ASSERT_TRUE(read && read->items.size() == 2U);
    EXPECT_EQ(read->items[0].path, "/Dc/0/Voltage");
    EXPECT_EQ(read->items[0].value, Value{13.25});
    EXPECT_EQ(read->items[1].path, "/Soc");
    EXPECT_EQ(read->items[1].value, whole(81));
}

TEST_F(TreeReading, StepsOverPathsThatNobodyWants) {
    const auto result = read([](Message& m, ReadItems& items) { read_tree(m, only_soc, items); },
                             Variant{Dict{{"Dc", Variant{Dict{}}}, {"Soc", Variant{1.0}}}});
    ASSERT_TRUE(result && result->items.size() == 1U);
    EXPECT_EQ(result->items[0].path, "/Soc");
}

TEST_F(Reading, BeginsWithNothingOfTheLastMessage) {
    ReadItems kept;
    kept.items = {{"/Soh", Value{98.0}}};
    kept.undecodable = 3;
    const auto result = read(
        [&](Message& m, ReadItems& items) {
            read_items(m, only_soc, kept);
            items = kept;
        },
        Tree{{"/Soc", {{"Value", Variant{81}}}}});
    ASSERT_TRUE(result && result->items.size() == 1U);
    EXPECT_EQ(result->items[0].path, "/Soc");
    EXPECT_EQ(result->undecodable, 0U);
}

TEST_F(TreeReading, CountsWhatIsOfNoUsableType) {
    const auto read = tree_of(Variant{Dict{{"Soc", Variant{Tree{{"a", {}}}}}}});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->undecodable, 1U);
}

TEST_F(TreeReading, RefusesMessagesOfAnotherShape) {
    EXPECT_FALSE(tree_of(Variant{std::vector<std::int32_t>{}}));
    EXPECT_FALSE(tree_of(Dict{{"Soc", Variant{1}}}));
}

}  // namespace
}  // namespace aggregator::dbus

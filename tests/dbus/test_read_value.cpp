#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "dbus/message_fixture.hpp"
#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

using venus::Value;

class ReadValue : public test::MessageTest {
protected:
    /// What read_value() makes of a variant; the string behind it must still be found.
    std::optional<Value> transferred(const Variant& variant) {
        std::optional<Value> value;
        std::string behind;
        transfer([&](Message& message) { message << variant << "behind"; },
                 [&](Message& message) {
                     value = read_value(message);
                     message >> behind;
                 });
        EXPECT_EQ(behind, "behind");
        return value;
    }
};

TEST_F(ReadValue, ReadsWhatVenusSends) {
    EXPECT_EQ(transferred(Variant{13.5}), Value{13.5});
    EXPECT_EQ(transferred(Variant{std::uint8_t{7}}), Value{std::int64_t{7}});
    EXPECT_EQ(transferred(Variant{"text"}), Value{std::string{"text"}});
    EXPECT_EQ(transferred(invalid_variant()), Value{});
}

TEST_F(ReadValue, TakesEmptyArrayOfAnyTypeAsInvalid) {
    EXPECT_EQ(transferred(Variant{std::vector<sdbus::Struct<int, double>>{}}), Value{});
    EXPECT_EQ(transferred(Variant{std::vector<std::vector<std::string>>{}}), Value{});
    EXPECT_EQ(transferred(Variant{std::map<std::int32_t, double>{}}), Value{});
}

TEST_F(ReadValue, StepsOverWhatVenusDoesNotSend) {
    using Nested = std::map<std::string, Variant>;
    const Nested inner{{"a", Variant{std::vector<double>{1.0, 2.0}}}, {"b", Variant{true}}};
    EXPECT_EQ(transferred(Variant{Nested{{"x", Variant{inner}}}}), std::nullopt);
    EXPECT_EQ(transferred(Variant{std::vector<std::int32_t>{1, 2}}), std::nullopt);
    EXPECT_EQ(transferred(Variant{std::vector<std::string>{"a", "b"}}), std::nullopt);
    EXPECT_EQ(transferred(
                  Variant{sdbus::make_struct(std::int16_t{1}, std::uint16_t{2}, std::uint32_t{3},
                                             std::int64_t{4}, std::uint64_t{5}, std::uint8_t{6})}),
              std::nullopt);
    EXPECT_EQ(transferred(Variant{sdbus::ObjectPath{"/a"}}), std::nullopt);
    EXPECT_EQ(transferred(Variant{sdbus::Signature{"a{sv}"}}), std::nullopt);
    EXPECT_EQ(transferred(Variant{sdbus::make_struct(Variant{1.0})}), std::nullopt);
    EXPECT_EQ(transferred(Variant{sdbus::UnixFd{0}}), std::nullopt);
}

TEST_F(ReadValue, StepsOverAVariantInAVariant) {
    std::optional<Value> value{std::int64_t{1}};
    transfer(
        [](Message& message) {
            message.openVariant("v");
            message << Variant{1.0};
            message.closeVariant();
        },
        [&](Message& message) { value = read_value(message); });
    EXPECT_EQ(value, std::nullopt);
}

TEST_F(ReadValue, ReadsTextOfTenMegabytes) {
    const std::string huge(10'000'000, 'x');
    EXPECT_EQ(transferred(Variant{huge}), Value{huge});
}

TEST_F(ReadValue, StepsOverMillionsOfBytesInTime) {
    const std::vector<std::uint8_t> bytes(5'000'000, 1);
    EXPECT_EQ(transferred(Variant{bytes}), std::nullopt);
}

TEST_F(ReadValue, RefusesAMessageThatDoesNotContinueWithAVariant) {
    transfer([](Message& message) { message << "text"; },
             [](Message& message) { EXPECT_THROW((void)read_value(message), sdbus::Error); });
}

class WritingVariants : public test::MessageTest {};

TEST_F(WritingVariants, WritesWhatAVariantOfTheValueIs) {
    for (const Value& value : {Value{}, Value{std::int64_t{-1}}, Value{std::int64_t{2147483648}},
                               Value{13.25}, Value{std::string{"Batt\xc3\xa9rie"}}}) {
        Variant received;
        transfer([&](Message& message) { write_variant(message, value); },
                 [&](Message& message) { message >> received; });
        EXPECT_TRUE(same(received, to_variant(value))) << received.peekValueType();
    }
}

}  // namespace
}  // namespace aggregator::dbus

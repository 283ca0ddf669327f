#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

using venus::Value;

constexpr auto kInt64Max = std::numeric_limits<std::int64_t>::max();

TEST(VariantToValue, ReadsEveryIntegerType) {
    EXPECT_EQ(to_value(Variant{std::uint8_t{200}}), Value{std::int64_t{200}});
    EXPECT_EQ(to_value(Variant{true}), Value{std::int64_t{1}});
    EXPECT_EQ(to_value(Variant{std::int16_t{-300}}), Value{std::int64_t{-300}});
    EXPECT_EQ(to_value(Variant{std::uint16_t{60000}}), Value{std::int64_t{60000}});
    EXPECT_EQ(to_value(Variant{std::int32_t{-70000}}), Value{std::int64_t{-70000}});
    EXPECT_EQ(to_value(Variant{std::uint32_t{4000000000}}), Value{std::int64_t{4000000000}});
    EXPECT_EQ(to_value(Variant{std::int64_t{-5000000000}}), Value{std::int64_t{-5000000000}});
    EXPECT_EQ(to_value(Variant{std::uint64_t{5000000000}}), Value{std::int64_t{5000000000}});
}

TEST(VariantToValue, ReadsDoubleAndString) {
    EXPECT_EQ(to_value(Variant{26.969999313354492}), Value{26.969999313354492});
    EXPECT_EQ(to_value(Variant{"Virtual"}), Value{std::string{"Virtual"}});
    EXPECT_EQ(to_value(Variant{""}), Value{std::string{}});
}

TEST(VariantToValue, PassesNumbersThatAreNotFinite) {
    const auto nan = to_value(Variant{std::nan("")});
    ASSERT_TRUE(nan);
    EXPECT_TRUE(std::isnan(std::get<double>(*nan)));
    EXPECT_EQ(to_value(Variant{-HUGE_VAL}), Value{-HUGE_VAL});
}

TEST(VariantToValue, TakesUnsignedBeyondInt64AsInvalid) {
    EXPECT_EQ(to_value(Variant{static_cast<std::uint64_t>(kInt64Max)}), Value{kInt64Max});
    EXPECT_EQ(to_value(Variant{static_cast<std::uint64_t>(kInt64Max) + 1}), Value{});
}

TEST(VariantToValue, TakesAnyEmptyArrayAsInvalid) {
    EXPECT_EQ(to_value(Variant{std::vector<std::int32_t>{}}), Value{});
    EXPECT_EQ(to_value(Variant{std::vector<std::uint8_t>{}}), Value{});
    EXPECT_EQ(to_value(Variant{std::vector<std::string>{}}), Value{});
    EXPECT_EQ(to_value(Variant{std::vector<Variant>{}}), Value{});
    EXPECT_EQ(to_value(Variant{std::map<std::string, Variant>{}}), Value{});
}

TEST(VariantToValue, HasNoValueForWhatVenusDoesNotSend) {
    EXPECT_EQ(to_value(Variant{std::vector<std::int32_t>{1}}), std::nullopt);
    EXPECT_EQ(to_value(Variant{std::map<std::string, Variant>{{"a", Variant{1}}}}), std::nullopt);
    EXPECT_EQ(to_value(Variant{sdbus::make_struct(1, 2.0)}), std::nullopt);
    EXPECT_EQ(to_value(Variant{sdbus::ObjectPath{"/a"}}), std::nullopt);
    EXPECT_EQ(to_value(Variant{sdbus::Signature{"ai"}}), std::nullopt);
}

TEST(ValueToVariant, WritesIntegersAsNarrowAsVenusDoes) {
    EXPECT_EQ(to_variant(std::int64_t{-1}).get<std::int32_t>(), -1);
    EXPECT_EQ(to_variant(std::int64_t{2147483647}).peekValueType(), "i");
    EXPECT_EQ(to_variant(std::int64_t{2147483648}).get<std::int64_t>(), 2147483648);
    EXPECT_EQ(to_variant(std::int64_t{-2147483649}).peekValueType(), "x");
}

TEST(ValueToVariant, WritesInvalidAsEmptyArrayOfInt32) {
    const Variant invalid = to_variant(Value{});
    EXPECT_EQ(invalid.peekValueType(), "ai");
    EXPECT_TRUE(invalid.get<std::vector<std::int32_t>>().empty());
}

TEST(ValueToVariant, NeverLetsANumberThatIsNotFiniteOut) {
    EXPECT_EQ(to_variant(std::nan("")).peekValueType(), "ai");
    EXPECT_EQ(to_variant(HUGE_VAL).peekValueType(), "ai");
    EXPECT_EQ(to_variant(13.3).get<double>(), 13.3);
}

TEST(ValueToVariant, ReplacesBytesOfTextThatIsNotUnicode) {
    EXPECT_EQ(to_variant(std::string{"Bat\xe9rie"}).get<std::string>(), "Bat?rie");
    EXPECT_EQ(to_variant(std::string{"Batt\xc3\xa9rie"}).get<std::string>(), "Batt\xc3\xa9rie");
}

TEST(ValueToVariant, IsReadBackAsTheSameValue) {
    for (const Value& value : {Value{}, Value{kInt64Max}, Value{-0.5}, Value{std::string{"x"}}}) {
        EXPECT_EQ(to_value(to_variant(value)), value);
    }
}

TEST(SendableValue, IsInvalidForANumberThatIsNotFinite) {
    EXPECT_EQ(sendable(Value{std::nan("")}), Value{});
    EXPECT_EQ(sendable(Value{-HUGE_VAL}), Value{});
    EXPECT_EQ(sendable(Value{13.25}), Value{13.25});
    EXPECT_EQ(sendable(Value{kInt64Max}), Value{kInt64Max});
    EXPECT_EQ(sendable(Value{}), Value{});
}

TEST(SendableValue, HasTextThatTheBusTakes) {
    EXPECT_EQ(sendable(Value{std::string{"caf\xe9"}}), Value{std::string{"caf?"}});
    EXPECT_EQ(sendable(Value{std::string{"caf\xc3\xa9"}}), Value{std::string{"caf\xc3\xa9"}});
}

TEST(VariantSame, ComparesTypeAndContent) {
    EXPECT_TRUE(same(Variant{1.5}, Variant{1.5}));
    EXPECT_TRUE(same(invalid_variant(), invalid_variant()));
    EXPECT_FALSE(same(Variant{1.5}, Variant{1.6}));
    EXPECT_FALSE(same(Variant{std::int32_t{1}}, Variant{std::uint32_t{1}}));
    EXPECT_FALSE(same(invalid_variant(), Variant{std::vector<std::uint32_t>{}}));
}

}  // namespace
}  // namespace aggregator::dbus

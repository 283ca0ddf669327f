#include <gtest/gtest.h>

#include <limits>

#include "venus/codec.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using namespace literals;
using test::text;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Value integer(std::int64_t number) {
    return number;
}

TEST(NumberCodec, ReadsIntegersAndDoubles) {
    EXPECT_EQ(Codec<Volts>::decode(Value{13.25}), 13.25_V);
    EXPECT_EQ(Codec<Volts>::decode(integer(13)), 13.0_V);
    EXPECT_EQ(Codec<Amps>::decode(integer(-150)), -150.0_A);
    EXPECT_EQ(Codec<Seconds>::decode(integer(864000)), Seconds{864000.0});
    EXPECT_EQ(Codec<double>::decode(Value{1e300}), 1e300);
}

TEST(NumberCodec, RefusesWhatIsNotFinite) {
    for (const double number : {kNan, kInfinity, -kInfinity}) {
        EXPECT_EQ(Codec<Volts>::decode(Value{number}), std::nullopt) << number;
        EXPECT_EQ(Codec<Seconds>::decode(Value{number}), std::nullopt) << number;
        EXPECT_EQ(Codec<int>::decode(Value{number}), std::nullopt) << number;
        EXPECT_EQ(Codec<bool>::decode(Value{number}), std::nullopt) << number;
        EXPECT_EQ(Codec<Severity>::decode(Value{number}), std::nullopt) << number;
    }
}

TEST(NumberCodec, RefusesNumbersInText) {
    EXPECT_EQ(Codec<Volts>::decode(text("13.25")), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(text("1")), std::nullopt);
    EXPECT_EQ(Codec<Severity>::decode(text("2")), std::nullopt);
    EXPECT_EQ(Codec<bool>::decode(text("true")), std::nullopt);
    EXPECT_EQ(Codec<Volts>::decode(text("")), std::nullopt);
}

TEST(NumberCodec, HasNoValueForInvalid) {
    EXPECT_EQ(Codec<Volts>::decode(Value{}), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(Value{}), std::nullopt);
    EXPECT_EQ(Codec<std::string>::decode(Value{}), std::nullopt);
}

TEST(IntegerCodec, ReadsWholeDoubles) {
    EXPECT_EQ(Codec<int>::decode(Value{4.0}), 4);
    EXPECT_EQ(Codec<int>::decode(Value{-0.0}), 0);
}

TEST(IntegerCodec, RefusesFractions) {
    EXPECT_EQ(Codec<int>::decode(Value{4.5}), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(Value{1e-300}), std::nullopt);
}

TEST(IntegerCodec, RefusesWhatDoesNotFit) {
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    constexpr std::int64_t least = std::numeric_limits<int>::min();
    EXPECT_EQ(Codec<int>::decode(integer(most)), std::numeric_limits<int>::max());
    EXPECT_EQ(Codec<int>::decode(integer(least)), std::numeric_limits<int>::min());
    EXPECT_EQ(Codec<int>::decode(integer(most + 1)), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(integer(least - 1)), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(integer(std::numeric_limits<std::int64_t>::max())), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(Value{1e300}), std::nullopt);
    EXPECT_EQ(Codec<int>::decode(Value{-1e300}), std::nullopt);
}

TEST(BoolCodec, ReadsOnlyZeroAndOne) {
    EXPECT_EQ(Codec<bool>::decode(integer(0)), false);
    EXPECT_EQ(Codec<bool>::decode(integer(1)), true);
    EXPECT_EQ(Codec<bool>::decode(Value{1.0}), true);
    EXPECT_EQ(Codec<bool>::decode(integer(2)), std::nullopt);
    EXPECT_EQ(Codec<bool>::decode(integer(-1)), std::nullopt);
    EXPECT_EQ(Codec<bool>::decode(Value{0.5}), std::nullopt);
}

TEST(BoolCodec, WritesANumber) {
    EXPECT_EQ(Codec<bool>::encode(true, 0), (Shown{std::int64_t{1}, "1"}));
    EXPECT_EQ(Codec<bool>::encode(false, 0), (Shown{std::int64_t{0}, "0"}));
}

TEST(SeverityCodec, ReadsWhatVenusKnows) {
    EXPECT_EQ(Codec<Severity>::decode(integer(0)), Severity::ok);
    EXPECT_EQ(Codec<Severity>::decode(integer(1)), Severity::warning);
    EXPECT_EQ(Codec<Severity>::decode(integer(2)), Severity::alarm);
}

TEST(SeverityCodec, TakesAnythingBeyondAsAlarm) {
    EXPECT_EQ(Codec<Severity>::decode(integer(3)), Severity::alarm);
    EXPECT_EQ(Codec<Severity>::decode(integer(255)), Severity::alarm);
}

TEST(SeverityCodec, RefusesNegativeAndBrokenNumbers) {
    EXPECT_EQ(Codec<Severity>::decode(integer(-1)), std::nullopt);
    EXPECT_EQ(Codec<Severity>::decode(Value{1.5}), std::nullopt);
}

TEST(TextCodec, RefusesNumbers) {
    EXPECT_EQ(Codec<std::string>::decode(integer(5)), std::nullopt);
    EXPECT_EQ(Codec<std::string>::decode(Value{5.0}), std::nullopt);
}

TEST(TextCodec, RefusesTextThatIsTooLong) {
    const std::string longest(kLongestText, 'x');
    EXPECT_EQ(Codec<std::string>::decode(text(longest)), longest);
    EXPECT_EQ(Codec<std::string>::decode(text(longest + "x")), std::nullopt);
    EXPECT_EQ(Codec<std::string>::decode(text("")), "");
}

TEST(FixedText, RoundsToTheDecimals) {
    EXPECT_EQ(fixed(26.969999313354492, 2), "26.97");
    EXPECT_EQ(fixed(0.05, 0), "0");
    EXPECT_EQ(fixed(-4.5, 1), "-4.5");
    EXPECT_EQ(fixed(3.3333, 3), "3.333");
}

TEST(FixedText, HasRoomForTheLargestNumber) {
    const std::string digits = fixed(std::numeric_limits<double>::max(), 3);
    EXPECT_EQ(digits.size(), 309U + 4U);
    EXPECT_EQ(fixed(std::numeric_limits<double>::lowest(), 3), "-" + digits);
}

TEST(HexadecimalText, HasCapitalsAndNoZerosInFront) {
    EXPECT_EQ(hexadecimal(0), "0");
    EXPECT_EQ(hexadecimal(0xA3E3), "A3E3");
    EXPECT_EQ(hexadecimal(0xBA77), "BA77");
}

}  // namespace
}  // namespace aggregator::venus

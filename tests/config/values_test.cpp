#include "config/values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "config/bus_name.hpp"
#include "config/charge_curve.hpp"

namespace aggregator::config {
namespace {

constexpr Spec kVolts{"Battery", "voltage", "V", Range{9, 66}, "A voltage."};
constexpr Spec kCount{"Failsafe", "count", "", Range{1, 64}, "A count."};
constexpr Spec kFlag{"Logging", "flag", "", Words{}, "A flag."};
constexpr std::array<std::string_view, 2> kLossWords{"degrade", "stop"};
constexpr Spec kLoss{"Failsafe", "loss", "", Words{kLossWords}, "A rule."};
constexpr Spec kName{"BMS", "name", "", Form{"a name", &check_label}, "A name."};
constexpr Spec kExclude{"BMS", "exclude", "", Form{"names", &check_exclude}, "Names."};
constexpr Spec kCurve{"T", "curve", "", Form{"points", &check_curve}, "Points."};

/// What reading the text into a fresh T complains about.
template <typename T>
std::string complaint(const Spec& spec, std::string_view text) {
    T value{};
    return read_value(spec, text, value).value_or("none");
}

/// The value of a text that must be good.
template <typename T>
T value_of(const Spec& spec, std::string_view text) {
    T value{};
    EXPECT_FALSE(read_value(spec, text, value)) << text;
    return value;
}

TEST(Values, NumbersOfEveryKindAreRead) {
    EXPECT_EQ(value_of<double>(kVolts, "14.2"), 14.2);
    EXPECT_EQ(value_of<Volts>(kVolts, "14.20"), Volts{14.2});
    EXPECT_EQ(value_of<Seconds>(kVolts, "15"), Seconds{15.0});
    EXPECT_EQ(value_of<int>(kCount, "64"), 64);
}

TEST(Values, BothEndsOfTheRangeAreAllowed) {
    EXPECT_EQ(complaint<double>(kVolts, "9"), "none");
    EXPECT_EQ(complaint<double>(kVolts, "66"), "none");
    EXPECT_EQ(complaint<double>(kVolts, "8.999"), "8.999 is out of range; allowed is 9 to 66 V");
    EXPECT_EQ(complaint<double>(kVolts, "66.001"), "66.001 is out of range; allowed is 9 to 66 V");
    EXPECT_EQ(complaint<int>(kCount, "0"), "0 is out of range; allowed is 1 to 64");
    EXPECT_EQ(complaint<int>(kCount, "4294967297"),
              "4294967297 is out of range; allowed is 1 to 64");
}

TEST(Values, ComplaintAboutANumberSaysWhatToDo) {
    EXPECT_EQ(complaint<Volts>(kVolts, "45O.0"), "'45O.0' is not a number; allowed is 9 to 66 V");
    EXPECT_EQ(complaint<Volts>(kVolts, "1,5"),
              "'1,5' is not a number; write a decimal point, not a comma; allowed is 9 to 66 V");
    EXPECT_EQ(complaint<Volts>(kVolts, "14 # note"),
              "'14 # note' is not a number; put the comment on a line of its own; "
              "allowed is 9 to 66 V");
    EXPECT_EQ(complaint<Volts>(kVolts, "14;note"),
              "'14;note' is not a number; put the comment on a line of its own; "
              "allowed is 9 to 66 V");
    EXPECT_EQ(complaint<Volts>(kVolts, "14.2 V"),
              "'14.2 V' is not a number; leave out the unit; allowed is 9 to 66 V");
    EXPECT_EQ(complaint<Volts>(kVolts, ""),
              "has no value; remove the line for the default; allowed is 9 to 66 V");
    EXPECT_EQ(complaint<int>(kCount, "2.0"), "'2.0' is not a whole number; allowed is 1 to 64");
}

TEST(Values, RefusedTextLeavesTheValueAlone) {
    Volts volts{12.0};
    int count = 3;
    bool flag = true;
    auto loss = LossRule::stop;
    std::string name = "old";
    std::vector<std::string> names{"old"};
    std::vector<CurvePoint> curve{{Celsius{1.0}, 1.0}};
    EXPECT_TRUE(read_value(kVolts, "70", volts));
    EXPECT_TRUE(read_value(kCount, "x", count));
    EXPECT_TRUE(read_value(kFlag, "maybe", flag));
    EXPECT_TRUE(read_value(kLoss, "go", loss));
    EXPECT_TRUE(read_value(kName, "", name));
    EXPECT_TRUE(read_value(kExclude, "a,,b", names));
    EXPECT_TRUE(read_value(kCurve, "0:0", curve));
    EXPECT_EQ(volts, Volts{12.0});
    EXPECT_EQ(count, 3);
    EXPECT_TRUE(flag);
    EXPECT_EQ(loss, LossRule::stop);
    EXPECT_EQ(name, "old");
    EXPECT_THAT(names, ::testing::ElementsAre("old"));
    EXPECT_EQ(curve.size(), 1U);
}

TEST(Values, FlagTakesTheWordsOfConfigparserInAnyCase) {
    for (const auto* text : {"true", "True", "yes", "YES", "on", "1"})
        EXPECT_TRUE(value_of<bool>(kFlag, text)) << text;
    bool flag = true;
    for (const auto* text : {"false", "FALSE", "no", "No", "off", "0"}) {
        flag = true;
        EXPECT_FALSE(read_value(kFlag, text, flag)) << text;
        EXPECT_FALSE(flag) << text;
    }
    for (const auto* text : {"", "2", "y", "t", "true # note"})
        EXPECT_NE(complaint<bool>(kFlag, text), "none") << text;
}

TEST(Values, WordsAreReadInAnyCase) {
    EXPECT_EQ(value_of<LossRule>(kLoss, "Stop"), LossRule::stop);
    EXPECT_EQ(complaint<LossRule>(kLoss, "halt"), "'halt' is unknown; allowed is degrade, stop");
    EXPECT_EQ(complaint<LossRule>(kLoss, "a,b"), "'a,b' is unknown; allowed is degrade, stop");
}

TEST(Values, ListsAreSplitAndTrimmed) {
    EXPECT_THAT(value_of<std::vector<std::string>>(kExclude, " a b ,c"),
                ::testing::ElementsAre("a b", "c"));
    EXPECT_THAT(value_of<std::vector<std::string>>(kExclude, ""), ::testing::IsEmpty());
}

TEST(Values, OptionalValuesArePresentOnceRead) {
    EXPECT_EQ(value_of<std::optional<Volts>>(kVolts, "10"), Volts{10.0});
    std::optional<Volts> volts;
    EXPECT_TRUE(read_value(kVolts, "x", volts));
    EXPECT_FALSE(volts);
}

TEST(Values, WrittenValuesReadBack) {
    EXPECT_EQ(write_value(kVolts, Volts{14.2}), "14.2");
    EXPECT_EQ(write_value(kVolts, Seconds{0.2}), "0.2");
    EXPECT_EQ(write_value(kCount, 7), "7");
    EXPECT_EQ(write_value(kFlag, true), "true");
    EXPECT_EQ(write_value(kFlag, false), "false");
    EXPECT_EQ(write_value(kLoss, LossRule::stop), "stop");
    EXPECT_EQ(write_value(kName, std::string("x")), "x");
    EXPECT_EQ(write_value(kExclude, std::vector<std::string>{"a", "b"}), "a, b");
    EXPECT_EQ(
        write_value(kCurve, std::vector<CurvePoint>{{Celsius{0.0}, 0.5}, {Celsius{9.5}, 1.0}}),
        "0:0.5, 9.5:1");
}

}  // namespace
}  // namespace aggregator::config

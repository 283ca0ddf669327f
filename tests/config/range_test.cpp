/// The ends of every range, through the whole way from the text.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/fixture.hpp"
#include "config/key_table.hpp"
#include "config/number.hpp"

namespace aggregator::config {
namespace {

/// A key with a range, and where it stands in the file.
struct Ranged {
    std::string section;
    std::string name;
    Range range;
};

std::vector<Ranged> ranged_keys() {
    std::vector<Ranged> found;
    for (const auto& key : keys())
        if (const auto* range = std::get_if<Range>(&key.spec.allowed))
            found.push_back({std::string(key.spec.section), std::string(key.spec.name), *range});
    for (const auto& key : pack_keys())
        if (const auto* range = std::get_if<Range>(&key.spec.allowed))
            found.push_back({"BMS", "bms1" + std::string(key.spec.name.substr(4)), *range});
    return found;
}

class Ranges : public ::testing::TestWithParam<Ranged> {
protected:
    /// The complaints about the range when the key, in line 2, has this value. Other rules may be
    /// broken too, since the other keys keep their defaults.
    static std::vector<std::string> complaints(double value) {
        std::vector<std::string> found;
        const auto& key = GetParam();
        const auto text = "[" + key.section + "]\n" + key.name + " = " + number_text(value) + "\n";
        for (const auto& error : load(text).errors)
            if (error.message.find("out of range") != std::string::npos)
                found.push_back(describe(error, "f"));
        return found;
    }

    static std::string expected(double value) {
        const auto& key = GetParam();
        return "f:2: [" + key.section + "] " + key.name + ": " + number_text(value) +
               " is out of range; allowed is " + number_text(key.range.low) + " to " +
               number_text(key.range.high);
    }
};

TEST_P(Ranges, TakeTheirEnds) {
    EXPECT_THAT(complaints(GetParam().range.low), ::testing::IsEmpty());
    EXPECT_THAT(complaints(GetParam().range.high), ::testing::IsEmpty());
}

TEST_P(Ranges, RefuseWhatLiesOutside) {
    for (const double value : {GetParam().range.low - 1.0, GetParam().range.high + 1.0})
        EXPECT_THAT(complaints(value),
                    ::testing::ElementsAre(::testing::StartsWith(expected(value))));
}

INSTANTIATE_TEST_SUITE_P(Config, Ranges, ::testing::ValuesIn(ranged_keys()),
                         [](const auto& each) { return each.param.section + each.param.name; });

}  // namespace
}  // namespace aggregator::config

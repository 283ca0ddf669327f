#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "sim/pack_setup.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

std::string refusal(std::string_view assignments) {
    PackSetup setup;
    try {
        apply_assignments(assignments, setup);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(PackInputTable, HasEveryKeyAndPathOnce) {
    std::set<std::string_view> names;
    for (const PackInput& input : pack_inputs()) {
        EXPECT_TRUE(names.insert(input.key).second) << input.key;
        EXPECT_TRUE(names.insert(input.path).second) << input.path;
        EXPECT_LT(input.lowest, input.highest) << input.key;
    }
}

TEST(PackInputTable, IsFoundByKeyAndByPath) {
    ASSERT_NE(find_input("ccl"), nullptr);
    EXPECT_EQ(find_input("ccl"), find_input("/Info/MaxChargeCurrent"));
    EXPECT_EQ(find_input("/Alarms/LowSoc"), nullptr);
}

TEST(PackInputTable, AcceptsFiniteNumbersInRange) {
    const PackInput& soc = *find_input("soc");
    EXPECT_TRUE(accepts(soc, 0.0));
    EXPECT_TRUE(accepts(soc, 100.0));
    EXPECT_FALSE(accepts(soc, 100.1));
    EXPECT_FALSE(accepts(soc, std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(accepts(*find_input("current"), std::numeric_limits<double>::infinity()));
}

TEST(PackAssignments, SetInputsAndPaths) {
    PackSetup setup;
    apply_assignments("soc=60,current=-5.5,/Alarms/CellImbalance=2,/CustomName=Port side", setup);
    EXPECT_EQ(setup.inputs.soc_pct, 60.0);
    EXPECT_EQ(setup.inputs.current_a, -5.5);
    ASSERT_THAT(setup.values, SizeIs(2));
    EXPECT_EQ(setup.values[0].path, "/Alarms/CellImbalance");
    EXPECT_EQ(setup.values[0].value, TypedValue{std::int32_t{2}});
    EXPECT_EQ(setup.values[1].value, TypedValue{std::string{"Port side"}});
}

TEST(PackAssignments, LeaveTheRestAlone) {
    PackSetup setup;
    apply_assignments("ccl=30", setup);
    EXPECT_EQ(setup.inputs.ccl_a, 30.0);
    EXPECT_EQ(setup.inputs.soc_pct, PackInputs{}.soc_pct);
    EXPECT_EQ(setup.inputs.dcl_a, std::nullopt);
}

TEST(PackAssignments, SayWhatIsWrong) {
    EXPECT_THAT(refusal("soc"), HasSubstr("'soc' is not KEY=VALUE"));
    EXPECT_THAT(refusal("charge=1"), HasSubstr("'charge' is neither a path nor one of soc, soh"));
    EXPECT_THAT(refusal("soc=101"), HasSubstr("'101' is not a number from 0.0 to 100.0 for soc"));
    EXPECT_THAT(refusal("soc=60,ccl=much"), HasSubstr("for ccl"));
    EXPECT_THAT(refusal("soc=60,"), HasSubstr("'' is not KEY=VALUE"));
}

}  // namespace
}  // namespace aggregator::sim

/// Holds the paths of our service against those that Venus knows of a battery service.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/history_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "venus/contract.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using contract::kLeftOut;
using contract::kPublished;
using testing::IsEmpty;

/// What no part of Venus reads, and `status` and people do.
const std::set<std::string> kOurOwn{"/Diagnostics/RejectedValues",
                                    "/Diagnostics/Selection",
                                    "/History/GapSeconds",
                                    "/Info/ChargeLimitation",
                                    "/Info/DischargeLimitation",
                                    "/Info/VoltageLimitation",
                                    "/Io/AllowToBalance",
                                    "/System/BankState",
                                    "/System/ChargeTier",
                                    "/System/Heartbeat",
                                    "/System/LastUpdateAge",
                                    "/System/MaxSoc",
                                    "/System/MinSoc",
                                    "/System/SocSpread",
                                    "/System/WeightedSoc"};

bool is_of_a_module(const std::string& path) {
    return path.starts_with("/Diagnostics/Module");
}

std::set<std::string> shown_by_the_bank() {
    test::Sheet sheet;
    show(Identity{}, sheet.taker());
    show(Battery{}, sheet.taker());
    show(Decision{}, {}, sheet.taker());
    show(ServiceFacts{}, sheet.taker());
    show(HistoryRecord{}, sheet.taker());
    show_modules(std::vector<Member>(kModules), sheet.taker());
    return {sheet.paths().begin(), sheet.paths().end()};
}

TEST(VenusContract, IsPublishedWhereWeSayItIs) {
    const auto shown = shown_by_the_bank();
    std::vector<std::string> missing;
    std::ranges::set_difference(kPublished, shown, std::back_inserter(missing));
    EXPECT_THAT(missing, IsEmpty());
}

TEST(VenusContract, IsLeftOutOnlyForAReason) {
    for (const std::string& path : shown_by_the_bank())
        EXPECT_FALSE(kLeftOut.contains(path)) << path;
    for (const std::string& path : kPublished) EXPECT_FALSE(kLeftOut.contains(path)) << path;
}

TEST(VenusContract, GetsNoPathBesideItThatNobodyDecidedOn) {
    for (const std::string& path : shown_by_the_bank())
        EXPECT_TRUE(kPublished.contains(path) || kOurOwn.contains(path) || is_of_a_module(path))
            << path;
}

TEST(VenusContract, HasTenModulesWithAnId) {
    const auto shown = shown_by_the_bank();
    for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(shown.contains("/Diagnostics/Module" + std::to_string(i) + "/Id")) << i;
}

TEST(VenusContract, WritesProductsInHexadecimalDigits) {
    test::Sheet sheet;
    show(Identity{.product_id = ProductNumber{0xBA44}}, sheet.taker());
    EXPECT_EQ(sheet.text("/ProductId"), "0xBA44");
}

TEST(VenusContract, FixesWhoWeAre) {
    test::Sheet sheet;
    show(Identity{.device_instance = 280, .custom_name = "Bank"}, sheet.taker());
    EXPECT_EQ(sheet.value("/Mgmt/Connection"), Value{std::string{"Virtual"}});
    EXPECT_EQ(sheet.value("/ProductId"), Value{std::int64_t{0}});
    EXPECT_EQ(sheet.text("/ProductId"), "0x0");
    EXPECT_EQ(sheet.value("/ProductName"), Value{std::string{"BMS Aggregator"}});
    EXPECT_EQ(sheet.value("/Connected"), Value{std::int64_t{1}});
    EXPECT_EQ(sheet.value("/HardwareVersion"), Value{});
    EXPECT_EQ(sheet.value("/DeviceInstance"), Value{std::int64_t{280}});
    EXPECT_EQ(sheet.value("/CustomName"), Value{std::string{"Bank"}});
}

}  // namespace
}  // namespace aggregator::venus

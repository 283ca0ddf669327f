#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "sim/arguments.hpp"
#include "sim/exit_codes.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;

Command parse(std::vector<const char*> words) {
    words.insert(words.begin(), "bms-sim");
    return parse_arguments(static_cast<int>(words.size()), words.data());
}

int exit_code(std::vector<const char*> words) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const Command command = parse(std::move(words));
    testing::internal::GetCapturedStdout();
    testing::internal::GetCapturedStderr();
    return std::get<int>(command);
}

TEST(SimArguments, ReadAReplay) {
    const auto options = std::get<ReplayOptions>(
        parse({"replay", "a.csv", "--name", "b.csv=com.b", "b.csv", "--instance", "a.csv=7",
               "--speed", "2.5", "--bus", "unix:path=/x", "--signals", "both"}));
    EXPECT_THAT(options.playlist.files, ElementsAre("a.csv", "b.csv"));
    EXPECT_THAT(options.playlist.names, ElementsAre(Pair("b.csv", "com.b")));
    EXPECT_THAT(options.playlist.instances, ElementsAre(Pair("a.csv", 7)));
    EXPECT_EQ(options.speed, 2.5);
    EXPECT_EQ(options.bus_address, "unix:path=/x");
    EXPECT_EQ(options.signalling, dbus::Signalling::both);
}

TEST(SimArguments, ReadABank) {
    const auto options = std::get<BankOptions>(parse(
        {"bank", "--packs", "2", "--pack", "2:soc=60,ccl=30", "--all", "soc=70,dcl=50", "--prefix",
         "a.b", "--first-instance", "5", "--noise", "1", "--seed", "9", "--script", "demo"}));
    ASSERT_THAT(options.packs, SizeIs(2));
    EXPECT_EQ(options.packs[0].inputs.soc_pct, 70.0);
    EXPECT_EQ(options.packs[0].inputs.ccl_a, std::nullopt);
    EXPECT_EQ(options.packs[1].inputs.soc_pct, 60.0);
    EXPECT_EQ(options.packs[1].inputs.ccl_a, 30.0);
    EXPECT_EQ(options.packs[1].inputs.dcl_a, 50.0);
    EXPECT_EQ(options.prefix, "a.b");
    EXPECT_EQ(options.first_instance, 5);
    EXPECT_EQ(options.noise.scale, 1.0);
    EXPECT_EQ(options.noise.seed, 9U);
    EXPECT_EQ(options.script, "demo");
}

TEST(SimArguments, ReadAScenarioOnABus) {
    const auto options = std::get<ScenarioBankOptions>(
        parse({"bank", "--scenario", "a-equal", "--speed", "10", "--at-once", "--json", "--bus",
               "unix:path=/x", "--signals", "properties"}));
    EXPECT_EQ(options.scenario, "a-equal");
    EXPECT_EQ(options.speed, 10.0);
    EXPECT_TRUE(options.at_once);
    EXPECT_TRUE(options.json);
    EXPECT_EQ(options.bus_address, "unix:path=/x");
    EXPECT_EQ(options.signalling, dbus::Signalling::properties);
}

TEST(SimArguments, ReadAScore) {
    const auto options = std::get<ScoreOptions>(
        parse({"score", "a", "b.ini", "--rule", "sum", "--rule", "tiers", "--report-period", "5",
               "--curve", "gentle", "--seed", "0", "--speed", "10", "--json", "--gate"}));
    EXPECT_THAT(options.scenarios, ElementsAre("a", "b.ini"));
    EXPECT_THAT(options.rules, ElementsAre(Rule::sum, Rule::tiers));
    EXPECT_EQ(options.report_period_s, 5.0);
    EXPECT_EQ(options.curve, model::LimitCurve::gentle);
    EXPECT_EQ(options.seed, 0);
    EXPECT_EQ(options.speed, 10.0);
    EXPECT_TRUE(options.json);
    EXPECT_TRUE(options.gate);
}

TEST(SimArguments, ScoreEverythingAsItIsByDefault) {
    const auto options = std::get<ScoreOptions>(parse({"score"}));
    EXPECT_THAT(options.scenarios, SizeIs(0));
    EXPECT_THAT(options.rules, SizeIs(0));
    EXPECT_EQ(options.speed, 1.0);
    EXPECT_FALSE(options.report_period_s || options.curve || options.seed);
}

TEST(SimArguments, AreRefusedWherePicturesHaveNoSingleRun) {
    EXPECT_THROW((void)parse({"score", "--plot", "a.svg"}), UsageError);
    EXPECT_THROW((void)parse({"score", "a", "b", "--rule", "sum", "--csv", "x"}), UsageError);
    EXPECT_THROW((void)parse({"score", "a", "--rule", "sum", "--plot", "a.gif"}), UsageError);
    EXPECT_THROW((void)parse({"score", "--print-config"}), UsageError);
}

TEST(SimArguments, OfPacksDoNotGoWithAScenario) {
    EXPECT_EQ(exit_code({"bank", "--scenario", "a", "--packs", "2"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--compare"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--scenario", "a", "--compare", "--json"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--scenario", "a", "--script", "x"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--at-once"}), kBadUsage);
    EXPECT_EQ(exit_code({"score", "--curve", "flat"}), kBadUsage);
}

TEST(SimArguments, HaveUsefulDefaults) {
    const auto options = std::get<BankOptions>(parse({"bank"}));
    EXPECT_THAT(options.packs, SizeIs(3));
    EXPECT_EQ(options.bus_address, std::nullopt);
    EXPECT_EQ(options.speed, 1.0);
    EXPECT_EQ(options.noise.scale, 0.0);
    EXPECT_EQ(options.signalling, dbus::Signalling::items);
}

TEST(SimArguments, EndWellAfterHelpAndVersion) {
    EXPECT_EQ(exit_code({"--help"}), kSuccess);
    EXPECT_EQ(exit_code({"bank", "--help"}), kSuccess);
    EXPECT_EQ(exit_code({"--version"}), kSuccess);
}

TEST(SimArguments, HaveEveryKeyInTheHelp) {
    testing::internal::CaptureStdout();
    (void)parse({"bank", "--help"});
    const std::string help = testing::internal::GetCapturedStdout();
    for (const PackInput& input : pack_inputs()) {
        EXPECT_THAT(help, testing::ContainsRegex("[ \n]" + std::string{input.key} + "[ \n]"));
    }
}

TEST(SimArguments, EndBadlyWhenTheyAreWrong) {
    EXPECT_EQ(exit_code({}), kBadUsage);
    EXPECT_EQ(exit_code({"play"}), kBadUsage);
    EXPECT_EQ(exit_code({"replay"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--packs", "0"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--speed", "0"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--signals", "smoke"}), kBadUsage);
    EXPECT_EQ(exit_code({"bank", "--unknown"}), kBadUsage);
}

TEST(SimArguments, RefuseValuesThatDoNotFitTogether) {
    EXPECT_THROW((void)parse({"bank", "--pack", "4:soc=60"}), UsageError);
    EXPECT_THROW((void)parse({"bank", "--pack", "soc=60"}), UsageError);
    EXPECT_THROW((void)parse({"bank", "--all", "colour=red"}), UsageError);
    EXPECT_THROW((void)parse({"bank", "--prefix", "battery"}), UsageError);
    EXPECT_THROW((void)parse({"replay", "a.csv", "--name", "a.csv"}), UsageError);
    EXPECT_THROW((void)parse({"replay", "a.csv", "--instance", "a.csv=x"}), UsageError);
    EXPECT_THROW((void)parse({"replay", "a.csv", "--instance", "a.csv=-1"}), UsageError);
}

}  // namespace
}  // namespace aggregator::sim

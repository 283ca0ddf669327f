#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/report/csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/plot.hpp"
#include "sim/report/spans.hpp"
#include "sim/report/table.hpp"
#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Scenario two_packs() {
    Scenario scenario;
    scenario.name = "two";
    scenario.title = "Two packs";
    scenario.packs.resize(2);
    scenario.packs[1].name = "Bow, \"old\"";
    return scenario;
}

ScenarioResult result() {
    RuleResult good{.rule = Rule::adaptive, .points = 0.5};
    good.figures.all_full = true;
    good.figures.hours = 2.25;
    RuleResult bad{.rule = Rule::sum, .points = 321.0, .missed = {"trips of a BMS: 3"}};
    bad.figures.trips = 3;
    bad.figures.hours = 14.0;
    bad.figures.limit_reaction_s = 1.5;
    bad.figures.current_reaction_s = 6.0;
    return {.scenario = two_packs(), .best_hours = 2.25, .rules = {good, bad}};
}

/// Ten seconds of rest, then an alarm and a pack out of sight.
Series series() {
    Series series;
    for (int i = 0; i < 20; ++i) {
        Sample sample{.time_s = static_cast<double>(i),
                      .bus_v = 53.0,
                      .bank_a = 40.0,
                      .on_bus = true,
                      .cvl_v = 56.0,
                      .ccl_a = 80.0,
                      .dcl_a = 100.0,
                      .soc_pct = 50.0,
                      .state = "run",
                      .charge_reason = i < 5 ? "ceiling" : "pack limit: A, rising"};
        sample.packs.assign(2, {.current_a = 20.0, .charge_limit_a = 50.0, .state = "online"});
        if (i >= 10) {
            sample.packs[1].state = "lost";
            sample.alarms = {{"BmsCable", i < 15 ? 1 : 2}};
        }
        series.samples.push_back(sample);
    }
    return series;
}

TEST(Table, HasALineForEachRule) {
    const std::string table = table_of(result());
    const auto lines = split(table, '\n');
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[0], "two: Two packs");
    EXPECT_THAT(std::string{lines[2]}, testing::StartsWith("adaptive"));
    EXPECT_THAT(std::string{lines[2]}, HasSubstr("2.25 "));
    EXPECT_THAT(std::string{lines[2]}, testing::EndsWith("kept"));
    EXPECT_THAT(std::string{lines[3]}, HasSubstr("14.00*"));
    EXPECT_THAT(std::string{lines[3]}, HasSubstr("1.5/6.0"));
    EXPECT_THAT(std::string{lines[3]}, testing::EndsWith("missed 1"));
}

TEST(Table, ExplainsEveryColumn) {
    const std::string table = table_of(result());
    const auto head = std::string{split(table, '\n')[1]};
    for (const char* const column : {"over s", "trips", "hours", "turns", "dark", "points"}) {
        EXPECT_THAT(head, HasSubstr(column));
        EXPECT_THAT(table_legend(), HasSubstr(column));
    }
}

TEST(Summary, TellsWhatMatters) {
    const ScenarioResult one = result();
    const std::string text = summary_of(one.scenario, one.rules[1].figures);
    EXPECT_THAT(text, testing::StartsWith("Two packs\n"));
    EXPECT_THAT(text, HasSubstr("in 14.00 h\n"));
    EXPECT_THAT(text, HasSubstr("open a switch: 3 times"));
    EXPECT_THAT(summary_of(one.scenario, one.rules[0].figures), HasSubstr("full by then"));
}

TEST(Json, ReadsBack) {
    const auto json = nlohmann::json::parse(json_of({result()}));
    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["scenario"], "two");
    EXPECT_EQ(json[0]["best_safe_hours"], 2.25);
    EXPECT_EQ(json[0]["rules"][1]["rule"], "sum");
    EXPECT_EQ(json[0]["rules"][1]["figures"]["trips"], 3);
    EXPECT_EQ(json[0]["rules"][1]["gate_missed"][0], "trips of a BMS: 3");
}

TEST(Csv, HasALineForEachSampleAndAsManyCellsAsItsHead) {
    Series one = series();
    one.samples.resize(1);
    const std::string csv = csv_of(one, two_packs());
    const auto lines = split(csv, '\n');
    ASSERT_EQ(lines.size(), 3U) << "the last one is empty";
    EXPECT_THAT(std::string{lines[0]}, testing::StartsWith("time_s,bus_v,bank_a"));
    EXPECT_THAT(std::string{lines[0]}, HasSubstr("\"Bow, \"\"old\"\" current_a\""));
    EXPECT_THAT(std::string{lines[1]},
                testing::StartsWith("0.0,53.000,40.00,56.00,80.0,100.0,50.0,run,ceiling,,"));
    EXPECT_EQ(split(lines[1], ',').size(), 11U + 2U * 8U);
}

TEST(Csv, LeavesOutWhatIsNotOnTheBus) {
    Series one = series();
    one.samples.resize(1);
    one.samples[0].on_bus = false;
    EXPECT_THAT(csv_of(one, two_packs()), HasSubstr("0.0,53.000,40.00,,,,,"));
}

TEST(Spans, GatherReasonsTheLongestFirst) {
    const auto rows = charge_reasons(series());
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].label, "pack limit: A");
    ASSERT_EQ(rows[0].spans.size(), 1U);
    EXPECT_EQ(rows[0].spans[0].from_s, 5.0);
    EXPECT_EQ(rows[0].spans[0].to_s, 20.0);
    EXPECT_EQ(rows[0].spans[0].level, 1) << "on its way up";
    EXPECT_EQ(rows[1].label, "ceiling");
    EXPECT_EQ(rows[1].length_s(), 5.0);
}

TEST(Spans, BeginAnewAfterAGap) {
    Series gap = series();
    for (int i = 8; i < 12; ++i) gap.samples[static_cast<std::size_t>(i)].charge_reason = "other";
    EXPECT_EQ(charge_reasons(gap)[0].spans.size(), 2U);
}

TEST(Spans, ShowFaultsSilentPacksAndAlarms) {
    Scenario scenario = two_packs();
    scenario.faults = {{.kind = model::FaultKind::silent, .pack = 1, .at_s = 9.0}};
    const auto rows = events(series(), scenario);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].label, "Pack 1: silent");
    EXPECT_EQ(rows[0].spans[0].to_s, 19.0) << "to the end of the run";
    EXPECT_EQ(rows[1].label, "Bow, \"old\" is lost");
    EXPECT_EQ(rows[2].label, "BmsCable");
    EXPECT_THAT(rows[2].spans, testing::SizeIs(2)) << "a warning, then an alarm";
    EXPECT_EQ(rows[2].spans[1].level, 2);
}

TEST(Plot, NamesWhatItShows) {
    const std::string script = plot_script(series(), two_packs(), "rule x", "a \"b\".svg");
    EXPECT_THAT(script, HasSubstr("set terminal svg"));
    EXPECT_THAT(script, HasSubstr(R"(set output "a \"b\".svg")"));
    for (const char* const text : {"Two packs", "rule x", "Pack 1", R"(Bow, \"old\")", "BmsCable",
                                   "pack limit: A", "CCL published", "its own limit"})
        EXPECT_THAT(script, HasSubstr(text));
}

TEST(Plot, ShowsTheDischargeLimitOfADischarge) {
    Series discharge = series();
    for (Sample& sample : discharge.samples) sample.bank_a = -30.0;
    const std::string script = plot_script(discharge, two_packs(), "", "a.png");
    EXPECT_THAT(script, HasSubstr("pngcairo"));
    EXPECT_THAT(script, HasSubstr("-DCL published"));
    EXPECT_THAT(script, Not(HasSubstr("CCL published")));
}

TEST(Plot, OfNothingIsRefused) {
    EXPECT_THROW((void)plot_script({}, two_packs(), "", "a.svg"), std::runtime_error);
}

}  // namespace
}  // namespace aggregator::sim

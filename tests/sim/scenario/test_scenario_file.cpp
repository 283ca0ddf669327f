#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/scenario/errors_of.hpp"
#include "sim/scenario/scenario_file.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Scenario good(std::string_view text) {
    EXPECT_THAT(errors_of(text), IsEmpty());
    return load_scenario(text).scenario;
}

TEST(ScenarioFile, EmptyIsThreeUsualPacks) {
    Scenario usual;
    usual.packs.resize(3);
    EXPECT_EQ(good(""), usual);
}

TEST(ScenarioFile, ReadsEverySection) {
    const Scenario scenario = good(R"(
[Scenario]
title = My bank
ends = time
hours = 2.5
cells = 8
[System]
charger = 60
sun = 0:0, 6:4000, 12:0
supply = island
feed_in = yes
[Packs]
count = 2
capacity = 280
[Pack 2]
name = Old one
capacity = 200
charge_limit = 40
curve = gentle
[Fault 7]
kind = limit
pack = 2
at = 600
duration = 60
value = 5
[Gate]
over_limit = 0.5
)");
    EXPECT_EQ(scenario.title, "My bank");
    EXPECT_EQ(scenario.ending, Ending::time);
    EXPECT_EQ(scenario.hours, 2.5);
    EXPECT_EQ(scenario.cells_in_series, 8);
    EXPECT_EQ(scenario.system.charger_a, 60.0);
    EXPECT_THAT(
        scenario.system.sun_w,
        ElementsAre(model::Corner{0.0, 0.0}, model::Corner{6.0, 4000.0}, model::Corner{12.0, 0.0}));
    EXPECT_EQ(scenario.system.supply, model::Supply::island);
    EXPECT_TRUE(scenario.system.feed_in);
    ASSERT_EQ(scenario.packs.size(), 2U);
    EXPECT_EQ(scenario.packs[0].capacity_ah, 280.0);
    EXPECT_EQ(pack_name(scenario, 0), "Pack 1");
    EXPECT_EQ(scenario.packs[1].capacity_ah, 200.0);
    EXPECT_EQ(pack_name(scenario, 1), "Old one");
    EXPECT_EQ(scenario.packs[1].bms.charge_limit_a, 40.0);
    EXPECT_EQ(scenario.packs[1].bms.curve, model::LimitCurve::gentle);
    ASSERT_EQ(scenario.faults.size(), 1U);
    EXPECT_EQ(scenario.faults[0].kind, model::FaultKind::limit);
    EXPECT_EQ(scenario.faults[0].pack, 2);
    EXPECT_EQ(scenario.faults[0].value, 5.0);
    EXPECT_EQ(scenario.gate.over_limit_ah, 0.5);
}

TEST(ScenarioFile, CommonKeysHoldWhereverTheyStand) {
    const Scenario scenario = good("[Pack 1]\nsoc = 80\n[Packs]\ncount = 2\nsoc = 40\n");
    EXPECT_EQ(scenario.packs[0].soc_pct, 80.0);
    EXPECT_EQ(scenario.packs[1].soc_pct, 40.0);
}

TEST(ScenarioFile, SortsFaultsByTheirTime) {
    const Scenario scenario = good(
        "[Fault 1]\nkind = silent\nat = 200\n[Fault 2]\nkind = away\nat = 100\nduration = 5\n");
    ASSERT_EQ(scenario.faults.size(), 2U);
    EXPECT_EQ(scenario.faults[0].kind, model::FaultKind::away);
}

TEST(ScenarioFile, NamesWhatWasProbablyMeant) {
    EXPECT_THAT(
        errors_of("[Sytem]\ncharger = 5\n[System]\nchargr = 5\n[Pack 1]\nresistence = 5\n"
                  "[Fault 1]\nkind = silent\nat = 1\npak = 1\n"),
        ElementsAre(
            "file:1: [Sytem]: unknown section, its keys are not read; did you mean [System]?",
            "file:4: [System] chargr: unknown key; did you mean charger?",
            "file:6: [Pack 1] resistence: unknown key; did you mean resistance?",
            "file:10: [Fault 1] pak: unknown key; did you mean pack?"));
}

TEST(ScenarioFile, ListsWhatThereIsWhereNothingIsNear) {
    EXPECT_THAT(errors_of("[Weather]\n[Gate]\nzzzzzz = 1\n"),
                ElementsAre("file:1: [Weather]: unknown section, its keys are not read; the "
                            "sections are Scenario, System, Packs, Pack 1, Fault 1, Gate",
                            "file:3: [Gate] zzzzzz: unknown key; the keys are over_limit, trips, "
                            "cold, reversals, alarm_edges, spread_edges, blackouts, wrong_time, "
                            "slower"));
}

TEST(ScenarioFile, FindsValuesThatCannotBe) {
    EXPECT_THAT(
        errors_of("[Packs]\ncount = 0\ncapacity = 50 Ah\nresistance = 0\ncurve = flat\n"
                  "[Scenario]\ncells = 12\nends = never\n[System]\nsun = 0:1, 0:2\nload = noon\n"),
        ElementsAre("file:2: [Packs] count: '0' is not a number of packs; allowed is 1 to 64",
                    "file:3: [Packs] capacity: '50 Ah' is not a number; leave out the unit; "
                    "allowed is 1 to 10000 Ah",
                    "file:4: [Packs] resistance: 0 is out of range; allowed is 0.1 to 1000 mOhm",
                    "file:5: [Packs] curve: 'flat' is unknown; allowed is steep, gentle",
                    "file:7: [Scenario] cells: a battery of Venus has 4, 8, 15 or 16 cells in "
                    "series",
                    "file:8: [Scenario] ends: 'never' is unknown; allowed is full, empty, time",
                    "file:10: [System] sun: the point '0:2' does not come after the one before it",
                    "file:11: [System] load: 'noon' is no point; write HOURS:VALUE, ..."));
}

TEST(ScenarioFile, FindsProfilesThatCannotBe) {
    EXPECT_THAT(
        errors_of("[System]\nsun = 0:1, 2:-3\nload = -1:5\nambient = 0:-500\n"),
        ElementsAre("file:2: [System] sun: '2:-3' is out of range; allowed is 0 to 1000000 W",
                    "file:3: [System] load: '-1:5' lies before the start; hours count from it",
                    "file:4: [System] ambient: '0:-500' is out of range; allowed is -40 to 80 C"));
}

TEST(ScenarioFile, KnowsASectionByOneName) {
    EXPECT_THAT(
        errors_of("[Fault 01]\nkind = away\nat = 1\n"),
        ElementsAre("file:1: [Fault 01]: unknown section, its keys are not read; did you mean "
                    "[Fault 1]?"));
}

TEST(ScenarioFile, FindsWhatIsGivenTwice) {
    EXPECT_THAT(errors_of("[Pack 1]\nsoc = 5\nsoc = 6\n"),
                ElementsAre("file:3: [Pack 1] soc: is given in line 2 already; remove one of the "
                            "two"));
}

TEST(ScenarioFile, FindsPacksThatThereAreNot) {
    EXPECT_THAT(errors_of("[Packs]\ncount = 2\n[Pack 3]\nsoc = 5\n[Fault 1]\nkind = away\npack = "
                          "4\nat = 1\n"),
                ElementsAre("file:3: [Pack 3]: there are only 2 packs; set count in [Packs] or "
                            "remove the section",
                            "file:7: [Fault 1] pack: there are only 2 packs"));
}

TEST(ScenarioFile, CountsOnePackAsOne) {
    EXPECT_THAT(errors_of("[Packs]\ncount = 1\n[Pack 2]\nsoc = 5\n"),
                ElementsAre("file:3: [Pack 2]: there is only 1 pack; set count in [Packs] or "
                            "remove the section"));
}

TEST(ScenarioFile, FindsFaultsThatSayTooLittle) {
    EXPECT_THAT(
        errors_of("[Fault 1]\n[Fault 2]\nkind = resistance\nat = 5\n[Fault 3]\nkind = "
                  "restart\nat = 5\n[Fault 4]\nkind = swap\nat = 5\n"),
        ElementsAre("file:1: [Fault 1]: needs the key kind", "file:1: [Fault 1]: needs the key at",
                    "file:2: [Fault 2]: needs the key value",
                    "file:5: [Fault 3]: needs the key duration",
                    "file:8: [Fault 4]: needs the key pack"));
}

TEST(ScenarioFile, FindsLinesThatAreNothing) {
    EXPECT_THAT(errors_of("soc = 5\n[Packs]\nnonsense\n"),
                ElementsAre("file:1: soc: a key in front of the first section; put it below one",
                            testing::HasSubstr("file:3: [Packs]: 'nonsense' is neither")));
}

}  // namespace
}  // namespace aggregator::sim

#include <gtest/gtest.h>

#include "aggregator/core/alarm_board.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::only;
using testing::pack;

class AlarmBoardOverTime : public ::testing::Test {
protected:
    std::optional<Severity> step(const std::vector<Member>& members, AlarmKind kind,
                                 double seconds = 0.0) {
        return board_.step(members, findings_, at(seconds), events_)[kind];
    }
    Findings findings_{};
    AlarmBoard board_;
    Events events_;
};

constexpr AlarmKind kHighVoltage = AlarmKind::high_voltage;

TEST_F(AlarmBoardOverTime, PassesTheWorstOfThePacksOnAtOnce) {
    EXPECT_EQ(step(bank_of({pack("A").alarm(kHighVoltage, Severity::warning),
                            pack("B").alarm(kHighVoltage, Severity::alarm)}),
                   kHighVoltage),
              Severity::alarm);
    const auto changes = only<AlarmChanged>(events_);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes.front().pack, "B");
    EXPECT_EQ(changes.front().from, Severity::ok);
    EXPECT_EQ(changes.front().to, Severity::alarm);
}

TEST_F(AlarmBoardOverTime, NeverHidesAnAlarmBehindAPackWithoutIt) {
    EXPECT_EQ(step(bank_of({pack("A").alarm(kHighVoltage, Severity::alarm), pack("B"),
                            pack("C").alarm(kHighVoltage, Severity::ok)}),
                   kHighVoltage),
              Severity::alarm);
}

TEST_F(AlarmBoardOverTime, PassesEveryKindOn) {
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        EXPECT_EQ(step(bank_of({pack("A").alarm(kind, Severity::warning)}), kind),
                  Severity::warning)
            << name_of(kind);
    }
}

TEST_F(AlarmBoardOverTime, ShowsWhatNobodyPublishesOnlyWhereTheBankFindsItItself) {
    const auto members = bank_of({pack("A")});
    EXPECT_FALSE(step(members, kHighVoltage));
    EXPECT_EQ(step(members, AlarmKind::cell_imbalance), Severity::ok);
    EXPECT_EQ(step(members, AlarmKind::bms_cable), Severity::ok);
    EXPECT_EQ(step(members, AlarmKind::internal_failure), Severity::ok);
}

TEST_F(AlarmBoardOverTime, ClearsAPacksAlarmAfterTenSeconds) {
    step(bank_of({pack("A").alarm(kHighVoltage, Severity::alarm)}), kHighVoltage, 0.0);
    const auto calm = bank_of({pack("A").alarm(kHighVoltage, Severity::ok)});
    EXPECT_EQ(step(calm, kHighVoltage, 5.0), Severity::alarm);
    EXPECT_EQ(step(calm, kHighVoltage, 14.0), Severity::alarm);
    EXPECT_EQ(step(calm, kHighVoltage, 15.0), Severity::ok);
}

TEST_F(AlarmBoardOverTime, CountsTheTimeAnewAfterEveryRelapse) {
    const auto alarm = bank_of({pack("A").alarm(kHighVoltage, Severity::alarm)});
    const auto calm = bank_of({pack("A").alarm(kHighVoltage, Severity::ok)});
    for (int second = 0; second < 100; ++second)
        EXPECT_EQ(step(second % 8 == 0 ? alarm : calm, kHighVoltage, second), Severity::alarm);
    EXPECT_EQ(only<AlarmChanged>(events_).size(), 1U);
}

TEST_F(AlarmBoardOverTime, ClearsWhenThePathIsGoneToo) {
    step(bank_of({pack("A").alarm(kHighVoltage, Severity::alarm)}), kHighVoltage, 0.0);
    step(bank_of({pack("A")}), kHighVoltage, 1.0);
    EXPECT_EQ(step(bank_of({pack("A")}), kHighVoltage, 11.0), Severity::ok);
}

TEST_F(AlarmBoardOverTime, KeepsTheAlarmOfAPackThatFellSilent) {
    const auto silent = pack("A").alarm(kHighVoltage, Severity::alarm).silent(100.0);
    step(bank_of({silent, pack("B")}), kHighVoltage, 0.0);
    EXPECT_EQ(step(bank_of({silent, pack("B")}), kHighVoltage, 10000.0), Severity::alarm);
}

TEST_F(AlarmBoardOverTime, ForgetsTheAlarmOfAnExcludedPack) {
    const auto excluded = pack("A").alarm(kHighVoltage, Severity::alarm).state(PackState::excluded);
    EXPECT_FALSE(step(bank_of({excluded, pack("B")}), kHighVoltage));
}

TEST_F(AlarmBoardOverTime, ShowsItsOwnFindingsAndWhoseTheyAre) {
    const auto members = bank_of({pack("A")});
    for (const FindingRule& rule : finding_rules()) {
        findings_ = {};
        findings_.add(rule.finding, Severity::alarm, &members.front());
        board_ = {};
        step(members, rule.kind, 0.0);
        EXPECT_EQ(step(members, rule.kind, 300.0), Severity::alarm) << name_of(rule.kind);
        EXPECT_EQ(only<AlarmChanged>(events_).back().pack, "A") << name_of(rule.kind);
    }
}

TEST_F(AlarmBoardOverTime, KeepsTheTimesOfEachFinding) {
    const auto members = bank_of({pack("A")});
    for (const FindingRule& rule : finding_rules()) {
        findings_ = {};
        findings_.add(rule.finding, Severity::alarm);
        board_ = {};
        step(members, rule.kind, 0.0);
        const double alarm = rule.timing.alarm_after.count();
        if (alarm > 0.0) {
            EXPECT_LT(step(members, rule.kind, alarm - 0.5), Severity::alarm);
        }
        EXPECT_EQ(step(members, rule.kind, alarm), Severity::alarm) << name_of(rule.kind);
        findings_ = {};
        const double calm = alarm + 500.0;
        const double clear = rule.timing.clear_after.count();
        step(members, rule.kind, calm);
        if (clear > 0.0) {
            EXPECT_EQ(step(members, rule.kind, calm + clear - 0.5), Severity::alarm);
        }
        EXPECT_EQ(step(members, rule.kind, calm + clear), Severity::ok) << name_of(rule.kind);
    }
}

TEST_F(AlarmBoardOverTime, ShowsTheWorstOfItsOwnFindingsAndThePacksAlarms) {
    const auto members = bank_of({pack("A").alarm(AlarmKind::internal_failure, Severity::warning)});
    EXPECT_EQ(step(members, AlarmKind::internal_failure), Severity::warning);
    findings_.add(Finding::different_packs, Severity::alarm);
    EXPECT_EQ(step(members, AlarmKind::internal_failure), Severity::alarm);
    findings_ = {};
    findings_.add(Finding::configuration, Severity::warning);
    EXPECT_EQ(step(bank_of({pack("A")}), AlarmKind::internal_failure, 1.0), Severity::alarm);
}

TEST_F(AlarmBoardOverTime, TellsNothingOfAnAlarmThatComesAndGoesTooSoon) {
    const auto members = bank_of({pack("A")});
    for (int second = 0; second < 100; ++second) {
        findings_ = {};
        if (second % 10 != 9) findings_.add(Finding::soc_spread, Severity::alarm);
        EXPECT_EQ(step(members, AlarmKind::cell_imbalance, second), Severity::ok);
    }
    EXPECT_TRUE(only<AlarmChanged>(events_).empty());
}

}  // namespace
}  // namespace aggregator

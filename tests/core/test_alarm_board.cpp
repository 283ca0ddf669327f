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
    BankFindings findings_{};
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

TEST_F(AlarmBoardOverTime, ShowsItsOwnFindings) {
    const std::vector<std::pair<AlarmKind, Severity BankFindings::*>> own{
        {AlarmKind::cell_imbalance, &BankFindings::imbalance},
        {AlarmKind::high_charge_current, &BankFindings::charge_overcurrent},
        {AlarmKind::high_discharge_current, &BankFindings::discharge_overcurrent},
        {AlarmKind::low_charge_temperature, &BankFindings::temperature_low},
        {AlarmKind::high_charge_temperature, &BankFindings::temperature_high},
        {AlarmKind::internal_failure, &BankFindings::internal},
    };
    for (const auto& [kind, finding] : own) {
        findings_ = {};
        findings_.*finding = Severity::alarm;
        board_ = {};
        EXPECT_EQ(step(bank_of({pack("A")}), kind), Severity::alarm) << name_of(kind);
        EXPECT_EQ(only<AlarmChanged>(events_).back().pack, "") << name_of(kind);
    }
}

TEST_F(AlarmBoardOverTime, ClearsItsOwnFindingsAfterAMinute) {
    findings_.imbalance = Severity::alarm;
    step(bank_of({pack("A")}), AlarmKind::cell_imbalance, 0.0);
    findings_.imbalance = Severity::ok;
    step(bank_of({pack("A")}), AlarmKind::cell_imbalance, 1.0);
    EXPECT_EQ(step(bank_of({pack("A")}), AlarmKind::cell_imbalance, 60.0), Severity::alarm);
    EXPECT_EQ(step(bank_of({pack("A")}), AlarmKind::cell_imbalance, 61.0), Severity::ok);
}

TEST_F(AlarmBoardOverTime, ShowsTheCableOfASilentPack) {
    const auto cable = AlarmKind::bms_cable;
    const auto with = [](PackState state) { return bank_of({pack("A"), pack("B").state(state)}); };
    EXPECT_EQ(step(with(PackState::excluded), cable), Severity::ok);
    EXPECT_EQ(step(with(PackState::stale), cable), Severity::warning);
    EXPECT_EQ(step(with(PackState::invalid), cable), Severity::warning);
    EXPECT_EQ(step(with(PackState::lost), cable), Severity::alarm);
    board_ = {};
    EXPECT_EQ(step(with(PackState::waiting), cable), Severity::alarm);
}

TEST_F(AlarmBoardOverTime, ShowsAPackThatSendsNonsenseForLong) {
    const auto internal = AlarmKind::internal_failure;
    Member invalid = pack("A").state(PackState::invalid);
    for (const auto& [silence, severity] : std::vector<std::pair<double, Severity>>{
             {29.0, Severity::ok}, {30.0, Severity::warning}, {300.0, Severity::alarm}}) {
        invalid.silence = Seconds{silence};
        EXPECT_EQ(step({invalid}, internal, silence), severity) << silence;
    }
    EXPECT_EQ(board_.alarms()[internal], Severity::alarm);
}

}  // namespace
}  // namespace aggregator

#include <gtest/gtest.h>

#include "aggregator/core/alarm_lane.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using namespace std::chrono_literals;
using testing::at;

constexpr Severity kOk = Severity::ok;
constexpr Severity kWarning = Severity::warning;
constexpr Severity kAlarm = Severity::alarm;

class AlarmLaneOverTime : public ::testing::Test {
protected:
    Severity step(Severity present, double seconds) {
        return lane_.step(present, timing_, at(seconds));
    }
    AlarmTiming timing_{30s, 300s, 60s, 500s};
    AlarmLane lane_;
};

TEST_F(AlarmLaneOverTime, WarnsFirstAndAlarmsWhenItLasts) {
    EXPECT_EQ(step(kAlarm, 0.0), kOk);
    EXPECT_EQ(step(kAlarm, 29.0), kOk);
    EXPECT_EQ(step(kAlarm, 30.0), kWarning);
    EXPECT_EQ(step(kAlarm, 299.0), kWarning);
    EXPECT_EQ(step(kAlarm, 300.0), kAlarm);
}

TEST_F(AlarmLaneOverTime, StaysAWarningWhenItAmountsToNoMore) {
    EXPECT_EQ(step(kWarning, 0.0), kOk);
    EXPECT_EQ(step(kWarning, 1000.0), kWarning);
}

TEST_F(AlarmLaneOverTime, CountsTheTimeToAnAlarmFromWhereItAmountsToOne) {
    step(kWarning, 0.0);
    step(kAlarm, 100.0);
    EXPECT_EQ(step(kAlarm, 399.0), kWarning);
    EXPECT_EQ(step(kAlarm, 400.0), kAlarm);
}

TEST_F(AlarmLaneOverTime, ClearsLate) {
    timing_.on_time = 0s;
    step(kWarning, 0.0);
    step(kWarning, 30.0);
    EXPECT_EQ(step(kOk, 31.0), kWarning);
    EXPECT_EQ(step(kOk, 90.0), kWarning);
    EXPECT_EQ(step(kOk, 91.0), kOk);
}

TEST_F(AlarmLaneOverTime, CountsTheCalmAnewAfterEveryRelapseHoweverShort) {
    timing_.on_time = 0s;
    step(kWarning, 0.0);
    step(kWarning, 30.0);
    for (double second = 31.0; second < 500.0; second += 1.0)
        EXPECT_EQ(step(static_cast<int>(second) % 50 == 0 ? kWarning : kOk, second), kWarning);
}

TEST_F(AlarmLaneOverTime, IsShownForItsTimeWhateverBecomesOfTheCause) {
    step(kWarning, 0.0);
    step(kWarning, 30.0);
    step(kOk, 31.0);
    EXPECT_EQ(step(kOk, 529.0), kWarning);
    EXPECT_EQ(step(kOk, 530.0), kOk);
}

TEST_F(AlarmLaneOverTime, FallsToWhatIsLeft) {
    timing_ = {0s, 0s, 60s, 0s};
    EXPECT_EQ(step(kAlarm, 0.0), kAlarm);
    step(kWarning, 1.0);
    EXPECT_EQ(step(kWarning, 61.0), kWarning);
    EXPECT_EQ(step(kOk, 62.0), kWarning);
    EXPECT_EQ(step(kOk, 122.0), kOk);
}

TEST_F(AlarmLaneOverTime, WithoutPatienceIsTheCauseItself) {
    timing_ = {};
    for (const Severity present : {kAlarm, kOk, kWarning, kAlarm, kWarning, kOk})
        EXPECT_EQ(step(present, 0.0), present);
}

}  // namespace
}  // namespace aggregator

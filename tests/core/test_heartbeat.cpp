#include <gtest/gtest.h>

#include "aggregator/core/heartbeat.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

Member heard(std::optional<Seconds> ago) {
    return {.name = "House 1", .silence = ago};
}

class HeartbeatOfTwo : public ::testing::Test {
protected:
    Pulse step(double seconds) { return heartbeat_.step(members_, at(seconds)); }

    std::vector<Member> members_{heard(Seconds{1.2}), heard(Seconds{3.7})};
    Heartbeat heartbeat_;
};

TEST_F(HeartbeatOfTwo, BeatsEveryTenSeconds) {
    EXPECT_EQ(step(0.0).beat, 1);
    EXPECT_EQ(step(1.0).beat, 1);
    EXPECT_EQ(step(9.9).beat, 1);
    EXPECT_EQ(step(10.0).beat, 2);
    EXPECT_EQ(step(20.0).beat, 3);
}

TEST_F(HeartbeatOfTwo, KeepsItsTimeWhenAStepIsALittleLate) {
    step(0.0);
    EXPECT_EQ(step(10.4).beat, 2);
    EXPECT_EQ(step(19.9).beat, 2);
    EXPECT_EQ(step(20.0).beat, 3);
}

TEST_F(HeartbeatOfTwo, MakesUpForNoBeat) {
    step(0.0);
    EXPECT_EQ(step(1000.0).beat, 2) << "the program hung, and that is to be seen";
    EXPECT_EQ(step(1001.0).beat, 2);
    EXPECT_EQ(step(1010.0).beat, 3);
}

TEST_F(HeartbeatOfTwo, StandsWhenTheClockDoes) {
    step(0.0);
    EXPECT_EQ(step(0.0).beat, 1);
    EXPECT_EQ(step(-100.0).beat, 1);
}

TEST_F(HeartbeatOfTwo, TellsHowLongAgoAnyPackWasHeard) {
    EXPECT_EQ(step(0.0).data_age, Seconds{1.0});
}

TEST_F(HeartbeatOfTwo, ChangesTheAgeOnlyWithABeat) {
    step(0.0);
    members_ = {heard(Seconds{6.2}), heard(Seconds{8.7})};
    EXPECT_EQ(step(5.0).data_age, Seconds{1.0});
    EXPECT_EQ(step(10.0).data_age, Seconds{6.0});
}

TEST_F(HeartbeatOfTwo, KnowsNoAgeBeforeAnyPackWasHeard) {
    members_ = {heard(std::nullopt), heard(std::nullopt)};
    EXPECT_FALSE(step(0.0).data_age);
    members_ = {heard(std::nullopt), heard(Seconds{0.3})};
    EXPECT_EQ(step(10.0).data_age, Seconds{0.0});
    members_.clear();
    EXPECT_FALSE(step(20.0).data_age);
}

}  // namespace
}  // namespace aggregator

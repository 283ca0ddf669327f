#include <gtest/gtest.h>

#include "aggregator/core/notices.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

TEST(Notices, TellOfAPackThatIsLostWithItsReason) {
    const auto notice =
        notice_for(PackChanged{"Left", PackState::stale, PackState::lost, "not on the bus"});
    ASSERT_TRUE(notice);
    EXPECT_EQ(notice->severity, Severity::alarm);
    EXPECT_EQ(notice->title, "Battery Left lost");
    EXPECT_NE(notice->text.find("not on the bus"), std::string::npos);
}

TEST(Notices, TellOfABankThatStops) {
    EXPECT_TRUE(notice_for(BankChanged{BankState::run, BankState::hold, "no pack is fresh"}));
    EXPECT_TRUE(notice_for(BankChanged{BankState::hold, BankState::zero, ""}));
}

TEST(Notices, SayNothingOfWhatIsNoTrouble) {
    EXPECT_FALSE(notice_for(PackChanged{"Left", PackState::lost, PackState::online, ""}));
    EXPECT_FALSE(notice_for(PackChanged{"Left", PackState::online, PackState::stale, "silent"}));
    EXPECT_FALSE(notice_for(BankChanged{BankState::hold, BankState::run, ""}));
    EXPECT_FALSE(notice_for(NominalVoltageFound{16}));
}

Notice warning(const std::string& title) {
    return {Severity::warning, title, ""};
}
Notice alarm(const std::string& title) {
    return {Severity::alarm, title, ""};
}

TEST(NoticeLimiter, AdmitsACauseOnceInTenMinutes) {
    NoticeLimiter limiter;
    EXPECT_TRUE(limiter.admit(warning("A"), at(0.0)));
    EXPECT_FALSE(limiter.admit(warning("A"), at(599.0)));
    EXPECT_TRUE(limiter.admit(warning("B"), at(599.0)));
    EXPECT_TRUE(limiter.admit(warning("A"), at(600.0)));
}

TEST(NoticeLimiter, AdmitsTenInADay) {
    NoticeLimiter limiter;
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(limiter.admit(alarm(std::to_string(i)), at(60.0 * i)));
    EXPECT_FALSE(limiter.admit(alarm("another"), at(3600.0)));
    EXPECT_FALSE(limiter.admit(alarm("another"), at(86399.0)));
    EXPECT_TRUE(limiter.admit(alarm("another"), at(86400.0)));
    EXPECT_FALSE(limiter.admit(alarm("and another"), at(86400.0)));
}

TEST(NoticeLimiter, KeepsRoomForAlarmsWhateverTheWarnings) {
    NoticeLimiter limiter;
    for (int i = 0; i < 6; ++i)
        EXPECT_TRUE(limiter.admit(warning(std::to_string(i)), at(60.0 * i)));
    EXPECT_FALSE(limiter.admit(warning("another"), at(3600.0)));
    for (int i = 6; i < 10; ++i) EXPECT_TRUE(limiter.admit(alarm(std::to_string(i)), at(3600.0)));
    EXPECT_FALSE(limiter.admit(alarm("another"), at(3600.0)));
    EXPECT_TRUE(limiter.admit(alarm("another"), at(86400.0)));
}

}  // namespace
}  // namespace aggregator

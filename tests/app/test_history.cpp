#include <gtest/gtest.h>

#include "app/controller_fixture.hpp"

namespace aggregator::app {
namespace {

using test::kA;
using test::kB;
using venus::Value;

/// What the controller makes of the history: two packs, together 450 Ah.
class HistoryOfTwo : public test::ControllerTest {
protected:
    /// Lets the packs discharge with 20 A from `from` to `to` seconds.
    void discharge(int from, int to) {
        for (int second = from; second <= to; ++second) {
            at(second);
            for (const char* pack : {kA, kB}) {
                send(pack, {{"/Dc/0/Current", -10.0}, {"/Dc/0/Voltage", 13.25}});
            }
            controller_.tick();
        }
    }

    [[nodiscard]] double drawn() { return publisher_.number("/History/TotalAhDrawn"); }
};

TEST_F(HistoryOfTwo, IsOfTheBankAsAWhole) {
    run();
    discharge(1, 365);
    EXPECT_EQ(drawn(), -2.0);
    EXPECT_EQ(publisher_.value("/History/MinimumVoltage"), Value{13.25});
}

TEST_F(HistoryOfTwo, IsWholeWhenTheBankComesOnTheBus) {
    come_on_bus();
    EXPECT_EQ(publisher_.value("/History/MinimumVoltage"), Value{13.25});
    EXPECT_EQ(drawn(), 0.0);
}

TEST_F(HistoryOfTwo, BeginsWhenTheBankDoes) {
    appear(kA);
    send_all(kA);
    controller_.first_scan_done();
    for (const double seconds : {1.0, 3.0, 5.0}) {
        send_all(kA);
        tick_at(seconds);
    }
    EXPECT_EQ(publisher_.publishes, 0);
    for (const double seconds : {6.0, 9.0}) {
        at(seconds);
        if (seconds == 6.0) appear(kB);
        for (const char* pack : {kA, kB}) send_all(pack);
        controller_.wake_up();
    }
    EXPECT_EQ(controller_.history().gaps, Seconds::zero());
    EXPECT_EQ(controller_.history().voltage.low, Volts{13.25});
}

TEST_F(HistoryOfTwo, GoesOnFromWhatWasKept) {
    controller_.resume(HistoryRecord{.drawn = AmpHours{100.0}});
    run();
    EXPECT_EQ(drawn(), -100.0);
    discharge(1, 365);
    EXPECT_EQ(drawn(), -102.0);
}

TEST_F(HistoryOfTwo, IsClearedAndShownSoAtOnce) {
    run();
    discharge(1, 365);
    controller_.clear_history();
    EXPECT_EQ(controller_.history(), HistoryRecord{});
    EXPECT_EQ(drawn(), -2.0) << "within the call nothing may be sent";
    controller_.wake_up();
    EXPECT_EQ(drawn(), 0.0);
    EXPECT_EQ(log_.count("info: the history was cleared"), 1);
}

}  // namespace
}  // namespace aggregator::app

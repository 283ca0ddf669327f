#pragma once

/// A bank of 200 Ah at 50 V whose history is watched, one step a second.

#include <gtest/gtest.h>

#include "aggregator/core/history.hpp"
#include "core/bank_of.hpp"

namespace aggregator::testing {

class HistoryOfBank : public ::testing::Test {
protected:
    static constexpr double kHour = 3600.0;

    HistoryOfBank() {
        bank_.voltage = Volts{50.0};
        bank_.current = Amps{0.0};
        bank_.installed_capacity = AmpHours{200.0};
    }

    /// A step without time passing.
    void see() { history_.step(bank_, emptiest_, at(now_)); }

    /// Lets so many seconds pass, in steps of `step`.
    void run(double seconds, double step = 1.0) {
        const double end = now_ + seconds;
        while (now_ < end) {
            now_ = std::min(now_ + step, end);
            see();
        }
    }

    /// This current for so many hours.
    void run_with(double amps, double hours) {
        bank_.current = Amps{amps};
        see();
        run(hours * kHour);
    }

    /// The SOC of every pack, and what it means.
    void fill_to(double percent) {
        emptiest_ = Percent{percent};
        bank_.soc = Percent{percent};
        bank_.consumed = AmpHours{-2.0 * (100.0 - percent)};
        see();
    }

    void set_alarm(AlarmKind kind, Severity severity) {
        bank_.alarms[kind] = severity;
        see();
    }

    /// What a restart makes of it: through the text and into a new history.
    void restart() {
        const auto kept = history_from_text(to_text(history_.record()));
        ASSERT_TRUE(kept);
        history_ = History{};
        history_.resume(*kept);
    }

    [[nodiscard]] const HistoryRecord& record() const { return history_.record(); }

    Battery bank_{};
    std::optional<Percent> emptiest_{};
    double now_ = 0.0;
    History history_;
};

}  // namespace aggregator::testing

#include <gtest/gtest.h>

#include "aggregator/core/history.hpp"

namespace aggregator {
namespace {

using namespace literals;
using namespace std::chrono_literals;

class BankHistory : public testing::Test {
protected:
    void step(const Battery& bank, Seconds later, Fullness fullness = Fullness::not_full) {
        now_ += std::chrono::duration_cast<Instant::duration>(later);
        history_.step(bank, fullness, now_);
    }
    /// Lets the bank do the same for so long, a second at a time.
    void go_on(const Battery& bank, Seconds duration) {
        step(bank, 0s);
        for (Seconds passed{}; passed < duration; passed += 1s) step(bank, 1s);
    }
    [[nodiscard]] static Battery with(Amps current) {
        return {.voltage = 13.0_V,
                .current = current,
                .power = 13.0_V * current,
                .installed_capacity = 450.0_Ah};
    }
    [[nodiscard]] const HistoryFigures& figures() const { return history_.figures(); }

    Instant now_{std::chrono::hours{1}};
    History history_;
};

TEST_F(BankHistory, CountsWhatIsDrawn) {
    go_on(with(-90.0_A), 3600s);
    EXPECT_NEAR(figures().drawn.value(), 90.0, 1e-6);
    EXPECT_NEAR(figures().discharged_energy.value(), 13.0 * 90.0 / 1000.0, 1e-6);
    EXPECT_NEAR(figures().cycles, 90.0 / 450.0, 1e-9);
    EXPECT_EQ(figures().charged_energy, KilowattHours{});
    EXPECT_EQ(figures().gaps, 0s);
}

TEST_F(BankHistory, CountsWhatIsCharged) {
    go_on(with(100.0_A), 1800s);
    EXPECT_NEAR(figures().charged_energy.value(), 0.65, 1e-6);
    EXPECT_EQ(figures().discharged_energy, KilowattHours{});
    EXPECT_EQ(figures().drawn, AmpHours{});
    EXPECT_EQ(figures().cycles, 0.0);
}

TEST_F(BankHistory, CountsTheTimeItDoesNotKnowAsAGap) {
    step(with(-90.0_A), 0s);
    step(with(-90.0_A), 10s);
    const AmpHours drawn = figures().drawn;
    EXPECT_NEAR(drawn.value(), 0.25, 1e-9) << "ten seconds are no gap";
    step(with(-90.0_A), 10.5s);
    EXPECT_EQ(figures().drawn, drawn);
    EXPECT_EQ(figures().gaps, 10.5s);
    step(Battery{}, 1s);
    step(with(-90.0_A), 5s);
    EXPECT_EQ(figures().gaps, 15.5s) << "nothing was known of the five seconds";
}

TEST_F(BankHistory, IsNotMovedByTimeThatStands) {
    step(with(-90.0_A), 0s);
    step(with(-90.0_A), -3600s);
    EXPECT_EQ(figures().drawn, AmpHours{});
    EXPECT_EQ(figures().gaps, 0s);
}

TEST_F(BankHistory, KeepsExtremes) {
    for (const double volts : {13.0, 12.0, 14.2, 13.5}) {
        step({.voltage = Volts{volts},
              .temperature = Celsius{volts},
              .consumed = AmpHours{-10.0 * volts},
              .cells = {.min_voltage = Volts{volts / 4.0 - 0.1},
                        .max_voltage = Volts{volts / 4.0 + 0.1}}},
             1s);
    }
    step(Battery{}, 1s);
    EXPECT_EQ(figures().min_voltage, 12.0_V);
    EXPECT_EQ(figures().max_voltage, 14.2_V);
    EXPECT_EQ(figures().min_cell_voltage, 2.9_V);
    EXPECT_EQ(figures().max_cell_voltage, 3.65_V);
    EXPECT_EQ(figures().min_temperature, 12.0_C);
    EXPECT_EQ(figures().max_temperature, 14.2_C);
    EXPECT_EQ(figures().deepest_discharge, -142.0_Ah);
}

TEST_F(BankHistory, PrefersTheTemperaturesOfCells) {
    step({.temperature = 20.0_C, .cells = {.min_temperature = 15.0_C, .max_temperature = 25.0_C}},
         1s);
    EXPECT_EQ(figures().min_temperature, 15.0_C);
    EXPECT_EQ(figures().max_temperature, 25.0_C);
}

TEST_F(BankHistory, KnowsNoExtremeOfWhatWasNeverMeasured) {
    step(with(1.0_A), 1s);
    EXPECT_EQ(figures().min_cell_voltage, std::nullopt);
    EXPECT_EQ(figures().min_temperature, std::nullopt);
    EXPECT_EQ(figures().deepest_discharge, std::nullopt);
    EXPECT_EQ(figures().since_full, std::nullopt);
}

TEST_F(BankHistory, CountsFromTheLastFullCharge) {
    step(with(0.0_A), 1s, Fullness::full);
    EXPECT_EQ(figures().since_full, 0s);
    step(with(-1.0_A), 5s);
    step(Battery{}, 60s);
    EXPECT_EQ(figures().since_full, 65s) << "time passes in a gap too";
    step(with(0.0_A), 1s, Fullness::full);
    EXPECT_EQ(figures().since_full, 0s);
}

TEST_F(BankHistory, GoesOnWhereItWas) {
    history_.resume({.drawn = 1000.0_Ah, .cycles = 2.5});
    go_on(with(-36.0_A), 100s);
    EXPECT_NEAR(figures().drawn.value(), 1001.0, 1e-9);
    EXPECT_GT(figures().cycles, 2.5);
}

TEST_F(BankHistory, BeginsAnewWhenCleared) {
    go_on(with(-36.0_A), 100s);
    history_.clear();
    EXPECT_EQ(figures(), HistoryFigures{});
    step(with(-36.0_A), 1s);
    EXPECT_NEAR(figures().drawn.value(), 0.01, 1e-9);
}

class BankFullness : public testing::Test {
protected:
    [[nodiscard]] static Member pack(Percent soc, PackState state = PackState::online) {
        return {.state = state, .battery = {.soc = soc}};
    }
    [[nodiscard]] static Fullness of(const std::vector<Member>& members, Amps current) {
        return fullness_of({.current = current, .installed_capacity = 200.0_Ah}, members);
    }
};

TEST_F(BankFullness, NeedsEveryPackAndLittleCurrent) {
    EXPECT_EQ(of({pack(99.0_pct), pack(99.5_pct)}, 9.9_A), Fullness::full);
    EXPECT_EQ(of({pack(99.0_pct), pack(99.5_pct)}, -5.0_A), Fullness::full);
    EXPECT_EQ(of({pack(99.0_pct), pack(99.5_pct)}, 10.0_A), Fullness::not_full);
    EXPECT_EQ(of({pack(98.9_pct), pack(100.0_pct)}, 1.0_A), Fullness::not_full);
    EXPECT_EQ(of({}, 0.0_A), Fullness::not_full);
}

TEST_F(BankFullness, IsBelievedOfPacksAtOneHundred) {
    EXPECT_EQ(of({pack(100.0_pct), pack(100.0_pct)}, 50.0_A), Fullness::full);
}

TEST_F(BankFullness, IsUnknownOfAPackThatIsNotHeard) {
    EXPECT_EQ(of({pack(100.0_pct), pack(100.0_pct, PackState::stale)}, 0.0_A), Fullness::not_full);
    EXPECT_EQ(of({pack(100.0_pct), pack(100.0_pct, PackState::lost)}, 0.0_A), Fullness::not_full);
    EXPECT_EQ(of({pack(100.0_pct), pack(10.0_pct, PackState::excluded)}, 0.0_A), Fullness::full);
    EXPECT_EQ(fullness_of(Battery{}, std::vector<Member>{pack(99.0_pct)}), Fullness::not_full);
}

class HistoryText : public testing::Test {
protected:
    [[nodiscard]] static HistoryFigures figures() {
        return {.drawn = 13653.3_Ah,
                .charged_energy = KilowattHours{791.63},
                .discharged_energy = KilowattHours{1253.89001465},
                .cycles = 30.25,
                .gaps = Seconds{17.5},
                .since_full = Seconds{96076.0},
                .deepest_discharge = -300.5_Ah,
                .min_voltage = 11.9_V,
                .min_temperature = -3.5_C};
    }
};

TEST_F(HistoryText, GivesBackWhatItWasMadeOf) {
    EXPECT_EQ(history_from_text(to_text(figures())), figures());
    EXPECT_EQ(history_from_text(to_text(HistoryFigures{})), HistoryFigures{});
}

TEST_F(HistoryText, IsRefusedWhenAnyByteIsWrong) {
    const std::string good = to_text(figures());
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = bad[i] == '7' ? '8' : '7';
        EXPECT_EQ(history_from_text(bad), std::nullopt) << i;
        EXPECT_EQ(history_from_text(good.substr(0, i)), std::nullopt) << i;
    }
    EXPECT_EQ(history_from_text(good + "\n"), std::nullopt);
}

TEST_F(HistoryText, IsRefusedWhenItIsImpossible) {
    for (const auto& wrong :
         {HistoryFigures{.drawn = -1.0_Ah}, HistoryFigures{.cycles = -0.1},
          HistoryFigures{.gaps = Seconds{-1.0}}, HistoryFigures{.since_full = Seconds{-1.0}},
          HistoryFigures{.charged_energy = KilowattHours{std::numeric_limits<double>::infinity()}},
          HistoryFigures{.min_voltage = Volts{std::numeric_limits<double>::quiet_NaN()}}})
        EXPECT_EQ(history_from_text(to_text(wrong)), std::nullopt) << to_text(wrong);
}

}  // namespace
}  // namespace aggregator

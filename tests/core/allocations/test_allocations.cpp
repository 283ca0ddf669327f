/// A device runs for years: what is taken from the heap once a second is what fragments it.

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "support/counted_new.hpp"

namespace aggregator::testing {
namespace {

using namespace std::chrono_literals;

Settings settings_for(std::size_t packs) {
    Settings settings;
    settings.exclude = {"com.victronenergy.battery.that_is_not_there"};
    for (std::size_t i = 0; i < packs; ++i) {
        settings.packs.push_back(
            {.service = "com.victronenergy.battery.pack_" + std::to_string(i)});
    }
    return settings;
}

/// A bank of 12 V that charges, each reading a little different from the one before.
class AllocationTest : public ::testing::TestWithParam<std::size_t> {
protected:
    AllocationTest() {
        for (const PackSettings& pack : settings_.packs) {
            fleet_.appeared(pack.service, now_);
            fleet_.update(pack.service, [](Battery& raw) {
                raw.custom_name = "A name too long to be kept in a short string";
                raw.serial = "HQ2237000000000000000000001";
                raw.cells.min_voltage_id = "Cell 7 of the module on the left";
                raw.installed_capacity = AmpHours{150.0};
                raw.limits.charge_voltage = Volts{14.2};
                return 0U;
            });
        }
    }

    void run(int seconds) {
        for (int second = 0; second < seconds; ++second) {
            now_ += 1s;
            for (const PackSettings& pack : settings_.packs) read(pack.service);
            events_.clear();
            const auto members = fleet_.survey(now_, events_);
            (void)bank_.step(members, {}, now_, events_);
            fleet_.set_cells_in_series(bank_.cells_in_series());
        }
    }

    [[nodiscard]] std::size_t allocations_in(int seconds) {
        const std::size_t before = allocations();
        run(seconds);
        return allocations() - before;
    }

    void read(const std::string& service) {
        const double ripple = 0.01 * std::sin(static_cast<double>(++reading_));
        fleet_.heard(service, now_);
        fleet_.update(service, [ripple](Battery& raw) {
            raw.voltage = Volts{13.3 + ripple};
            raw.current = Amps{20.0 + ripple};
            raw.temperature = Celsius{20.0 + ripple};
            raw.soc = Percent{70.0 + ripple};
            raw.cells.min_voltage = Volts{3.32 + ripple};
            raw.cells.max_voltage = Volts{3.33 + ripple};
            raw.limits.charge_current = Amps{75.0 + ripple};
            raw.limits.discharge_current = Amps{100.0};
            raw.alarms[AlarmKind::high_voltage] = Severity::ok;
            return 0U;
        });
    }

    Settings settings_ = settings_for(GetParam());
    Fleet fleet_{settings_};
    Bank bank_{settings_};
    Events events_{};
    Instant now_ = Instant{} + 24h;
    int reading_ = 0;
};

TEST_P(AllocationTest, ASettledBankTakesNothingFromTheHeap) {
    run(120);
    EXPECT_EQ(allocations_in(100), 0U);
}

TEST_P(AllocationTest, ASettledBankKeepsNothingItTook) {
    run(120);
    const std::size_t before = allocations_alive();
    run(100);
    EXPECT_EQ(allocations_alive(), before);
}

INSTANTIATE_TEST_SUITE_P(Packs, AllocationTest, ::testing::Values(1, 3, 16));

TEST(CountedNew, CountsEveryForm) {
    const std::size_t before = allocations();
    const auto one = std::make_unique<int>(1);
    const auto many = std::make_unique<int[]>(10);
    const std::string long_text(100, 'x');
    EXPECT_EQ(allocations() - before, 3U);
}

}  // namespace
}  // namespace aggregator::testing

#pragma once

/// Fills a gap of a single reading in a pack that is otherwise fresh with the last known one, for a
/// while: a missing SOC, temperature, low voltage limit or alarm must not loosen anything. A SOC
/// moves on with the pack's current, for an hour (domain.md 1.1).

#include <optional>

#include "aggregator/core/battery.hpp"

namespace aggregator {

class Holdover {
public:
    /// Completes `battery` in place. `capacity` > 0 tells what its current makes of its SOC.
    void fill(Battery& battery, AmpHours capacity, Instant now);

private:
    template <typename T>
    struct Memory {
        std::optional<T> value{};
        Instant seen{};
        void fill(std::optional<T>& present, Seconds longest, Instant now);
    };

    void count_soc(const Battery& battery, AmpHours capacity, Instant now);

    Memory<Percent> soc_{};
    std::optional<Instant> last_{};
    Memory<Celsius> temperature_{};
    Memory<Celsius> min_temperature_{};
    Memory<Celsius> max_temperature_{};
    Memory<bool> charge_allowed_{};
    Memory<bool> discharge_allowed_{};
    Memory<int> blocking_charge_{};
    Memory<int> blocking_discharge_{};
    Memory<Volts> low_voltage_{};
    std::array<Memory<Severity>, kAlarmKinds> alarms_{};
};

}  // namespace aggregator

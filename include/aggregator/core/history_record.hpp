#pragma once

/// What the bank has been through, and all of it that survives a restart. Text in, text out; files
/// are the app's matter. Source: domain.md 1.18.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "aggregator/core/units.hpp"

namespace aggregator {

/// The lowest and the highest ever seen; no value before anything was.
template <typename T>
struct Extremes {
    std::optional<T> low{};
    std::optional<T> high{};

    void include(std::optional<T> value) {
        if (!value) return;
        low = low ? std::min(*low, *value) : *value;
        high = high ? std::max(*high, *value) : *value;
    }
    bool operator==(const Extremes&) const = default;
};

/// How often something began, and whether it lasts: it is not counted again after a restart.
struct Occurrences {
    int count = 0;
    bool present = false;

    void observe(bool holds) {
        if (holds && !present) ++count;
        present = holds;
    }
    bool operator==(const Occurrences&) const = default;
};

struct HistoryRecord {
    AmpHours drawn{};            ///< All that was ever taken out, >= 0.
    KilowattHours charged{};     ///< >= 0.
    KilowattHours discharged{};  ///< >= 0.
    double cycles = 0.0;  ///< Charge taken out, in capacities of the bank at that time; >= 0.

    Extremes<Volts> voltage{};
    Extremes<Volts> cell_voltage{};
    Extremes<Celsius> temperature{};  ///< Of any pack or cell.

    std::optional<AmpHours> deepest_discharge{};  ///< Lowest charge consumed since full, <= 0.
    std::optional<AmpHours> last_discharge{};  ///< The same of the last discharge, or of this one.
    AmpHours depth{};                          ///< The same since the last full charge.
    AmpHours finished_depths{};  ///< Sum over the discharges that a full charge ended.
    int finished_discharges = 0;

    Occurrences full_discharges{};
    Occurrences low_voltage_alarms{};
    Occurrences high_voltage_alarms{};

    std::optional<Seconds> since_full{};  ///< Of the time the program ran; none when never full.
    Seconds gaps{};  ///< While the program ran and the totals were not known: in no sum.

    bool operator==(const HistoryRecord&) const = default;
};

/// Lines of `key value`, the version first, a checksum last.
[[nodiscard]] std::string to_text(const HistoryRecord& record);

/// No value for a text that is damaged, cut off, of another version or not finite.
[[nodiscard]] std::optional<HistoryRecord> history_from_text(std::string_view text);

}  // namespace aggregator

#pragma once

/// What goes wrong, when, and to whom. A fault is a function of the time since the start alone:
/// whoever is concerned asks whether it holds now.

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace aggregator::sim::model {

enum class FaultKind {
    missing,             ///< A reading is invalid.
    not_a_number,        ///< A reading is NaN.
    millivolts,          ///< The voltage comes a thousand times too large.
    frozen,              ///< The driver repeats its last report.
    silent,              ///< The driver holds its name but says nothing.
    away,                ///< The service is not on the bus.
    restart,             ///< As away; comes back with its start values: limits, nothing measured.
    duplicate_instance,  ///< The pack has the device instance of the next one.
    wall_clock,          ///< The system's clock jumps; value: s.
    charge_switch_open,  ///< Held open.
    discharge_switch_open,  ///< Held open.
    resistance,             ///< A contact goes bad; value: mOhm.
    swap,                   ///< The pack and the next one leave and return under each other's name.
    soc_jump,               ///< The reported SOC is off; value: points.
    alarm,                  ///< The BMS raises its high cell voltage alarm; value: severity.
    alarm_chatter,          ///< As above, 5 s on, 5 s off.
    latency,                ///< Reports arrive late; value: s.
    kill,                   ///< The aggregator dies without a word and is back after the duration.
    limit,                  ///< The BMS lowers its charge limit; value: A.
    load,                   ///< Loads on top; value: W.
    sun,                    ///< Clouds leave a part of the sun; value: %.
};

/// What is missing or not a number.
enum class Reading {
    measurements,  ///< Voltage, current and SOC, as of a driver that lost its BMS.
    voltage,
    current,
    soc,
    temperature,
    cells,
    charge_limit,
    limits,  ///< CVL, CCL and DCL.
};

struct Fault {
    FaultKind kind = FaultKind::missing;
    std::optional<int> pack{};           ///< From 1; no value: every pack, or none is concerned.
    double at_s = 0.0;                   ///< Since the start.
    std::optional<double> duration_s{};  ///< No value: to the end.
    std::optional<double> value{};
    Reading what = Reading::measurements;

    [[nodiscard]] double end_s() const;
    [[nodiscard]] bool holds(double time_s) const { return time_s >= at_s && time_s < end_s(); }
    /// `pack` from 0.
    [[nodiscard]] bool concerns(std::size_t pack_index) const;

    bool operator==(const Fault&) const = default;
};

class FaultScript {
public:
    explicit FaultScript(std::vector<Fault> faults = {}) : faults_(std::move(faults)) {}

    /// The fault of this kind that holds for the pack (from 0) at the time; null if none does.
    [[nodiscard]] const Fault* find(FaultKind kind, std::size_t pack, double time_s) const;
    /// As above for what concerns no single pack.
    [[nodiscard]] const Fault* find(FaultKind kind, double time_s) const;

    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

    /// Under which service the pack (from 0) of so many is at the time: its own, unless swapped.
    [[nodiscard]] std::size_t place_of(std::size_t pack, std::size_t packs, double time_s) const;

    /// Whether the pack's service is on the bus.
    [[nodiscard]] bool on_bus(std::size_t pack, std::size_t packs, double time_s) const;

private:
    std::vector<Fault> faults_;
};

}  // namespace aggregator::sim::model

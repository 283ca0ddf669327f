#pragma once

/// The whole installation: packs in parallel on one bus bar, each with its BMS, and the chargers
/// and the inverter that follow what the controlling BMS publishes. Deterministic for a seed.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/model/bad_report.hpp"
#include "sim/model/dvcc.hpp"
#include "sim/model/reporter.hpp"

namespace aggregator::sim::model {

struct BankSpec {
    int cells_in_series = 16;
    std::vector<PackSpec> packs{};
    SystemSpec system{};
    FaultScript faults{};
    std::uint32_t seed = 1;
};

/// A pack with its BMS.
struct Unit {
    Pack pack;
    PackLimits limits;
    Protection protection;
    Reporter reporter;
    BadReport faults;
    bool report_due = false;

    /// What its BMS says at the time, faults included.
    [[nodiscard]] Battery report(double time_s);
};

class Plant {
public:
    explicit Plant(const BankSpec& spec);

    Plant(const Plant&) = delete;
    Plant& operator=(const Plant&) = delete;

    /// Moves on by `dt_s`, at most a second or so, under what the BMS of the system publishes now;
    /// no value: it is not on the bus.
    void step(const std::optional<Published>& bms, double dt_s);

    [[nodiscard]] double time_s() const { return time_s_; }
    [[nodiscard]] double bus_v() const { return bus_v_; }
    /// What the chargers give less what the inverter takes.
    [[nodiscard]] double bank_a() const { return bank_a_; }
    [[nodiscard]] const Dvcc& dvcc() const { return dvcc_; }
    /// What the loads want, W AC.
    [[nodiscard]] double load_w() const;
    [[nodiscard]] std::span<const Unit> units() const { return units_; }
    [[nodiscard]] std::span<Unit> units() { return units_; }
    [[nodiscard]] const BankSpec& spec() const { return spec_; }

private:
    [[nodiscard]] double hours() const;
    [[nodiscard]] double sun_w() const;
    [[nodiscard]] double charge_ceiling_a(std::size_t index) const;
    void lay_out_branches();
    [[nodiscard]] double settle(const Demand& demand);
    void step_unit(std::size_t index, double dt_s);

    BankSpec spec_;
    std::vector<Unit> units_;
    std::vector<Branch> branches_;
    Dvcc dvcc_;
    double time_s_ = 0.0;
    double bus_v_;
    double bank_a_ = 0.0;
};

}  // namespace aggregator::sim::model

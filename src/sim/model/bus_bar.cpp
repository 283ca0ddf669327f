#include "sim/model/bus_bar.hpp"

#include <algorithm>

namespace aggregator::sim::model {
namespace {

constexpr double kDiode_v = 0.6;
/// Halving 100 V so often leaves less than a femtovolt.
constexpr int kBisections = 60;

}  // namespace

double current_a(const Branch& branch, double bus_v) {
    const double drive_v = bus_v - branch.source_v;
    if (branch.switches.charge && branch.switches.discharge) return drive_v * branch.conductance_s;
    if (branch.switches.discharge)
        return std::min(0.0, (drive_v + kDiode_v) * branch.conductance_s);
    if (branch.switches.charge) return std::max(0.0, (drive_v - kDiode_v) * branch.conductance_s);
    return 0.0;
}

double total_current_a(std::span<const Branch> branches, double bus_v) {
    double total = 0.0;
    for (const Branch& branch : branches) total += current_a(branch, bus_v);
    return total;
}

double balance_v(std::span<const Branch> branches, double wanted_a, VoltageRange range) {
    for (int i = 0; i < kBisections; ++i) {
        const double middle_v = (range.low_v + range.high_v) / 2.0;
        (total_current_a(branches, middle_v) < wanted_a ? range.low_v : range.high_v) = middle_v;
    }
    return range.high_v;
}

}  // namespace aggregator::sim::model

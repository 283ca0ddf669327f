#include "sim/model/fault.hpp"

#include <cstddef>
#include <limits>

namespace aggregator::sim::model {
namespace {

/// So long two swapped packs are away when the file does not say.
constexpr double kSwap_s = 5.0;

double swap_end_s(const Fault& fault) {
    return fault.at_s + fault.duration_s.value_or(kSwap_s);
}

}  // namespace

double Fault::end_s() const {
    return duration_s ? at_s + *duration_s : std::numeric_limits<double>::infinity();
}

bool Fault::concerns(std::size_t pack_index) const {
    return !pack || *pack == static_cast<int>(pack_index) + 1;
}

const Fault* FaultScript::find(FaultKind kind, std::size_t pack, double time_s) const {
    for (const Fault& fault : faults_) {
        if (fault.kind == kind && fault.concerns(pack) && fault.holds(time_s)) return &fault;
    }
    return nullptr;
}

const Fault* FaultScript::find(FaultKind kind, double time_s) const {
    for (const Fault& fault : faults_) {
        if (fault.kind == kind && fault.holds(time_s)) return &fault;
    }
    return nullptr;
}

std::size_t FaultScript::place_of(std::size_t pack, std::size_t packs, double time_s) const {
    std::size_t place = pack;
    for (const Fault& fault : faults_) {
        if (fault.kind != FaultKind::swap || time_s < swap_end_s(fault)) continue;
        const auto one = static_cast<std::size_t>(fault.pack.value_or(1) - 1);
        const std::size_t other = (one + 1) % packs;
        if (place == one)
            place = other;
        else if (place == other)
            place = one;
    }
    return place;
}

bool FaultScript::on_bus(std::size_t pack, std::size_t packs, double time_s) const {
    for (const Fault& fault : faults_) {
        if (fault.kind != FaultKind::swap) continue;
        const auto one = static_cast<std::size_t>(fault.pack.value_or(1) - 1);
        const bool concerned = pack == one || pack == (one + 1) % packs;
        if (concerned && time_s >= fault.at_s && time_s < swap_end_s(fault)) return false;
    }
    return find(FaultKind::away, pack, time_s) == nullptr &&
           find(FaultKind::restart, pack, time_s) == nullptr;
}

}  // namespace aggregator::sim::model

#include "aggregator/core/voltage_agreement.hpp"

#include <algorithm>
#include <cmath>

namespace aggregator {

namespace {

constexpr Volts kNominalCell{3.2};
constexpr double kCalibration = 0.006;
constexpr double kOtherBattery = 0.04;
constexpr double kCable_ohm = 0.010;

bool on_the_bar(const Member& pack, const Isolation& isolation) {
    return pack.fresh() && pack.battery.voltage && !isolation.charge && !isolation.discharge;
}

/// Sorts the values. They are not empty.
Volts median(std::vector<Volts>& values) {
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return (values[middle - 1] + values[middle]) / 2.0;
}

Agreement agreement(Volts apart, Amps extra, int cells_in_series) {
    const Volts nominal = kNominalCell * static_cast<double>(cells_in_series);
    const Volts drop{kCable_ohm * std::abs(extra.value())};
    const Volts distance{std::abs(apart.value())};
    if (distance > nominal * kOtherBattery + drop) return Agreement::far_apart;
    return distance > nominal * kCalibration + drop ? Agreement::apart : Agreement::agrees;
}

}  // namespace

void VoltageAgreement::judge(std::span<const Member> members, std::span<const Isolation> isolation,
                             std::optional<int> cells_in_series) {
    agreement_.assign(members.size(), Agreement::agrees);
    on_bar_.clear();
    Amps total{};
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!on_the_bar(members[i], isolation[i])) continue;
        on_bar_.push_back(*members[i].battery.voltage);
        total += members[i].battery.current.value_or(Amps{});
    }
    if (on_bar_.empty() || !cells_in_series) return;
    const Amps mean_current = total / static_cast<double>(on_bar_.size());
    const Volts middle = median(on_bar_);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!on_the_bar(members[i], isolation[i])) continue;
        const Battery& battery = members[i].battery;
        agreement_[i] =
            agreement(*battery.voltage - middle, battery.current.value_or(Amps{}) - mean_current,
                      *cells_in_series);
    }
}

}  // namespace aggregator

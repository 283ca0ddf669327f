#include "aggregator/core/voltage_agreement.hpp"

#include <algorithm>
#include <cmath>

#include "core/fold.hpp"

namespace aggregator {

namespace {

constexpr Volts kNominalCell{3.2};
constexpr double kCalibration = 0.006;
constexpr double kOtherBattery = 0.04;
constexpr double kCable_ohm = 0.010;

bool on_the_bar(const Member& pack, const Isolation& isolation) {
    return pack.fresh() && pack.battery.voltage && !isolation.charge && !isolation.discharge;
}

}  // namespace

std::vector<Agreement> voltage_agreement(std::span<const Member> members,
                                         std::span<const Isolation> isolation,
                                         int cells_in_series) {
    const auto on_bar = [&](const Member& m) {
        return on_the_bar(m, isolation[static_cast<std::size_t>(&m - members.data())]);
    };
    const auto median = median_of_known(
        members, [&](const Member& m) { return on_bar(m) ? m.battery.voltage : std::nullopt; });
    const auto mean_current = mean_of_known(
        members, [&](const Member& m) { return on_bar(m) ? m.battery.current : std::nullopt; });
    const Volts nominal = kNominalCell * static_cast<double>(cells_in_series);
    std::vector<Agreement> agreement(members.size(), Agreement::agrees);
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!on_bar(members[i])) continue;
        const double apart_v = std::abs((*members[i].battery.voltage - *median).value());
        const Amps extra =
            members[i].battery.current.value_or(Amps{}) - mean_current.value_or(Amps{});
        const double drop_v = kCable_ohm * std::abs(extra.value());
        if (apart_v > kCalibration * nominal.value() + drop_v) agreement[i] = Agreement::apart;
        if (apart_v > kOtherBattery * nominal.value() + drop_v) agreement[i] = Agreement::far_apart;
    }
    return agreement;
}

}  // namespace aggregator

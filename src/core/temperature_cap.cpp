#include "aggregator/core/temperature_cap.hpp"

#include <algorithm>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace literals;

constexpr Celsius kTemperatureHysteresis{2.0};
constexpr Celsius kFastestPerSecond{10.0 / 60.0};
constexpr Celsius kNearFrost{5.0};
constexpr double kBlindCRate = 0.2;

/// From here on a pack misses little when it is not charged.
constexpr Percent kFullEnough{95.0};

/// What a charger would do cannot be seen from here, but whether the pack has a use for it.
bool wants_charge(const Battery& battery) {
    if (battery.charge_request == true) return true;
    return !battery.soc || *battery.soc < kFullEnough;
}

/// How bad a part of the best is (domain.md 3.4, charge temperature).
Severity severity_of(const Battery& battery, double c_rate, double best) {
    if (c_rate <= 0.0) return wants_charge(battery) ? Severity::alarm : Severity::warning;
    return c_rate < 0.5 * best ? Severity::warning : Severity::ok;
}

}  // namespace

double c_rate_at(std::span<const CurvePoint> curve, Celsius temperature) {
    if (temperature <= curve.front().temperature) return curve.front().c_rate;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const CurvePoint& left = curve[i - 1];
        const CurvePoint& right = curve[i];
        if (temperature > right.temperature) continue;
        const double part =
            (temperature - left.temperature) / (right.temperature - left.temperature);
        return left.c_rate + part * (right.c_rate - left.c_rate);
    }
    return curve.back().c_rate;
}

std::optional<Amps> TemperatureCap::step(const Member& pack, const TemperatureSettings& settings,
                                         std::optional<Celsius> coldest_elsewhere, Instant now) {
    cold_alarm_ = hot_alarm_ = Severity::ok;
    if (!settings.enabled) return std::nullopt;
    const auto coldest = tighter(pack.battery.cells.min_temperature, pack.battery.temperature);
    const auto hottest = stronger(pack.battery.cells.max_temperature, pack.battery.temperature);
    if (!coldest || !hottest) {
        const bool frost = coldest_elsewhere && *coldest_elsewhere < kNearFrost;
        cold_alarm_ = frost ? Severity::alarm : Severity::warning;
        return Amps{frost ? 0.0 : kBlindCRate * pack.capacity.value()};
    }
    const Celsius most = kFastestPerSecond * age(last_, now).count();
    last_ = now;
    const Celsius cold_before = cold_side_.value_or(*coldest);
    const Celsius hot_before = hot_side_.value_or(*hottest);
    cold_side_ = std::clamp(cold_before, *coldest - kTemperatureHysteresis, *coldest);
    hot_side_ = std::clamp(hot_before, *hottest, *hottest + kTemperatureHysteresis);
    cold_side_ = std::min(*cold_side_, cold_before + most);
    hot_side_ = std::max(*hot_side_, hot_before - most);
    const double cold = c_rate_at(settings.charge_curve, *cold_side_);
    const double hot = c_rate_at(settings.charge_curve, *hot_side_);
    const double c_rate = std::min(cold, hot);
    // A pack with a single sensor is cold or hot, never both: the side of the best point tells.
    const auto best = std::ranges::max_element(settings.charge_curve, {}, &CurvePoint::c_rate);
    const Celsius limiting = cold <= hot ? *cold_side_ : *hot_side_;
    Severity& alarm = limiting < best->temperature ? cold_alarm_ : hot_alarm_;
    alarm = severity_of(pack.battery, c_rate, best->c_rate);
    return Amps{c_rate * pack.capacity.value()};
}

}  // namespace aggregator

#include "aggregator/core/low_soc.hpp"

#include <algorithm>

namespace aggregator {

namespace {

constexpr Percent kFloor{0.0};
constexpr Percent kWarnAbove{5.0};
constexpr Percent kSocHysteresis{3.0};

Severity severity_at(Percent soc) {
    if (soc <= kFloor) return Severity::alarm;
    return soc <= kFloor + kWarnAbove ? Severity::warning : Severity::ok;
}

}  // namespace

Severity LowSoc::step(Percent soc) {
    // The severity of a point a little lower is how long the present one is kept.
    shown_ = std::max(severity_at(soc), std::min(shown_, severity_at(soc - kSocHysteresis)));
    return shown_;
}

}  // namespace aggregator

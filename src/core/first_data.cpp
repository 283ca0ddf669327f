#include "aggregator/core/first_data.hpp"

#include <algorithm>
#include <cmath>

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kAgreeing = 3s;
constexpr auto kWithoutAgreement = 15s;

constexpr double kVoltageAgrees = 0.02;
constexpr double kLimitAgrees = 0.10;
/// Near full or empty a limit is small and moves by more than a part of itself.
constexpr double kSmallLimit_A = 1.0;

template <typename Unit>
bool close(const std::optional<Unit>& a, const std::optional<Unit>& b, double least) {
    if (!a || !b) return a.has_value() == b.has_value();
    const double larger = std::max(a->value(), b->value());
    return std::abs((*a - *b).value()) <= std::max(least, kLimitAgrees * larger);
}

bool shows_cell_or_temperature(const Battery& said) {
    return said.cells.min_voltage || said.cells.max_voltage || said.cells.min_temperature ||
           said.cells.max_temperature || said.temperature;
}

}  // namespace

bool FirstData::agree(const Reading& a, const Reading& b) {
    return std::abs((a.voltage - b.voltage).value()) <= kVoltageAgrees * a.voltage.value() &&
           close(a.limits.charge_voltage, b.limits.charge_voltage, 0.0) &&
           close(a.limits.charge_current, b.limits.charge_current, kSmallLimit_A) &&
           close(a.limits.discharge_current, b.limits.discharge_current, kSmallLimit_A);
}

Evidence FirstData::step(const Battery& said, Instant now) {
    if (evidence_ == Evidence::confirmed || !said.voltage) return evidence_;
    if (!began_) began_ = now;
    const Reading reading{*said.voltage, said.limits};
    if (!first_ || !shows_cell_or_temperature(said) || !agree(*first_, reading)) {
        first_ = reading;
        first_at_ = now;
    }
    if (age(first_at_, now) >= kAgreeing || age(*began_, now) >= kWithoutAgreement)
        evidence_ = Evidence::confirmed;
    return evidence_;
}

std::optional<Instant> FirstData::due() const {
    if (evidence_ == Evidence::confirmed || !began_) return std::nullopt;
    return std::min(first_at_ + kAgreeing, *began_ + kWithoutAgreement);
}

void FirstData::interrupt() {
    began_.reset();
    first_.reset();
}

}  // namespace aggregator

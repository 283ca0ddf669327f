#pragma once

/// The words of the core's tests: packs as their BMSes report them, and the moments of a test.

#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/core/events.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/settings.hpp"

namespace aggregator::testing {

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A moment of the test, in seconds since its beginning.
inline Instant at(double seconds) {
    using namespace std::chrono_literals;
    return Instant{} + 24h + std::chrono::duration_cast<Instant::duration>(Seconds{seconds});
}

/// A pack in good health. Unless the test says otherwise: 16 cells, 53.0 V, at rest, 25 C, SOC
/// 80 %, 100 Ah, CVL 56.0 V, CCL 50 A, DCL 60 A.
class PackOf {
public:
    explicit PackOf(const std::string& name);

    PackOf& volts(double v) { return set(member_.battery.voltage, v); }
    PackOf& amps(double a) { return set(member_.battery.current, a); }
    PackOf& celsius(double c) { return set(member_.battery.temperature, c); }
    PackOf& soc(double p) { return set(member_.battery.soc, p); }
    PackOf& soh(double p) { return set(member_.battery.soh, p); }
    PackOf& ccl(double a) { return set(member_.battery.limits.charge_current, a); }
    PackOf& dcl(double a) { return set(member_.battery.limits.discharge_current, a); }
    PackOf& cvl(double v) { return set(member_.battery.limits.charge_voltage, v); }
    PackOf& low_volts(double v) { return set(member_.battery.limits.low_voltage, v); }
    PackOf& amp_hours(double ah);
    PackOf& cells(double min_v, double max_v);
    PackOf& cell_ids(const std::string& min, const std::string& max);
    PackOf& cell_celsius(double min_c, double max_c);
    PackOf& alarm(AlarmKind kind, Severity severity);
    PackOf& blocks_charge();
    PackOf& blocks_discharge();
    PackOf& modules(int online, int offline);

    PackOf& state(PackState state);
    /// Silent for so long, with the state that belongs to it by the default settings.
    PackOf& silent(double seconds);

    /// Whatever has no word of its own.
    template <typename Change>
    PackOf& with(Change change) {
        change(member_.battery);
        return *this;
    }
    template <typename T>
    PackOf& without(std::optional<T> Battery::*field) {
        member_.battery.*field = std::nullopt;
        return *this;
    }
    PackOf& without_limits();
    PackOf& configured(const PackSettings& settings);
    PackOf& last_data_bad();

    operator Member() const { return member_; }  // NOLINT: a builder ends in what it builds.
    [[nodiscard]] const Battery& battery() const { return member_.battery; }
    [[nodiscard]] const std::string& name() const { return member_.name; }

private:
    template <typename T>
    PackOf& set(std::optional<T>& field, double value) {
        field = T{value};
        return *this;
    }

    Member member_{};
};

inline PackOf pack(const std::string& name) {
    return PackOf{name};
}

inline std::vector<Member> bank_of(std::initializer_list<PackOf> packs) {
    return {packs.begin(), packs.end()};
}

/// Settings for banks of the pack above: 48 V, wide ceilings.
Settings settings_48v();

/// The same, finding its packs itself.
inline Settings automatic(Settings settings = settings_48v()) {
    settings.discovery = Discovery::automatic;
    return settings;
}

/// Settings of a bank whose file says nothing.
inline Settings default_settings() {
    return {};
}

/// The events of one kind.
template <typename Kind>
std::vector<Kind> only(const Events& events) {
    std::vector<Kind> found;
    for (const Event& event : events) {
        if (const auto* kind = std::get_if<Kind>(&event)) found.push_back(*kind);
    }
    return found;
}

}  // namespace aggregator::testing

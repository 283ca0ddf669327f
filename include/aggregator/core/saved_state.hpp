#pragma once

/// What survives a restart: small, so that a crash costs nothing and loosens nothing. Text in, text
/// out; files are the app's matter.

#include <optional>
#include <string>
#include <string_view>

#include "aggregator/core/events.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator {

struct SavedState {
    Amps charge_current{};
    Amps discharge_current{};
    Volts charge_voltage{};
    Tier tier = Tier::full;
    std::optional<int> cells_in_series{};
    /// When it was saved: the boot it belongs to and seconds since then. Another boot, or another
    /// clock, makes the limits too old to matter.
    std::string boot_id{};
    double uptime_s = 0.0;

    bool operator==(const SavedState&) const = default;
};

/// Lines of `key value`, the version first, a checksum last.
[[nodiscard]] std::string to_text(const SavedState& state);

/// No value for a text that is damaged, cut off, of another version or not finite.
[[nodiscard]] std::optional<SavedState> from_text(std::string_view text);

}  // namespace aggregator

#pragma once

/// What survives a restart: small, so that a crash costs nothing and loosens nothing. Text in, text
/// out; files are the app's matter. Source: domain.md 3.2, 3.3 (restart), product.md 1 (state).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/core/events.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator {

/// So many packs are kept; a configuration can name no more.
inline constexpr std::size_t kMostSavedPacks = 64;
/// A longer text is none of ours.
inline constexpr std::size_t kLongestState = 256UL * 1024UL;

/// A pack as it was last known: what the rules for silent packs go by.
struct SavedPack {
    std::string service{};  ///< What it is configured as, or was found as. Never empty.
    std::string seen_at{};  ///< Where it was last on the bus. Never empty.
    PackState state = PackState::online;  ///< Waiting, online, invalid, stale or lost.
    Seconds silence{};                    ///< Since its last good data, when the state was saved.
    bool last_data_good = false;
    /// The last good data, as far as they are kept: not the ids of cells, nor what only describes.
    /// The current limits are those the bank used, the published ones or less.
    Battery last{};
    /// What was learned of its share of the current; zeros are nothing.
    struct Learned {
        double product_sum = 0.0;
        double square_sum = 0.0;  ///< >= 0.
        bool operator==(const Learned&) const = default;
    } learned{};

    bool operator==(const SavedPack&) const = default;
};

struct SavedState {
    Amps charge_current{};
    Amps discharge_current{};
    Volts charge_voltage{};
    Tier tier = Tier::full;
    std::optional<int> cells_in_series{};
    /// What the bank showed.
    std::optional<Percent> soc{};
    std::optional<Volts> voltage{};
    std::optional<Amps> current{};
    std::vector<SavedPack> packs{};
    /// When it was saved: the boot it belongs to and seconds since then. Another boot, or another
    /// clock, makes it worthless: nobody knows how old it is.
    std::string boot_id{};
    double uptime_s = 0.0;

    bool operator==(const SavedState&) const = default;
};

/// Lines of `key value`, the version first, a checksum last.
[[nodiscard]] std::string to_text(const SavedState& state);

/// No value for a text that is damaged, cut off, of another version, or holds what cannot be.
[[nodiscard]] std::optional<SavedState> from_text(std::string_view text);

/// True for a text that another version of the program wrote: no damage, and no use.
[[nodiscard]] bool is_of_another_version(std::string_view text);

/// True when a restart with the state that was kept would be looser than one with that of now, or
/// would not know the same packs.
[[nodiscard]] bool has_got_worse(const SavedState& kept, const SavedState& now);

/// Older limits, tiers and shares say nothing any more; packs and their alarms still do. Source:
/// domain.md 3.2.
inline constexpr Seconds kOldState = std::chrono::hours{1};

/// With a younger state the bank was away for so short that it goes on where it was. Source:
/// domain.md 3.3.
inline constexpr Seconds kShortAbsence = std::chrono::minutes{1};

}  // namespace aggregator

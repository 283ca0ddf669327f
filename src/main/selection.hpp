#pragma once

/// Which battery Venus follows, and how to give that back: the two settings as `select` finds them,
/// as it sets them, and as it keeps them for `deselect`. Knows no bus and no file.

#include <optional>
#include <string>
#include <string_view>

namespace aggregator {

/// The settings BatteryService and BmsInstance of Venus.
struct VenusSelection {
    std::string battery_service;
    int bms_instance;

    bool operator==(const VenusSelection&) const = default;
};

/// Venus's defaults: it chooses by itself.
[[nodiscard]] VenusSelection automatic_selection();

/// The battery of this instance is monitor and BMS.
[[nodiscard]] VenusSelection selection_of(int instance);

struct KeptSelection {
    VenusSelection previous;  ///< What `deselect` puts back.
    VenusSelection ours;      ///< What `select` set: only this may be replaced.

    bool operator==(const KeptSelection&) const = default;
};

/// What to keep when `ours` is about to replace `present`. A setting that is ours already, of now
/// or of the last time, keeps the value from before; so selecting twice loses nothing.
[[nodiscard]] KeptSelection keep(const VenusSelection& present, const VenusSelection& ours,
                                 const std::optional<KeptSelection>& kept);

/// What `present` becomes when it is given back: a setting that somebody changed since stays.
[[nodiscard]] VenusSelection give_back(const VenusSelection& present, const KeptSelection& kept);

/// As a file keeps it.
[[nodiscard]] std::string to_text(const KeptSelection& kept);
/// No value for what to_text() did not write.
[[nodiscard]] std::optional<KeptSelection> kept_selection(std::string_view text);

}  // namespace aggregator

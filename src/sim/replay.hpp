#pragma once

/// `bms-sim replay`: serves recordings, each as the service it was recorded from.

#include <optional>
#include <string>

#include "dbus/item_tree.hpp"
#include "sim/playlist.hpp"

namespace aggregator::sim {

struct ReplayOptions {
    Playlist playlist{};
    std::optional<std::string> bus_address{};  ///< No value: the system bus.
    double speed = 1.0;                        ///< Seconds of the recording per second.
    dbus::Signalling signalling = dbus::Signalling::items;
};

/// Plays until SIGTERM or SIGINT. Throws UsageError as load_playlist() and std::runtime_error for
/// trouble on the bus.
void run_replay(const ReplayOptions& options);

}  // namespace aggregator::sim

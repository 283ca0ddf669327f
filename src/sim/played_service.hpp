#pragma once

/// A recording on the bus. SetValue is accepted on every path and lasts until the recording changes
/// the path.

#include <string>

#include "sim/player.hpp"
#include "sim/recording.hpp"
#include "sim/served_service.hpp"

namespace aggregator::sim {

class PlayedService {
public:
    /// Serves the state at the start. The name in the options is not used. Throws as ServedService.
    PlayedService(Recording recording, ServedService::Options options);

    PlayedService(const PlayedService&) = delete;
    PlayedService& operator=(const PlayedService&) = delete;

    /// Announces what has changed up to so long after the start.
    void play(Seconds elapsed);

    [[nodiscard]] const Recording& recording() const { return recording_; }
    [[nodiscard]] app::EventSource& source() { return service_.bus(); }

private:
    void show(const RecordedItem& item);
    void show_start();
    int set(const std::string& path, const dbus::Variant& value);

    Recording recording_;
    Player player_;
    ServedService service_;
};

}  // namespace aggregator::sim

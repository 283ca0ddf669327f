#pragma once

/// The recordings to play together, checked against each other. Knows no bus.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/recording.hpp"

namespace aggregator::sim {

struct Playlist {
    std::vector<std::string> files{};
    std::map<std::string, std::string> names{};       ///< Other service name, by file.
    std::map<std::string, std::int32_t> instances{};  ///< Other device instance, by file.
};

/// Throws UsageError with everything that is wrong in any of the files, and where two would serve
/// the same name.
[[nodiscard]] std::vector<Recording> load_playlist(const Playlist& playlist);

}  // namespace aggregator::sim

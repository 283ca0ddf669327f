#pragma once

/// Every key of a scenario file. The tables drive reading, ranges and complaints; a test holds the
/// documentation to them.

#include <span>

#include "config/key.hpp"
#include "sim/scenario/scenario.hpp"

namespace aggregator::sim {

template <typename Root>
using Keys = std::span<const config::Key<Root>>;

/// `[Scenario]`.
[[nodiscard]] Keys<Scenario> scenario_keys();
/// `[System]`.
[[nodiscard]] Keys<model::SystemSpec> system_keys();
/// `[Packs]`, for all of them, and `[Pack N]`.
[[nodiscard]] Keys<model::PackSpec> pack_keys();
/// `[Fault N]`.
[[nodiscard]] Keys<model::Fault> fault_keys();
/// `[Gate]`.
[[nodiscard]] Keys<Gate> gate_keys();

/// As a file writes it.
[[nodiscard]] std::string_view name_of(model::FaultKind kind);

/// The key of `[Packs]` that no single pack has.
inline constexpr std::string_view kCountKey = "count";
inline constexpr int kMostPacks = 64;

}  // namespace aggregator::sim

#pragma once

/// How many cells the packs have in series: right or unknown, never wrong. Once found it stays;
/// what contradicts it later is an error, not a new finding. Source: domain.md 3.6.

#include <optional>
#include <span>
#include <string>

#include "aggregator/core/events.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

/// What a single pack says about its cells at one moment, each way by itself.
struct CellEvidence {
    std::optional<int> stated{};  ///< Its BMS publishes the number and its voltage allows it.
    std::optional<int>
        from_class{};  ///< Its voltage fits only one class: 12 V means 4, 24 V means 8.
    std::optional<int> from_cells{};  ///< Pack voltage over the mean of close cell extremes.
    std::optional<int> from_limit{};  ///< Its CVL is one that makers use for this number.
};
[[nodiscard]] CellEvidence cell_evidence(const Battery& battery);

/// The number that the evidence proves: stated, or two ways agreeing and none contradicting.
[[nodiscard]] std::optional<int> proven_cells(const CellEvidence& evidence);

/// The fewest cells a pack of this voltage can have: 4, 8 or 15. No value outside the classes.
[[nodiscard]] std::optional<int> fewest_cells(Volts voltage);

class CellCount {
public:
    /// Learns from the fresh members. The setting decides where it names 12 or 24 V; 48 V may be 15
    /// or 16 cells.
    void step(std::span<const Member> members, NominalVoltage setting, Instant now, Events& events);

    [[nodiscard]] std::optional<int> known() const { return known_; }

    /// For protective use: the known number, else the one that every fresh pack states now, else
    /// the fewest that the voltage allows.
    [[nodiscard]] std::optional<int> safe() const {
        if (known_) return known_;
        return stated_ ? stated_ : fewest_;
    }

    /// The pack that contradicts the others or the configuration, if any. Such packs cannot be
    /// wired in parallel.
    [[nodiscard]] std::optional<std::size_t> contradiction() const { return contradiction_; }

    void resume(std::optional<int> known) { known_ = known; }

private:
    [[nodiscard]] std::optional<int> common_finding(std::span<const Member> members) const;
    [[nodiscard]] std::optional<int> stated_by_all(std::span<const Member> members) const;
    [[nodiscard]] bool may_forget(std::span<const Member> members) const;
    [[nodiscard]] std::optional<std::size_t> find_contradiction(std::span<const Member> members,
                                                                NominalVoltage setting) const;

    std::optional<int> known_{};
    std::optional<int> stated_{};
    std::optional<int> fewest_{};
    std::optional<int> candidate_{};
    Persistence steady_{};
    Persistence contradicted_{};
    std::optional<std::size_t> contradiction_{};
};

}  // namespace aggregator

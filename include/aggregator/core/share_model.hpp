#pragma once

/// How the current of the bank divides among its packs, learned from their currents (domain.md 2.2
/// steps 1 to 3, 6).
///
/// Packs in parallel follow I_i = a_i * I + c_i: the share a_i comes from the resistances, the
/// offset c_i from different voltages inside. The shares are learned from changes, so that an
/// offset never passes for a share; the ratio I_i / I of others' rules explodes near zero current.

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/member.hpp"
#include "aggregator/core/roster.hpp"
#include "aggregator/core/saved_state.hpp"

namespace aggregator {

/// Share (> 0, all sum to 1) and offset of one pack.
struct Share {
    double share = 1.0;
    Amps offset{};
};

/// What is known of a pack's part in the circuit in one step.
struct Wiring {
    bool connected = true;    ///< Not excluded, not proven isolated.
    bool over_limit = false;  ///< It carries more than its limit, in either direction.
};

class ShareModel {
public:
    /// Learns from the packs' currents at `now`. `wiring`: one for each member. `largest_limit`
    /// bounds the offsets. A member that falls silent keeps what was learned of it, for it is
    /// probably still there; one out of the circuit is left with the share that its capacity
    /// suggests.
    void step(std::span<const Member> members, std::span<const Wiring> wiring, Amps largest_limit,
              Instant now);

    /// The packs moved: what is remembered of each moves along.
    void reseat_packs(const Seats& seats);

    /// What was learned of a pack, to be kept for a restart.
    [[nodiscard]] SavedPack::Learned learned(std::size_t pack) const;
    /// Before the first step: what was learned of the pack that will sit there.
    void resume(std::size_t pack, const SavedPack::Learned& learned);

    /// One for each member of the last step.
    [[nodiscard]] std::span<const Share> shares() const { return shares_; }

    /// True when every fresh connected pack showed its current, so that shares and offsets can be
    /// relied on.
    [[nodiscard]] bool usable() const { return usable_; }

private:
    struct Memory {
        std::optional<Amps> filtered{};
        double product_sum = 0.0;  ///< Of changes of pack and bank.
        double square_sum = 0.0;   ///< Of changes of the bank.
        bool connected = false;
        bool shows_current = false;  ///< Connected, fresh, with a current.
    };

    /// True when the packs that show their current are not those of the step before.
    bool look_at(std::span<const Member> members, std::span<const Wiring> wiring);
    [[nodiscard]] double visible_share() const;
    void learn(std::span<const Member> members, Amps largest_limit, Seconds dt);
    void update_shares(std::span<const Member> members);
    void update_offsets(std::span<const Member> members, std::span<const Wiring> wiring,
                        Amps largest_limit, Seconds dt);

    std::vector<Memory> memories_{};
    std::vector<Share> shares_{};
    std::optional<Amps> filtered_bank_{};
    std::optional<Instant> last_{};
    bool usable_ = false;
};

}  // namespace aggregator

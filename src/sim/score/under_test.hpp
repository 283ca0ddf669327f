#pragma once

/// The aggregator in virtual time: its real core, told and heard in the rhythm of the real program,
/// without a bus. Decides at once when something new was heard, publishes at once what got worse
/// and the rest on a timer, which the real one lets the packs' messages draw to their own rhythm.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "sim/score/steering.hpp"

namespace aggregator::sim {

/// What is done wrong on purpose, to see whether it is noticed.
enum class Planted {
    nothing,
    hidden_limits,   ///< No BMS's current limits are read.
    forgotten_pack,  ///< A pack that leaves the bus is no longer part of the bank.
};

/// How reports of the same moment come. On a bus the program may wake after any of them.
enum class Hearing { together, one_by_one };

class UnderTest final : public Steering {
public:
    UnderTest(const Settings& settings, std::vector<std::string> services, Planted planted,
              Hearing hearing = Hearing::together);

    /// The time of what comes next, in seconds since the start.
    void set_time(double time_s);

    void pack_appeared(std::size_t place) override;
    void pack_left(std::size_t place) override;
    void pack_fell_silent(std::size_t) override {}
    void pack_speaks_again(std::size_t) override {}
    void pack_reported(std::size_t place, const Battery& report) override;

    /// Does what is due now.
    void work();

    /// The program dies; it knows nothing but what it had kept.
    void kill() override;
    void start() override;

    [[nodiscard]] const Decision* shown() const override { return on_bus_ ? &shown_ : nullptr; }
    [[nodiscard]] std::span<const Member> members() const { return members_; }

    /// What happened since the last call.
    [[nodiscard]] Events take_events() { return std::exchange(events_, {}); }
    /// How often something changed on the bus.
    [[nodiscard]] long publications() const { return publications_; }

private:
    struct Kept {
        SavedState state;
        Instant at;
    };
    struct Core {
        explicit Core(const Settings& settings) : fleet(settings), bank(settings) {}
        Fleet fleet;
        Bank bank;
    };

    [[nodiscard]] bool runs() const { return core_ != nullptr; }
    void decide();
    void publish();
    void keep_state();
    void forget(std::size_t place);

    Settings settings_;
    std::vector<std::string> services_;
    Planted planted_;
    Hearing hearing_;
    std::unique_ptr<Core> core_{};
    Instant now_{};
    Instant next_tick_{};
    Instant next_publish_{};
    Instant compare_at_{};
    std::optional<Kept> kept_{};  ///< What a restart finds.
    bool news_ = false;
    bool on_bus_ = false;
    const Decision* decision_ = nullptr;
    Decision shown_{};
    std::span<const Member> members_{};
    Events events_{};
    long publications_ = 0;
};

}  // namespace aggregator::sim

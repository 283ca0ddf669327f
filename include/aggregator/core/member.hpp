#pragma once

/// A pack of the bank as the rules see it in one step: what is believed of it and how well it is
/// known. Source: domain.md 3.3 (states of a pack).

#include <string>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/settings.hpp"

namespace aggregator {

/// How well a pack is known.
enum class PackState {
    waiting,   ///< Not seen since the start, or its first data are not confirmed yet. It may be
               ///< known from before the start: then it has last data and their age.
    online,    ///< Fresh, plausible data.
    invalid,   ///< It sends, but nonsense. Treated as stale.
    stale,     ///< Silent; the last data are recent.
    lost,      ///< Silent for long.
    excluded,  ///< Taken out by the user. Shown, but no part of the bank.
    joining,   ///< Came later than the bank, and neither its data are confirmed nor its own grace
               ///< is over. Shown, but no part of the bank yet.
};

[[nodiscard]] const char* name_of(PackState state);

/// What a pack sends now that cannot be true, where it matters that it sends it. The value itself
/// is not believed.
struct Misreadings {
    bool voltage = false;         ///< A voltage that this battery cannot have.
    bool charge_voltage = false;  ///< A CVL that no pack of this kind may be charged with.

    bool operator==(const Misreadings&) const = default;
};

struct Member {
    std::size_t id = 0;     ///< Its own as long as the program runs, whatever it is called.
    std::string name{};     ///< What people call it.
    std::string service{};  ///< Where it was last seen on the bus.
    PackState state = PackState::online;
    std::string reason{};  ///< Why it is not online; empty when it is.
    Battery battery{};     ///< Believed readings; the last good ones while it is not online.
    AmpHours capacity{};   ///< Configured, else published, else its part of the configured bank.
                           ///< Always > 0.
    std::optional<Seconds>
        silence{};               ///< Since the last good data; none when there never were any.
    bool last_data_good = true;  ///< The last good data showed a pack far from every border.
    PackSettings settings{};
    Misreadings misreadings{};
    unsigned rejected_values = 0;  ///< Values it sent that were not believed, since the start.

    [[nodiscard]] bool fresh() const { return state == PackState::online; }

    /// It is a part of the bank: whatever is known or not known of it counts.
    [[nodiscard]] bool counts() const {
        return state != PackState::excluded && state != PackState::joining;
    }

    /// It may carry current although nothing, or nothing recent, is known of it.
    [[nodiscard]] bool silent() const { return counts() && !fresh(); }

    /// It is not heard yet since our own restart, which is no fault of its own.
    [[nodiscard]] bool awaited() const { return state == PackState::waiting && silence; }

    /// Its last data are recent enough to speak for it.
    [[nodiscard]] bool in_sight() const {
        return fresh() || awaited() || state == PackState::stale || state == PackState::invalid;
    }

    /// What it would say now may differ from all that was ever heard of it.
    [[nodiscard]] bool out_of_sight() const { return counts() && !in_sight(); }
};

}  // namespace aggregator

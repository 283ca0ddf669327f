#pragma once

/// What the bank has been through, counted from its own totals (domain.md 1.18). Runs on the
/// monotonic clock and never guesses: time without data is counted as a gap and nothing else.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator {

/// Sums only grow; extremes have no value while nothing was measured.
struct HistoryFigures {
    AmpHours drawn{};                   ///< Discharged, >= 0.
    KilowattHours charged_energy{};     ///< >= 0.
    KilowattHours discharged_energy{};  ///< >= 0.
    double cycles = 0.0;                ///< Drawn, in capacities of the bank at that time.
    Seconds gaps{};                     ///< Time of which nothing was counted.
    std::optional<Seconds> since_full{};
    std::optional<AmpHours> deepest_discharge{};  ///< Since full, <= 0.
    std::optional<Volts> min_voltage{};
    std::optional<Volts> max_voltage{};
    std::optional<Volts> min_cell_voltage{};
    std::optional<Volts> max_cell_voltage{};
    std::optional<Celsius> min_temperature{};
    std::optional<Celsius> max_temperature{};

    bool operator==(const HistoryFigures&) const = default;
};

enum class Fullness { full, not_full };

/// Full is a bank whose packs all say so: 99 % with no more than 0.05C going in, or 100 %. A pack
/// that is not heard may not be full.
[[nodiscard]] Fullness fullness_of(const Battery& bank, std::span<const Member> members);

class History {
public:
    /// What the bank does from `now` on; what it did until then is counted.
    void step(const Battery& bank, Fullness fullness, Instant now);

    void resume(const HistoryFigures& figures) { figures_ = figures; }
    void clear() { figures_ = {}; }

    [[nodiscard]] const HistoryFigures& figures() const { return figures_; }

private:
    void count(Seconds time);
    void note_extremes(const Battery& bank);

    HistoryFigures figures_{};
    std::optional<Instant> last_{};
    std::optional<Amps> current_{};  ///< Since the last step, as the power and the capacity.
    std::optional<Watts> power_{};
    std::optional<AmpHours> capacity_{};
};

/// Lines of `key value`, the version first, a checksum last; `-` for what has no value.
[[nodiscard]] std::string to_text(const HistoryFigures& figures);

/// No value for a text that is damaged, cut off, of another version or impossible.
[[nodiscard]] std::optional<HistoryFigures> history_from_text(std::string_view text);

}  // namespace aggregator

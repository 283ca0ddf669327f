#pragma once

/// A battery service found on the bus, and whether it can be a pack: by the rule that the daemon
/// follows with discovery = auto. Knows no bus.

#include <optional>
#include <string>
#include <vector>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/settings.hpp"

namespace aggregator {

struct FoundBattery {
    std::string service{};                  ///< Full name.
    Battery battery{};                      ///< What it says, plausible or not.
    std::optional<std::string> firmware{};  ///< As it shows it.
    bool answered = false;                  ///< Its values came.
    bool alive = false;                     ///< It answers, if not with values.
    std::string trouble{};                  ///< Why its values cannot be used; empty: none.
};

/// What to think of it.
struct JudgedBattery {
    FoundBattery found;
    Battery plausible{};                   ///< Without what cannot be true.
    unsigned implausible_values = 0;       ///< How many that were.
    std::optional<std::string> why_not{};  ///< Why it can be no pack; no value when it can.
    std::optional<int> cells{};            ///< In series, where it says so or it can be concluded.
    bool ours = false;                     ///< The bank itself.
};

[[nodiscard]] JudgedBattery judge(const FoundBattery& found, const Settings& settings);

/// All of them, by instance, then by name.
[[nodiscard]] std::vector<JudgedBattery> judge_all(std::vector<FoundBattery> found,
                                                   const Settings& settings);

[[nodiscard]] inline bool is_eligible(const JudgedBattery& battery) {
    return !battery.why_not;
}

/// What people call it.
[[nodiscard]] std::string label_of(const JudgedBattery& battery);

/// The service without what all battery services begin with.
[[nodiscard]] std::string short_name(const std::string& service);

}  // namespace aggregator

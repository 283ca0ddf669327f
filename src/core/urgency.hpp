#pragma once

/// Whether a decision can wait for the next update.

#include "aggregator/core/battery.hpp"

namespace aggregator {

/// True when an alarm is more severe than it was. A path that only appears, with nothing to say, is
/// no alarm that rises.
[[nodiscard]] bool alarm_rose(const Alarms& was, const Alarms& is);

/// True when a limit got tighter, a module left or an alarm rose: chargers, inverters or people
/// must know at once.
[[nodiscard]] bool got_worse(const Battery& before, const Battery& now);

}  // namespace aggregator

#pragma once

/// Whether the bank is nearly empty. The floor is that of an empty bank: no setting names a higher
/// one, and no limit follows from it. Source: domain.md 3.4 (low SOC).

#include "aggregator/core/battery.hpp"

namespace aggregator {

class LowSoc {
public:
    /// A warning at 5 % or less, an alarm at 0 %; each ends 3 points above where it began.
    Severity step(Percent soc);

private:
    Severity shown_ = Severity::ok;
};

}  // namespace aggregator

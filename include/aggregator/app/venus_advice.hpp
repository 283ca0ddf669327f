#pragma once

/// What keeps Venus from using the bank as its battery, in words for the user. Knows no bus.

#include <map>
#include <span>
#include <string>
#include <vector>

#include "aggregator/app/venus_settings.hpp"
#include "aggregator/core/member.hpp"

namespace aggregator::app {

/// Instances of the other battery services on the bus, by service.
using Instances = std::map<std::string, int>;

/// One sentence for each thing that is wrong, none when nothing is known to be. What the settings
/// do not say is taken to be right.
[[nodiscard]] std::vector<std::string> advice(const VenusSettings& settings, int ours,
                                              std::span<const Member> packs,
                                              const Instances& others);

/// Says in the log what is new of the advice, and once that all is well again.
class AdviceLog {
public:
    /// The whole advice of this moment, as one text.
    std::string tell(std::vector<std::string> advice);

private:
    std::vector<std::string> told_{};
};

}  // namespace aggregator::app

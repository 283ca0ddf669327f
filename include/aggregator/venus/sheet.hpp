#pragma once

/// Everything one service shows at one moment: path and what is behind it.

#include <functional>
#include <string>
#include <string_view>

#include "aggregator/venus/value.hpp"

namespace aggregator::venus {

/// Takes one path of a service; called once for each.
using Show = std::function<void(std::string_view path, Shown shown)>;

/// Shows every path that the service has at that moment.
using Sheet = std::function<void(const Show& show)>;

}  // namespace aggregator::venus

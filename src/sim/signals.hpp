#pragma once

/// What signals mean to the simulator.

#include <csignal>

#include "aggregator/app/event_loop.hpp"

namespace aggregator::sim {

/// There is no configuration to reload, so SIGHUP is nothing.
inline app::Verdict stop_unless_hangup(int signo) {
    return signo == SIGHUP ? app::Verdict::go_on : app::Verdict::stop;
}

}  // namespace aggregator::sim

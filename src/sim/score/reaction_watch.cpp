#include "sim/score/reaction_watch.hpp"

#include <algorithm>

namespace aggregator::sim {
namespace {

constexpr double kFell = 0.95;
/// What has not moved by then was not asked to: the fault set no limit.
constexpr double kFaultPatience_s = 120.0;

bool asks_for_less(const model::Fault& fault) {
    if (fault.kind == model::FaultKind::limit) return true;
    return fault.kind == model::FaultKind::alarm && fault.value.value_or(2.0) >= 2.0;
}

}  // namespace

ReactionWatch::ReactionWatch(const std::vector<model::Fault>& faults) {
    for (const auto& fault : faults) {
        if (asks_for_less(fault)) cases_.push_back({fault.at_s});
    }
}

void ReactionWatch::see(Case& one, double time_s, double limit_a, double current_a) {
    const double since_s = time_s - one.at_s;
    if (since_s < 0.0) {
        one.limit_before_a = limit_a;
        one.current_before_a = current_a;
        return;
    }
    if (since_s > kFaultPatience_s) return;
    if (!one.limit_fell && limit_a < kFell * one.limit_before_a) {
        one.limit_fell = true;
        limit_s_ = std::max(limit_s_, since_s);
    }
    if (one.limit_fell && !one.current_fell && current_a < kFell * one.current_before_a) {
        one.current_fell = true;
        current_s_ = std::max(current_s_, since_s);
    }
}

void ReactionWatch::see(double time_s, double limit_a, double current_a) {
    for (Case& one : cases_) see(one, time_s, limit_a, current_a);
}

}  // namespace aggregator::sim

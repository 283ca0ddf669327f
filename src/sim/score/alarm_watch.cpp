#include "sim/score/alarm_watch.hpp"

#include <algorithm>

namespace aggregator::sim {

void AlarmWatch::bms_reported(std::size_t pack, const Alarms& alarms) {
    if (pack >= packs_.size()) packs_.resize(pack + 1);
    packs_[pack] = alarms;
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        Severity worst = Severity::ok;
        for (const Alarms& one : packs_)
            worst = std::max(worst, one[static_cast<AlarmKind>(i)].value_or(Severity::ok));
        bms_[i].see(worst);
    }
}

void AlarmWatch::bank_shows(const Alarms& alarms) {
    for (std::size_t i = 0; i < kAlarmKinds; ++i)
        bank_[i].see(alarms[static_cast<AlarmKind>(i)].value_or(Severity::ok));
}

int AlarmWatch::beyond_bms(AlarmKind kind) const {
    const auto i = static_cast<std::size_t>(kind);
    return std::max(0, bank_[i].count - bms_[i].count);
}

int AlarmWatch::own_edges() const {
    int edges = 0;
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        if (kind != AlarmKind::cell_imbalance) edges += beyond_bms(kind);
    }
    return edges;
}

int AlarmWatch::spread_edges() const {
    return beyond_bms(AlarmKind::cell_imbalance);
}

}  // namespace aggregator::sim

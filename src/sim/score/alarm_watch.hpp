#pragma once

/// Which changes of the bank's alarms are its own: those that no BMS made.

#include <array>
#include <vector>

#include "aggregator/core/battery.hpp"

namespace aggregator::sim {

class AlarmWatch {
public:
    /// What a pack's BMS just reported, from 0.
    void bms_reported(std::size_t pack, const Alarms& alarms);
    void bank_shows(const Alarms& alarms);

    /// So far, without those of the SOC spread.
    [[nodiscard]] int own_edges() const;
    [[nodiscard]] int spread_edges() const;

private:
    struct Edges {
        Severity now = Severity::ok;
        int count = 0;

        void see(Severity severity) {
            if (severity == now) return;
            now = severity;
            ++count;
        }
    };
    using Board = std::array<Edges, kAlarmKinds>;

    [[nodiscard]] int beyond_bms(AlarmKind kind) const;

    std::vector<Alarms> packs_{};
    Board bms_{};
    Board bank_{};
};

}  // namespace aggregator::sim

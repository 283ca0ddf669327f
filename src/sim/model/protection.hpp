#pragma once

/// What a BMS does when its limits were not kept: it opens a switch. Each opening is a trip, and a
/// failure of whoever steered the chargers; cold is not, it is the weather.

#include "sim/model/pack.hpp"

namespace aggregator::sim::model {

struct Trips {
    int overvoltage = 0;
    int undervoltage = 0;
    int charge_overcurrent = 0;
    int discharge_overcurrent = 0;

    [[nodiscard]] int total() const {
        return overvoltage + undervoltage + charge_overcurrent + discharge_overcurrent;
    }
};

class Protection {
public:
    explicit Protection(const BmsSpec& spec) : spec_(spec) {}

    /// Looks at the pack after it carried current for `dt_s`. `script`: what a fault holds open.
    void step(const Pack& pack, Switches script, double dt_s);

    [[nodiscard]] Switches switches() const;
    [[nodiscard]] const Trips& trips() const { return trips_; }

    [[nodiscard]] bool overvoltage() const { return overvoltage_.latched; }
    [[nodiscard]] bool undervoltage() const { return undervoltage_.latched; }
    [[nodiscard]] bool charge_overcurrent() const { return charge_current_.wait_s > 0.0; }
    [[nodiscard]] bool discharge_overcurrent() const { return discharge_current_.wait_s > 0.0; }
    [[nodiscard]] bool cold() const { return cold_; }

private:
    /// Opens when a condition lasts, closes when another one holds.
    struct Latch {
        bool latched = false;
        double lasts_s = 0.0;

        /// True when it opens.
        bool step(bool open, bool release, double delay_s, double dt_s);
    };
    /// Opens when a condition lasts, closes after a time.
    struct Fuse {
        double lasts_s = 0.0;
        double wait_s = 0.0;

        bool step(bool open, double dt_s);
    };

    BmsSpec spec_;
    Switches script_{};
    Latch overvoltage_;
    Latch undervoltage_;
    Fuse charge_current_;
    Fuse discharge_current_;
    bool cold_ = false;
    Trips trips_{};
};

}  // namespace aggregator::sim::model

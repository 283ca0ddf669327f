#pragma once

/// One simulated pack on the bus. Every path can be written: a number that the model takes changes
/// the model, anything else is shown on the path as it is until a number comes that the model
/// takes. Three paths steer the pack itself:
///   /Sim/Freeze   1: values no longer move, 0: they do
///   /Sim/Silent   seconds for which the pack holds its name but does not answer
///   /Sim/Vanish   seconds for which the pack is not on the bus

#include <map>
#include <memory>
#include <string>

#include "aggregator/app/event_loop.hpp"
#include "dbus/item_message.hpp"
#include "sim/absence.hpp"
#include "sim/pack_setup.hpp"
#include "sim/served_service.hpp"
#include "sim/simple_pack.hpp"

namespace aggregator::sim {

class BankPack {
public:
    struct Options {
        PackSetup setup{};
        Noise noise{};
        int number = 1;  ///< From 1; tells its names and serial from those of the others.
        int device_instance = 1;
        ServedService::Options service{};
    };

    /// Puts the pack on the bus and lets the loop, which must outlive it, serve it. Throws as
    /// ServedService.
    BankPack(const Options& options, app::EventLoop& loop);
    ~BankPack();

    BankPack(const BankPack&) = delete;
    BankPack& operator=(const BankPack&) = delete;

    /// A value for a path, from the bus or from a script. Returns the code that SetValue answers.
    int write(const std::string& path, const dbus::Variant& value);

    /// Lets so much time pass for the model, and publishes what changed.
    void advance(Seconds duration);

    /// Leaves the bus, returns to it, and announces written values, as far as that is due. Must not
    /// be called from within a drain.
    void attend(Instant now);

private:
    [[nodiscard]] bool steer(const std::string& path, const dbus::Variant& value);
    void be(Presence presence);
    void open();
    void fill();
    [[nodiscard]] Battery report() const;

    Options options_;
    app::EventLoop& loop_;
    SimplePack pack_;
    bool frozen_ = false;
    dbus::ItemMap pinned_;  ///< Shown whatever the model says.
    Absence absence_;
    Presence presence_ = Presence::away;
    std::unique_ptr<ServedService> service_;  ///< Null while away.
};

}  // namespace aggregator::sim

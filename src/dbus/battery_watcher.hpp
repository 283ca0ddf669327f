#pragma once

/// Watches the battery services on the bus: who is there, what they send, whether the quiet ones
/// still answer. Knows no pack and no rule; all it hears goes to a BatteryListener.
///
/// Signals are attributed by the unique name of their sender. Matching by the well-known name mixes
/// services up, because the bus library cannot tell which of its rules the daemon meant; see
/// tests/dbus/test_battery_watcher.cpp.

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "aggregator/app/ports.hpp"
#include "aggregator/core/units.hpp"
#include "dbus/bus.hpp"
#include "dbus/item_reading.hpp"

namespace aggregator::dbus {

class BatteryWatcher {
public:
    /// Both must outlive the watcher. `quiet` is the silence after which a service is asked whether
    /// it still lives.
    BatteryWatcher(Bus& bus, app::BatteryListener& listener, Seconds quiet);

    BatteryWatcher(const BatteryWatcher&) = delete;
    BatteryWatcher& operator=(const BatteryWatcher&) = delete;

    /// Subscribes, then asks for the services that are already there. Returns at once; answers come
    /// with the drain.
    void start();

    /// Asks anew which services matter, after the answer may have changed.
    void rescan();

    /// Time as the loop sees it; what the next drain brings counts as heard now.
    void set_time(Instant now) { now_ = now; }

    /// Asks the services that have been quiet for too long.
    void poll();

    void set_quiet(Seconds quiet) { quiet_ = quiet; }

private:
    /// How a service shows all its paths at once.
    enum class Whole { items, tree };

    struct Service {
        std::string owner{};             ///< Unique name.
        std::unique_ptr<Proxy> proxy{};  ///< To the owner's `/`.
        Whole whole = Whole::items;
        bool asked = false;    ///< An answer is due.
        bool garbled = false;  ///< It was said that it sends what cannot be read.
        Instant heard{};
    };
    struct Owner {
        std::vector<std::string> services{};
        Slot signals{};
    };
    using Owners = std::map<std::string, Owner>;

    void ask_for_names();
    void ask_for_owner(const std::string& name);
    void owner_changed(const std::string& name, const std::string& owner);
    void add(const std::string& name, const std::string& owner, app::Arrival arrival);
    [[nodiscard]] Owners::iterator owner_of_signals(const std::string& owner,
                                                    const std::string& name);
    void remove(const std::string& name);
    void fetch(const std::string& name);
    void take_whole(const std::string& name, MethodReply& reply, CallError error);
    void take_signal(Message& message);
    void take(const std::string& name, const std::function<void()>& read);
    void deliver(const std::string& name);
    void scan_step_done();

    Bus& bus_;
    app::BatteryListener& listener_;
    Seconds quiet_;
    Instant now_{};
    ReadItems read_{};  ///< The message at hand.
    std::map<std::string, Service> services_{};
    Owners owners_{};
    /// Whose last service left as the latest, still subscribed to. To subscribe waits for the bus,
    /// and everything that the bus has in store is read meanwhile: one that comes and goes in a
    /// flood of messages must not bring that about each time.
    Owners::node_type parted_{};
    std::set<std::string> unanswered_{};  ///< Services of the first scan.
    bool scanning_ = true;
    std::unique_ptr<Proxy> daemon_{};
    Slot owner_changes_{};
};

}  // namespace aggregator::dbus

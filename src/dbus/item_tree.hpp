#pragma once

/// The paths of one Venus service on the bus: every path, every group of paths and `/` answer the
/// interface com.victronenergy.BusItem. Keeps each value in the D-Bus type it was given in. Knows
/// no path by name and claims no service name.

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "aggregator/venus/sheet.hpp"
#include "dbus/bus.hpp"
#include "dbus/item_message.hpp"
#include "dbus/item_objects.hpp"

namespace aggregator::dbus {

/// What SetValue answers.
inline constexpr int kSetAccepted = 0;
inline constexpr int kSetNotWritable = 1;
inline constexpr int kSetRefused = 2;

/// Decides on a SetValue and returns one of the codes above. May update() the tree, but must not
/// flush() it.
using SetHandler = std::function<int(const std::string& path, const Variant& value)>;

class ItemTree {
public:
    /// Exports `/`. The bus must outlive the tree. Without a handler nothing is writable.
    explicit ItemTree(Bus& bus, SetHandler on_set = {}, Signalling signalling = Signalling::items);

    ItemTree(const ItemTree&) = delete;
    ItemTree& operator=(const ItemTree&) = delete;

    /// Sets value and text of a path, and exports it when it is new. The next flush announces it if
    /// it is new, or if value, type or text differ. Throws sdbus::Error for a malformed path and
    /// for a variant that holds nothing.
    void update(const std::string& path, const Variant& value, const std::string& text);
    void update(const std::string& path, const venus::Shown& shown);

    /// Updates what is on the sheet and removes everything else.
    void show(const venus::Sheet& sheet);

    /// Makes a path invalid; the next flush announces that and takes the path off the bus, unless
    /// it was updated again before. An unknown path is ignored.
    void remove(const std::string& path);

    /// Announces what changed since the last flush; sends nothing when nothing did. Does not throw
    /// for a lost bus: that shows in Bus::drain().
    void flush();

    /// Forgets what changed: for a tree that is filled before its service has a name.
    void discard_changes();

    /// Every path with what it holds now.
    [[nodiscard]] const ItemMap& items() const { return items_; }

private:
    void put(const std::string& path, Item item);
    ItemMap::iterator add(std::string path, Item item);
    void change(ItemMap::value_type& entry, Item item);
    ItemMap::iterator take(std::string_view path, const venus::Shown& shown,
                           ItemMap::iterator expected);
    void remove_what_is_not_shown();
    void announce();

    Bus& bus_;
    Signalling signalling_;
    ItemMap items_;
    ItemObjects objects_;
    unsigned showing_ = 0;
    std::set<std::string> changed_;
    std::set<std::string> removed_;
};

}  // namespace aggregator::dbus

#pragma once

/// The objects on the bus through which items are asked for: one per path, one per group of paths,
/// and `/`. Holds no value of its own and decides nothing.

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dbus/bus.hpp"
#include "dbus/item_message.hpp"

namespace aggregator::dbus {

/// How changes are announced; Venus's consumers accept all three.
enum class Signalling {
    items,       ///< One ItemsChanged on `/` per flush.
    properties,  ///< One PropertiesChanged per changed path, on the path, as older drivers do.
    both,
};

class ItemObjects {
public:
    using Setter = std::function<int(const std::string& path, const Variant& value)>;

    /// Exports `/`. The objects answer from `items` and hand each SetValue to `setter`; bus and
    /// items must outlive this. Introspection shows the signals of that kind of signalling.
    ItemObjects(Bus& bus, const ItemMap& items, Setter setter, Signalling signalling);

    /// Exports a path and the groups above it. Throws sdbus::Error for a malformed path.
    void add(const std::string& path);

    /// Takes a path off the bus, and the groups that are empty without it. Call it after the path
    /// left the items.
    void remove(const std::string& path);

    /// Both throw sdbus::Error. Each path must be in the items and exported.
    void emit_items_changed(const std::set<std::string>& paths);
    void emit_properties_changed(const std::string& path);

private:
    using Writer = void (*)(Message&, const ItemMap&, const std::string& path);
    using Maker = std::unique_ptr<Object> (ItemObjects::*)(const std::string& path) const;
    /// Of paths and groups, in the order of the paths, which they keep themselves.
    using Objects = std::vector<std::unique_ptr<Object>>;

    // The path must live as long as the method: it is the object's own. Two pointers fit into its
    // callback without memory of their own; a bank has a thousand callbacks.
    template <Writer Write>
    [[nodiscard]] Method reader(std::string name, std::string output,
                                const std::string& path) const;
    [[nodiscard]] Method setter(const std::string& path) const;
    [[nodiscard]] Objects::const_iterator place_of(std::string_view path) const;
    [[nodiscard]] bool exports(std::string_view path) const;
    void put(const std::string& path, Maker make);
    void erase(std::string_view path);
    [[nodiscard]] std::unique_ptr<Object> make_leaf(const std::string& path) const;
    [[nodiscard]] std::unique_ptr<Object> make_group(const std::string& path) const;
    [[nodiscard]] std::unique_ptr<Object> make_root() const;
    [[nodiscard]] bool is_group(const std::string& path) const;
    void add_groups_above(const std::string& path);

    Bus& bus_;
    const ItemMap& items_;
    Setter setter_;
    Signalling signalling_;
    std::unique_ptr<Object> root_;
    Objects objects_;
};

}  // namespace aggregator::dbus

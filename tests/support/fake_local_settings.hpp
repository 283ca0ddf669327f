#pragma once

/// Venus's localsettings, as far as a driver of a battery talks to it: settings with a default and
/// a value, device instances of which each is given away once per class. Keeps its settings while
/// it is away, as the real one keeps them in a file.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dbus/bus.hpp"
#include "dbus/item_tree.hpp"

namespace aggregator::test {

class FakeLocalSettings {
public:
    /// It is not on the bus before come().
    explicit FakeLocalSettings(const std::string& address);

    void come() { bus_.request_name(kName); }
    void leave() { bus_.release_name(kName); }

    /// As a person or another program would set it: announced on its path.
    void set(const std::string& path, const dbus::Variant& value);

    [[nodiscard]] bool has(const std::string& path) const { return values_.contains(path); }
    [[nodiscard]] std::string text(const std::string& path) const;
    [[nodiscard]] const std::map<std::string, dbus::Variant>& values() const { return values_; }

    /// How often AddSettings was called.
    [[nodiscard]] int adds() const { return adds_; }

    /// Answers no call until told otherwise, like a program that hangs.
    void hang() { hanging_ = true; }
    [[nodiscard]] bool hanging() const { return hanging_; }

    [[nodiscard]] dbus::Bus& bus() { return bus_; }

    static constexpr const char* kName = "com.victronenergy.settings";

private:
    using Properties = std::map<std::string, dbus::Variant>;

    void add_all(dbus::MethodCall& call);
    void remove_all(dbus::MethodCall& call);
    [[nodiscard]] Properties add(const Properties& wished);
    void store(const std::string& path, dbus::Variant value);
    void export_attributes(const std::string& path);
    [[nodiscard]] dbus::Variant free_instance(const std::string& path,
                                              const dbus::Variant& wished) const;

    dbus::Bus bus_;
    std::map<std::string, dbus::Variant> values_;
    std::map<std::string, dbus::Variant> defaults_;
    dbus::ItemTree tree_;
    std::unique_ptr<dbus::Object> root_;
    std::map<std::string, std::unique_ptr<dbus::Object>> attributes_;
    int adds_ = 0;
    bool hanging_ = false;
};

}  // namespace aggregator::test

#pragma once

/// The bank's entry among Venus's devices: its instance, which no other registered device has, and
/// the name people gave it. Both are kept by localsettings under an id of ours that never changes.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dbus/local_settings.hpp"

namespace aggregator::dbus {

/// What is known of the entry.
struct DeviceEntry {
    int instance = 0;
    std::string name{};  ///< As people set it; empty when nobody did.

    bool operator==(const DeviceEntry&) const = default;
};

class DeviceRegistration {
public:
    using OnEntry = std::function<void(const DeviceEntry& entry)>;

    /// `service_name` is the part behind com.victronenergy.battery; `wished` the instance to claim.
    /// `told` hears the entry as soon as it is known (without localsettings that is the wish), and
    /// each time it changes. The settings must outlive this and not have been started yet.
    DeviceRegistration(LocalSettings& settings, const std::string& service_name, int wished,
                       OnEntry told);

    DeviceRegistration(const DeviceRegistration&) = delete;
    DeviceRegistration& operator=(const DeviceRegistration&) = delete;

    /// Keeps the name; when localsettings is away, as soon as it comes.
    void rename(const std::string& name);

    /// The user wishes another instance than before.
    void wish(int instance);

private:
    void came_or_went(LocalSettings::Presence presence);
    void claim();
    void add_entry();
    void take_entry(const std::vector<LocalSettings::Added>& added);
    void take_instance(const venus::Value& value);
    void take_name(const venus::Value& value);
    void prepare_battery_settings();
    void registered();
    void failed(LocalSettings::Failure failure);
    void tell();

    LocalSettings& settings_;
    std::string instance_path_;
    std::string name_path_;
    int wished_;
    OnEntry told_;
    DeviceEntry entry_;
    std::optional<DeviceEntry> last_told_{};
    std::optional<std::string> unsaved_name_{};
    bool renamed_ = false;  ///< Since the start; it may not be on localsettings' disk yet.
    bool present_ = false;
    bool claimed_ = false;
};

}  // namespace aggregator::dbus

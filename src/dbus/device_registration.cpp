#include "dbus/device_registration.hpp"

#include <utility>

#include "dbus/device_settings.hpp"

namespace aggregator::dbus {

namespace {

std::string text_of_instance(int instance) {
    return std::string{kBatteryClass} + std::to_string(instance);
}

std::optional<std::string> text_in(const venus::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::nullopt : std::optional{*text};
}

}  // namespace

DeviceRegistration::DeviceRegistration(LocalSettings& settings, const std::string& service_name,
                                       int wished, OnEntry told)
    : settings_(settings),
      instance_path_(instance_setting(service_name)),
      name_path_(name_setting(service_name)),
      wished_(wished),
      told_(std::move(told)),
      entry_{.instance = wished} {
    settings_.on_presence([this](LocalSettings::Presence presence) { came_or_went(presence); });
    settings_.follow(instance_path_, [this](const venus::Value& value) {
        if (!claimed_) return;
        take_instance(value);
        if (last_told_ != entry_) prepare_battery_settings();
    });
    settings_.follow(name_path_, [this](const venus::Value& value) {
        if (!claimed_) return;
        const std::string before = entry_.name;
        take_name(value);
        renamed_ = renamed_ || entry_.name != before;
        tell();
    });
}

/// Localsettings writes to its disk seconds after a change. Killed before, it comes back with an
/// older name than the one that was given while we watched.
void DeviceRegistration::came_or_went(LocalSettings::Presence presence) {
    if (claimed_ && renamed_) unsaved_name_ = entry_.name;
    present_ = presence == LocalSettings::Presence::present;
    claimed_ = false;
    if (present_) return claim();
    tell();
}

/// The default of the setting is the wish it was made with: another wish since then is the user's
/// word and moves the bank, while an instance that differs for any other reason stays.
void DeviceRegistration::claim() {
    settings_.ask_default(
        instance_path_,
        [this](const venus::Value& earlier) {
            const auto wish = instance_in(earlier);
            if (wish && *wish != wished_) settings_.set(instance_path_, text_of_instance(wished_));
            add_entry();
        },
        [this](LocalSettings::Failure failure) {
            if (failure == LocalSettings::Failure::silent) return failed(failure);
            add_entry();
        });
}

void DeviceRegistration::add_entry() {
    if (!present_) return;
    settings_.add(
        {{instance_path_, text_of_instance(wished_)}, {name_path_, ""}},
        [this](const std::vector<LocalSettings::Added>& added) { take_entry(added); },
        [this](LocalSettings::Failure failure) { failed(failure); });
}

void DeviceRegistration::take_entry(const std::vector<LocalSettings::Added>& added) {
    for (const LocalSettings::Added& setting : added) {
        if (setting.error != 0) continue;
        if (setting.path == instance_path_) take_instance(setting.value);
        if (setting.path == name_path_) take_name(setting.value);
    }
    prepare_battery_settings();
}

void DeviceRegistration::take_instance(const venus::Value& value) {
    entry_.instance = instance_in(value).value_or(entry_.instance);
}

void DeviceRegistration::take_name(const venus::Value& value) {
    if (unsaved_name_) return;
    entry_.name = text_in(value).value_or(entry_.name);
}

/// Without these two a starting systemcalc can stick on a battery that it sees for the first time
/// (venus-contract.md a.6).
void DeviceRegistration::prepare_battery_settings() {
    const std::string folder = measurement_settings(entry_.instance);
    const std::string battery = "com.victronenergy.battery/" + std::to_string(entry_.instance);
    settings_.add(
        {{folder + "/Service", battery}, {folder + "/1/Service", battery + "/1"}},
        [this](const std::vector<LocalSettings::Added>&) { registered(); },
        [this](LocalSettings::Failure) { registered(); });
}

void DeviceRegistration::registered() {
    if (!present_) return;
    claimed_ = true;
    if (unsaved_name_) settings_.set(name_path_, *std::exchange(unsaved_name_, std::nullopt));
    tell();
}

/// A service that hangs gets another call when this one has timed out; a battery must not wait for
/// it.
void DeviceRegistration::failed(LocalSettings::Failure failure) {
    tell();
    if (present_ && failure == LocalSettings::Failure::silent) claim();
}

void DeviceRegistration::tell() {
    if (last_told_ == entry_) return;
    last_told_ = entry_;
    told_(entry_);
}

void DeviceRegistration::rename(const std::string& name) {
    entry_.name = name;
    renamed_ = true;
    if (claimed_) {
        settings_.set(name_path_, name);
    } else {
        unsaved_name_ = name;
    }
    tell();
}

void DeviceRegistration::wish(int instance) {
    if (instance == wished_) return;
    wished_ = instance;
    if (present_) {
        claimed_ = false;
        return claim();
    }
    entry_.instance = instance;
    tell();
}

}  // namespace aggregator::dbus

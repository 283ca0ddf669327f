#include "dbus/battery_service.hpp"

#include <utility>

#include "dbus/variant.hpp"

namespace aggregator::dbus {

namespace {

constexpr const char* kCustomName = "/CustomName";
/// What Venus's GUI lets people type.
constexpr std::size_t kLongestName = 32;

std::size_t characters(const std::string& utf8) {
    std::size_t count = 0;
    for (const char byte : utf8)
        count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
    return count;
}

}  // namespace

BatteryService::BatteryService(Bus& bus, std::string name, OnRename on_rename)
    : bus_(bus),
      name_(std::move(name)),
      on_rename_(std::move(on_rename)),
      tree_(bus,
            [this](const std::string& path, const Variant& value) { return set(path, value); }) {}

void BatteryService::publish(const std::function<void(const venus::Show&)>& fill) {
    fill([this](const std::string& path, const venus::Shown& shown) { tree_.update(path, shown); });
    if (on_bus_) {
        tree_.flush();
    } else {
        tree_.discard_changes();
    }
}

bool BatteryService::come_on_bus() {
    if (on_bus_) return true;
    try {
        bus_.request_name(name_);
    } catch (const sdbus::Error&) {
        return false;
    }
    on_bus_ = true;
    return true;
}

void BatteryService::leave_bus() {
    if (!on_bus_) return;
    on_bus_ = false;
    bus_.release_name(name_);
}

/// A number in /CustomName ends Venus's systemcalc, so nothing but text gets in.
int BatteryService::set(const std::string& path, const Variant& value) {
    if (path != kCustomName) return kSetNotWritable;
    const auto wanted = to_value(value);
    const auto* text = wanted ? std::get_if<std::string>(&*wanted) : nullptr;
    if (text == nullptr || characters(*text) > kLongestName) return kSetRefused;
    on_rename_(*text);
    return kSetAccepted;
}

}  // namespace aggregator::dbus

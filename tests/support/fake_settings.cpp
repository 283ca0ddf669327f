#include "support/fake_settings.hpp"

#include <cstdint>

namespace aggregator::test {

FakeSettings::FakeSettings(const std::string& address)
    : bus_(address),
      tree_(
          bus_,
          [this](const std::string& path, const dbus::Variant& value) { return set(path, value); },
          dbus::Signalling::properties) {
    choose("default", -1);
    set_dvcc(1);
}

void FakeSettings::choose(const std::string& battery_service, int bms_instance) {
    tree_.update(kBatteryService, dbus::Variant{battery_service}, battery_service);
    tree_.update(kBmsInstance, dbus::Variant{std::int32_t{bms_instance}},
                 std::to_string(bms_instance));
    tree_.flush();
}

void FakeSettings::set_dvcc(int bits) {
    tree_.update(kDvcc, dbus::Variant{std::int32_t{bits}}, std::to_string(bits));
    tree_.flush();
}

void FakeSettings::forget(const std::string& path) {
    tree_.remove(path);
    tree_.flush();
}

/// Localsettings keeps the type that a setting was created with.
int FakeSettings::set(const std::string& path, const dbus::Variant& value) {
    constexpr int kRefused = -1;
    const auto known = tree_.items().find(path);
    if (refused_.contains(path) || known == tree_.items().end()) return kRefused;
    const dbus::Variant before = dbus::to_variant(known->second.value);
    if (before.peekValueType() != value.peekValueType()) return kRefused;
    tree_.update(path, value, "");
    ++writes_;
    return dbus::kSetAccepted;
}

std::string FakeSettings::battery_service() const {
    return dbus::to_variant(tree_.items().at(kBatteryService).value).get<std::string>();
}

int FakeSettings::bms_instance() const {
    return dbus::to_variant(tree_.items().at(kBmsInstance).value).get<std::int32_t>();
}

}  // namespace aggregator::test

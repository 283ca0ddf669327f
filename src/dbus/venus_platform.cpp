#include "dbus/venus_platform.hpp"

#include "dbus/item_message.hpp"
#include "dbus/variant.hpp"
#include "venus/codec.hpp"

namespace aggregator::dbus {

namespace {

using app::VenusSettings;

constexpr const char* kPlatform = "com.victronenergy.platform";
constexpr const char* kInject = "/Notifications/Inject";

/// The types that venus-platform's list knows.
const char* type_of(Severity severity) {
    return severity == Severity::alarm ? "1" : "0";
}

}  // namespace

VenusPlatform::VenusPlatform(Bus& bus, LocalSettings& settings, OnSettings on_settings)
    : settings_(settings),
      on_settings_(std::move(on_settings)),
      inject_(sdbus::createProxy(bus.connection(), kPlatform, kInject)) {
    follow("/Settings/SystemSetup/BmsInstance", &VenusSettings::bms_instance);
    follow("/Settings/CGwacs/OvervoltageFeedIn", &VenusSettings::feed_in_excess_solar);
    follow("/Settings/Services/Bol", &VenusSettings::dvcc);
    settings_.follow("/Settings/SystemSetup/BatteryService", [this](const venus::Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr) return;
        known_.battery_service = *text;
        tell();
    });
}

/// A setting that vanishes or turns into nonsense does not undo what it said: the hold that rests
/// on it must not end by accident.
void VenusPlatform::follow(const char* path, std::optional<int> VenusSettings::*member) {
    settings_.follow(path, [this, member](const venus::Value& value) {
        const auto number = venus::integer_in(value);
        if (!number) return;
        known_.*member = number;
        tell();
    });
}

void VenusPlatform::notify(const Notice& notice) {
    auto call = inject_->createMethodCall(kBusItem, "SetValue");
    call << Variant{
        sendable(type_of(notice.severity) + ("\t" + notice.title) + "\t" + notice.text)};
    inject_->callMethod(
        call, [](MethodReply&, CallError) {}, kAnswerTimeout);
}

}  // namespace aggregator::dbus

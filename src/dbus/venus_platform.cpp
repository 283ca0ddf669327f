#include "dbus/venus_platform.hpp"

#include <array>
#include <map>

#include "dbus/item_message.hpp"
#include "dbus/variant.hpp"
#include "venus/codec.hpp"

namespace aggregator::dbus {

namespace {

using namespace std::chrono_literals;

constexpr const char* kSettings = "com.victronenergy.settings";
constexpr const char* kPlatform = "com.victronenergy.platform";
constexpr const char* kInject = "/Notifications/Inject";
constexpr auto kAnswerTimeout = 5s;

struct Followed {
    const char* path;
    std::optional<int> VenusSettings::*member;
};
constexpr std::array kFollowed{
    Followed{"/Settings/SystemSetup/BmsInstance", &VenusSettings::bms_instance},
    Followed{"/Settings/CGwacs/OvervoltageFeedIn", &VenusSettings::feed_in_excess_solar},
};

std::optional<int> integer(const Variant& variant) {
    const auto value = to_value(variant);
    return value ? venus::integer_in(*value) : std::nullopt;
}

/// The types that venus-platform's list knows.
const char* type_of(Severity severity) {
    return severity == Severity::alarm ? "1" : "0";
}

}  // namespace

VenusPlatform::VenusPlatform(Bus& bus, OnSettings on_settings)
    : bus_(bus), on_settings_(std::move(on_settings)) {}

void VenusPlatform::start() {
    for (const Followed& setting : kFollowed) {
        proxies_.push_back(sdbus::createProxy(bus_.connection(), kSettings, setting.path));
        follow(setting.path, setting.member);
    }
    inject_ = sdbus::createProxy(bus_.connection(), kPlatform, kInject);
    const std::string comes_and_goes = std::string{"type='signal',sender='org.freedesktop.DBus',"} +
                                       "member='NameOwnerChanged',arg0='" + kSettings + "'";
    matches_.push_back(bus_.match(comes_and_goes, [this](Message&) { fetch_all(); }));
    fetch_all();
}

void VenusPlatform::follow(const std::string& path, std::optional<int> VenusSettings::*member) {
    const std::string rule = std::string{"type='signal',interface='"} + kBusItem +
                             "',member='PropertiesChanged',sender='" + kSettings + "',path='" +
                             path + "'";
    matches_.push_back(bus_.match(rule, [this, member](Message& message) {
        std::map<std::string, Variant> changes;
        message >> changes;
        const auto value = changes.find("Value");
        if (value == changes.end()) return;
        settings_.*member = integer(value->second);
        on_settings_(settings_);
    }));
}

/// Without localsettings, or without the setting, there is an error instead of an answer: then it
/// is not known.
void VenusPlatform::fetch_all() {
    for (std::size_t i = 0; i < kFollowed.size(); ++i) {
        const auto member = kFollowed[i].member;
        auto call = proxies_[i]->createMethodCall(kBusItem, "GetValue");
        proxies_[i]->callMethod(
            call, bus_.guarded([this, member](MethodReply& reply, CallError error) {
                Variant value;
                if (error == nullptr) reply >> value;
                settings_.*member = error == nullptr ? integer(value) : std::nullopt;
                on_settings_(settings_);
            }),
            kAnswerTimeout);
    }
}

void VenusPlatform::notify(const Notice& notice) {
    auto call = inject_->createMethodCall(kBusItem, "SetValue");
    call << Variant{
        sendable(type_of(notice.severity) + ("\t" + notice.title) + "\t" + notice.text)};
    inject_->callMethod(
        call, [](MethodReply&, CallError) {}, kAnswerTimeout);
}

}  // namespace aggregator::dbus

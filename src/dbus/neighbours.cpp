#include "dbus/neighbours.hpp"

#include <utility>
#include <vector>

#include "aggregator/core/discovery.hpp"
#include "dbus/bus_daemon.hpp"
#include "dbus/item_message.hpp"
#include "dbus/variant.hpp"
#include "venus/codec.hpp"

namespace aggregator::dbus {

Neighbours::Neighbours(Bus& bus, std::string ours, OnChange told)
    : bus_(bus), ours_(std::move(ours)), told_(std::move(told)) {}

void Neighbours::start() {
    daemon_ = bus_daemon(bus_);
    owner_changes_ = owner_changes(bus_, of_namespace(kBatteries),
                                   [this](const std::string& service, const std::string& owner) {
                                       if (!counts(service)) return;
                                       remove(service);
                                       if (!owner.empty()) ask(service);
                                   });
    ask_for_names();
}

bool Neighbours::counts(const std::string& service) const {
    return service.starts_with(kBatteryPrefix) && service != ours_;
}

void Neighbours::ask_for_names() {
    auto call = daemon_->createMethodCall(kBusDaemon, "ListNames");
    daemon_->callMethod(call, bus_.guarded([this](MethodReply& reply, CallError error) {
        if (error != nullptr) throw *error;
        std::vector<std::string> names;
        reply >> names;
        for (const std::string& name : names) {
            if (counts(name) && !asked_.contains(name)) ask(name);
        }
    }));
}

/// A service that does not answer has no instance that anybody could mix up with ours.
void Neighbours::ask(const std::string& service) {
    auto proxy = sdbus::createProxy(bus_.connection(), service, "/DeviceInstance");
    auto call = proxy->createMethodCall(kBusItem, "GetValue");
    proxy->callMethod(call, bus_.guarded([this, service](MethodReply& reply, CallError error) {
        if (error != nullptr) return;
        const auto instance = venus::integer_in(read_value(reply).value_or(venus::Value{}));
        if (!instance) return;
        instances_[service] = *instance;
        told_(instances_);
    }),
                      kAnswerTimeout);
    asked_[service] = std::move(proxy);
}

void Neighbours::remove(const std::string& service) {
    asked_.erase(service);
    if (instances_.erase(service) > 0) told_(instances_);
}

}  // namespace aggregator::dbus

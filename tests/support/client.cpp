#include "support/client.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

namespace aggregator::test {

Client::Client(dbus::Bus& bus, std::vector<app::EventSource*> served)
    : bus_(bus), pumped_(std::move(served)) {
    pumped_.push_back(&bus);
}

template <typename Result, typename... Arguments>
Result Client::call(const Target& target, const std::string& method,
                    const Arguments&... arguments) {
    std::optional<Result> result;
    std::optional<sdbus::Error> failure;
    const auto proxy = sdbus::createProxy(bus_.connection(), target.service, target.path);
    auto request = proxy->createMethodCall(target.interface, method);
    (void)(request << ... << arguments);
    proxy->callMethod(request, [&](dbus::MethodReply& reply, dbus::CallError error) {
        if (error != nullptr) {
            failure = *error;
            return;
        }
        bus_.guarded([&] { reply >> result.emplace(); })();
    });
    if (!pump_until(pumped_, [&] { return result || failure; })) {
        throw std::runtime_error(target.service + target.path + ": no answer to " + method);
    }
    return failure ? throw *failure : *std::move(result);
}

dbus::Variant Client::get_value(const std::string& service, const std::string& path) {
    return call<dbus::Variant>({service, path}, "GetValue");
}

std::string Client::get_text(const std::string& service, const std::string& path) {
    return call<std::string>({service, path}, "GetText");
}

Tree Client::get_items(const std::string& service) {
    return call<Tree>({service, "/"}, "GetItems");
}

int Client::set_value(const std::string& service, const std::string& path,
                      const dbus::Variant& value) {
    return call<std::int32_t>({service, path}, "SetValue", value);
}

Dict Client::get_values(const std::string& service, const std::string& group) {
    return call<dbus::Variant>({service, group}, "GetValue").get<Dict>();
}

Dict Client::get_texts(const std::string& service, const std::string& group) {
    return call<dbus::Variant>({service, group}, "GetText").get<Dict>();
}

std::string Client::introspect(const std::string& service, const std::string& path) {
    return call<std::string>({service, path, "org.freedesktop.DBus.Introspectable"}, "Introspect");
}

bool Client::has_owner(const std::string& service) {
    constexpr const char* kDaemon = "org.freedesktop.DBus";
    return call<bool>({kDaemon, "/org/freedesktop/DBus", kDaemon}, "NameHasOwner", service);
}

std::string Client::owner(const std::string& service) {
    constexpr const char* kDaemon = "org.freedesktop.DBus";
    return call<std::string>({kDaemon, "/org/freedesktop/DBus", kDaemon}, "GetNameOwner", service);
}

}  // namespace aggregator::test

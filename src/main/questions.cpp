#include "main/questions.hpp"

#include <utility>

#include "dbus/item_message.hpp"
#include "dbus/variant.hpp"

namespace aggregator {

namespace {

constexpr const char* kDaemon = "org.freedesktop.DBus";
constexpr const char* kErrors = "org.freedesktop.DBus.Error.";

NoAnswer::Kind kind_of(const std::string& error) {
    for (const char* name : {"ServiceUnknown", "NameHasNoOwner"}) {
        if (error == std::string{kErrors} + name) return NoAnswer::Kind::absent;
    }
    for (const char* name : {"NoReply", "Timeout", "TimedOut"}) {
        if (error == std::string{kErrors} + name) return NoAnswer::Kind::silent;
    }
    return NoAnswer::Kind::refused;
}

void write_nothing(dbus::MethodCall&) {}

/// A value of a type that Venus does not use is as good as none.
venus::Value value_of(const dbus::Variant& variant) {
    return dbus::to_value(variant).value_or(venus::Value{});
}

venus::Value read_value(dbus::MethodReply& reply) {
    dbus::Variant value;
    reply >> value;
    return value_of(value);
}

std::string read_text(dbus::MethodReply& reply) {
    std::string text;
    reply >> text;
    return text;
}

ServiceItems read_items(dbus::MethodReply& reply) {
    std::map<std::string, std::map<std::string, dbus::Variant>> tree;
    reply >> tree;
    ServiceItems items;
    for (const auto& [path, item] : tree) {
        const auto value = item.find("Value");
        const auto text = item.find("Text");
        items[path] = {value == item.end() ? venus::Value{} : value_of(value->second),
                       text != item.end() && text->second.containsValueOfType<std::string>()
                           ? text->second.get<std::string>()
                           : venus::kInvalidText};
    }
    return items;
}

}  // namespace

template <typename T>
void Questions::ask(const Target& target, const std::function<void(dbus::MethodCall&)>& write,
                    std::function<T(dbus::MethodReply&)> read, Handler<T> handler) {
    proxies_.push_back(sdbus::createProxy(bus_.connection(), target.service, target.path));
    auto call = proxies_.back()->createMethodCall(target.interface, target.method);
    write(call);
    ++open_;
    const auto take = [this, read = std::move(read), handler = std::move(handler)](
                          dbus::MethodReply& reply, dbus::CallError error) {
        --open_;
        Answer<T> answer;
        try {
            if (error != nullptr) throw *error;
            answer.value = read(reply);
        } catch (const sdbus::Error& failure) {
            answer.failure = NoAnswer{kind_of(failure.getName()), failure.getMessage()};
        }
        handler(answer);
    };
    proxies_.back()->callMethod(call, bus_.guarded(take), patience_);
}

void Questions::value(const std::string& service, const std::string& path,
                      Handler<venus::Value> handler) {
    ask<venus::Value>({service, path, dbus::kBusItem, "GetValue"}, write_nothing, read_value,
                      std::move(handler));
}

void Questions::text(const std::string& service, const std::string& path,
                     Handler<std::string> handler) {
    ask<std::string>({service, path, dbus::kBusItem, "GetText"}, write_nothing, read_text,
                     std::move(handler));
}

void Questions::items(const std::string& service, Handler<ServiceItems> handler) {
    ask<ServiceItems>({service, "/", dbus::kBusItem, "GetItems"}, write_nothing, read_items,
                      std::move(handler));
}

void Questions::set(const std::string& service, const std::string& path, const venus::Value& value,
                    Handler<int> handler) {
    ask<int>(
        {service, path, dbus::kBusItem, "SetValue"},
        [&](dbus::MethodCall& call) { call << dbus::to_variant(value); },
        [](dbus::MethodReply& reply) {
            std::int32_t code = 0;
            reply >> code;
            return static_cast<int>(code);
        },
        std::move(handler));
}

void Questions::remove_settings(const std::string& service,
                                const std::vector<std::string>& settings,
                                Handler<std::vector<int>> handler) {
    ask<std::vector<int>>(
        {service, "/", "com.victronenergy.Settings", "RemoveSettings"},
        [&](dbus::MethodCall& call) { call << settings; },
        [](dbus::MethodReply& reply) {
            std::vector<std::int32_t> codes;
            reply >> codes;
            return std::vector<int>(codes.begin(), codes.end());
        },
        std::move(handler));
}

void Questions::names(Handler<std::vector<std::string>> handler) {
    ask<std::vector<std::string>>(
        {kDaemon, "/org/freedesktop/DBus", kDaemon, "ListNames"}, write_nothing,
        [](dbus::MethodReply& reply) {
            std::vector<std::string> names;
            reply >> names;
            return names;
        },
        std::move(handler));
}

void Questions::wait(int stop) {
    // Every call has a time limit of its own, so this ends.
    (void)serve(
        bus_, Instant::max(), [this] { return open_ == 0; }, stop);
}

}  // namespace aggregator

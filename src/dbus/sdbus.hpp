#pragma once

/// The only file that names the version of sdbus-c++: 1.2.0. What another version spells
/// differently goes through an alias or a function of this file.

#include <sdbus-c++/sdbus-c++.h>

#include <memory>
#include <string>
#include <utility>

namespace aggregator::dbus {

using Connection = sdbus::IConnection;
using Object = sdbus::IObject;
using Proxy = sdbus::IProxy;
using Slot = sdbus::Slot;
using Variant = sdbus::Variant;
using Message = sdbus::Message;
using MethodCall = sdbus::MethodCall;
using MethodReply = sdbus::MethodReply;
using CallError = const sdbus::Error*;  ///< Null when a reply came.

/// A method of an interface as introspection shows it. `handler` may throw sdbus::Error, which the
/// caller gets as his error reply, and nothing else: see Bus::answer().
struct Method {
    std::string name;
    std::string input;
    std::string output;
    sdbus::method_callback handler;
};

inline void add_method(Object& object, const std::string& interface, Method method) {
    object.registerMethod(interface, std::move(method.name), std::move(method.input),
                          std::move(method.output), std::move(method.handler));
}

inline void add_signal(Object& object, const std::string& interface, std::string name,
                       std::string signature) {
    object.registerSignal(interface, std::move(name), std::move(signature));
}

inline bool process_one(Connection& connection) {
    return connection.processPendingRequest();
}

}  // namespace aggregator::dbus

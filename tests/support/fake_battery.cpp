#include "support/fake_battery.hpp"

#include <utility>

#include "dbus/item_message.hpp"

namespace aggregator::test {

FakeBattery::FakeBattery(const std::string& address, std::string name, dbus::Signalling signalling)
    : name_(std::move(name)), bus_(address), tree_(bus_, {}, signalling) {}

void FakeBattery::set(const std::string& path, const dbus::Variant& value) {
    tree_.update(path, value, "");
    tree_.flush();
}

void FakeBattery::set(const PackValues& values) {
    const auto update = [this](const char* path, double value) {
        tree_.update(path, dbus::Variant{value}, "");
    };
    tree_.update("/Mgmt/ProcessName", dbus::Variant{"driver"}, "");
    update("/Dc/0/Voltage", values.voltage);
    update("/Dc/0/Current", values.current);
    update("/Dc/0/Temperature", 20.0);
    update("/Soc", values.soc);
    update("/InstalledCapacity", 150.0);
    update("/Info/MaxChargeVoltage", 14.2);
    update("/Info/MaxChargeCurrent", values.charge_limit);
    update("/Info/MaxDischargeCurrent", values.discharge_limit);
    tree_.flush();
}

OddBattery::OddBattery(const std::string& address, const std::string& name,
                       std::vector<dbus::Method> methods)
    : bus_(address), root_(sdbus::createObject(bus_.connection(), "/")) {
    for (dbus::Method& method : methods)
        dbus::add_method(*root_, dbus::kBusItem, std::move(method));
    if (!methods.empty()) root_->finishRegistration();
    bus_.request_name(name);
}

void OddBattery::send(const std::string& path, const std::string& member, const Writing& write) {
    const auto object = sdbus::createObject(bus_.connection(), path);
    auto signal = object->createSignal(dbus::kBusItem, member);
    write(signal);
    object->emitSignal(signal);
}

dbus::Method answer(const std::string& method, const std::string& output, Writing write) {
    return {method, "", output, [write = std::move(write)](const dbus::MethodCall& call) {
                auto reply = call.createReply();
                write(reply);
                reply.send();
            }};
}

dbus::Method refuse(const std::string& method, const std::string& error) {
    return {method, "", "v",
            [error](const dbus::MethodCall&) { throw sdbus::Error(error, "not today"); }};
}

void write_tree(dbus::Message& message, const std::map<std::string, dbus::Variant>& values) {
    std::map<std::string, std::map<std::string, dbus::Variant>> tree;
    for (const auto& [path, value] : values) tree[path]["Value"] = value;
    message << tree;
}

}  // namespace aggregator::test

#include "sim/served_service.hpp"

#include <iostream>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "dbus/variant.hpp"
#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

struct ToVariant {
    dbus::Variant operator()(std::monostate) const { return dbus::invalid_variant(); }
    dbus::Variant operator()(const std::string& text) const {
        return dbus::Variant{dbus::sendable(text)};
    }
    template <typename Number>
    dbus::Variant operator()(Number number) const {
        return dbus::Variant{number};
    }
};

struct ToText {
    std::string operator()(std::monostate) const { return venus::kInvalidText; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return fixed(number, 2); }
    std::string operator()(const std::string& text) const { return text; }
};

}  // namespace

void complain(const std::string& error) {
    std::cerr << "bms-sim: " << error << std::endl;
}

dbus::Variant to_variant(const TypedValue& value) {
    return std::visit(ToVariant{}, value);
}

std::string text_of(const dbus::Variant& variant) {
    const auto value = dbus::to_value(variant);
    return value ? std::visit(ToText{}, *value) : "";
}

ServedService::ServedService(const Options& options, dbus::SetHandler on_set)
    : name_(options.name),
      bus_(options.bus_address, complain),
      tree_(bus_, std::move(on_set), options.signalling) {}

void ServedService::announce() {
    tree_.discard_changes();
    try {
        bus_.request_name(name_);
    } catch (const sdbus::Error& error) {
        throw std::runtime_error("cannot serve " + name_ + ": " + error.getMessage());
    }
}

}  // namespace aggregator::sim

#include "support/fake_local_settings.hpp"

#include <algorithm>
#include <utility>

#include "dbus/variant.hpp"

namespace aggregator::test {

namespace {

constexpr const char* kInterface = "com.victronenergy.Settings";
constexpr const char* kInstanceSetting = "/ClassAndVrmInstance";

std::string text_in(const dbus::Variant& variant) {
    const auto value = dbus::to_value(variant);
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    return text == nullptr ? std::string{} : *text;
}

}  // namespace

FakeLocalSettings::FakeLocalSettings(const std::string& address)
    : bus_(address),
      tree_(
          bus_,
          [this](const std::string& path, const dbus::Variant& value) {
              set(path, value);
              return dbus::kSetAccepted;
          },
          dbus::Signalling::properties),
      root_(sdbus::createObject(bus_.connection(), "/")) {
    dbus::add_method(
        *root_, kInterface,
        {"AddSettings", "aa{sv}", "aa{sv}", [this](dbus::MethodCall call) { add_all(call); }});
    dbus::add_method(
        *root_, kInterface,
        {"RemoveSettings", "as", "ai", [this](dbus::MethodCall call) { remove_all(call); }});
    root_->finishRegistration();
}

void FakeLocalSettings::set(const std::string& path, const dbus::Variant& value) {
    store(path, value);
    tree_.flush();
}

std::string FakeLocalSettings::text(const std::string& path) const {
    const auto found = values_.find(path);
    return found == values_.end() ? std::string{} : text_in(found->second);
}

void FakeLocalSettings::add_all(dbus::MethodCall& call) {
    ++adds_;
    if (hanging_) return;
    std::vector<Properties> wished;
    call >> wished;
    std::vector<Properties> results;
    for (const Properties& properties : wished) results.push_back(add(properties));
    auto reply = call.createReply();
    reply << results;
    reply.send();
    tree_.flush();
}

void FakeLocalSettings::remove_all(dbus::MethodCall& call) {
    if (hanging_) return;
    std::vector<std::string> paths;
    call >> paths;
    std::vector<std::int32_t> codes;
    for (const std::string& path : paths) {
        codes.push_back(values_.erase(path) > 0 ? 0 : -1);
        defaults_.erase(path);
        attributes_.erase(path);
        tree_.remove(path);
    }
    auto reply = call.createReply();
    reply << codes;
    reply.send();
    tree_.flush();
}

FakeLocalSettings::Properties FakeLocalSettings::add(const Properties& wished) {
    const std::string path = text_in(wished.at("path"));
    const dbus::Variant& initial = wished.at("default");
    if (!path.starts_with("/Settings/") || path.find("/_") != std::string::npos)
        return {{"path", dbus::Variant{path}}, {"error", dbus::Variant{std::int32_t{-9}}}};
    if (!values_.contains(path)) store(path, initial);
    defaults_[path] = initial;
    return {{"path", dbus::Variant{path}},
            {"error", dbus::Variant{std::int32_t{0}}},
            {"value", values_.at(path)}};
}

void FakeLocalSettings::store(const std::string& path, dbus::Variant value) {
    if (path.ends_with(kInstanceSetting)) value = free_instance(path, value);
    values_[path] = value;
    tree_.update(path, value, text_in(value));
    export_attributes(path);
}

void FakeLocalSettings::export_attributes(const std::string& path) {
    if (attributes_.contains(path)) return;
    auto object = sdbus::createObject(bus_.connection(), path);
    dbus::add_method(*object, kInterface,
                     {"GetAttributes", "", "vvvi", [this, path](const dbus::MethodCall& call) {
                          if (hanging_) return;
                          auto reply = call.createReply();
                          const dbus::Variant none{std::int32_t{0}};
                          reply << (defaults_.contains(path) ? defaults_.at(path) : none) << none
                                << none << std::int32_t{0};
                          reply.send();
                      }});
    object->finishRegistration();
    attributes_.emplace(path, std::move(object));
}

/// The wish, or what comes after it until nobody else has it.
dbus::Variant FakeLocalSettings::free_instance(const std::string& path,
                                               const dbus::Variant& wished) const {
    const std::string wish = text_in(wished);
    const auto colon = wish.find(':');
    const std::string device_class = wish.substr(0, colon + 1);
    int number = std::stoi(wish.substr(colon + 1));
    const auto taken = [&](const std::string& text) {
        return std::ranges::any_of(values_, [&](const auto& setting) {
            return setting.first != path && setting.first.ends_with(kInstanceSetting) &&
                   text_in(setting.second) == text;
        });
    };
    while (taken(device_class + std::to_string(number))) ++number;
    return dbus::Variant{device_class + std::to_string(number)};
}

}  // namespace aggregator::test

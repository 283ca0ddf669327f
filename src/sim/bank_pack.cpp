#include "sim/bank_pack.hpp"

#include <cmath>
#include <optional>

#include "dbus/variant.hpp"
#include "sim/pack_items.hpp"

namespace aggregator::sim {
namespace {

constexpr const char* kFreeze = "/Sim/Freeze";
constexpr const char* kSilent = "/Sim/Silent";
constexpr const char* kVanish = "/Sim/Vanish";

/// The number in a variant, whole or not; no value for one that is not finite.
std::optional<double> as_number(const dbus::Variant& variant) {
    const auto value = dbus::to_value(variant);
    if (!value) {
        return std::nullopt;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&*value)) {
        return static_cast<double>(*whole);
    }
    const auto* number = std::get_if<double>(&*value);
    return number != nullptr && std::isfinite(*number) ? std::optional{*number} : std::nullopt;
}

venus::Shown shown(std::int64_t number) {
    return {number, std::to_string(number)};
}

}  // namespace

BankPack::BankPack(const Options& options, app::EventLoop& loop)
    : options_(options), loop_(loop), pack_(options.setup.inputs, options.noise) {
    for (const PathValue& value : options.setup.values) {
        write(value.path, to_variant(value.value));
    }
    be(Presence::serving);
}

BankPack::~BankPack() {
    if (presence_ == Presence::serving) {
        loop_.remove(service_->bus());
    }
}

int BankPack::write(const std::string& path, const dbus::Variant& value) {
    if (steer(path, value)) {
        return dbus::kSetAccepted;
    }
    const PackInput* const input = find_input(path);
    const auto number = as_number(value);
    if (input != nullptr && number && accepts(*input, *number)) {
        pinned_.erase(path);
        pack_.set(*input, *number);
    } else {
        pinned_.insert_or_assign(path, dbus::Item{value, text_of(value)});
    }
    fill();
    return dbus::kSetAccepted;
}

bool BankPack::steer(const std::string& path, const dbus::Variant& value) {
    const double number = as_number(value).value_or(0.0);
    if (path == kFreeze) {
        frozen_ = number != 0.0;
        fill();
        return true;
    }
    if (path == kSilent) {
        absence_.request(Presence::silent, Seconds{number});
        return true;
    }
    if (path == kVanish) {
        absence_.request(Presence::away, Seconds{number});
        return true;
    }
    return false;
}

void BankPack::advance(Seconds duration) {
    if (!frozen_) {
        pack_.step(duration);
    }
    if (presence_ == Presence::serving) {
        fill();
        service_->tree().flush();
    }
}

void BankPack::attend(Instant now) {
    be(absence_.update(now));
    if (presence_ == Presence::serving) {
        service_->tree().flush();
    }
}

void BankPack::be(Presence presence) {
    if (presence == presence_) {
        return;
    }
    if (presence_ == Presence::serving) {
        loop_.remove(service_->bus());
    }
    presence_ = presence;
    if (presence == Presence::away) {
        service_.reset();
        return;
    }
    if (service_ == nullptr) {
        open();
    }
    if (presence == Presence::serving) {
        loop_.add(service_->bus());
        fill();
    }
}

void BankPack::open() {
    service_ = std::make_unique<ServedService>(
        options_.service,
        [this](const auto& path, const auto& value) { return write(path, value); });
    fill();
    service_->announce();
}

void BankPack::fill() {
    if (service_ == nullptr) {
        return;
    }
    dbus::ItemTree& tree = service_->tree();
    for (const PackItem& item : pack_items(report())) {
        if (!pinned_.contains(item.path)) {
            tree.update(item.path, item.shown);
        }
    }
    for (const auto& [path, item] : pinned_) {
        tree.update(path, dbus::to_variant(item.value), item.text);
    }
    tree.update(kFreeze, shown(frozen_ ? 1 : 0));
    tree.update(kSilent, shown(0));
    tree.update(kVanish, shown(0));
}

Battery BankPack::report() const {
    const std::string number = std::to_string(options_.number);
    Battery battery = pack_.report();
    battery.device_instance = options_.device_instance;
    battery.product_name = "Simulated battery";
    battery.custom_name = "Pack " + number;
    battery.serial = "SIM" + number;
    return battery;
}

}  // namespace aggregator::sim

#include "dbus/battery_service.hpp"

#include <utility>

#include "aggregator/venus/history_facts.hpp"
#include "dbus/bus_daemon.hpp"
#include "dbus/variant.hpp"
#include "venus/codec.hpp"

namespace aggregator::dbus {

namespace {

constexpr const char* kCustomName = "/CustomName";
/// What Venus's GUI lets people type.
constexpr std::size_t kLongestName = 32;

/// Of the D-Bus specification, RequestName.
constexpr std::uint32_t kDoNotQueue = 4;
constexpr std::uint32_t kPrimaryOwner = 1;
constexpr std::uint32_t kAlreadyOwner = 4;

std::size_t characters(const std::string& utf8) {
    std::size_t count = 0;
    for (const char byte : utf8)
        count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
    return count;
}

}  // namespace

/// The connection and what it shows.
struct BatteryService::Link {
    Link(const std::optional<std::string>& address, const ErrorSink& errors, SetHandler on_set)
        : bus(address, errors), tree(bus, std::move(on_set)), daemon(bus_daemon(bus)) {}

    Bus bus;
    ItemTree tree;
    std::unique_ptr<Proxy> daemon;
    bool asked = false;  ///< An answer to RequestName is due.
    bool named = false;
};

BatteryService::BatteryService(std::optional<std::string> address, std::string name,
                               Handlers handlers, ErrorSink errors)
    : address_(std::move(address)),
      name_(std::move(name)),
      handlers_(std::move(handlers)),
      errors_(std::move(errors)) {}

BatteryService::~BatteryService() = default;

void BatteryService::publish(const venus::Sheet& sheet) {
    if (!link_) return;
    link_->tree.show(sheet);
    link_->tree.flush();
}

/// Everything is there before the name is asked for: a consumer reads a service once, when its name
/// appears.
void BatteryService::come_on_bus(const venus::Sheet& sheet) {
    if (on_bus() || !connect(sheet) || link_->asked) return;
    request_name();
}

bool BatteryService::connect(const venus::Sheet& sheet) {
    if (link_) return true;
    try {
        link_ = std::make_unique<Link>(
            address_, errors_,
            [this](const std::string& path, const Variant& value) { return set(path, value); });
    } catch (const BusUnreachable& error) {
        handlers_.refused(error.what());
        return false;
    }
    link_->tree.show(sheet);
    link_->tree.discard_changes();
    return true;
}

void BatteryService::request_name() {
    link_->asked = true;
    auto call = link_->daemon->createMethodCall(kBusDaemon, "RequestName");
    call << name_ << kDoNotQueue;
    link_->daemon->callMethod(call, link_->bus.guarded([this](MethodReply& reply, CallError error) {
        link_->asked = false;
        if (error != nullptr) return handlers_.refused(error->getMessage());
        std::uint32_t answer = 0;
        reply >> answer;
        take_answer(answer);
    }),
                              kAnswerTimeout);
}

void BatteryService::take_answer(std::uint32_t answer) {
    if (answer != kPrimaryOwner && answer != kAlreadyOwner)
        return handlers_.refused("another program has it");
    link_->named = true;
    handlers_.arrived();
}

void BatteryService::leave_bus() {
    link_.reset();
}

bool BatteryService::on_bus() const {
    return link_ != nullptr && link_->named;
}

app::PollRequest BatteryService::poll_request() const {
    return link_ ? link_->bus.poll_request() : app::PollRequest{};
}

void BatteryService::drain() {
    if (link_) link_->bus.drain();
}

int BatteryService::set(const std::string& path, const Variant& value) const {
    if (path == kCustomName) return rename(value);
    if (path == venus::kClearHistory) return clear_history(value);
    return kSetNotWritable;
}

/// A number in /CustomName ends Venus's systemcalc, so nothing but text gets in.
int BatteryService::rename(const Variant& value) const {
    const auto wanted = to_value(value);
    const auto* text = wanted ? std::get_if<std::string>(&*wanted) : nullptr;
    if (text == nullptr || characters(*text) > kLongestName) return kSetRefused;
    handlers_.renamed(*text);
    return kSetAccepted;
}

/// Venus's GUI writes 1. What is no number, or 0, is more likely a mistake than a wish.
int BatteryService::clear_history(const Variant& value) const {
    const auto wanted = to_value(value);
    if (venus::number_in(wanted.value_or(venus::Value{})).value_or(0.0) == 0.0) return kSetRefused;
    handlers_.history_cleared();
    return kSetAccepted;
}

}  // namespace aggregator::dbus

#include "sim/played_service.hpp"

#include <set>
#include <utility>

namespace aggregator::sim {
namespace {

ServedService::Options named(ServedService::Options options, const std::string& name) {
    options.name = name;
    return options;
}

}  // namespace

PlayedService::PlayedService(Recording recording, ServedService::Options options)
    : recording_(std::move(recording)),
      player_(recording_),
      service_(named(std::move(options), recording_.service),
               [this](const auto& path, const auto& value) { return set(path, value); }) {
    show_start();
    service_.announce();
}

void PlayedService::play(Seconds elapsed) {
    const Player::Step step = player_.advance(elapsed);
    if (step.restart) {
        show_start();
    }
    for (const RecordedChange& change : step.changes) {
        show(change.item);
    }
    service_.tree().flush();
}

void PlayedService::show(const RecordedItem& item) {
    service_.tree().update(item.path, to_variant(item.value), item.text);
}

void PlayedService::show_start() {
    std::set<std::string> at_start;
    for (const RecordedItem& item : recording_.start) {
        at_start.insert(item.path);
        show(item);
    }
    for (const auto& [path, item] : service_.tree().items()) {
        if (!at_start.contains(path)) {
            service_.tree().remove(path);
        }
    }
}

int PlayedService::set(const std::string& path, const dbus::Variant& value) {
    service_.tree().update(path, value, text_of(value));
    return dbus::kSetAccepted;
}

}  // namespace aggregator::sim

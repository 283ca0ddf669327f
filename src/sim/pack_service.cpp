#include "sim/pack_service.hpp"

#include "sim/pack_items.hpp"

namespace aggregator::sim {

PackService::~PackService() {
    if (presence_ == Presence::serving) loop_.remove(service_->bus());
}

void PackService::fill(const Battery& report) {
    for (const PackItem& item : pack_items(report)) service_->tree().update(item.path, item.shown);
}

void PackService::show(const Battery& report) {
    if (service_ == nullptr) return;
    fill(report);
    if (!announced_) {
        service_->announce();
        announced_ = true;
    }
    if (presence_ == Presence::serving) service_->tree().flush();
}

void PackService::be(Presence presence) {
    if (presence == presence_) return;
    if (presence_ == Presence::serving) loop_.remove(service_->bus());
    presence_ = presence;
    if (presence == Presence::away) {
        service_.reset();
        announced_ = false;
        return;
    }
    if (service_ == nullptr)
        service_ = std::make_unique<ServedService>(options_, dbus::SetHandler{});
    if (presence == Presence::serving) loop_.add(service_->bus());
}

}  // namespace aggregator::sim

#pragma once

/// The rest of Venus as far as it matters to us: some of its settings, and its list of
/// notifications. Everything is asynchronous and optional; a laptop has none of it.

#include <functional>
#include <memory>

#include "aggregator/app/venus_settings.hpp"
#include "aggregator/core/notices.hpp"
#include "dbus/local_settings.hpp"

namespace aggregator::dbus {

class VenusPlatform {
public:
    using OnSettings = std::function<void(const app::VenusSettings& settings)>;

    /// Both must outlive the platform. Hears of the settings once `settings` is started.
    VenusPlatform(Bus& bus, LocalSettings& settings, OnSettings on_settings);

    VenusPlatform(const VenusPlatform&) = delete;
    VenusPlatform& operator=(const VenusPlatform&) = delete;

    /// Adds a line to Venus's notifications; forgotten where there is no venus-platform.
    void notify(const Notice& notice);

private:
    void follow(const char* path, std::optional<int> app::VenusSettings::*member);
    void tell() const { on_settings_(known_); }

    LocalSettings& settings_;
    OnSettings on_settings_;
    app::VenusSettings known_{};
    std::unique_ptr<Proxy> inject_;
};

}  // namespace aggregator::dbus

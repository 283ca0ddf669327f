#pragma once

/// The rest of Venus as far as it matters to us: two of its settings, and its list of
/// notifications. Everything is asynchronous and optional; a laptop has none of it.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/core/notices.hpp"
#include "dbus/bus.hpp"

namespace aggregator::dbus {

/// Settings of Venus that bear on the bank; no value while they are not known.
struct VenusSettings {
    std::optional<int>
        bms_instance{};  ///< Device instance of the BMS that the user selected; -1: automatic.
    std::optional<int> feed_in_excess_solar{};  ///< 1: solar chargers follow the CVL only.
};

class VenusPlatform {
public:
    using OnSettings = std::function<void(const VenusSettings& settings)>;

    /// The bus must outlive the platform.
    VenusPlatform(Bus& bus, OnSettings on_settings);

    VenusPlatform(const VenusPlatform&) = delete;
    VenusPlatform& operator=(const VenusPlatform&) = delete;

    /// Subscribes and asks. Returns at once.
    void start();

    /// Adds a line to Venus's notifications; forgotten where there is no venus-platform.
    void notify(const Notice& notice);

private:
    void follow(const std::string& path, std::optional<int> VenusSettings::*member);
    void fetch_all();

    Bus& bus_;
    OnSettings on_settings_;
    VenusSettings settings_{};
    std::vector<std::unique_ptr<Proxy>> proxies_{};
    std::unique_ptr<Proxy> inject_{};
    std::vector<Slot> matches_{};
};

}  // namespace aggregator::dbus

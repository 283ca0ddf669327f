#pragma once

/// Carries what the bus tells into the core and what the core decides back to the bus, in time.
/// Makes no decision about batteries.

#include <functional>
#include <string>
#include <vector>

#include "aggregator/app/ports.hpp"
#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "aggregator/core/notices.hpp"
#include "aggregator/core/settings.hpp"
#include "aggregator/venus/bank_facts.hpp"

namespace aggregator::app {

class Controller final : public BatteryListener {
public:
    using Notify = std::function<void(const Notice& notice)>;

    /// The publisher must outlive the controller. `notify` tells the user something in words.
    Controller(const Settings& settings, venus::Identity identity, Publisher& publisher,
               Notify notify = {});

    /// What is heard from here on is heard at `now`.
    void set_time(Instant now) { now_ = now; }

    /// Decides if something new was heard or a pack fell silent, and publishes what cannot wait.
    void wake_up();

    /// When wake_up() is to be called at the latest, heard or not.
    [[nodiscard]] std::optional<Instant> next_look() const { return fleet_.next_silence(); }

    /// Decides and publishes when the update interval is over, or what cannot wait.
    void tick();

    /// Takes over settings and where they come from.
    void apply(const Settings& settings, ConfigurationInForce configuration);

    /// What Venus's settings say: the instance of the BMS that is selected, and whether chargers
    /// ignore the CCL.
    void take_venus_settings(std::optional<int> bms_instance, std::optional<int> feed_in);

    /// The name people give to the bank, shown at once.
    void rename(const std::string& name);

    /// Goes on from a state that was kept `ago`, before anything is heard.
    void resume(const SavedState& state, Seconds ago);
    /// What to keep; no value before the bank was ever on the bus: then there is nothing worth it,
    /// and the copy of the program that has our name keeps its own.
    [[nodiscard]] std::optional<SavedState> save() const;
    /// True once after something happened that may be worth keeping: most ticks need not look.
    [[nodiscard]] bool take_trouble() { return std::exchange(trouble_, false); }

    [[nodiscard]] bool wants(std::string_view service) const override {
        return fleet_.wants(service);
    }
    void battery_appeared(std::string_view service, Arrival arrival) override;
    void battery_vanished(std::string_view service) override;
    void battery_sent(std::string_view service, std::span<const venus::Item> items,
                      unsigned undecodable) override;
    void first_scan_done() override;
    void battery_trouble(std::string_view service, const std::string& what) override;

private:
    void decide();
    void publish();
    void come_on_bus();
    void tell(const Events& events);

    Settings settings_;
    venus::Identity identity_;
    Publisher& publisher_;
    Notify notify_;
    NoticeLimiter notices_{};
    Surroundings surroundings_{.discovery_complete = false};
    Fleet fleet_;
    Bank bank_;
    std::span<const Member> members_{};
    const Decision* decision_ = nullptr;
    Instant now_{};
    Instant next_publish_{};
    bool scanned_ = false;
    bool news_ = false;
    bool renamed_ = false;
    bool trouble_ = false;
    bool was_on_bus_ = false;
    bool name_refused_ = false;
};

}  // namespace aggregator::app

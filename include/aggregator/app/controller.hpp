#pragma once

/// Carries what the bus tells into the core and what the core decides back to the bus, in time.
/// Makes no decision about batteries.

#include <functional>
#include <string>
#include <vector>

#include "aggregator/app/ports.hpp"
#include "aggregator/app/venus_advice.hpp"
#include "aggregator/app/venus_settings.hpp"
#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "aggregator/core/heartbeat.hpp"
#include "aggregator/core/history.hpp"
#include "aggregator/core/notices.hpp"
#include "aggregator/core/settings.hpp"
#include "aggregator/venus/bank_facts.hpp"

namespace aggregator::app {

class Controller final : public BatteryListener {
public:
    using Notify = std::function<void(const Notice& notice)>;

    /// The publisher must outlive the controller. `notify` tells the user something in words. The
    /// bank stays off the bus while the identity has no device instance.
    Controller(const Settings& settings, venus::Identity identity, Publisher& publisher,
               Notify notify = {});

    /// What is heard from here on is heard at `now`.
    void set_time(Instant now) { now_ = now; }

    /// Decides if something new was heard or a pack fell silent, and publishes what cannot wait.
    void wake_up();

    /// When wake_up() is to be called at the latest, heard or not.
    [[nodiscard]] std::optional<Instant> next_look() const { return fleet_.next_look(); }

    /// Decides and publishes when the update interval is over, or what cannot wait.
    void tick();

    /// How often to call tick(), about: the update interval in equal parts of a second at most, or
    /// of less for packs that may be silent only shortly.
    [[nodiscard]] Seconds tick_period() const;

    /// Takes over settings and where they come from.
    void apply(const Settings& settings, ConfigurationInForce configuration);

    void take_venus_settings(const VenusSettings& settings);

    /// The other battery services. When one that had our instance leaves, Venus has forgotten us
    /// with it (venus-contract.md c.1): the bank leaves the bus and comes back, to be seen again.
    void take_neighbours(const Instances& others);

    /// The bank's instance among Venus's devices. Another one than before makes it leave the bus
    /// and come back: consumers read it once.
    void take_instance(int instance);

    /// The name people give to the bank, shown at once; an empty one gives it back the name of the
    /// configuration.
    void rename(const std::string& name);

    /// The service has its name, or cannot have it.
    void arrived();
    void refused(const std::string& why);

    /// Goes on from what the bank went through before; what it is now belongs to it.
    void resume(const HistoryRecord& history);
    /// Shown at once.
    void clear_history();
    [[nodiscard]] const HistoryRecord& history() const { return history_.record(); }

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
    void remember();
    [[nodiscard]] bool beat();
    void publish();
    void come_on_bus(const venus::Sheet& sheet);
    void reappear();
    [[nodiscard]] bool collides() const;
    void select();
    void tell(const Events& events);

    Settings settings_;
    venus::Identity identity_;
    std::string given_name_{};  ///< By people; empty when nobody gave one.
    venus::ServiceFacts facts_{.heartbeat = 0, .selection = ""};
    VenusSettings venus_settings_{};
    Instances neighbours_{};
    AdviceLog advice_{};
    Publisher& publisher_;
    Notify notify_;
    NoticeLimiter notices_{};
    Surroundings surroundings_{.discovery_complete = false};
    Fleet fleet_;
    Bank bank_;
    Heartbeat heartbeat_{};
    History history_{};
    std::span<const Member> members_{};
    const Decision* decision_ = nullptr;
    Instant now_{};
    std::optional<Instant> decided_at_{};
    std::optional<Instant> published_at_{};
    Instant next_publish_{};
    Instant next_reappearance_{};
    Instant next_attempt_{};  ///< To come on the bus.
    bool news_ = false;
    bool trouble_ = false;
    bool written_to_ = false;  ///< Somebody set an item and wants to see it.
    bool forgotten_ = false;   ///< By Venus, together with another service of our instance.
    bool scanned_ = false;
    bool was_on_bus_ = false;
    std::string refusal_{};  ///< Why the name was refused last; empty while it was not.
};

}  // namespace aggregator::app

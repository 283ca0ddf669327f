#include "core/properties/station.hpp"

#include "core/properties/random_bank.hpp"

namespace aggregator::properties {

namespace {

/// Now and then a pack that blocks, is capped by an alarm, or publishes no limit at all.
void add_trouble(Battery& battery, Draw& draw) {
    if (draw.chance(0.2)) battery.permissions.charge = draw.chance(0.5);
    if (draw.chance(0.2)) battery.permissions.discharge = draw.chance(0.5);
    if (draw.chance(0.1)) battery.modules.blocking_charge = draw.whole(0, 1);
    if (draw.chance(0.1)) battery.alarms[AlarmKind::cell_imbalance] = Severity::warning;
    if (draw.chance(0.1)) battery.alarms[AlarmKind::high_cell_voltage] = Severity::alarm;
    if (draw.chance(0.1)) battery.limits.charge_current.reset();
    if (draw.chance(0.1)) battery.limits.discharge_current.reset();
}

}  // namespace

std::string service_of(std::size_t pack) {
    return "com.victronenergy.battery.pack" + std::to_string(pack);
}

Settings Station::settings_for(Draw& draw) {
    Settings settings = random_settings(draw);
    const int packs = draw.whole(1, 6);
    for (int i = 0; i < packs; ++i) {
        PackSettings pack{.service = service_of(static_cast<std::size_t>(i))};
        if (draw.chance(0.2)) pack.max_charge_current = Amps{draw.real(5.0, 100.0)};
        settings.packs.push_back(pack);
    }
    return settings;
}

Station::Station(Draw& draw, Instant start)
    : settings_(settings_for(draw)), fleet_(settings_), bank_(settings_), now_(start) {
    double conductance = 0.0;
    Amps offsets{};
    for (std::size_t i = 0; i < settings_.packs.size(); ++i) {
        Battery battery{.voltage = Volts{53.0}, .soc = Percent{draw.real(20.0, 90.0)}};
        battery.installed_capacity = AmpHours{draw.real(50.0, 300.0)};
        battery.temperature = Celsius{draw.real(2.0, 48.0)};
        battery.cells.min_voltage = Volts{3.30};
        battery.cells.max_voltage = Volts{3.31};
        battery.cells.min_temperature = *battery.temperature - Celsius{1.0};
        battery.cells.max_temperature = *battery.temperature + Celsius{1.0};
        battery.limits = {Volts{draw.real(54.0, 57.0)}, Amps{draw.real(5.0, 100.0)},
                          Amps{draw.real(5.0, 100.0)}, Volts{46.0}};
        add_trouble(battery, draw);
        raw_.push_back(battery);
        truth_.push_back({draw.real(0.2, 1.0), Amps{draw.real(-8.0, 8.0)}});
        conductance += truth_.back().share;
        offsets += truth_.back().offset;
        on_bus_.push_back(true);
        measures_.push_back(true);
        fleet_.appeared(service_of(i), now_);
    }
    for (Share& truth : truth_) truth.share /= conductance;
    for (Share& truth : truth_) truth.offset -= offsets * truth.share;
    prove_packs();
}

/// They are believed before the first step.
void Station::prove_packs() {
    for (int second = 0; second < 4; ++second) {
        report(Amps{});
        Events events;
        fleet_.survey(now_, events);
        now_ += std::chrono::seconds{1};
    }
}

void Station::report(Amps bank_current) {
    for (std::size_t i = 0; i < raw_.size(); ++i) {
        if (!on_bus_[i]) continue;
        Battery said = raw_[i];
        if (measures_[i]) said.current = bank_current * truth_[i].share + truth_[i].offset;
        fleet_.update(service_of(i), [&](Battery& raw) {
            raw = said;
            return 0U;
        });
        fleet_.heard(service_of(i), now_);
    }
}

void Station::vanish(std::size_t i) {
    on_bus_[i] = false;
    fleet_.vanished(service_of(i));
}

void Station::restart(Seconds away) {
    const auto kept = from_text(to_text(save()));
    ASSERT_TRUE(kept);
    fleet_ = Fleet{settings_};
    bank_ = Bank{settings_};
    now_ += std::chrono::duration_cast<Instant::duration>(away);
    fleet_.resume(kept->packs, away, now_);
    bank_.resume(*kept, away, now_);
    for (std::size_t i = 0; i < raw_.size(); ++i) {
        if (on_bus_[i]) fleet_.appeared(service_of(i), now_);
    }
}

const Decision& Station::step(Amps bank_current, Seconds dt) {
    now_ += std::chrono::duration_cast<Instant::duration>(dt);
    report(bank_current);
    Events events;
    members_ = fleet_.survey(now_, events);
    fleet_.set_cells_in_series(bank_.cells_in_series());
    return bank_.step(members_, {}, now_, events);
}

}  // namespace aggregator::properties

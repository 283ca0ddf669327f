/// The steps from a pack's signal to the bank's, each for banks of several sizes, with the growth
/// that they show. See tests/bench/run.

#include <benchmark/benchmark.h>

#include <chrono>
#include <string>
#include <vector>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "dbus/battery_service.hpp"
#include "dbus/item_reading.hpp"
#include "dbus/variant.hpp"
#include "support/private_bus.hpp"

namespace aggregator::bench {
namespace {

using namespace std::chrono_literals;

std::string service_of(std::size_t pack) {
    return "com.victronenergy.battery.pack_" + std::to_string(pack);
}

/// What a pack at work sends in a second; `phase` makes it differ from the one before.
venus::Items items_of(std::size_t pack, int phase) {
    const double ripple = 0.01 * static_cast<double>((phase + static_cast<int>(pack)) % 7);
    return {{"/Dc/0/Voltage", 53.0 + ripple},
            {"/Dc/0/Current", 20.0 + ripple},
            {"/Dc/0/Power", 1060.0 + ripple},
            {"/Dc/0/Temperature", 20.0 + ripple},
            {"/Soc", 70.0 + ripple},
            {"/Soh", 99.0},
            {"/InstalledCapacity", 280.0},
            {"/Info/MaxChargeVoltage", 56.0},
            {"/Info/MaxChargeCurrent", 140.0 + ripple},
            {"/Info/MaxDischargeCurrent", 200.0},
            {"/System/MinCellVoltage", 3.30 + ripple / 10.0},
            {"/System/MaxCellVoltage", 3.32 + ripple / 10.0},
            {"/System/NrOfCellsPerBattery", std::int64_t{16}},
            {"/Alarms/LowVoltage", std::int64_t{0}},
            {"/Alarms/HighVoltage", std::int64_t{0}},
            {"/Alarms/HighTemperature", std::int64_t{0}}};
}

/// A signal as a pack sends it, ready to be read.
sdbus::Signal signal_of(dbus::Object& object, const venus::Items& items) {
    std::map<std::string, std::map<std::string, dbus::Variant>> tree;
    for (const venus::Item& item : items) {
        tree[std::string{item.path}] = {{"Value", dbus::to_variant(item.value)},
                                        {"Text", dbus::Variant{"?"}}};
    }
    auto signal = object.createSignal(dbus::kBusItem, "ItemsChanged");
    signal << tree;
    signal.seal();
    return signal;
}

Settings settings_for(std::size_t packs) {
    Settings settings;
    settings.bank = {.capacity = AmpHours{280.0 * static_cast<double>(packs)},
                     .max_charge_voltage = Volts{56.0},
                     .max_discharge_current = Amps{200.0 * static_cast<double>(packs)},
                     .battery_low_voltage = Volts{46.0}};
    settings.charge.nominal_charge_current = Amps{140.0 * static_cast<double>(packs)};
    for (std::size_t i = 0; i < packs; ++i) settings.packs.push_back({.service = service_of(i)});
    return settings;
}

/// Packs that send once a second and the bank that follows them.
class Plant {
public:
    explicit Plant(std::size_t packs)
        : settings_(settings_for(packs)), fleet_(settings_), bank_(settings_) {
        for (int phase = 0; phase < kPhases; ++phase) items_.push_back(items_of(0, phase));
        for (std::size_t i = 0; i < packs; ++i) {
            services_.push_back(service_of(i));
            fleet_.appeared(services_.back(), now_);
        }
        for (int second = 0; second < 60; ++second) {
            update();
            decide();
        }
    }

    /// A second later every pack has sent something new.
    void update() {
        now_ += 1s;
        ++phase_;
        for (std::size_t i = 0; i < services_.size(); ++i) {
            const venus::Items& items = items_[(i + phase_) % items_.size()];
            fleet_.heard(services_[i], now_);
            fleet_.update(services_[i], [&](Battery& raw) {
                for (const venus::Item& item : items) (void)venus::read(raw, item.path, item.value);
                return 0U;
            });
        }
        events_.clear();
        members_ = fleet_.survey(now_, events_);
    }

    const Decision& decide() {
        events_.clear();
        decision_ = &bank_.step(members_, {}, now_, events_);
        fleet_.set_cells_in_series(bank_.cells_in_series());
        return *decision_;
    }

    void show(const venus::Show& show) const {
        venus::show(decision_->battery, show);
        venus::show(*decision_, members_, show);
        venus::show_packs(members_, bank_.roles(), show);
    }

private:
    static constexpr int kPhases = 7;

    Settings settings_;
    Fleet fleet_;
    Bank bank_;
    std::vector<std::string> services_{};
    std::vector<venus::Items> items_{};  ///< One for each phase; a pack is one behind the next.
    Events events_{};
    std::span<const Member> members_{};
    const Decision* decision_ = nullptr;
    Instant now_ = Instant{} + 24h;
    std::size_t phase_ = 0;
};

/// Times one step only. To halt the benchmark's own clock before each costs system calls, which
/// are longer than the step.
template <typename Step>
void time(benchmark::State& state, Step step) {
    const auto start = std::chrono::steady_clock::now();
    step();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(taken.count());
}

std::size_t packs_of(const benchmark::State& state) {
    return static_cast<std::size_t>(state.range(0));
}

/// One signal of each pack, off the wire.
void decode(benchmark::State& state) {
    test::PrivateBus daemon;
    dbus::Bus bus{daemon.address()};
    const auto object = sdbus::createObject(bus.connection(), "/");
    std::vector<sdbus::Signal> signals;
    for (std::size_t i = 0; i < packs_of(state); ++i) {
        signals.push_back(signal_of(*object, items_of(i, 0)));
    }
    dbus::ReadItems read;
    for (auto _ : state) {
        for (sdbus::Signal& signal : signals) {
            signal.rewind(true);
            dbus::read_items(signal, venus::path_read, read);
            benchmark::DoNotOptimize(read);
        }
    }
    state.SetComplexityN(state.range(0));
}

/// One signal of each pack into the fleet, and the fleet judged.
void update(benchmark::State& state) {
    Plant plant{packs_of(state)};
    for (auto _ : state) plant.update();
    state.SetComplexityN(state.range(0));
}

void decide(benchmark::State& state) {
    Plant plant{packs_of(state)};
    for (auto _ : state) {
        plant.update();
        time(state, [&] { benchmark::DoNotOptimize(plant.decide()); });
    }
    state.SetComplexityN(state.range(0));
}

/// A decision in which every pack changed, as one signal on a bus.
void publish(benchmark::State& state) {
    test::PrivateBus daemon;
    dbus::BatteryService service{daemon.address(),
                                 "com.victronenergy.battery.bench",
                                 {.arrived = [] {}, .refused = [](const std::string&) {}}};
    Plant plant{packs_of(state)};
    const auto sheet = [&plant](const venus::Show& show) { plant.show(show); };
    service.come_on_bus(sheet);
    if (!test::pump_until({&service}, [&] { return service.on_bus(); }))
        state.SkipWithError("no name");
    for (auto _ : state) {
        plant.update();
        plant.decide();
        time(state, [&] {
            service.publish(sheet);
            service.drain();
        });
    }
    state.SetComplexityN(state.range(0));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
    for (const int packs : {1, 3, 16, 64, 256}) benchmark->Arg(packs);
    benchmark->Complexity();
}

BENCHMARK(decode)->Apply(sizes);
BENCHMARK(update)->Apply(sizes);
BENCHMARK(decide)->Apply(sizes)->UseManualTime();
BENCHMARK(publish)->Apply(sizes)->UseManualTime();

}  // namespace
}  // namespace aggregator::bench

BENCHMARK_MAIN();

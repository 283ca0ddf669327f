#include "sim/bank.hpp"

#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <utility>

#include "aggregator/app/event_loop.hpp"
#include "sim/bank_pack.hpp"
#include "sim/script.hpp"
#include "sim/signals.hpp"

namespace aggregator::sim {
namespace {

constexpr std::chrono::milliseconds kPublishPeriod{1000};

std::vector<ScriptEvent> script_of(const BankOptions& options) {
    return options.script.empty() ? std::vector<ScriptEvent>{}
                                  : load_script(options.script, options.packs.size());
}

class SimulatedBank {
public:
    explicit SimulatedBank(const BankOptions& options)
        : speed_(options.speed),
          script_(script_of(options)),
          loop_({.tick_period = kPublishPeriod}, {.on_wakeup = [this](Instant now) { attend(now); },
                                                  .on_tick = [this](Instant) { tick(); },
                                                  .on_signal = stop_unless_hangup}) {
        for (std::size_t i = 0; i < options.packs.size(); ++i) {
            serve(options, static_cast<int>(i));
        }
    }

    void run() { loop_.run(); }

private:
    void serve(const BankOptions& options, int index) {
        const int number = index + 1;
        const std::string name = options.prefix + std::to_string(number);
        const auto seed = options.noise.seed + static_cast<std::uint32_t>(index);
        packs_.push_back(std::make_unique<BankPack>(
            BankPack::Options{.setup = options.packs[static_cast<std::size_t>(index)],
                              .noise = {.scale = options.noise.scale, .seed = seed},
                              .number = number,
                              .device_instance = options.first_instance + index,
                              .service = {.name = name,
                                          .bus_address = options.bus_address,
                                          .signalling = options.signalling}},
            loop_));
        std::cout << "serving " << name << std::endl;
    }

    void attend(Instant now) {
        for (const auto& pack : packs_) {
            pack->attend(now);
        }
    }

    /// Counts periods instead of reading the time, so that every run is the same.
    void tick() {
        ++ticks_;
        const Seconds elapsed = kPublishPeriod * (ticks_ + loop_.missed_ticks());
        for (const ScriptEvent& event : script_.advance(elapsed)) {
            play(event);
        }
        for (const auto& pack : packs_) {
            pack->advance((elapsed - before_) * speed_);
        }
        before_ = elapsed;
    }

    void play(const ScriptEvent& event) {
        std::cout << "script: " << event.text << std::endl;
        const dbus::Variant value = to_variant(event.value);
        for (std::size_t i = 0; i < packs_.size(); ++i) {
            if (event.pack.value_or(i + 1) == i + 1) {
                packs_[i]->write(event.path, value);
            }
        }
    }

    double speed_;
    ScriptRun script_;
    app::EventLoop loop_;  ///< Before the packs: from here on signals end the program in order.
    std::uint64_t ticks_ = 0;
    Seconds before_{0.0};
    std::vector<std::unique_ptr<BankPack>> packs_;
};

}  // namespace

void run_bank(const BankOptions& options) {
    SimulatedBank{options}.run();
}

}  // namespace aggregator::sim

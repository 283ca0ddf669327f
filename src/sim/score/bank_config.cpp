#include "sim/score/bank_config.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "aggregator/config/config.hpp"
#include "config/number.hpp"
#include "sim/text.hpp"
#include "sim/usage_error.hpp"
#include "sim/user_file.hpp"

namespace aggregator::sim {
namespace {

using config::number_text;

constexpr double kCeilingCell_v = 3.55;
constexpr double kLowCell_v = 2.80;
constexpr double kReduced = 0.25;  ///< Of nominal.

template <typename Value>
double sum_over(const std::vector<model::PackSpec>& packs, Value value) {
    return std::accumulate(packs.begin(), packs.end(), 0.0, [&](double sum, const auto& pack) {
        return sum + std::invoke(value, pack);
    });
}

std::string counted_packs(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " pack" : " packs");
}

class Text {
public:
    void section(const std::string& name) { text_ += "\n[" + name + "]\n"; }
    void line(const std::string& key, const std::string& value) {
        text_ += key + " = " + value + "\n";
    }
    void line(const std::string& key, double value) { line(key, number_text(value)); }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_ = "# Made by bms-sim.\n";
};

/// The times that can be set, in their own ranges.
void add_times(Text& text, double speed) {
    text.section("Logging");
    text.line("update_interval", std::max(0.2, 2.0 / speed));
    text.section("Failsafe");
    text.line("stale_after", std::max(3.0, 15.0 / speed));
    text.line("lost_after", std::max(6.0, 60.0 / speed));
}

}  // namespace

std::string config_for(const Scenario& scenario, double speed) {
    const auto& packs = scenario.packs;
    const double cells = scenario.cells_in_series;
    const double charger_a = std::max(1.0, scenario.system.charger_a);
    Text text;
    text.section("Battery");
    text.line("capacity", sum_over(packs, &model::PackSpec::capacity_ah));
    text.line("max_charge_voltage", kCeilingCell_v * cells);
    text.line("battery_low_voltage", kLowCell_v * cells);
    text.line("max_discharge_current", std::max(1.0, sum_over(packs, [](const auto& pack) {
                                                    return pack.bms.discharge_limit_a;
                                                })));
    text.section("ChargeLimits");
    text.line("nominal_charge_current", charger_a);
    text.line("reduced_charge_current", kReduced * charger_a);
    text.line("raise_hold", 30.0 / speed);
    text.line("raise_rate", std::min(100.0, 0.5 * speed));
    text.section("ImbalanceThresholds");
    text.line("imbalance_action", "alarm_only");
    text.line("imbalance_release", 60.0 / speed);
    text.section("BMS");
    for (std::size_t i = 0; i < packs.size(); ++i) {
        const std::string key = "bms" + std::to_string(i + 1);
        text.line(key + "_service", kServicePrefix + std::to_string(i + 1));
        text.line(key + "_name", pack_name(scenario, i));
    }
    if (speed != 1.0) add_times(text, speed);
    return text.take();
}

Settings settings_for(const Scenario& scenario, const std::string& file, double speed) {
    const std::string shown = file.empty() ? "configuration for " + scenario.name : file;
    const auto loaded =
        config::load(file.empty() ? config_for(scenario, speed) : text_of_file(file));
    std::vector<std::string> errors;
    for (const auto& error : loaded.errors) errors.push_back(config::describe(error, shown));
    if (!errors.empty()) throw UsageError(joined_lines(errors));
    const Settings& settings = loaded.settings;
    if (settings.discovery == Discovery::list && settings.packs.size() != scenario.packs.size())
        throw UsageError(shown + ": [BMS] names " + counted_packs(settings.packs.size()) +
                         ", the scenario " + scenario.name + " has " +
                         std::to_string(scenario.packs.size()));
    return settings;
}

std::vector<std::string> services_of(const Scenario& scenario, const Settings& settings) {
    std::vector<std::string> services;
    for (std::size_t i = 0; i < scenario.packs.size(); ++i) {
        services.push_back(i < settings.packs.size() ? settings.packs[i].service
                                                     : kServicePrefix + std::to_string(i + 1));
    }
    return services;
}

}  // namespace aggregator::sim

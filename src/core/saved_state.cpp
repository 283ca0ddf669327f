#include "aggregator/core/saved_state.hpp"

#include <algorithm>
#include <utility>

#include "aggregator/core/discovery.hpp"
#include "core/seal.hpp"
#include "core/state_form.hpp"

namespace aggregator {

namespace {

constexpr std::string_view kProgram = "bms-aggregator state ";
constexpr std::string_view kStateHeader = "bms-aggregator state 2\n";

constexpr Bounds kAmount{0.0, 1e9};
constexpr Bounds kAmpsOrVolts{-1e6, 1e6};
constexpr Bounds kPercent{0.0, 100.0};
constexpr Bounds kCapacity{1.0, 1e5};
constexpr Bounds kSmallCount{0.0, 1000.0};
constexpr Bounds kCells{1.0, 64.0};
constexpr Bounds kAnything{-1e15, 1e15};

template <typename Form, typename State>
void visit_bank(Form& form, State& state) {
    form.text("boot_id", state.boot_id);
    form.number("uptime_s", state.uptime_s, kAmount);
    form.number("charge_current_a", state.charge_current, kAmount);
    form.number("discharge_current_a", state.discharge_current, kAmount);
    form.number("charge_voltage_v", state.charge_voltage, kAmount);
    form.number("cells_in_series", state.cells_in_series, kCells);
    form.number("soc_pct", state.soc, kPercent);
    form.number("voltage_v", state.voltage, kAmpsOrVolts);
    form.number("current_a", state.current, kAmpsOrVolts);
}

template <typename Form, typename State>
void visit_battery(Form& form, State& battery) {
    form.text("serial", battery.serial);
    form.text("custom_name", battery.custom_name);
    form.text("product_name", battery.product_name);
    form.number("capacity_ah", battery.installed_capacity, kCapacity);
    form.number("voltage_v", battery.voltage, kAmpsOrVolts);
    form.number("current_a", battery.current, kAmpsOrVolts);
    form.number("soc_pct", battery.soc, kPercent);
    form.number("temperature_c", battery.temperature, kCelsius);
    form.number("min_cell_v", battery.cells.min_voltage, kAmpsOrVolts);
    form.number("max_cell_v", battery.cells.max_voltage, kAmpsOrVolts);
    form.number("min_cell_c", battery.cells.min_temperature, kCelsius);
    form.number("max_cell_c", battery.cells.max_temperature, kCelsius);
    form.number("cvl_v", battery.limits.charge_voltage, kAmount);
    form.number("ccl_a", battery.limits.charge_current, kAmount);
    form.number("dcl_a", battery.limits.discharge_current, kAmount);
    form.number("low_v", battery.limits.low_voltage, kAmount);
    form.number("charge_allowed", battery.permissions.charge, kYesOrNo);
    form.number("discharge_allowed", battery.permissions.discharge, kYesOrNo);
    form.number("modules_online", battery.modules.online, kSmallCount);
    form.number("blocking_charge", battery.modules.blocking_charge, kSmallCount);
    form.number("blocking_discharge", battery.modules.blocking_discharge, kSmallCount);
    form.alarms("alarms", battery.alarms);
}

template <typename Form, typename Pack>
void visit_pack(Form& form, Pack& pack) {
    form.text("pack", pack.service);
    form.text("seen_at", pack.seen_at);
    form.state("state", pack.state);
    form.number("silence_s", pack.silence, kAmount);
    form.number("good", pack.last_data_good, kYesOrNo);
    visit_battery(form, pack.last);
    form.number("learned_product", pack.learned.product_sum, kAnything);
    form.number("learned_square", pack.learned.square_sum, kAmount);
}

bool names_a_battery(const std::string& service) {
    return service.starts_with(kBatteryPrefix) && service.size() > kBatteryPrefix.size();
}

}  // namespace

std::string to_text(const SavedState& state) {
    std::string text{kStateHeader};
    StateWriter writer{text};
    visit_bank(writer, state);
    writer.number("tier", static_cast<int>(state.tier), kSmallCount);
    const std::size_t packs = std::min(state.packs.size(), kMostSavedPacks);
    writer.number("packs", static_cast<int>(packs), kSmallCount);
    for (std::size_t i = 0; i < packs; ++i) visit_pack(writer, state.packs[i]);
    return seal(std::move(text));
}

std::optional<SavedState> from_text(std::string_view text) {
    if (text.size() > kLongestState) return std::nullopt;
    const auto body = unseal(text, kStateHeader);
    if (!body) return std::nullopt;
    StateReader reader{*body};
    SavedState state;
    visit_bank(reader, state);
    int tier = 0;
    int packs = 0;
    reader.number("tier", tier, {0.0, static_cast<double>(Tier::severe)});
    reader.number("packs", packs, {0.0, static_cast<double>(kMostSavedPacks)});
    state.tier = static_cast<Tier>(tier);
    for (int i = 0; i < packs && reader.good(); ++i) {
        SavedPack& pack = state.packs.emplace_back();
        visit_pack(reader, pack);
        if (!names_a_battery(pack.service) || !names_a_battery(pack.seen_at)) reader.refuse();
    }
    if (!reader.finished()) return std::nullopt;
    return state;
}

bool is_of_another_version(std::string_view text) {
    if (!text.starts_with(kProgram) || text.starts_with(kStateHeader)) return false;
    const auto version = text.substr(0, text.find('\n')).substr(kProgram.size());
    const auto digit = [](char c) { return '0' <= c && c <= '9'; };
    const bool whole_line = kProgram.size() + version.size() < text.size();
    return whole_line && !version.empty() && std::ranges::all_of(version, digit);
}

}  // namespace aggregator

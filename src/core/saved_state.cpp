#include "aggregator/core/saved_state.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace aggregator {

namespace {

constexpr std::string_view kHeader = "bms-aggregator state 1\n";
constexpr std::string_view kChecksumKey = "checksum ";

/// FNV-1a: it finds damage; it is no protection against intent.
std::uint32_t checksum(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

template <typename Number>
std::string text_of(Number value) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
    Number value{};
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Takes the line `key value` from the front of the text.
std::optional<std::string_view> take(std::string_view& text, std::string_view key) {
    if (!text.starts_with(key) || text.size() <= key.size() || text[key.size()] != ' ')
        return std::nullopt;
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto value = text.substr(key.size() + 1, end - key.size() - 1);
    text.remove_prefix(end + 1);
    return value;
}

/// A limit: finite and not negative.
std::optional<double> take_limit(std::string_view& text, std::string_view key) {
    const auto line = take(text, key);
    const auto value = line ? number_of<double>(*line) : std::nullopt;
    if (!value || !std::isfinite(*value) || *value < 0.0) return std::nullopt;
    return value;
}

std::optional<int> take_integer(std::string_view& text, std::string_view key, int low, int high) {
    const auto line = take(text, key);
    const auto value = line ? number_of<int>(*line) : std::nullopt;
    if (!value || *value < low || *value > high) return std::nullopt;
    return value;
}

/// The text between header and checksum, if both are whole.
std::optional<std::string_view> verified_body(std::string_view text) {
    if (!text.starts_with(kHeader) || !text.ends_with('\n')) return std::nullopt;
    const auto last = text.rfind(kChecksumKey);
    if (last == std::string_view::npos) return std::nullopt;
    auto line = text.substr(last + kChecksumKey.size());
    line.remove_suffix(1);
    if (number_of<std::uint32_t>(line) != checksum(text.substr(0, last))) return std::nullopt;
    return text.substr(kHeader.size(), last - kHeader.size());
}

}  // namespace

std::string to_text(const SavedState& state) {
    std::string text{kHeader};
    const auto line = [&text](std::string_view key, const std::string& value) {
        text.append(key).append(" ").append(value).append("\n");
    };
    line("boot_id", state.boot_id);
    line("uptime_s", text_of(state.uptime_s));
    line("charge_current_a", text_of(state.charge_current.value()));
    line("discharge_current_a", text_of(state.discharge_current.value()));
    line("charge_voltage_v", text_of(state.charge_voltage.value()));
    line("tier", text_of(static_cast<int>(state.tier)));
    line("cells_in_series", text_of(state.cells_in_series.value_or(0)));
    const std::uint32_t sum = checksum(text);
    return text.append(kChecksumKey).append(text_of(sum)).append("\n");
}

std::optional<SavedState> from_text(std::string_view text) {
    auto body = verified_body(text);
    if (!body) return std::nullopt;
    SavedState state;
    const auto boot_id = take(*body, "boot_id");
    const auto uptime = take_limit(*body, "uptime_s");
    const auto charge = take_limit(*body, "charge_current_a");
    const auto discharge = take_limit(*body, "discharge_current_a");
    const auto voltage = take_limit(*body, "charge_voltage_v");
    const auto tier = take_integer(*body, "tier", 0, static_cast<int>(Tier::severe));
    const auto cells = take_integer(*body, "cells_in_series", 0, 64);
    if (!boot_id || !uptime || !charge || !discharge || !voltage || !tier || !cells)
        return std::nullopt;
    if (!body->empty()) return std::nullopt;
    state.boot_id = *boot_id;
    state.uptime_s = *uptime;
    state.charge_current = Amps{*charge};
    state.discharge_current = Amps{*discharge};
    state.charge_voltage = Volts{*voltage};
    state.tier = static_cast<Tier>(*tier);
    if (*cells > 0) state.cells_in_series = *cells;
    return state;
}

}  // namespace aggregator

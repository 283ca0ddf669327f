#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "aggregator/core/history.hpp"

namespace aggregator {

namespace {

constexpr std::string_view kHeader = "bms-aggregator history 1\n";
constexpr std::string_view kChecksum = "checksum ";
constexpr std::string_view kNone = "-";

/// FNV-1a: it finds damage; it is no protection against intent.
std::uint32_t checksum(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

/// Calls `take(key, member)` for every figure, in the order of the file.
template <typename Figures, typename Take>
void for_each(Figures& figures, Take take) {
    take("drawn_ah", figures.drawn);
    take("charged_kwh", figures.charged_energy);
    take("discharged_kwh", figures.discharged_energy);
    take("cycles", figures.cycles);
    take("gaps_s", figures.gaps);
    take("since_full_s", figures.since_full);
    take("deepest_discharge_ah", figures.deepest_discharge);
    take("min_voltage_v", figures.min_voltage);
    take("max_voltage_v", figures.max_voltage);
    take("min_cell_voltage_v", figures.min_cell_voltage);
    take("max_cell_voltage_v", figures.max_cell_voltage);
    take("min_temperature_c", figures.min_temperature);
    take("max_temperature_c", figures.max_temperature);
}

std::string text_of(double value) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}
std::string text_of(Seconds value) {
    return text_of(value.count());
}
template <typename Tag>
std::string text_of(Quantity<Tag> value) {
    return text_of(value.value());
}
template <typename T>
std::string text_of(const std::optional<T>& value) {
    return value ? text_of(*value) : std::string{kNone};
}

bool read(std::string_view text, double& value) {
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc{} && end.ptr == text.data() + text.size() && std::isfinite(value);
}
/// A sum; it never runs backwards, so it is never below zero.
bool read_sum(std::string_view text, double& value) {
    return read(text, value) && value >= 0.0;
}
bool read(std::string_view text, Seconds& value) {
    double count = 0.0;
    if (!read_sum(text, count)) return false;
    value = Seconds{count};
    return true;
}
template <typename T>
bool read(std::string_view text, std::optional<T>& value) {
    if (text == kNone) return true;
    if constexpr (std::is_same_v<T, Seconds>) {
        return read(text, value.emplace());
    } else {
        double number = 0.0;
        if (!read(text, number)) return false;
        value = T{number};
        return true;
    }
}
template <typename Tag>
bool read(std::string_view text, Quantity<Tag>& value) {
    double number = 0.0;
    if (!read_sum(text, number)) return false;
    value = Quantity<Tag>{number};
    return true;
}

/// Takes the line `key value` from the front of the text; empty when there is none.
std::string_view take_line(std::string_view& text, std::string_view key) {
    if (!text.starts_with(key) || text.substr(key.size(), 1) != " ") return {};
    const auto end = text.find('\n');
    const auto value = text.substr(key.size() + 1, end - key.size() - 1);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return value;
}

/// The text between header and checksum, if both are whole.
std::optional<std::string_view> verified_body(std::string_view text) {
    const auto last = text.rfind(kChecksum);
    if (!text.starts_with(kHeader) || last == std::string_view::npos) return std::nullopt;
    const auto sum = std::string{kChecksum} + std::to_string(checksum(text.substr(0, last)));
    if (text.substr(last) != sum + "\n") return std::nullopt;
    return text.substr(kHeader.size(), last - kHeader.size());
}

}  // namespace

std::string to_text(const HistoryFigures& figures) {
    std::string text{kHeader};
    for_each(figures, [&text](std::string_view key, const auto& value) {
        text.append(key).append(" ").append(text_of(value)).append("\n");
    });
    const std::uint32_t sum = checksum(text);
    return text.append(kChecksum).append(std::to_string(sum)).append("\n");
}

std::optional<HistoryFigures> history_from_text(std::string_view text) {
    auto body = verified_body(text);
    if (!body) return std::nullopt;
    HistoryFigures figures;
    bool whole = true;
    for_each(figures, [&](std::string_view key, auto& value) {
        whole = read(take_line(*body, key), value) && whole;
    });
    if (!whole || !body->empty() || figures.cycles < 0.0) return std::nullopt;
    return figures;
}

}  // namespace aggregator

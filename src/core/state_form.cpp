#include "core/state_form.hpp"

#include <algorithm>

#include "aggregator/core/events.hpp"

namespace aggregator {

namespace {

bool plain(std::string_view text) {
    const auto control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20U || byte == 0x7FU;
    };
    return text.size() <= kLongestText && std::ranges::none_of(text, control);
}

std::optional<AlarmKind> alarm_named(std::string_view name) {
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        if (name == name_of(kind)) return kind;
    }
    return std::nullopt;
}

/// Takes `name=1` or `name=2` and the comma behind it.
bool take_alarm(std::string_view& list, Alarms& alarms) {
    const auto sign = list.find('=');
    if (sign == std::string_view::npos || sign + 1 >= list.size()) return false;
    const auto kind = alarm_named(list.substr(0, sign));
    const char digit = list[sign + 1];
    if (!kind || alarms[*kind] || (digit != '1' && digit != '2')) return false;
    alarms[*kind] = digit == '1' ? Severity::warning : Severity::alarm;
    list.remove_prefix(sign + 2);
    if (list.empty()) return true;
    if (list.front() != ',' || list.size() == 1) return false;
    list.remove_prefix(1);
    return true;
}

}  // namespace

std::string StateWriter::decimal(double value) {
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

void StateWriter::line(std::string_view key, std::string_view value) {
    text_.append(key).append(" ").append(value).append("\n");
}

void StateWriter::text(std::string_view key, const std::string& value) {
    line(key, plain(value) ? '"' + value + '"' : std::string{"\"\""});
}

void StateWriter::text(std::string_view key, const std::optional<std::string>& value) {
    if (!value || !plain(*value)) return line(key, "-");
    text(key, *value);
}

void StateWriter::alarms(std::string_view key, const Alarms& value) {
    std::string list;
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        const Severity severity = value[kind].value_or(Severity::ok);
        if (severity == Severity::ok) continue;
        if (!list.empty()) list += ',';
        list.append(name_of(kind)).append(severity == Severity::warning ? "=1" : "=2");
    }
    line(key, list.empty() ? "-" : list);
}

std::string_view StateReader::take(std::string_view key) {
    const bool here =
        rest_.starts_with(key) && rest_.size() > key.size() && rest_[key.size()] == ' ';
    const auto end = rest_.find('\n');
    if (!good_ || !here || end == std::string_view::npos) {
        refuse();
        return {};
    }
    const auto value = rest_.substr(key.size() + 1, end - key.size() - 1);
    rest_.remove_prefix(end + 1);
    return value;
}

std::optional<double> StateReader::decimal(std::string_view text, Bounds bounds) {
    double value{};
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    if (!bounds.contain(value)) return std::nullopt;
    return value;
}

void StateReader::text(std::string_view key, std::string& value) {
    auto line = take(key);
    if (line.size() < 2 || line.front() != '"' || line.back() != '"') return refuse();
    line.remove_prefix(1);
    line.remove_suffix(1);
    if (!plain(line)) return refuse();
    value = line;
}

void StateReader::text(std::string_view key, std::optional<std::string>& value) {
    value.reset();
    const std::string none = std::string{key} + " -\n";
    if (rest_.starts_with(none)) return rest_.remove_prefix(none.size());
    text(key, value.emplace());
}

void StateReader::state(std::string_view key, PackState& value) {
    const auto line = take(key);
    for (const PackState state : {PackState::waiting, PackState::online, PackState::invalid,
                                  PackState::stale, PackState::lost}) {
        if (line != name_of(state)) continue;
        value = state;
        return;
    }
    refuse();
}

void StateReader::alarms(std::string_view key, Alarms& value) {
    value = {};
    auto list = take(key);
    if (list == "-") return;
    if (list.empty()) return refuse();
    while (!list.empty()) {
        if (!take_alarm(list, value)) return refuse();
    }
}

}  // namespace aggregator

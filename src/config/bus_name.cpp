#include "config/bus_name.hpp"

#include <algorithm>
#include <cstddef>

#include "config/text.hpp"

namespace aggregator::config {

namespace {

constexpr std::size_t kLongestBusName = 255;
constexpr std::size_t kLongestLabel = 64;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_name_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '-';
}

bool is_element(std::string_view text) {
    return !text.empty() && !is_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), is_name_letter);
}

bool is_service(std::string_view text) {
    if (!text.starts_with(kBatteryPrefix) || text.size() > kLongestBusName) return false;
    const auto elements = split(text.substr(kBatteryPrefix.size()), '.');
    return std::all_of(elements.begin(), elements.end(), is_element);
}

}  // namespace

Complaint check_element(std::string_view text) {
    if (is_element(text) && kBatteryPrefix.size() + text.size() <= kLongestBusName) return {};
    return quote(text) +
           " cannot be part of a D-Bus name; use letters, digits, '_' and '-', and no digit first";
}

Complaint check_service(std::string_view text) {
    if (is_service(text)) return {};
    return quote(text) + " is no D-Bus name of a battery service; it begins with " +
           std::string(kBatteryPrefix) +
           " and goes on with letters, digits, '_' and '-', with no digit behind a dot; "
           "\"bms-aggregator scan\" on the device lists the services";
}

Complaint check_label(std::string_view text) {
    if (text.empty()) return "has no value; give a name or remove the line";
    if (text.size() > kLongestLabel)
        return quote(text) + " has " + std::to_string(text.size()) + " bytes; at most " +
               std::to_string(kLongestLabel) + " are allowed";
    if (text.find_first_of(";\t") != std::string_view::npos)
        return quote(text) + " holds a semicolon or a tab; leave it out";
    return {};
}

Complaint check_exclude(std::string_view text) {
    if (text.empty()) return {};
    for (const auto padded : split(text, ',')) {
        const auto part = trim(padded);
        if (part.empty()) return quote(text) + " names nothing between two commas; remove one";
        auto complaint =
            part.starts_with("com.victronenergy.") ? check_service(part) : check_label(part);
        if (complaint) return complaint;
    }
    return {};
}

}  // namespace aggregator::config

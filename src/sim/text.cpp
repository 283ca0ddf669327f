#include "sim/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace aggregator::sim {
namespace {

constexpr std::size_t kLongestServiceName = 255;

bool is_word_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_path_part(std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_word_character);
}

bool is_name_part(std::string_view part) {
    return !part.empty() && std::isdigit(static_cast<unsigned char>(part.front())) == 0 &&
           std::all_of(part.begin(), part.end(),
                       [](char c) { return is_word_character(c) || c == '-'; });
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::string joined_lines(const std::vector<std::string>& lines) {
    std::string joined;
    for (const std::string& line : lines) {
        joined += (joined.empty() ? "" : "\n") + line;
    }
    return joined;
}

std::string fixed(double number, int decimals, std::string_view unit) {
    std::array<char, 64> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, number);
    const auto kept = std::min(static_cast<std::size_t>(std::max(length, 0)), buffer.size() - 1);
    return std::string(buffer.data(), kept).append(unit);
}

bool is_item_path(std::string_view path) {
    if (path.empty() || path.front() != '/') {
        return false;
    }
    const auto parts = split(path.substr(1), '/');
    return std::all_of(parts.begin(), parts.end(), is_path_part);
}

bool is_service_name(std::string_view name) {
    const auto parts = split(name, '.');
    return name.size() <= kLongestServiceName && parts.size() >= 2 &&
           std::all_of(parts.begin(), parts.end(), is_name_part);
}

}  // namespace aggregator::sim

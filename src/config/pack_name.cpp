#include "config/pack_name.hpp"

#include "config/number.hpp"

namespace aggregator::config {

namespace {

constexpr std::string_view kPrefix = "bms";
constexpr std::string_view kGeneralPrefix = "bmsN";

}  // namespace

std::optional<PackKeyName> parse_pack_key(std::string_view name) {
    if (!name.starts_with(kPrefix)) return {};
    const auto rest = name.substr(kPrefix.size());
    const auto end = rest.find_first_not_of("0123456789");
    if (end == 0 || end == std::string_view::npos || rest[end] != '_') return {};
    return PackKeyName{std::string(rest.substr(0, end)),
                       std::string(kGeneralPrefix) + std::string(rest.substr(end))};
}

std::optional<int> pack_number(std::string_view digits) {
    const auto number = parse_whole(digits);
    if (!number || digits.starts_with('0') || *number > kMostPacks) return {};
    return static_cast<int>(*number);
}

std::string pack_key(std::string_view general, std::string_view number) {
    return std::string(kPrefix) + std::string(number) +
           std::string(general.substr(kGeneralPrefix.size()));
}

}  // namespace aggregator::config

#include "config/number.hpp"

#include <array>
#include <charconv>
#include <system_error>

namespace aggregator::config {

namespace {

template <typename T, typename... Format>
std::optional<T> parse_all(std::string_view text, Format... format) {
    T number{};
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number, format...);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return {};
    return number;
}

bool begins_with_digit(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    if (!begins_with_digit(text)) return {};  // from_chars would take "inf" and "nan"
    return parse_all<double>(text, std::chars_format::fixed);
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
    return parse_all<std::int64_t>(text);
}

std::string number_text(double number) {
    std::array<char, 32> digits{};
    char* const end = digits.data() + digits.size();
    auto written = std::to_chars(digits.data(), end, number, std::chars_format::fixed);
    if (written.ec != std::errc{}) written = std::to_chars(digits.data(), end, number);
    return {digits.data(), written.ptr};
}

}  // namespace aggregator::config

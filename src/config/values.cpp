#include "config/values.hpp"

#include <algorithm>
#include <array>

#include "config/charge_curve.hpp"
#include "config/number.hpp"
#include "config/text.hpp"

namespace aggregator::config {

namespace {

/// What probably went wrong with a value that could not be read.
std::string advice(const Spec& spec, std::string_view text) {
    if (text.find_first_of("#;") != std::string_view::npos)
        return "; put the comment on a line of its own";
    if (!spec.unit.empty() && text.ends_with(spec.unit)) return "; leave out the unit";
    if (std::holds_alternative<Range>(spec.allowed) && text.find(',') != std::string_view::npos)
        return "; write a decimal point, not a comma";
    return {};
}

Complaint unreadable(const Spec& spec, std::string_view text, std::string_view what) {
    if (text.empty()) return "has no value; remove the line for the default" + allowed_clause(spec);
    return quote(text) + std::string(what) + advice(spec, text) + allowed_clause(spec);
}

Complaint check_range(const Spec& spec, std::string_view text, double number) {
    const auto& range = std::get<Range>(spec.allowed);
    if (number >= range.low && number <= range.high) return {};
    return std::string(text) + " is out of range" + allowed_clause(spec);
}

}  // namespace

Complaint read_value(const Spec& spec, std::string_view text, double& value) {
    const auto number = parse_number(text);
    if (!number) return unreadable(spec, text, " is not a number");
    auto complaint = check_range(spec, text, *number);
    if (!complaint) value = *number;
    return complaint;
}

Complaint read_value(const Spec& spec, std::string_view text, int& value) {
    const auto number = parse_whole(text);
    if (!number) return unreadable(spec, text, " is not a whole number");
    auto complaint = check_range(spec, text, static_cast<double>(*number));
    if (!complaint) value = static_cast<int>(*number);
    return complaint;
}

Complaint read_value(const Spec& spec, std::string_view text, bool& value) {
    constexpr std::array<std::string_view, 4> kYes{"true", "yes", "on", "1"};
    constexpr std::array<std::string_view, 4> kNo{"false", "no", "off", "0"};
    const std::string word = lower(text);
    const bool yes = std::find(kYes.begin(), kYes.end(), word) != kYes.end();
    if (!yes && std::find(kNo.begin(), kNo.end(), word) == kNo.end())
        return unreadable(spec, text, " is neither yes nor no");
    value = yes;
    return {};
}

Complaint read_value(const Spec& spec, std::string_view text, std::string& value) {
    auto complaint = std::get<Form>(spec.allowed).check(text);
    if (!complaint) value = text;
    return complaint;
}

Complaint read_value(const Spec& spec, std::string_view text, std::vector<std::string>& value) {
    if (auto complaint = std::get<Form>(spec.allowed).check(text)) return complaint;
    value.clear();
    if (text.empty()) return {};
    for (const auto part : split(text, ',')) value.emplace_back(trim(part));
    return {};
}

Complaint read_value(const Spec& spec, std::string_view text, std::vector<CurvePoint>& value) {
    if (auto complaint = std::get<Form>(spec.allowed).check(text)) return complaint;
    value = parse_curve(text);
    return {};
}

Complaint read_word(const Spec& spec, std::string_view text, std::size_t& place) {
    const auto& words = std::get<Words>(spec.allowed);
    const auto found = std::find(words.begin(), words.end(), lower(text));
    if (found == words.end()) return unreadable(spec, text, " is unknown");
    place = static_cast<std::size_t>(found - words.begin());
    return {};
}

std::string write_value(const Spec&, double value) {
    return number_text(value);
}

std::string write_value(const Spec&, int value) {
    return std::to_string(value);
}

std::string write_value(const Spec&, bool value) {
    return value ? "true" : "false";
}

std::string write_value(const Spec&, const std::string& value) {
    return value;
}

std::string write_value(const Spec&, const std::vector<std::string>& value) {
    return join(value, ", ");
}

std::string write_value(const Spec&, const std::vector<CurvePoint>& value) {
    return curve_text(value);
}

std::string write_word(const Spec& spec, std::size_t place) {
    return std::string(std::get<Words>(spec.allowed)[place]);
}

}  // namespace aggregator::config

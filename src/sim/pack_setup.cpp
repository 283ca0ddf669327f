#include "sim/pack_setup.hpp"

#include "sim/text.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

std::string known_keys() {
    std::string keys;
    for (const PackInput& input : pack_inputs()) {
        keys += (keys.empty() ? "" : ", ") + std::string{input.key};
    }
    return keys;
}

void apply_input(const PackInput& input, std::string_view text, PackSetup& setup) {
    const auto number = parse_number<double>(text);
    if (!number || !accepts(input, *number)) {
        throw UsageError("'" + std::string{text} + "' is not a number from " +
                         fixed(input.lowest, 1) + " to " + fixed(input.highest, 1) + " for " +
                         std::string{input.key});
    }
    setup.inputs.*input.member = *number;
}

void apply_assignment(std::string_view assignment, PackSetup& setup) {
    const auto equals = assignment.find('=');
    if (equals == std::string_view::npos) {
        throw UsageError("'" + std::string{assignment} + "' is not KEY=VALUE");
    }
    const std::string_view key = assignment.substr(0, equals);
    const std::string_view text = assignment.substr(equals + 1);
    if (is_item_path(key)) {
        setup.values.push_back({std::string{key}, guess_typed(text)});
        return;
    }
    const PackInput* const input = find_input(key);
    if (input == nullptr) {
        throw UsageError("'" + std::string{key} + "' is neither a path nor one of " + known_keys());
    }
    apply_input(*input, text, setup);
}

}  // namespace

void apply_assignments(std::string_view assignments, PackSetup& setup) {
    for (const std::string_view assignment : split(assignments, ',')) {
        apply_assignment(assignment, setup);
    }
}

}  // namespace aggregator::sim

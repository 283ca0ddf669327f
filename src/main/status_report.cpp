#include "main/status_report.hpp"

namespace aggregator {

std::string describe(const NoAnswer& failure, const std::string& service) {
    switch (failure.kind) {
        case NoAnswer::Kind::absent:
            return service + " is not on the bus";
        case NoAnswer::Kind::silent:
            return service + " is on the bus and does not answer";
        case NoAnswer::Kind::refused:
            return service + " answers with an error: " + failure.message;
    }
    return service + " does not answer";
}

/// Names may hold anything, so the known ones are looked for, and the longest one that fits counts.
std::optional<std::string> pack_in(const std::string& reason, const ServiceItems& items) {
    const auto colon = reason.find(": ");
    if (colon == std::string::npos) return std::nullopt;
    const std::string said = reason.substr(colon + 2);
    std::optional<std::string> longest;
    for (std::size_t i = 0;; ++i) {
        const auto name = items.find("/Packs/" + std::to_string(i) + "/Name");
        if (name == items.end()) return longest;
        const std::string& candidate = name->second.text;
        if (!said.starts_with(candidate)) continue;
        const std::string rest = said.substr(candidate.size());
        const bool ends = rest.empty() || rest.starts_with(" (") || rest.starts_with(", ");
        if (ends && (!longest || longest->size() < candidate.size())) longest = candidate;
    }
}

}  // namespace aggregator

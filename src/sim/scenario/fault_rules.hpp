#pragma once

/// What each kind of fault needs, takes and allows. The table drives the checks of a scenario file;
/// a test holds the documentation to it.

#include <span>
#include <string>

#include "config/spec.hpp"
#include "sim/model/fault.hpp"

namespace aggregator::sim {

/// What a kind has to do with a key.
enum class Use { none, optional, required };

struct FaultRule {
    model::FaultKind kind;
    Use pack;
    Use duration;
    Use what;
    Use value;
    config::Range values{0, 0};
    std::string_view unit{};
};

/// In the order of the kinds.
[[nodiscard]] std::span<const FaultRule> fault_rules();

[[nodiscard]] const FaultRule& rule_of(model::FaultKind kind);

/// `0 to 1000 mOhm`; empty for a kind without a value.
[[nodiscard]] std::string values_text(const FaultRule& rule);

}  // namespace aggregator::sim

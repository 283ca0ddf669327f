#pragma once

/// Scripts that tell packs what to do and when: one line `SECONDS PACK PATH VALUE` per event. Knows
/// no bus and no clock.

#include <cstddef>
#include <istream>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aggregator/core/units.hpp"
#include "sim/typed_value.hpp"

namespace aggregator::sim {

struct ScriptEvent {
    Seconds at;                       ///< Since the start.
    std::optional<std::size_t> pack;  ///< From 1; no value means all.
    std::string path;
    TypedValue value;
    std::string text;  ///< The line, for the log.
};

struct LoadedScript {
    std::vector<ScriptEvent> events;  ///< In the order in which they are due.
    std::vector<std::string> errors;  ///< `NAME:LINE: reason`.
};

/// Reads a script for so many packs. PACK is a number from 1 or `all`. VALUE is the rest of the
/// line: a whole number, a number, `invalid`, or text, in double quotes where it looks like one of
/// the others. `#` begins a comment line.
[[nodiscard]] LoadedScript read_script(std::istream& input, const std::string& name,
                                       std::size_t packs);

/// As above from a file; throws UsageError with every error.
[[nodiscard]] std::vector<ScriptEvent> load_script(const std::string& file, std::size_t packs);

/// Hands out events when they are due.
class ScriptRun {
public:
    explicit ScriptRun(std::vector<ScriptEvent> events) : events_(std::move(events)) {}

    /// The events due since the last call. `elapsed` since the start never decreases.
    [[nodiscard]] std::span<const ScriptEvent> advance(Seconds elapsed);

private:
    std::vector<ScriptEvent> events_;
    std::size_t next_ = 0;
};

}  // namespace aggregator::sim

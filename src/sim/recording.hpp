#pragma once

/// Recordings of a service in the text format of Victron's recorder: the name of the service, one
/// line `path TAB type TAB value TAB text` per path for the state at the start, an empty line, and
/// one line `seconds TAB path TAB type TAB value TAB text` per change. Knows no bus.

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

#include "aggregator/core/units.hpp"
#include "sim/typed_value.hpp"

namespace aggregator::sim {

struct RecordedItem {
    std::string path;
    TypedValue value;
    std::string text;
};

struct RecordedChange {
    Seconds at;  ///< Since the start of the recording; never less than that of the one before.
    RecordedItem item;
};

struct Recording {
    std::string service;
    std::vector<RecordedItem> start;  ///< Every path once.
    std::vector<RecordedChange> changes;
};

struct LoadedRecording {
    Recording recording;
    std::vector<std::string> errors;  ///< `NAME:LINE: reason`; empty if all of it was understood.
};

/// Reads a recording; `name` is used in the messages only. Lines of types that an item cannot have,
/// whole groups of paths, are passed over.
[[nodiscard]] LoadedRecording read_recording(std::istream& input, const std::string& name);

/// As above from a file; one that cannot be read is an error too.
[[nodiscard]] LoadedRecording load_recording(const std::string& file);

}  // namespace aggregator::sim

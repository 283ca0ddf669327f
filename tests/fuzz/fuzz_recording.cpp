/// Any text as a recording: no crash, and what is played is in order.

#include <algorithm>
#include <cstdint>
#include <set>
#include <sstream>

#include "fuzz/check.hpp"
#include "sim/recording.hpp"
#include "sim/text.hpp"

namespace {

using namespace aggregator::sim;
using aggregator::fuzz::check;

void check_good(const Recording& recording) {
    check(is_service_name(recording.service), "a good recording has a service");
    std::set<std::string> paths;
    for (const RecordedItem& item : recording.start) {
        check(is_item_path(item.path), "its paths are paths");
        check(paths.insert(item.path).second, "it has each path once");
    }
    check(std::ranges::is_sorted(recording.changes, {}, &RecordedChange::at), "in order");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream text{std::string{reinterpret_cast<const char*>(data), size}};
    const LoadedRecording loaded = read_recording(text, "fuzz");
    if (loaded.errors.empty()) check_good(loaded.recording);
    return 0;
}

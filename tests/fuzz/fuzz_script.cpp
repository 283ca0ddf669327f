/// Any text as a script of the simulator: no crash, and every event is due once, in order, for a
/// pack that exists.

#include <algorithm>
#include <cstdint>
#include <sstream>

#include "fuzz/check.hpp"
#include "sim/script.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace aggregator::sim;
    using aggregator::fuzz::check;
    constexpr std::size_t kPacks = 3;
    std::istringstream text{std::string{reinterpret_cast<const char*>(data), size}};
    LoadedScript loaded = read_script(text, "fuzz", kPacks);
    for (const ScriptEvent& event : loaded.events) {
        const std::size_t pack = event.pack.value_or(1);
        check(pack >= 1 && pack <= kPacks, "the pack exists");
    }
    check(std::ranges::is_sorted(loaded.events, {}, &ScriptEvent::at), "events are in order");
    const std::size_t count = loaded.events.size();
    ScriptRun run{std::move(loaded.events)};
    const aggregator::Seconds end{1e308};
    check(run.advance(end).size() == count && run.advance(end).empty(), "each event comes once");
    return 0;
}

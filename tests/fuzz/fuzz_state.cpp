/// Any text as a kept state: no crash, and what is taken from it survives being kept again. Knows
/// nothing of the format.

#include <cstdint>
#include <string>

#include "aggregator/core/saved_state.hpp"
#include "fuzz/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto state = aggregator::from_text(text);
    if (!state) return 0;
    const auto again = aggregator::from_text(aggregator::to_text(*state));
    aggregator::fuzz::check(again == state, "a state that is kept again is the same");
    return 0;
}

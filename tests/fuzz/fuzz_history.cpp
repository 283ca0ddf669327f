/// Any text as a kept history, also under a checksum that fits: no crash, and what is taken from it
/// survives being kept again. Knows nothing of the format but that it is sealed.

#include <cstdint>
#include <string>

#include "aggregator/core/history_record.hpp"
#include "fuzz/check.hpp"
#include "fuzz/sealed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input{reinterpret_cast<const char*>(data), size};
    aggregator::fuzz::as_is_and_sealed(input, [](const std::string& text) {
        const auto record = aggregator::history_from_text(text);
        if (!record) return;
        const auto again = aggregator::history_from_text(aggregator::to_text(*record));
        aggregator::fuzz::check(again == record, "a history that is kept again is the same");
    });
    return 0;
}

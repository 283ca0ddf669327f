#pragma once

/// A checksum keeps a fuzzer out of what lies behind it.

#include <string>

#include "core/seal.hpp"

namespace aggregator::fuzz {

/// Calls `test` with the text as it is, with its last line replaced by a checksum that fits, and
/// with such a checksum behind it.
template <typename Test>
void as_is_and_sealed(const std::string& text, Test test) {
    test(text);
    if (text.empty() || text.back() != '\n') return;
    test(seal(text));
    const auto line_end = text.size() - 1;
    const auto before = line_end == 0 ? std::string::npos : text.rfind('\n', line_end - 1);
    if (before != std::string::npos) test(seal(text.substr(0, before + 1)));
}

}  // namespace aggregator::fuzz

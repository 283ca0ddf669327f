#include "config/utf8.hpp"

#include <cstddef>

namespace aggregator::config {

namespace {

/// What may follow a first byte: so many more bytes, the first of them within [low, high].
struct Tail {
    std::size_t length;
    unsigned char low;
    unsigned char high;
};

/// The narrowed second bytes exclude overlong forms, surrogates and what lies above U+10FFFF. A
/// length of 0 after a byte outside ASCII means that the byte begins nothing.
Tail tail_of(unsigned char first) {
    if (first >= 0xC2 && first <= 0xDF) return {1, 0x80, 0xBF};
    if (first == 0xE0) return {2, 0xA0, 0xBF};
    if (first == 0xED) return {2, 0x80, 0x9F};
    if (first >= 0xE1 && first <= 0xEF) return {2, 0x80, 0xBF};
    if (first == 0xF0) return {3, 0x90, 0xBF};
    if (first >= 0xF1 && first <= 0xF3) return {3, 0x80, 0xBF};
    if (first == 0xF4) return {3, 0x80, 0x8F};
    return {0, 0, 0};
}

bool matches(Tail tail, std::string_view bytes) {
    if (tail.length == 0 || bytes.size() < tail.length) return false;
    for (const char c : bytes.substr(0, tail.length)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < tail.low || byte > tail.high) return false;
        tail.low = 0x80;
        tail.high = 0xBF;
    }
    return true;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto first = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (first < 0x80) continue;
        const Tail tail = tail_of(first);
        if (!matches(tail, bytes)) return false;
        bytes.remove_prefix(tail.length);
    }
    return true;
}

}  // namespace aggregator::config

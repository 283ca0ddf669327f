#include "core/seal.hpp"

#include <cstdint>

namespace aggregator {

namespace {

constexpr std::string_view kChecksumKey = "checksum ";

/// FNV-1a.
std::uint32_t checksum(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

std::string seal_of(std::string_view text) {
    return std::string{kChecksumKey} + std::to_string(checksum(text)) + "\n";
}

}  // namespace

std::string seal(std::string text) {
    return text += seal_of(text);
}

std::optional<std::string_view> unseal(std::string_view text, std::string_view header) {
    if (!text.starts_with(header)) return std::nullopt;
    const auto last = text.rfind(kChecksumKey);
    if (last == std::string_view::npos || last < header.size()) return std::nullopt;
    const auto sealed = text.substr(0, last);
    if (text.substr(last) != seal_of(sealed)) return std::nullopt;
    return sealed.substr(header.size());
}

}  // namespace aggregator

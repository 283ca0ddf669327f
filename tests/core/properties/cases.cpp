#include "core/properties/cases.hpp"

#include <cstdlib>
#include <string>

namespace aggregator::properties {

namespace {

#ifdef NDEBUG
constexpr std::uint64_t kCases = 100'000;
constexpr std::uint64_t kWalk = 1'000'000;
#else
constexpr std::uint64_t kCases = 1'000;
constexpr std::uint64_t kWalk = 50'000;
#endif
constexpr std::uint64_t kSeed = 20'240'815;
constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;

std::optional<std::uint64_t> number_from(const char* variable) {
    const char* text = std::getenv(variable);
    if (text == nullptr) return std::nullopt;
    return std::stoull(text);
}

}  // namespace

Draw::Draw(std::uint64_t seed, std::uint64_t number) : engine_(seed * kGolden + number) {}

Plan plan_of_cases() {
    const std::uint64_t seed = number_from("AGGREGATOR_SEED").value_or(kSeed);
    if (const auto one = number_from("AGGREGATOR_CASE")) return {seed, *one, *one + 1};
    return {seed, 0, number_from("AGGREGATOR_CASES").value_or(kCases)};
}

std::uint64_t steps_of_walk() {
    const auto cases = number_from("AGGREGATOR_CASES");
    return cases ? *cases * 10 : kWalk;
}

}  // namespace aggregator::properties

#pragma once

/// Random cases for properties, reproducible: every case has its own generator, made of the seed
/// and its number.
///
/// Environment: AGGREGATOR_CASES sets how many (default 100,000 in an optimised build, else few
/// enough for a coffee), AGGREGATOR_SEED the seed, AGGREGATOR_CASE runs that one alone. A failure
/// names seed and case.

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "aggregator/core/units.hpp"

namespace aggregator::properties {

/// What sums of many doubles may be off by.
inline constexpr double kTiny = 1e-6;
/// What one computation may be off by.
inline constexpr double kExact = 1e-9;

inline constexpr Instant kStart = Instant{} + std::chrono::hours{1};

class Draw {
public:
    Draw(std::uint64_t seed, std::uint64_t number);

    [[nodiscard]] double real(double low, double high) {
        return std::uniform_real_distribution<double>{low, high}(engine_);
    }
    [[nodiscard]] int whole(int low, int high) {
        return std::uniform_int_distribution<int>{low, high}(engine_);
    }
    [[nodiscard]] std::size_t index(std::size_t size) {
        return std::uniform_int_distribution<std::size_t>{0, size - 1}(engine_);
    }
    [[nodiscard]] bool chance(double probability) { return real(0.0, 1.0) < probability; }

    template <typename T>
    [[nodiscard]] T one_of(const std::vector<T>& values) {
        return values[index(values.size())];
    }
    /// `value`, or nothing in so many of all cases.
    template <typename T>
    [[nodiscard]] std::optional<T> maybe(T value, double missing) {
        return chance(missing) ? std::nullopt : std::optional<T>{value};
    }

    std::mt19937_64& engine() { return engine_; }

private:
    std::mt19937_64 engine_;
};

struct Plan {
    std::uint64_t seed;
    std::uint64_t first;
    std::uint64_t end;
};
[[nodiscard]] Plan plan_of_cases();

/// Steps of the long random walk, by the same rules.
[[nodiscard]] std::uint64_t steps_of_walk();

/// Runs the property on every case and ends at the first that fails.
template <typename Property>
void for_all(Property property) {
    const Plan plan = plan_of_cases();
    for (std::uint64_t number = plan.first; number < plan.end; ++number) {
        Draw draw{plan.seed, number};
        property(draw);
        if (!testing::Test::HasFailure()) continue;
        ADD_FAILURE() << "again with AGGREGATOR_SEED=" << plan.seed
                      << " AGGREGATOR_CASE=" << number;
        return;
    }
}

}  // namespace aggregator::properties

/// Files with random faults: whatever the text, each of its lines is read, a comment, or an error.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

using Random = std::mt19937;

std::size_t below(std::size_t limit, Random& random) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

char random_byte(Random& random) {
    using namespace std::string_view_literals;
    constexpr auto kTelling = "\n\r\t =:[];#,.0123456789-aeinf_\"%\0\xC3\xEF"sv;
    return below(4, random) == 0 ? static_cast<char>(below(256, random))
                                 : kTelling[below(kTelling.size(), random)];
}

std::string some_line(const std::string& text, Random& random) {
    const auto begin = text.rfind('\n', below(text.size(), random));
    const auto start = begin == std::string::npos ? 0 : begin + 1;
    return text.substr(start, text.find('\n', start) - start + 1);
}

void mutate(std::string& text, Random& random) {
    const auto at = below(text.size(), random);
    switch (below(5, random)) {
        case 0:
            text[at] = random_byte(random);
            break;
        case 1:
            text.insert(at, 1, random_byte(random));
            break;
        case 2:
            text.erase(at, 1 + below(3, random));
            break;
        case 3:
            text.insert(at, some_line(text, random));
            break;
        default:
            text.insert(at, below(300, random), random_byte(random));
            break;
    }
}

/// The lines that hold something, told in the plainest way.
std::set<int> telling_lines(const std::string& text) {
    std::set<int> lines;
    std::istringstream stream(text);
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        const auto first = line.find_first_not_of(" \t");
        if (first == std::string::npos || line.substr(first) == "\r") continue;
        if (std::string_view("#;[").find(line[first]) == std::string_view::npos)
            lines.insert(number);
    }
    return lines;
}

std::set<int> lines_in_force(const Loaded& loaded) {
    std::set<int> lines;
    for (const auto& key : loaded.keys)
        if (key.line) lines.insert(*key.line);
    return lines;
}

std::set<int> error_lines(const Loaded& loaded) {
    std::set<int> lines;
    for (const auto& error : loaded.errors) lines.insert(error.line.value_or(0));
    return lines;
}

TEST(Mutation, OriginalHasEveryKeyAndNoError) {
    const auto loaded = load(with_all_keys(sample()));
    EXPECT_TRUE(loaded.errors.empty());
    EXPECT_EQ(lines_in_force(loaded), telling_lines(with_all_keys(sample())));
    EXPECT_GT(lines_in_force(loaded).size(), 40U);
}

TEST(Mutation, NoLineIsLostWithoutAnError) {
    Random random(20'240'229);
    int accepted = 0;
    for (int round = 0; round < 3'000; ++round) {
        std::string text = with_all_keys(sample());
        for (std::size_t change = below(4, random) + 1; change > 0; --change) mutate(text, random);
        const auto loaded = load(text);
        if (!loaded.errors.empty()) continue;
        ++accepted;
        ASSERT_EQ(lines_in_force(loaded), telling_lines(text)) << "round " << round << "\n" << text;
        ASSERT_EQ(settings_of(print(loaded)), loaded.settings) << "round " << round << "\n" << text;
    }
    EXPECT_GT(accepted, 300);
    EXPECT_LT(accepted, 2'700);
}

TEST(Mutation, ErrorsAreOrderedAndPointIntoTheFile) {
    Random random(42);
    for (int round = 0; round < 500; ++round) {
        std::string text = with_all_keys(sample());
        for (int change = 0; change < 20; ++change) mutate(text, random);
        const auto loaded = load(text);
        const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
        EXPECT_TRUE(std::is_sorted(loaded.errors.begin(), loaded.errors.end(),
                                   [](const auto& a, const auto& b) { return a.line < b.line; }));
        for (const int line : error_lines(loaded)) {
            EXPECT_GE(line, 1);
            EXPECT_LE(line, lines);
        }
    }
}

TEST(Mutation, NoiseIsRefused) {
    Random random(7);
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (auto size = below(2'000, random) + 1; size > 0; --size)
            text += static_cast<char>(below(256, random));
        const auto loaded = load(text);
        if (!loaded.errors.empty()) continue;
        EXPECT_EQ(lines_in_force(loaded), telling_lines(text));
    }
}

}  // namespace
}  // namespace aggregator::config

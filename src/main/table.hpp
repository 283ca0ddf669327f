#pragma once

/// Columns of text, two blanks apart, as wide as their widest cell on a terminal.

#include <span>
#include <string>
#include <vector>

#include "main/terminal.hpp"

namespace aggregator {

enum class Align { left, right };

struct Cell {
    std::string text{};
    Tone tone = Tone::plain;
};

using Row = std::vector<Cell>;

/// Two blanks in front of every row, none behind. `alignment` has one entry for each column; every
/// row has at most as many cells.
[[nodiscard]] std::string table(std::span<const Row> rows, std::span<const Align> alignment,
                                Colour colour);

}  // namespace aggregator

#include "main/table.hpp"

#include <algorithm>

namespace aggregator {

namespace {

constexpr const char* kGap = "  ";

std::vector<std::size_t> widths_of(std::span<const Row> rows, std::size_t columns) {
    std::vector<std::size_t> widths(columns);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns_of(row[i].text));
    }
    return widths;
}

}  // namespace

std::string table(std::span<const Row> rows, std::span<const Align> alignment, Colour colour) {
    const auto widths = widths_of(rows, alignment.size());
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        std::string owed;  // Blanks come only in front of something.
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blanks(widths[i] - columns_of(row[i].text), ' ');
            const bool right = alignment[i] == Align::right;
            owed += kGap + (right ? blanks : std::string{});
            if (!row[i].text.empty()) {
                line += owed + toned(row[i].text, row[i].tone, colour);
                owed.clear();
            }
            if (!right) owed += blanks;
        }
        text += line + "\n";
    }
    return text;
}

}  // namespace aggregator

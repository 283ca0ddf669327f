#pragma once

/// What a terminal makes of a text: its width, and its colours.

#include <string>
#include <string_view>

namespace aggregator {

/// Columns that the text takes on a terminal: accents that combine take none, wide signs two.
[[nodiscard]] std::size_t columns_of(std::string_view utf8);

/// The text on one line: control characters, which a foreign name could use to steer the terminal,
/// become blanks.
[[nodiscard]] std::string printable(std::string_view text);

enum class Tone { plain, strong, good, warning, alarm };

enum class Colour { never, always };

/// The text between the codes of the tone; as it is without colour.
[[nodiscard]] std::string toned(const std::string& text, Tone tone, Colour colour);

/// Whether standard output is a terminal.
[[nodiscard]] bool is_terminal();

/// Colour where standard output is a terminal that has some, unless NO_COLOR is set
/// (https://no-color.org).
[[nodiscard]] Colour wanted_colour();

}  // namespace aggregator

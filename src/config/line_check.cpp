#include "config/line_check.hpp"

#include <algorithm>
#include <string>

#include "config/utf8.hpp"

namespace aggregator::config {

namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

bool has_inline_comment(std::string_view line) {
    return line.find(" ;") != std::string_view::npos || line.find("\t;") != std::string_view::npos;
}

}  // namespace

Complaint check_line(std::string_view line, std::size_t longest) {
    const auto control = std::find_if(line.begin(), line.end(), is_control);
    if (control != line.end())
        return "the line holds a control character (byte " +
               std::to_string(static_cast<unsigned char>(*control)) +
               "); save the file as plain text";
    if (!is_utf8(line)) return "the line is not UTF-8; save the file as UTF-8 text";
    if (line.size() > longest)
        return "the line has " + std::to_string(line.size()) + " bytes; at most " +
               std::to_string(longest) + " can be read";
    if (has_inline_comment(line))
        return "a semicolon behind a blank begins a comment; put comments on lines of their own";
    return {};
}

bool Indentation::continues_value(std::string_view line) {
    const auto indent = line.find_first_not_of(" \t");
    if (below_key_ && indent > last_) return true;
    last_ = indent;
    below_key_ = line[indent] != '[';
    return false;
}

}  // namespace aggregator::config

#include "config/ini_text.hpp"

#include <ini.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>

#include "config/line_check.hpp"
#include "config/text.hpp"

namespace aggregator::config {

namespace {

/// Stands for a header that inih cannot take; no key table has such a section.
constexpr std::string_view kUnreadableSection = "!";
/// inih cuts longer names.
constexpr std::size_t kLongestSection = 49;

/// Gives the lines to inih and gathers what it makes of them. inih tells no line numbers, but asks
/// for a line only when it has finished the one before: what arrives belongs to the line given
/// last, and when nothing has arrived by then, inih has dropped the line.
class Feed {
public:
    explicit Feed(std::string_view text) : rest_(text) {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
    }

    /// The next line that inih is to see; nothing at the end.
    std::optional<std::string> next(std::size_t longest) {
        if (unanswered_)
            blame(quote(*unanswered_) +
                  " is neither a [section] nor key = value; complete it or make it a comment");
        unanswered_.reset();
        while (!rest_.empty()) {
            auto line = prepare(cut_line(), longest);
            if (line) return line;
        }
        return {};
    }

    void answer(IniEntry entry) {
        unanswered_.reset();
        entry.line = line_;
        result_.entries.push_back(std::move(entry));
    }

    IniText take_result() { return std::move(result_); }

private:
    void blame(std::string message) {
        result_.errors.push_back({line_, section_, {}, std::move(message)});
    }

    std::string_view cut_line() {
        ++line_;
        const auto end = std::min(rest_.find('\n'), rest_.size());
        auto line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

    /// The line in a form that inih cannot misread; nothing when it need not see it.
    std::optional<std::string> prepare(std::string_view raw, std::size_t longest) {
        const auto line = trim(raw);
        if (line.empty() || line.front() == '#' || line.front() == ';') return {};
        if (indentation_.continues_value(raw)) {
            blame(
                "an indented line would continue the value above; write the value on one line, "
                "or remove the blanks in front");
            return {};
        }
        return line.front() == '[' ? header(line, longest) : key_line(line, longest);
    }

    std::optional<std::string> key_line(std::string_view line, std::size_t longest) {
        if (auto complaint = check_line(line, longest)) {
            blame(*complaint);
            return {};
        }
        unanswered_ = std::string(line);
        return unanswered_;
    }

    /// Also a faulty header begins a section, so that its keys are not taken for those of another.
    std::string header(std::string_view line, std::size_t longest) {
        const auto end = std::min(line.find(']'), line.size());
        section_.clear();
        if (auto complaint = check_line(line.substr(0, end), longest)) {
            blame(*complaint);
            return bracketed(kUnreadableSection);
        }
        section_ = line.substr(1, end - 1);
        result_.sections.push_back({line_, section_});
        if (end == line.size()) blame("the header has no ']' at its end; add it");
        if (end + 1 < line.size()) blame("text behind the ']' is lost; give it a line of its own");
        const bool fits = !section_.empty() && section_.size() <= kLongestSection;
        return bracketed(fits ? section_ : kUnreadableSection);
    }

    static std::string bracketed(std::string_view name) { return "[" + std::string(name) + "]"; }

    std::string_view rest_;
    int line_ = 0;
    std::string section_;
    std::optional<std::string> unanswered_;  ///< Given last, nothing has come of it yet.
    Indentation indentation_;
    IniText result_;
};

/// inih's reader. Exceptions may not cross inih's frames: out of memory ends the program.
char* give_line(char* buffer, int size, void* feed) noexcept {
    const auto room = static_cast<std::size_t>(size) - 2;  // line feed and NUL
    const auto line = static_cast<Feed*>(feed)->next(std::min(kLongestLine, room));
    if (!line) return nullptr;
    const std::string ended = *line + '\n';
    std::memcpy(buffer, ended.c_str(), ended.size() + 1);
    return buffer;
}

/// inih's handler.
int take_entry(void* feed, const char* section, const char* key, const char* value) noexcept {
    static_cast<Feed*>(feed)->answer({0, section, key, value});
    return 1;
}

}  // namespace

IniText read_ini(std::string_view text) {
    Feed feed(text);
    ini_parse_stream(give_line, &feed, take_entry, &feed);
    return feed.take_result();
}

}  // namespace aggregator::config

#include "main/terminal.hpp"

#include <locale.h>
#include <unistd.h>
#include <wchar.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace aggregator {

namespace {

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t characters_of(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, begins_character));
}

/// Makes a locale hold for this thread.
class LocaleInUse {
public:
    explicit LocaleInUse(locale_t locale) : before_(uselocale(locale)) {}
    ~LocaleInUse() { uselocale(before_); }

    LocaleInUse(const LocaleInUse&) = delete;
    LocaleInUse& operator=(const LocaleInUse&) = delete;

private:
    locale_t before_;
};

using Locale = std::unique_ptr<std::remove_pointer_t<locale_t>, void (*)(locale_t)>;

std::size_t columns_in_locale(std::string_view utf8) {
    std::size_t columns = 0;
    mbstate_t state{};
    while (!utf8.empty()) {
        wchar_t character = 0;
        const std::size_t length = mbrtowc(&character, utf8.data(), utf8.size(), &state);
        if (length == 0 || length > utf8.size()) return columns + characters_of(utf8);
        columns += static_cast<std::size_t>(std::max(wcwidth(character), 0));
        utf8.remove_prefix(length);
    }
    return columns;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

const char* code_of(Tone tone) {
    switch (tone) {
        case Tone::plain:
            return "";
        case Tone::strong:
            return "\x1b[1m";
        case Tone::good:
            return "\x1b[32m";
        case Tone::warning:
            return "\x1b[33m";
        case Tone::alarm:
            return "\x1b[1;31m";
    }
    return "";
}

}  // namespace

/// The C library knows the widths where it has this locale; older ones do not.
std::size_t columns_of(std::string_view utf8) {
    const Locale locale{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr), &freelocale};
    if (locale == nullptr) return characters_of(utf8);
    const LocaleInUse in_use{locale.get()};
    return columns_in_locale(utf8);
}

std::string printable(std::string_view text) {
    std::string line{text};
    std::ranges::replace_if(line, is_control, ' ');
    // The same commands in their form of the upper half: U+0080 to U+009F.
    for (auto at = line.find('\xC2'); at != std::string::npos; at = line.find('\xC2', at + 1)) {
        if (at + 1 < line.size() && static_cast<unsigned char>(line[at + 1]) < 0xA0)
            line.replace(at, 2, " ");
    }
    return line;
}

std::string toned(const std::string& text, Tone tone, Colour colour) {
    if (colour == Colour::never || tone == Tone::plain) return text;
    return code_of(tone) + text + "\x1b[0m";
}

bool is_terminal() {
    return isatty(STDOUT_FILENO) != 0;
}

Colour wanted_colour() {
    const char* refused = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool plain = terminal == nullptr || std::string_view{terminal} == "dumb";
    const bool none = refused != nullptr && *refused != '\0';
    return is_terminal() && !plain && !none ? Colour::always : Colour::never;
}

}  // namespace aggregator

#include "sim/script.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/text.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

std::string trimmed(const std::string& text) {
    constexpr const char* kBlank = " \t\r";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string::npos) {
        return "";
    }
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

TypedValue script_value(const std::string& text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        return text.substr(1, text.size() - 2);
    }
    return guess_typed(text);
}

/// Throws UsageError with the reason.
Seconds parse_time(const std::string& text) {
    const auto seconds = parse_number<double>(text);
    if (!seconds || !std::isfinite(*seconds) || *seconds < 0.0) {
        throw UsageError("'" + text + "' is not a time in seconds");
    }
    return Seconds{*seconds};
}

std::optional<std::size_t> parse_pack(const std::string& text, std::size_t packs) {
    if (text == "all") {
        return std::nullopt;
    }
    const auto pack = parse_number<std::size_t>(text);
    if (!pack || *pack < 1 || *pack > packs) {
        throw UsageError("'" + text + "' is not 'all' or a pack from 1 to " +
                         std::to_string(packs));
    }
    return pack;
}

ScriptEvent parse_event(const std::string& line, std::size_t packs) {
    std::istringstream words{line};
    std::string time;
    std::string pack;
    std::string path;
    std::string value;
    words >> time >> pack >> path;
    std::getline(words, value);
    value = trimmed(value);
    if (value.empty()) {
        throw UsageError("expected SECONDS PACK PATH VALUE");
    }
    ScriptEvent event{parse_time(time), parse_pack(pack, packs), path, script_value(value), line};
    if (!is_item_path(path)) {
        throw UsageError("'" + path + "' is not a path");
    }
    return event;
}

}  // namespace

LoadedScript read_script(std::istream& input, const std::string& name, std::size_t packs) {
    LoadedScript script;
    std::string line;
    for (int number = 1; std::getline(input, line); ++number) {
        line = trimmed(line);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        try {
            script.events.push_back(parse_event(line, packs));
        } catch (const UsageError& error) {
            script.errors.push_back(name + ":" + std::to_string(number) + ": " + error.what());
        }
    }
    std::stable_sort(script.events.begin(), script.events.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    return script;
}

std::vector<ScriptEvent> load_script(const std::string& file, std::size_t packs) {
    std::ifstream input{file};
    if (!input) {
        throw UsageError(file + ": " + std::generic_category().message(errno));
    }
    LoadedScript script = read_script(input, file, packs);
    if (!script.errors.empty()) {
        throw UsageError(joined_lines(script.errors));
    }
    return std::move(script.events);
}

std::span<const ScriptEvent> ScriptRun::advance(Seconds elapsed) {
    const std::size_t first = next_;
    while (next_ < events_.size() && events_[next_].at <= elapsed) {
        ++next_;
    }
    return std::span{events_}.subspan(first, next_ - first);
}

}  // namespace aggregator::sim

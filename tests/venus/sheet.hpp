#pragma once

/// What a service shows, collected for tests: the paths in the order they were shown, and what is
/// behind each.

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "aggregator/venus/sheet.hpp"

namespace aggregator::test {

/// What a path holds, for comparisons.
inline venus::Value number(std::int64_t value) {
    return value;
}
inline venus::Value text(const std::string& characters) {
    return characters;
}

class Sheet {
public:
    /// Takes one path; each may come only once.
    [[nodiscard]] venus::Show taker() {
        return [this](std::string_view path, const venus::Shown& shown) {
            paths_.emplace_back(path);
            if (!shown_.emplace(path, shown).second)
                throw std::logic_error(paths_.back() + " is shown twice");
        };
    }

    [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }
    [[nodiscard]] bool has(const std::string& path) const { return shown_.contains(path); }
    [[nodiscard]] const venus::Value& value(const std::string& path) const {
        return shown_.at(path).value;
    }
    [[nodiscard]] const std::string& text(const std::string& path) const {
        return shown_.at(path).text;
    }

private:
    std::vector<std::string> paths_;
    std::map<std::string, venus::Shown> shown_;
};

}  // namespace aggregator::test

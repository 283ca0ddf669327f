#include "config/draft.hpp"

#include <utility>

namespace aggregator::config {

std::optional<int> Draft::line_of(const KeyName& name) const {
    const auto found = mentions.find(name);
    if (found == mentions.end()) return {};
    return found->second.line;
}

bool Draft::trustworthy(const KeyName& name) const {
    const auto found = mentions.find(name);
    return found == mentions.end() || found->second.valid;
}

void Draft::blame(const KeyName& name, std::string message) {
    errors.push_back({line_of(name), name.section, name.key, std::move(message)});
}

}  // namespace aggregator::config

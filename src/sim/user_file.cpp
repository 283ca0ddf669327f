#include "sim/user_file.hpp"

#include <utility>
#include <variant>

#include "aggregator/config/file.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {

std::string text_of_file(const std::string& file) {
    auto text = config::read_file(file);
    if (std::holds_alternative<config::Missing>(text)) throw UsageError(file + ": no such file");
    if (const auto* bad = std::get_if<config::Unreadable>(&text))
        throw UsageError(file + ": " + bad->reason);
    return std::get<std::string>(std::move(text));
}

}  // namespace aggregator::sim

#include <string>
#include <vector>

#include "aggregator/config/config.hpp"
#include "config/text.hpp"

namespace aggregator::config {

std::string describe(const ConfigError& error, std::string_view file) {
    std::vector<std::string> name;
    if (!error.section.empty()) name.push_back("[" + error.section + "]");
    if (!error.key.empty()) name.push_back(error.key);

    std::vector<std::string> parts{std::string(file)};
    if (error.line) parts.back() += ":" + std::to_string(*error.line);
    if (!name.empty()) parts.push_back(join(name, " "));
    parts.push_back(error.message);
    return join(parts, ": ");
}

}  // namespace aggregator::config

#include "aggregator/app/logging.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace aggregator::app {

bool is_log_level(const std::string& word) {
    return word == "debug" || word == "info" || word == "warn" || word == "error";
}

void set_up_logging() {
    const auto logger = spdlog::stdout_logger_st("bms-aggregator");
    logger->set_pattern(isatty(STDOUT_FILENO) != 0 ? "%H:%M:%S %l: %v" : "%l: %v");
    logger->flush_on(spdlog::level::debug);
    spdlog::set_default_logger(logger);
}

void set_log_level(const std::optional<std::string>& asked, const Settings& settings) {
    if (asked) return spdlog::set_level(spdlog::level::from_str(*asked));
    spdlog::set_level(settings.debug ? spdlog::level::debug : spdlog::level::info);
}

}  // namespace aggregator::app

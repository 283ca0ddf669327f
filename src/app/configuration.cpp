#include "aggregator/app/configuration.hpp"

#include <spdlog/spdlog.h>

#include "aggregator/config/config.hpp"
#include "aggregator/config/file.hpp"

namespace aggregator::app {

Configuration::Reading Configuration::read() {
    const config::FileText file = config::read_file(path_);
    if (std::holds_alternative<config::Missing>(file)) return Reading::missing;
    if (const auto* unreadable = std::get_if<config::Unreadable>(&file)) {
        spdlog::error("{}: {}", path_, unreadable->reason);
        return Reading::bad;
    }
    const std::string& text = std::get<std::string>(file);
    const config::Loaded loaded = config::load(text);
    for (const config::ConfigError& error : loaded.errors)
        spdlog::error("{}", config::describe(error, path_));
    if (!loaded.errors.empty()) return Reading::bad;
    settings_ = loaded.settings;
    store_.keep_configuration(text);
    return Reading::good;
}

void Configuration::load() {
    origin_ = ConfigurationInForce::users;
    const Reading reading = read();
    if (reading == Reading::good) return spdlog::info("configuration: {}", path_);
    if (reading == Reading::missing) {
        settings_ = config::load("").settings;
        return spdlog::info("there is no {}: the embedded defaults are in force", path_);
    }

    const auto last_good = store_.recall_configuration();
    const config::Loaded loaded = config::load(last_good.value_or(""));
    const bool usable = last_good && loaded.errors.empty();
    settings_ = usable ? loaded.settings : config::load("").settings;
    origin_ = usable ? ConfigurationInForce::last_good : ConfigurationInForce::embedded;
    spdlog::error(
        "{} is not usable: {}; correct it, then send SIGHUP or restart", path_,
        usable ? "the last good configuration is in force"
               : "the embedded defaults are in force and charging is held at the reduced current");
}

bool Configuration::reload() {
    const Reading reading = read();
    if (reading == Reading::missing) {
        // An editor may be replacing it at this moment; the defaults could be looser.
        spdlog::warn("there is no {}: the running configuration stays in force", path_);
        return false;
    }
    if (reading == Reading::bad) {
        if (origin_ == ConfigurationInForce::users) origin_ = ConfigurationInForce::last_good;
        spdlog::error("{} is not usable: the running configuration stays in force", path_);
        return false;
    }
    origin_ = ConfigurationInForce::users;
    spdlog::info("configuration reloaded: {}", path_);
    return true;
}

}  // namespace aggregator::app

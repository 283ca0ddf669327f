#pragma once

/// Which settings are in force: the user's file while it is good, else the last one that was, else
/// the embedded defaults with charging held back. A bad file never ends the program and never
/// loosens anything.

#include <string>

#include "aggregator/app/state_store.hpp"
#include "aggregator/core/bank_life.hpp"
#include "aggregator/core/settings.hpp"

namespace aggregator::app {

class Configuration {
public:
    /// Both must outlive this.
    Configuration(std::string path, StateStore& store) : path_(std::move(path)), store_(store) {}

    /// Reads the file for the first time and says in the log what is in force.
    void load();

    /// Reads it again. False when it is not usable: then everything stays as it was, but for the
    /// origin.
    bool reload();

    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] ConfigurationInForce origin() const { return origin_; }

private:
    enum class Reading { good, missing, bad };
    Reading read();

    std::string path_;
    StateStore& store_;
    Settings settings_{};
    ConfigurationInForce origin_ = ConfigurationInForce::users;
};

}  // namespace aggregator::app

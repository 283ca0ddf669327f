#pragma once

/// The folder beside the configuration file where the program keeps what it needs after a restart.
/// Every write is atomic; a folder that cannot be written costs one warning and nothing else.

#include <optional>
#include <string>
#include <string_view>

#include "aggregator/core/saved_state.hpp"

namespace aggregator::app {

class StateStore {
public:
    /// `folder` is created when the first thing is kept.
    explicit StateStore(std::string folder) : folder_(std::move(folder)) {}

    void keep(SavedState state);

    /// What was kept in this boot, and how long ago.
    struct Recalled {
        SavedState state;
        Seconds ago;
    };
    /// No value when there is none, or none that is good: the log says why.
    [[nodiscard]] std::optional<Recalled> recall() const;

    /// The text of the last configuration file that was good.
    void keep_configuration(std::string_view text);
    [[nodiscard]] std::optional<std::string> recall_configuration() const;

    /// A file of the folder by its name.
    void write(const std::string& name, std::string_view text);
    [[nodiscard]] std::optional<std::string> read(const std::string& name) const;

    /// Renames a file that cannot be used, so that it is not overwritten. Returns its new name.
    std::string set_aside(const std::string& name) const;

private:
    std::string folder_;
    bool warned_ = false;
};

}  // namespace aggregator::app

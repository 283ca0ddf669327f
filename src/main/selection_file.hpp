#pragma once

/// Where `select` keeps what `deselect` puts back.

#include <optional>
#include <string>

#include "main/selection.hpp"

namespace aggregator {

/// The folder beside the configuration file where the program keeps what it needs later.
[[nodiscard]] std::string state_folder(const std::string& config_path);

class SelectionFile {
public:
    explicit SelectionFile(std::string folder) : folder_(std::move(folder)) {}

    /// No value when there is none or it is damaged.
    [[nodiscard]] std::optional<KeptSelection> read() const;

    /// As a whole or not at all; throws std::system_error.
    void write(const KeptSelection& kept) const;

    /// Also when there is none.
    void remove() const;

private:
    [[nodiscard]] std::string path() const;

    std::string folder_;
};

}  // namespace aggregator

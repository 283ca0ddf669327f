#pragma once

/// Keeps the bank's history over restarts, in a small file beside the state. A folder that cannot
/// be written costs one warning and nothing else.

#include <optional>
#include <string>

#include "aggregator/core/history.hpp"

namespace aggregator::app {

class HistoryFile {
public:
    explicit HistoryFile(std::string folder) : folder_(std::move(folder)) {}

    /// What was kept; a damaged file is reported, left as it is until the next keep(), and ignored.
    [[nodiscard]] std::optional<HistoryFigures> recall() const;

    /// Writes every quarter of an hour, for flash wears.
    void step(const HistoryFigures& figures, Instant now);

    /// Writes when something changed since the last time.
    void keep(const HistoryFigures& figures);

private:
    std::string folder_;
    std::string written_{};
    std::optional<Instant> last_{};
    bool warned_ = false;
};

}  // namespace aggregator::app

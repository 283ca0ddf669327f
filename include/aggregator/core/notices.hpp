#pragma once

/// Which events a user hears of in words, and how often: once for each cause in ten minutes, ten a
/// day (domain.md 4.2), of which warnings may take the first six. Venus shows alarms by itself; a
/// notice says what an alarm cannot, which pack and why.

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "aggregator/core/events.hpp"

namespace aggregator {

struct Notice {
    Severity severity = Severity::warning;  ///< Never ok.
    std::string title{};
    std::string text{};
};

/// The notice that an event is worth, before any limit on their number.
[[nodiscard]] std::optional<Notice> notice_for(const Event& event);

class NoticeLimiter {
public:
    /// True when `notice` may be sent at `now`; it counts as sent then. Its title is its cause.
    bool admit(const Notice& notice, Instant now);

private:
    std::map<std::string, Instant> last_by_cause_{};
    std::deque<Instant> sent_{};
};

}  // namespace aggregator

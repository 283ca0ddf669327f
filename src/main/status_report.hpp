#pragma once

/// What `status` knows, and its two forms: a page for people and JSON for programs. Knows no bus.

#include <optional>
#include <string>

#include "main/output.hpp"
#include "main/terminal.hpp"
#include "main/venus_view.hpp"

namespace aggregator {

struct StatusReport {
    BankOnBus bank;                     ///< Without items when it did not answer.
    std::optional<NoAnswer> failure{};  ///< Why it did not.
    VenusView venus{};
};

/// One sentence: who does not answer, and how.
[[nodiscard]] std::string describe(const NoAnswer& failure, const std::string& service);

/// The pack that a limit's reason names, such as "pack limit: Left (its BMS)".
[[nodiscard]] std::optional<std::string> pack_in(const std::string& reason,
                                                 const ServiceItems& items);

/// Bank and limits first, then a line for each pack, then what is wrong. For a bank that answered.
[[nodiscard]] std::string status_text(const StatusReport& report, Colour colour);

/// One JSON object, whose members are those of CONFIGURATION.md; with a line feed at the end.
[[nodiscard]] std::string status_json(const StatusReport& report, JsonForm form);

}  // namespace aggregator

#pragma once

/// Tells text from other bytes.

#include <string_view>

namespace aggregator::config {

/// True for well-formed UTF-8. A string of anything else ends the connection to the bus.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace aggregator::config

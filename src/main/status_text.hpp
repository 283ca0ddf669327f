#pragma once

/// The page that `status` shows, made from the texts on the bus. Knows no bus.

#include <map>
#include <string>

namespace aggregator {

/// Path to text.
using Texts = std::map<std::string, std::string>;

/// Bank first, then a table with one line for each pack, then what is wrong.
[[nodiscard]] std::string status_text(const Texts& texts);

}  // namespace aggregator

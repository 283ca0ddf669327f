#pragma once

/// How a command shows what it found.

namespace aggregator {

enum class Watch { once, live };
enum class Output { text, json };

/// For people who look into it, or one object on one line for programs that read on.
enum class JsonForm { pretty, line };

}  // namespace aggregator

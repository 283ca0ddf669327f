#pragma once

/// Runs one of our programs as a user would.

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "support/private_bus.hpp"

namespace aggregator::test {

class Program {
public:
    /// Starts it; the first word is the file. Throws std::runtime_error when that fails.
    explicit Program(std::vector<std::string> command);

    /// Kills it if it still runs.
    ~Program();

    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void send_signal(int signo) const;
    [[nodiscard]] pid_t pid() const { return pid_; }

    /// Its exit code, or the negative number of the signal that ended it; no value if it has not
    /// ended by the deadline.
    [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds deadline = kDeadline);

    /// All it has written to stdout and stderr so far.
    [[nodiscard]] const std::string& output();

private:
    pid_t pid_ = -1;
    int output_fd_ = -1;
    std::string output_;
    std::optional<int> result_;
};

}  // namespace aggregator::test

#pragma once

/// Runs the real program as a child and keeps what it says.

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace aggregator::test {

using Environment = std::map<std::string, std::string>;

class Program {
public:
    /// Starts it. Throws std::runtime_error when that fails.
    explicit Program(std::vector<std::string> arguments, const Environment& environment = {});

    /// Kills it if it still runs.
    ~Program();

    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void send(int signo) const;

    /// Whether it ends within the time; then exit_code() has a value, unless a signal ended it.
    [[nodiscard]] bool ends_within(std::chrono::milliseconds time);
    [[nodiscard]] bool has_ended() { return ends_within(std::chrono::milliseconds{0}); }
    [[nodiscard]] std::optional<int> exit_code() const { return exit_code_; }

    /// All that it wrote until now.
    [[nodiscard]] const std::string& output();
    [[nodiscard]] const std::string& errors();

private:
    /// What comes out of one of its descriptors.
    struct Stream {
        int fd = -1;
        std::string text{};
        void read_on();
    };

    void take_status(int status);

    pid_t pid_ = -1;
    Stream output_{};
    Stream errors_{};
    std::optional<int> exit_code_{};
};

}  // namespace aggregator::test

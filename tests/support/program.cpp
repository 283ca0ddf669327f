#include "support/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace aggregator::test {
namespace {

[[noreturn]] void become(std::vector<std::string>& command, int output_fd) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setenv("LSAN_OPTIONS", "print_suppressions=0:suppressions=" LEAK_SUPPRESSIONS, 1);
    dup2(output_fd, STDOUT_FILENO);
    dup2(output_fd, STDERR_FILENO);
    std::vector<char*> arguments;
    for (std::string& word : command) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
}

}  // namespace

Program::Program(std::vector<std::string> command) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        throw std::runtime_error("no pipe");
    }
    pid_ = fork();
    if (pid_ == 0) {
        become(command, ends[1]);
    }
    close(ends[1]);
    output_fd_ = ends[0];
    if (pid_ < 0) {
        throw std::runtime_error("cannot start " + command.front());
    }
}

Program::~Program() {
    if (!result_) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    close(output_fd_);
}

void Program::send_signal(int signo) const {
    if (!result_) {
        kill(pid_, signo);
    }
}

std::optional<int> Program::wait(std::chrono::milliseconds deadline) {
    const auto has_ended = [this] {
        int status = 0;
        if (!result_ && waitpid(pid_, &status, WNOHANG) == pid_) {
            result_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
        }
        return result_.has_value();
    };
    (void)pump_until({}, has_ended, deadline);
    return result_;
}

const std::string& Program::output() {
    std::array<char, 4096> buffer{};
    while (true) {
        const auto size = read(output_fd_, buffer.data(), buffer.size());
        if (size <= 0) {
            return output_;
        }
        output_.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

}  // namespace aggregator::test

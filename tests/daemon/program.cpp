#include "daemon/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace aggregator::test {
namespace {

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        out = ends[0];
        in = ends[1];
        fcntl(out, F_SETFL, O_NONBLOCK);
    }
    int out = -1;
    int in = -1;
};

[[noreturn]] void become(std::vector<std::string> arguments, const Environment& environment) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // A crashing test leaves no program behind.
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    setenv("LSAN_OPTIONS", "suppressions=" AGGREGATOR_PROJECT_DIR "/tests/daemon/leaks.supp", 1);
    arguments.insert(arguments.begin(), AGGREGATOR_PROGRAM);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    execv(AGGREGATOR_PROGRAM, argv.data());
    _exit(127);
}

}  // namespace

Program::Program(std::vector<std::string> arguments, const Environment& environment) {
    const Pipe output;
    const Pipe errors;
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("cannot fork");
    if (pid_ == 0) {
        dup2(output.in, STDOUT_FILENO);
        dup2(errors.in, STDERR_FILENO);
        become(std::move(arguments), environment);
    }
    close(output.in);
    close(errors.in);
    output_.fd = output.out;
    errors_.fd = errors.out;
}

Program::~Program() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    close(output_.fd);
    close(errors_.fd);
}

void Program::send(int signo) const {
    if (pid_ > 0) kill(pid_, signo);
}

void Program::Stream::read_on() {
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = read(fd, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(got));
}

const std::string& Program::output() {
    output_.read_on();
    return output_.text;
}

const std::string& Program::errors() {
    errors_.read_on();
    return errors_.text;
}

void Program::take_status(int status) {
    pid_ = -1;
    if (WIFEXITED(status)) exit_code_ = WEXITSTATUS(status);
}

bool Program::ends_within(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (pid_ > 0) {
        output_.read_on();
        errors_.read_on();
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) == pid_) {
            take_status(status);
        } else if (std::chrono::steady_clock::now() >= end) {
            return false;
        } else {
            poll(nullptr, 0, 2);
        }
    }
    return true;
}

}  // namespace aggregator::test

#pragma once

/// Owns a descriptor of the kernel.

#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace aggregator::app {

class FileDescriptor {
public:
    /// Takes what a system call returned; throws std::system_error with `what` if that is -1.
    FileDescriptor(int fd, const char* what) : fd_(fd) {
        if (fd < 0) {
            throw std::system_error(errno, std::generic_category(), what);
        }
    }
    FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&&) = delete;
    ~FileDescriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }

    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

}  // namespace aggregator::app

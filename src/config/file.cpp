#include "aggregator/config/file.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <system_error>

namespace aggregator::config {

namespace {

constexpr std::size_t kLargest = std::size_t{1024} * 1024;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Unreadable unreadable(int error) {
    return {std::generic_category().message(error)};
}

}  // namespace

FileText read_file(const std::string& path) {
    const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file && errno == ENOENT) return Missing{};
    if (!file) return unreadable(errno);

    std::string text;
    std::array<char, 4096> block{};
    while (const auto size = std::fread(block.data(), 1, block.size(), file.get())) {
        text.append(block.data(), size);
        if (text.size() > kLargest) return Unreadable{"larger than 1 MiB"};
    }
    if (std::ferror(file.get()) != 0) return unreadable(errno);
    return text;
}

}  // namespace aggregator::config

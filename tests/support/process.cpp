#include "support/process.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

namespace aggregator::test {
namespace {

std::string folder_of(pid_t pid) {
    return "/proc/" + std::to_string(pid);
}

std::ifstream open_file_of(pid_t pid, const std::string& name) {
    std::ifstream file{folder_of(pid) + "/" + name};
    if (!file) {
        throw std::runtime_error("there is no process " + std::to_string(pid));
    }
    return file;
}

}  // namespace

Memory memory_of(pid_t pid) {
    auto file = open_file_of(pid, "smaps_rollup");
    std::map<std::string, double> sizes;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words{line};
        std::string key;
        double size_kib = 0.0;
        if (words >> key >> size_kib) {
            sizes[key] = size_kib;
        }
    }
    return {sizes.at("Rss:"), sizes.at("Pss:"), sizes.at("Anonymous:")};
}

std::chrono::nanoseconds cpu_time_of(pid_t pid) {
    auto file = open_file_of(pid, "schedstat");
    std::chrono::nanoseconds::rep running = 0;
    file >> running;
    return std::chrono::nanoseconds{running};
}

std::size_t open_descriptors_of(pid_t pid) {
    const std::filesystem::directory_iterator entries{folder_of(pid) + "/fd"};
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

}  // namespace aggregator::test

#include "support/process.hpp"

#include <cmath>
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

/// The lines "name: number ..." of such a file.
std::map<std::string, double> numbers_in(std::ifstream file) {
    std::map<std::string, double> numbers;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words{line};
        std::string key;
        double number = 0.0;
        if (words >> key >> number) {
            numbers[key] = number;
        }
    }
    return numbers;
}

}  // namespace

Memory memory_of(pid_t pid) {
    const auto sizes = numbers_in(open_file_of(pid, "smaps_rollup"));
    return {sizes.at("Rss:"), sizes.at("Pss:"), sizes.at("Anonymous:")};
}

long sleeps_of(pid_t pid) {
    return std::lround(numbers_in(open_file_of(pid, "status")).at("voluntary_ctxt_switches:"));
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

#pragma once

/// A folder of its own for each test, removed with all that is in it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace aggregator::test {

class TempFolder {
public:
    TempFolder() {
        std::string path = testing::TempDir() + "aggregator_app_XXXXXX";
        if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no folder");
        path_ = path;
    }
    ~TempFolder() { std::filesystem::remove_all(path_); }

    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream{path_ / name, std::ios::binary} << text;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream stream{path_ / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }
    [[nodiscard]] bool has(const std::string& name) const {
        return std::filesystem::exists(path_ / name);
    }

private:
    std::filesystem::path path_;
};

}  // namespace aggregator::test

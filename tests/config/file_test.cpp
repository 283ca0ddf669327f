#include "aggregator/config/file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace aggregator::config {
namespace {

class ReadFile : public ::testing::Test {
protected:
    void SetUp() override {
        std::string path = ::testing::TempDir() + "aggregator_config_XXXXXX";
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        folder_ = path;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string write(const std::string& text) const {
        const auto path = folder_ / "config.ini";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    std::filesystem::path folder_;
};

TEST_F(ReadFile, GivesTheTextAsItIs) {
    const std::string text = std::string("[A]\r\nx = \0", 10) + std::string(9'000, 'y');
    EXPECT_EQ(std::get<std::string>(read_file(write(text))), text);
    EXPECT_EQ(std::get<std::string>(read_file(write(""))), "");
}

TEST_F(ReadFile, TellsAMissingFile) {
    EXPECT_TRUE(std::holds_alternative<Missing>(read_file(folder_ / "none.ini")));
}

TEST_F(ReadFile, TellsWhyAFileCannotBeRead) {
    EXPECT_EQ(std::get<Unreadable>(read_file(folder_)).reason, "Is a directory");
    EXPECT_EQ(std::get<Unreadable>(read_file(write("") + "/below")).reason, "Not a directory");
}

TEST_F(ReadFile, RefusesWhatIsTooLargeForAConfiguration) {
    const std::size_t limit = 1024 * 1024;
    EXPECT_TRUE(std::holds_alternative<std::string>(read_file(write(std::string(limit, '#')))));
    EXPECT_EQ(std::get<Unreadable>(read_file(write(std::string(limit + 1, '#')))).reason,
              "larger than 1 MiB");
}

}  // namespace
}  // namespace aggregator::config

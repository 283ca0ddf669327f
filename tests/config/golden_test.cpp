/// Whole files against what is to be made of them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(Golden, EveryMistakeOfABadFileIsTold) {
    EXPECT_THAT(
        errors_of(project_file("tests/fixtures/config-bad.ini")),
        ::testing::ElementsAreArray(lines_of(project_file("tests/fixtures/config-bad.errors"))));
}

TEST(Golden, FileOfVersionOneOneZeroIsPrinted) {
    EXPECT_THAT(
        lines_of(print(load(project_file("tests/fixtures/config-1.1.0.ini")))),
        ::testing::ElementsAreArray(lines_of(project_file("tests/fixtures/config-1.1.0.printed"))));
}

}  // namespace
}  // namespace aggregator::config

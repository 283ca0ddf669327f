#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "config/fixture.hpp"
#include "config/key_table.hpp"

namespace aggregator::config {
namespace {

std::string sample_file() {
    return project_file("config/config.ini");
}

TEST(Sample, FileIsWhatTheTableSays) {
    EXPECT_EQ(sample_file(), sample()) << "config/config.ini has to become this text";
}

TEST(Sample, FileEqualsTheDefaults) {
    EXPECT_EQ(settings_of(sample_file()), defaults());
}

TEST(Sample, EveryKeyIsThereWithItsDefault) {
    const auto text = sample_file();
    for (const auto& key : load("").keys) {
        if (!key.value || key.value->empty()) continue;
        const auto line = key.key + " = " + *key.value + "\n";
        EXPECT_NE(text.find(line), std::string::npos) << line;
    }
    for (const auto& key : keys())
        EXPECT_NE(text.find(std::string(key.spec.name) + " = "), std::string::npos)
            << key.spec.name;
}

TEST(Sample, WhatIsCommentedOutIsGood) {
    const auto settings = settings_of(with_all_keys(sample_file()));
    EXPECT_EQ(settings.given, (Settings::Given{true, true}));
    EXPECT_EQ(settings.exclude.size(), 2U);
    EXPECT_EQ(settings.packs.at(0).name, "Left");
    EXPECT_EQ(settings.packs.at(0).max_discharge_current, Amps{100.0});
}

TEST(Sample, LinesAreShort) {
    std::istringstream lines(sample_file());
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

}  // namespace
}  // namespace aggregator::config

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "config/fixture.hpp"
#include "config/key_table.hpp"

namespace aggregator::config {
namespace {

using ::testing::HasSubstr;

/// The part of CONFIGURATION.md about one section of the file.
std::string chapter(std::string_view section) {
    const auto text = project_file("CONFIGURATION.md");
    const auto begin = text.find("\n## [" + std::string(section) + "]\n");
    EXPECT_NE(begin, std::string::npos) << section;
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find("\n## ", begin + 1) - begin);
}

/// What follows the beginning, of every line of CONFIGURATION.md that has it.
std::vector<std::string> lines_with(std::string_view beginning) {
    std::vector<std::string> rest;
    std::istringstream lines(project_file("CONFIGURATION.md"));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(beginning)) rest.push_back(line.substr(beginning.size()));
    return rest;
}

/// The row of a key: name, unit, allowed values, default, effect.
std::string row(const Spec& spec, const std::optional<std::string>& standard) {
    const bool has_value = standard && !standard->empty();
    return "\n| `" + std::string(spec.name) + "` | " + std::string(spec.unit) + " | " +
           allowed_text(spec) + " | " +
           (has_value ? "`" + *standard + "`" : std::string(spec.absent.meaning)) + " | " +
           std::string(spec.effect) + " |\n";
}

TEST(Documentation, HasTheRowOfEveryKey) {
    for (const auto& key : keys())
        EXPECT_THAT(chapter(key.spec.section),
                    HasSubstr(row(key.spec, key.write(key.spec, Settings{}))));
    for (const auto& key : pack_keys())
        EXPECT_THAT(chapter(key.spec.section), HasSubstr(row(key.spec, {})));
}

TEST(Documentation, SaysWhatEverySectionIsFor) {
    for (const auto& section : sections())
        EXPECT_THAT(chapter(section.name), HasSubstr(std::string(section.purpose)));
}

TEST(Documentation, NamesNoKeyThatDoesNotExist) {
    std::multiset<std::string> documented;
    for (const auto& line : lines_with("| `")) documented.insert(line.substr(0, line.find('`')));
    std::multiset<std::string> known;
    for (const auto& key : keys()) known.emplace(key.spec.name);
    for (const auto& key : pack_keys()) known.emplace(key.spec.name);
    EXPECT_EQ(documented, known);
}

TEST(Documentation, ExplainsEveryWord) {
    for (const auto& key : keys()) {
        const auto* words = std::get_if<Words>(&key.spec.allowed);
        if (!words || words->front() == "false") continue;
        for (const auto word : *words)
            EXPECT_THAT(chapter(key.spec.section), HasSubstr("`" + std::string(word) + "`"));
    }
}

TEST(Documentation, ShowsErrorsAsTheyAre) {
    EXPECT_THAT(lines_with("    /data/bms_aggregator/config.ini:"),
                ::testing::ElementsAre(
                    errors_of("[Battery]\ncapacity = 45O.0\n").at(0),
                    errors_of("[ChargeLimits]\nlimit_mod = single\n").at(0),
                    errors_of("[ImbalanceThresholds]\nimbalance_ok_threshold = 16\n").at(0)));
}

}  // namespace
}  // namespace aggregator::config

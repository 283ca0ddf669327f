#include "config/ini_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aggregator::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `LINE [section] key|value`
std::vector<std::string> entries_of(const IniText& ini) {
    std::vector<std::string> texts;
    for (const auto& entry : ini.entries)
        texts.push_back(std::to_string(entry.line) + " [" + entry.section + "] " + entry.key + "|" +
                        entry.value);
    return texts;
}

std::vector<std::string> sections_of(const IniText& ini) {
    std::vector<std::string> texts;
    for (const auto& section : ini.sections)
        texts.push_back(std::to_string(section.line) + " " + section.name);
    return texts;
}

std::vector<int> error_lines_of(const IniText& ini) {
    std::vector<int> lines;
    for (const auto& error : ini.errors) lines.push_back(error.line.value_or(0));
    return lines;
}

TEST(IniText, EntriesHaveTheirLines) {
    const auto ini = read_ini("# note\n\n[A]\nx = 1\n; note\n[B]\n\n  y=2\nz : 3\n");
    EXPECT_THAT(entries_of(ini), ElementsAre("4 [A] x|1", "8 [B] y|2", "9 [B] z|3"));
    EXPECT_THAT(sections_of(ini), ElementsAre("3 A", "6 B"));
    EXPECT_THAT(ini.errors, IsEmpty());
}

TEST(IniText, FirstSeparatorCounts) {
    EXPECT_THAT(entries_of(read_ini("[A]\nx = 0:0, 1=1\ny:a=b\n")),
                ElementsAre("2 [A] x|0:0, 1=1", "3 [A] y|a=b"));
}

TEST(IniText, EmptyValuesAndKeysArrive) {
    EXPECT_THAT(entries_of(read_ini("[A]\nx =\n= 1\n")), ElementsAre("2 [A] x|", "3 [A] |1"));
}

TEST(IniText, EntryInFrontOfTheFirstSectionHasNone) {
    EXPECT_THAT(entries_of(read_ini("x = 1")), ElementsAre("1 [] x|1"));
}

TEST(IniText, LineEndsAndByteOrderMarkDoNotMatter) {
    EXPECT_THAT(entries_of(read_ini("\xEF\xBB\xBF[A]\r\nx = 1\r\n\r\ny = 2")),
                ElementsAre("2 [A] x|1", "4 [A] y|2"));
}

TEST(IniText, TextWithoutLinesIsEmpty) {
    for (const auto* text : {"", "\n", "\r\n\r\n", "# only\n;comments\n  # here", "\xEF\xBB\xBF"}) {
        const auto ini = read_ini(text);
        EXPECT_THAT(ini.entries, IsEmpty());
        EXPECT_THAT(ini.errors, IsEmpty());
    }
}

TEST(IniText, LongestLineArrivesWhole) {
    const std::string value(198 - 4, 'v');
    const auto ini = read_ini("[A]\nx = " + value + "\ny = 1\n");
    EXPECT_THAT(entries_of(ini), ElementsAre("2 [A] x|" + value, "3 [A] y|1"));
    EXPECT_THAT(ini.errors, IsEmpty());
}

TEST(IniText, LongerLineIsAnErrorAndNotSplit) {
    const auto ini = read_ini("[A]\nx = " + std::string(195, 'v') + "=\ny = 1\n");
    EXPECT_THAT(entries_of(ini), ElementsAre("3 [A] y|1"));
    ASSERT_THAT(error_lines_of(ini), ElementsAre(2));
    EXPECT_EQ(ini.errors[0].message, "the line has 200 bytes; at most 198 can be read");
}

TEST(IniText, CommentsMayHaveAnyLengthAndAnyBytes) {
    using namespace std::string_literals;
    const auto ini = read_ini("# " + std::string(5'000, '=') + "\n; \0\xE4\x1B ;\n[A]\nx = 1\n"s);
    EXPECT_THAT(entries_of(ini), ElementsAre("4 [A] x|1"));
    EXPECT_THAT(ini.errors, IsEmpty());
}

TEST(IniText, LineWithoutSeparatorIsAnError) {
    const auto ini = read_ini("[A]\njunk\nx = 1\nmore junk");
    EXPECT_THAT(error_lines_of(ini), ElementsAre(2, 4));
    EXPECT_EQ(ini.errors[0].section, "A");
    EXPECT_EQ(ini.errors[0].message,
              "'junk' is neither a [section] nor key = value; complete it or make it a comment");
    EXPECT_THAT(entries_of(ini), ElementsAre("3 [A] x|1"));
}

TEST(IniText, ContinuedValueIsAnErrorForEachLine) {
    const auto ini = read_ini("[A]\nx = 1\n  2\n  y = 3\nz = 4\n");
    EXPECT_THAT(error_lines_of(ini), ElementsAre(3, 4));
    EXPECT_THAT(entries_of(ini), ElementsAre("2 [A] x|1", "5 [A] z|4"));
}

TEST(IniText, HeaderWithFaultIsAnErrorButCounts) {
    const auto ini = read_ini("[A\nx = 1\n[B] y = 2\nz = 3\n[C] # note\n");
    EXPECT_THAT(error_lines_of(ini), ElementsAre(1, 3, 5));
    EXPECT_THAT(entries_of(ini), ElementsAre("2 [A] x|1", "4 [B] z|3"));
}

TEST(IniText, UnreadableHeaderKeepsItsKeysApart) {
    const auto ini = read_ini("[A]\n[B\x01]\nx = 1\n[C ; D]\ny = 2\n[]\nz = 3\n");
    EXPECT_THAT(error_lines_of(ini), ElementsAre(2, 4));
    EXPECT_THAT(sections_of(ini), ElementsAre("1 A", "6 "));
    EXPECT_THAT(entries_of(ini), ElementsAre("3 [!] x|1", "5 [!] y|2", "7 [!] z|3"));
}

TEST(IniText, LongHeaderIsNotCut) {
    const std::string name(60, 's');
    const auto ini = read_ini("[" + name + "]\nx = 1\n");
    EXPECT_THAT(sections_of(ini), ElementsAre("1 " + name));
    EXPECT_THAT(entries_of(ini), ElementsAre("2 [!] x|1"));
}

TEST(IniText, ByteOrderMarkInsideTheFileIsNotSkipped) {
    EXPECT_THAT(error_lines_of(read_ini("\n\xEF\xBB\xBF[A]\n[B]\n")), ElementsAre(2));
}

}  // namespace
}  // namespace aggregator::config

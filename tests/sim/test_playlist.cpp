#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/playlist.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

const std::string kPack = FIXTURES "/recordings/pack-12v.csv";
const std::string kShunt = FIXTURES "/recordings/shunt-48v.csv";
const std::string kBad = FIXTURES "/recordings/bad.csv";

std::string refusal(const Playlist& playlist) {
    try {
        (void)load_playlist(playlist);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(RecordingPlaylist, KeepsTheOrderOfTheFiles) {
    const auto recordings = load_playlist({.files = {kShunt, kPack}});
    ASSERT_THAT(recordings, SizeIs(2));
    EXPECT_EQ(recordings[0].service, "com.victronenergy.battery.fixture_48v");
    EXPECT_EQ(recordings[1].service, "com.victronenergy.battery.fixture_12v");
}

TEST(RecordingPlaylist, SaysHowToServeTwoFilesOfOneName) {
    EXPECT_THAT(refusal({.files = {kPack, kPack}}),
                AllOf(HasSubstr(kPack + " serves com.victronenergy.battery.fixture_12v too"),
                      HasSubstr("--name " + kPack + "=SERVICE")));
}

TEST(RecordingPlaylist, GivesOtherNamesAndInstances) {
    const auto recordings =
        load_playlist({.files = {kPack}, .names = {{kPack, "a.b"}}, .instances = {{kPack, 77}}});
    EXPECT_EQ(recordings[0].service, "a.b");
    const auto& start = recordings[0].start;
    const auto is_instance = [](const auto& item) { return item.path == "/DeviceInstance"; };
    ASSERT_EQ(std::count_if(start.begin(), start.end(), is_instance), 1);
    const auto instance = std::find_if(start.begin(), start.end(), is_instance);
    EXPECT_EQ(instance->value, TypedValue{std::int32_t{77}});
    EXPECT_EQ(instance->text, "77");
}

TEST(RecordingPlaylist, RefusesOptionsForOtherFiles) {
    EXPECT_THAT(refusal({.files = {kPack}, .names = {{kShunt, "a.b"}}}),
                HasSubstr("--name: " + kShunt + " is not among the files"));
    EXPECT_THAT(refusal({.files = {kPack}, .instances = {{kShunt, 1}}}), HasSubstr("--instance"));
}

TEST(RecordingPlaylist, RefusesNamesTheBusWouldRefuse) {
    EXPECT_THAT(refusal({.files = {kPack}, .names = {{kPack, "battery"}}}),
                HasSubstr("'battery' is not the name of a service"));
}

TEST(RecordingPlaylist, CollectsTheErrorsOfAllFiles) {
    EXPECT_THAT(refusal({.files = {kBad, "/nowhere/a.csv", kPack}}),
                AllOf(HasSubstr("bad.csv:2: "), HasSubstr("bad.csv:4: "),
                      HasSubstr("/nowhere/a.csv: No such file")));
}

}  // namespace
}  // namespace aggregator::sim

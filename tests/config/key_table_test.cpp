#include "config/key_table.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace aggregator::config {
namespace {

/// Every row, whatever is behind it.
std::vector<Spec> all_specs() {
    std::vector<Spec> specs;
    for (const auto& key : keys()) specs.push_back(key.spec);
    for (const auto& key : pack_keys()) specs.push_back(key.spec);
    return specs;
}

TEST(KeyTable, NamesAreUniqueAndInLowerCase) {
    std::set<std::string> names;
    for (const auto& spec : all_specs()) {
        const std::string name = std::string(spec.section) + "." + std::string(spec.name);
        EXPECT_TRUE(names.insert(name).second) << name;
        for (const char c : spec.name)
            EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '_' || c == 'N') << name;
    }
}

TEST(KeyTable, EverySectionHasKeysAndEveryKeyASection) {
    std::set<std::string_view> used;
    std::set<std::string_view> known;
    for (const auto& spec : all_specs()) used.insert(spec.section);
    for (const auto& section : sections()) known.insert(section.name);
    EXPECT_EQ(used, known);
}

TEST(KeyTable, EffectIsOneSentenceThatFitsALine) {
    for (const auto& spec : all_specs()) {
        EXPECT_TRUE(spec.effect.ends_with('.')) << spec.name;
        EXPECT_LE(spec.effect.size(), 98U) << spec.name;
        EXPECT_EQ(spec.effect.find('|'), std::string_view::npos) << spec.name;
    }
}

TEST(KeyTable, EveryDefaultIsAllowed) {
    for (const auto& key : keys()) {
        Settings settings;
        const auto text = key.write(key.spec, Settings{});
        ASSERT_TRUE(text) << key.spec.name;
        EXPECT_EQ(key.read(key.spec, *text, settings), std::nullopt) << key.spec.name;
        EXPECT_EQ(settings, Settings{}) << key.spec.name;
    }
}

TEST(KeyTable, EveryExampleIsAllowed) {
    for (const auto& key : pack_keys()) {
        PackSettings pack;
        if (key.spec.absent.example.empty()) continue;
        EXPECT_EQ(key.read(key.spec, key.spec.absent.example, pack), std::nullopt) << key.spec.name;
        EXPECT_EQ(key.write(key.spec, pack), key.spec.absent.example) << key.spec.name;
    }
}

TEST(KeyTable, KeysWithoutADefaultSayWhatHolds) {
    for (const auto& key : keys())
        EXPECT_EQ(key.write(key.spec, Settings{}) == "", !key.spec.absent.meaning.empty())
            << key.spec.name;
    for (const auto& key : pack_keys()) EXPECT_FALSE(key.spec.absent.meaning.empty());
}

/// A text that the key takes and that is not its default.
std::string other_text(const Key<Settings>& key) {
    const auto standard = key.write(key.spec, Settings{});
    if (const auto* words = std::get_if<Words>(&key.spec.allowed))
        return std::string((*words)[0] == standard ? (*words)[1] : (*words)[0]);
    if (std::holds_alternative<Range>(key.spec.allowed))
        return key.spec.name == "min_packs" ? "2" : "40";
    return key.spec.name == "charge_curve" ? "0:0, 10:0.25" : "Other";
}

TEST(KeyTable, EveryKeyHasASettingOfItsOwn) {
    for (const auto& key : keys()) {
        Settings settings;
        ASSERT_EQ(key.read(key.spec, other_text(key), settings), std::nullopt) << key.spec.name;
        for (const auto& other : keys()) {
            const bool changed = other.write(other.spec, settings) != other.write(other.spec, {});
            EXPECT_EQ(changed, &other == &key) << key.spec.name << " and " << other.spec.name;
        }
    }
}

TEST(KeyTable, VoltageDefaultsFollowTheNominalVoltage) {
    std::set<std::string_view> scaled;
    for (const auto& key : keys())
        if (key.given) scaled.insert(key.spec.name);
    EXPECT_EQ(scaled, (std::set<std::string_view>{"max_charge_voltage", "battery_low_voltage"}));
}

TEST(KeyTable, KeysAreFoundBySectionAndName) {
    ASSERT_TRUE(find_key("Notifications", "enabled"));
    EXPECT_EQ(find_key("TemperatureLimits", "enabled")->spec.section, "TemperatureLimits");
    EXPECT_FALSE(find_key("Battery", "enabled"));
    EXPECT_TRUE(find_pack_key("bmsN_name"));
    EXPECT_FALSE(find_pack_key("bms1_name"));
}

}  // namespace
}  // namespace aggregator::config

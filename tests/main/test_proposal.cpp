#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/config/config.hpp"
#include "main/found_packs.hpp"
#include "main/proposal.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What the proposed file says; it must be a good one.
Settings settings_in(const std::vector<JudgedBattery>& batteries) {
    const auto text = propose_config(batteries);
    EXPECT_TRUE(text.has_value());
    const config::Loaded loaded = config::load(text.value_or(""));
    EXPECT_THAT(loaded.errors, IsEmpty()) << *text << describe(loaded.errors.front(), "file");
    return loaded.settings;
}

TEST(Proposal, HoldsWhatThePacksPublish) {
    const Settings settings =
        settings_in(judged({found_pack("a", 1), found_pack("b", 2), found_shunt()}));
    ASSERT_EQ(settings.packs.size(), 2U);
    EXPECT_EQ(settings.packs[0].service, kBatteries + "a");
    EXPECT_EQ(settings.packs[0].name, std::nullopt);
    EXPECT_EQ(settings.bank.capacity, AmpHours{560.0});
    EXPECT_EQ(settings.bank.nominal_voltage, NominalVoltage::v48);
    EXPECT_EQ(settings.bank.max_discharge_current, Amps{201.0});
    EXPECT_EQ(settings.charge.nominal_charge_current, Amps{150.0});
    EXPECT_EQ(settings.charge.reduced_charge_current, Amps{50.0});
    EXPECT_FALSE(settings.given.max_charge_voltage);
}

TEST(Proposal, SaysWhatIsNoPackAndWhy) {
    const auto text = propose_config(judged({found_pack("a", 1), found_shunt()}));
    EXPECT_THAT(*text, HasSubstr("# com.victronenergy.battery.ttyO0: publishes no charge voltage"));
}

TEST(Proposal, TellsWhoseShareIsMissingFromTheSums) {
    const FoundBattery hanging{.service = kBatteries + "ttyUSB9"};
    EXPECT_THAT(*propose_config(judged({found_pack("a", 1), hanging})),
                HasSubstr("\n# CHECK: com.victronenergy.battery.ttyUSB9 gave no values."));
    EXPECT_THAT(*propose_config(judged({found_pack("a", 1), found_shunt()})),
                Not(HasSubstr("gave no values")));
}

TEST(Proposal, LeavesOutTheBankItself) {
    const FoundBattery bank{.service = kBatteries + "bms_aggregator"};
    EXPECT_THAT(*propose_config(judged({found_pack("a", 1), bank})),
                Not(HasSubstr("bms_aggregator:")));
}

TEST(Proposal, IsNoneWithoutAPack) {
    EXPECT_EQ(propose_config(judged({found_shunt()})), std::nullopt);
    EXPECT_EQ(propose_config({}), std::nullopt);
}

TEST(Proposal, SumsOnlyWhatEveryPackPublishes) {
    FoundBattery quiet = found_pack("b", 2);
    quiet.battery.installed_capacity.reset();
    quiet.battery.limits.charge_current.reset();
    quiet.battery.limits.discharge_current = Amps{0.0};
    const auto batteries = judged({found_pack("a", 1), quiet});
    const Settings settings = settings_in(batteries);
    EXPECT_EQ(settings.bank.capacity, Settings{}.bank.capacity);
    EXPECT_EQ(settings.charge, Settings{}.charge);
    EXPECT_EQ(settings.bank.max_discharge_current, Settings{}.bank.max_discharge_current);
    const std::string text = *propose_config(batteries);
    EXPECT_THAT(text, HasSubstr("# CHECK: not published by Pack b."));
    EXPECT_THAT(text, HasSubstr("\n#capacity = 280\n"));
    EXPECT_THAT(text, HasSubstr("# CHECK: 0 now for Pack b."));
    EXPECT_THAT(text, HasSubstr("\n#bms2_capacity =\n"));
    EXPECT_THAT(text, HasSubstr("\n#bms2_max_charge_current =\n"));
    EXPECT_THAT(text, Not(HasSubstr("#bms2_max_discharge_current")));
}

TEST(Proposal, DoesNotBelieveWhatCannotBeTrue) {
    FoundBattery wrong = found_pack("b", 2);
    wrong.battery.installed_capacity = AmpHours{280'000.0};
    const std::string text = *propose_config(judged({found_pack("a", 1), wrong}));
    EXPECT_THAT(text, HasSubstr("\n#capacity = 280\n"));
    EXPECT_THAT(text, HasSubstr("# CHECK: 1 of its values cannot be true."));
}

TEST(Proposal, NamesNoVoltageThatIsNotCertain) {
    FoundBattery other = found_pack("b", 2);
    other.battery.cells.in_series = 15;
    other.battery.voltage = Volts{50.0};
    other.battery.limits.charge_voltage = Volts{53.2};
    const auto differing = judged({found_pack("a", 1), other});
    EXPECT_EQ(settings_in(differing).bank.nominal_voltage, NominalVoltage::detect);
    EXPECT_THAT(*propose_config(differing), HasSubstr("CHECK: packs with different numbers"));

    FoundBattery unknown = found_pack("b", 2);
    unknown.battery.cells = {};
    unknown.battery.limits.charge_voltage = Volts{60.0};
    EXPECT_EQ(settings_in(judged({found_pack("a", 1), unknown})).bank.nominal_voltage,
              NominalVoltage::detect);
}

TEST(Proposal, TellsPacksOfOneNameApart) {
    FoundBattery one = found_pack("a", 1);
    FoundBattery two = found_pack("b", 2);
    one.battery.custom_name = two.battery.custom_name = "JK";
    const Settings settings = settings_in(judged({one, two}));
    EXPECT_EQ(settings.packs[0].name, "JK a");
    EXPECT_EQ(settings.packs[1].name, "JK b");
}

/// A foreign name must neither break the file nor become a key of it.
TEST(Proposal, IsAGoodFileWhateverThePacksAreCalled) {
    for (const std::string& name :
         {std::string{"a\nmax_charge_voltage = 66\n"}, std::string{"x ; y"}, std::string(300, 'n'),
          std::string{"東京 Büro"}, std::string{"[Battery]"}, std::string{"\x1b[2J"},
          std::string{}}) {
        FoundBattery one = found_pack("a", 1);
        FoundBattery two = found_pack("b", 2);
        one.battery.custom_name = two.battery.custom_name = name;
        one.battery.product_name = name;
        const Settings settings = settings_in(judged({one, two}));
        EXPECT_EQ(settings.packs.size(), 2U) << name;
        EXPECT_FALSE(settings.given.max_charge_voltage) << name;
    }
}

TEST(Proposal, IsAGoodFileWithAnyNumberOfPacks) {
    std::vector<FoundBattery> many;
    for (int i = 0; i < 70; ++i) many.push_back(found_pack("p" + std::to_string(i), i));
    EXPECT_EQ(settings_in(judged(many)).packs.size(), 64U);
    EXPECT_THAT(*propose_config(judged(many)), HasSubstr("p69: one more than there can be packs"));
}

TEST(Proposal, IsAGoodFileForHugeAndTinyPacks) {
    for (const double current : {0.05, 0.4, 1.0, 2.5, 1400.0}) {
        FoundBattery pack = found_pack("a", 1);
        pack.battery.limits.charge_current = Amps{current};
        pack.battery.limits.discharge_current = Amps{current};
        std::vector<FoundBattery> packs;
        for (int i = 0; i < 10; ++i) {
            packs.push_back(pack);
            packs.back().service += std::to_string(i);
        }
        EXPECT_EQ(settings_in(judged(packs)).packs.size(), 10U) << current;
    }
}

}  // namespace
}  // namespace aggregator::test

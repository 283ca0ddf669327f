/// What the service looks like to Venus, as it goes over the bus.

#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::AnyOf;

class BankAsVenusSeesIt : public DaemonTest {
protected:
    [[nodiscard]] static std::string type_of(const Tree& tree, const std::string& path) {
        return tree.at(path).at("Value").peekValueType();
    }
    [[nodiscard]] static std::string text_of(const Tree& tree, const std::string& path) {
        return tree.at(path).at("Text").get<std::string>();
    }
};

TEST_F(BankAsVenusSeesIt, IsVirtualAndOfNoKindThatVenusTreatsApart) {
    start_with_packs();
    const Tree tree = client().get_items(kBank);
    EXPECT_EQ(value("/Mgmt/Connection"), text("Virtual"));
    EXPECT_EQ(value("/ProductId"), whole(0));
    EXPECT_EQ(text_of(tree, "/ProductId"), "0x0");
    EXPECT_EQ(value("/ProductName"), text("BMS Aggregator"));
    EXPECT_EQ(value("/Connected"), whole(1));
    EXPECT_EQ(type_of(tree, "/HardwareVersion"), "ai") << "there is no hardware";
    EXPECT_EQ(text_of(tree, "/HardwareVersion"), "---");
    EXPECT_EQ(type_of(tree, "/CustomName"), "s") << "a number there ends systemcalc";
    EXPECT_FALSE(tree.contains("/NumberOfBmses")) << "it hides the alarms on the screen";
}

TEST_F(BankAsVenusSeesIt, TellsWhatThereIsAndWhatIsLeft) {
    start_with_packs();
    EXPECT_NEAR(number("/InstalledCapacity"), 450.0, 1e-9);
    EXPECT_NEAR(number("/Capacity"), 0.81 * 450.0, 1e-9);
    EXPECT_NEAR(number("/ConsumedAmphours"), -0.19 * 450.0, 1e-9);
}

TEST_F(BankAsVenusSeesIt, SendsNoTypeThatAConsumerStumblesOver) {
    start_with_packs();
    const Tree tree = client().get_items(kBank);
    ASSERT_GT(tree.size(), 100U);
    for (const auto& [path, item] : tree) {
        EXPECT_EQ(item.size(), 2U) << path << ": more than Value and Text is dropped by some";
        const std::string type = type_of(tree, path);
        EXPECT_THAT(type, AnyOf("i", "d", "s", "ai")) << path;
        EXPECT_TRUE(type != "d" || std::isfinite(item.at("Value").get<double>())) << path;
        EXPECT_EQ(item.at("Text").peekValueType(), "s") << path;
    }
}

TEST_F(BankAsVenusSeesIt, ReadsNumbersOfEveryWidthAndRoundsSinglePrecision) {
    const auto single = [](float number) { return dbus::Variant{static_cast<double>(number)}; };
    for (FakeBattery* pack : packs()) pack->set("/Dc/0/Voltage", single(13.2F));
    one_.set("/Soc", dbus::Variant{std::uint8_t{80}});
    two_.set("/Soc", dbus::Variant{std::int16_t{82}});
    three_.set("/Soc", dbus::Variant{std::uint64_t{84}});
    one_.set("/Dc/0/Current", dbus::Variant{std::int32_t{-10}});
    two_.set("/Dc/0/Current", dbus::Variant{std::int64_t{-20}});
    three_.set("/Dc/0/Current", dbus::Variant{std::int16_t{-5}});
    one_.set("/Io/AllowToCharge", dbus::Variant{true});
    two_.set("/Info/MaxDischargeCurrent", dbus::Variant{std::uint32_t{90}});
    three_.set("/Info/MaxDischargeCurrent", dbus::Variant{std::uint16_t{90}});
    start_with_packs();
    EXPECT_EQ(value("/Dc/0/Voltage"), Value{13.2}) << "not 13.199999809265137";
    EXPECT_EQ(value("/System/MinSoc"), Value{80.0});
    EXPECT_EQ(value("/System/MaxSoc"), Value{84.0});
    EXPECT_EQ(value("/Dc/0/Current"), Value{-35.0});
    EXPECT_EQ(value("/Io/AllowToCharge"), whole(1));
    for (int pack = 0; pack < 3; ++pack)
        EXPECT_EQ(value("/Packs/" + std::to_string(pack) + "/RejectedValues"), whole(0)) << pack;
}

TEST_F(BankAsVenusSeesIt, TakesNoTextForANumber) {
    start_with_packs();
    one_.set("/Info/MaxChargeCurrent", dbus::Variant{"999"});
    ASSERT_TRUE(shows("/Packs/0/RejectedValues", whole(1)));
    EXPECT_LE(number("/Info/MaxChargeCurrent"), 150.0);
}

}  // namespace
}  // namespace aggregator::test

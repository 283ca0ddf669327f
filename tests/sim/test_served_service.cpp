#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "dbus/variant.hpp"
#include "sim/played_service.hpp"
#include "sim/served_service.hpp"
#include "support/client.hpp"

namespace aggregator::sim {
namespace {

using dbus::Variant;
using testing::HasSubstr;

constexpr const char* kName = "com.victronenergy.battery.served";

TEST(TypedValueOnTheWire, HasItsExactType) {
    EXPECT_EQ(to_variant(std::uint8_t{1}).peekValueType(), "y");
    EXPECT_EQ(to_variant(true).peekValueType(), "b");
    EXPECT_EQ(to_variant(std::int16_t{1}).peekValueType(), "n");
    EXPECT_EQ(to_variant(std::uint16_t{1}).peekValueType(), "q");
    EXPECT_EQ(to_variant(std::int32_t{1}).peekValueType(), "i");
    EXPECT_EQ(to_variant(std::uint32_t{1}).peekValueType(), "u");
    EXPECT_EQ(to_variant(std::int64_t{1}).peekValueType(), "x");
    EXPECT_EQ(to_variant(std::uint64_t{1}).peekValueType(), "t");
    EXPECT_EQ(to_variant(1.0).peekValueType(), "d");
    EXPECT_EQ(to_variant(std::string{"a"}).peekValueType(), "s");
    EXPECT_EQ(to_variant(TypedValue{}).peekValueType(), "ai");
}

TEST(TypedValueOnTheWire, IsSentEvenIfNoDriverShouldSendIt) {
    EXPECT_TRUE(std::isnan(to_variant(std::nan("")).get<double>()));
    EXPECT_EQ(to_variant(std::string{"caf\xe9"}).get<std::string>(), "caf?");
}

TEST(TextOfValue, IsWhatAPersonReads) {
    EXPECT_EQ(text_of(Variant{std::uint8_t{2}}), "2");
    EXPECT_EQ(text_of(Variant{13.256}), "13.26");
    EXPECT_EQ(text_of(Variant{"Port"}), "Port");
    EXPECT_EQ(text_of(dbus::invalid_variant()), "---");
    EXPECT_EQ(text_of(Variant{std::vector<double>{1.0}}), "");
}

class ServedOnBus : public testing::Test {
protected:
    [[nodiscard]] ServedService::Options options() const {
        return {.name = kName, .bus_address = daemon_.address()};
    }

    test::PrivateBus daemon_;
    dbus::Bus bus_{daemon_.address()};
    test::Client client_{bus_};
};

TEST_F(ServedOnBus, IsNotSeenBeforeItIsAnnounced) {
    ServedService service{options(), {}};
    service.tree().update("/Soc", Variant{1.0}, "1%");
    EXPECT_FALSE(client_.has_owner(kName));
    service.announce();
    EXPECT_TRUE(client_.has_owner(kName));
}

TEST_F(ServedOnBus, GoesWithItsConnection) {
    {
        ServedService service{options(), {}};
        service.announce();
    }
    EXPECT_TRUE(test::pump_until({}, [&] { return !client_.has_owner(kName); }));
}

TEST_F(ServedOnBus, SaysWhichNameIsTaken) {
    bus_.request_name(kName);
    ServedService service{options(), {}};
    try {
        service.announce();
        FAIL() << "no error";
    } catch (const std::runtime_error& error) {
        EXPECT_THAT(error.what(), HasSubstr(std::string{"cannot serve "} + kName));
    }
}

class PlayedOnBus : public ServedOnBus {
protected:
    PlayedOnBus() {
        recording_.service = kName;
        recording_.start = {{"/Soc", 80.0, "80%"}, {"/State", std::uint8_t{9}, "9"}};
        recording_.changes = {{Seconds{1.0}, {"/Soc", 81.0, "81%"}},
                              {Seconds{2.0}, {"/Late", std::string{"x"}, "x"}}};
    }

    [[nodiscard]] Variant value(PlayedService& played, const std::string& path) {
        auto& served = dynamic_cast<dbus::Bus&>(played.source());
        return test::Client{bus_, {&served}}.get_value(kName, path);
    }

    Recording recording_;
};

TEST_F(PlayedOnBus, BeginsWithTheStateAtTheStart) {
    PlayedService played{recording_, options()};
    EXPECT_EQ(value(played, "/Soc").get<double>(), 80.0);
    EXPECT_EQ(value(played, "/State").get<std::uint8_t>(), 9);
    EXPECT_THROW((void)value(played, "/Late"), sdbus::Error);
}

TEST_F(PlayedOnBus, ChangesAsTimePasses) {
    PlayedService played{recording_, options()};
    played.play(Seconds{1.0});
    EXPECT_EQ(value(played, "/Soc").get<double>(), 81.0);
    played.play(Seconds{2.0});
    EXPECT_EQ(value(played, "/Late").get<std::string>(), "x");
}

TEST_F(PlayedOnBus, GoesBackToTheStartEntirely) {
    PlayedService played{recording_, options()};
    played.play(Seconds{2.0});
    played.play(Seconds{3.0});
    EXPECT_EQ(value(played, "/Soc").get<double>(), 80.0);
    EXPECT_THROW((void)value(played, "/Late"), sdbus::Error);
}

TEST_F(PlayedOnBus, KeepsAWrittenValueUntilTheRecordingChangesThePath) {
    PlayedService played{recording_, options()};
    auto& served = dynamic_cast<dbus::Bus&>(played.source());
    test::Client client{bus_, {&served}};
    EXPECT_EQ(client.set_value(kName, "/Soc", Variant{"odd"}), dbus::kSetAccepted);
    EXPECT_EQ(client.get_text(kName, "/Soc"), "odd");
    played.play(Seconds{0.5});
    EXPECT_EQ(value(played, "/Soc").get<std::string>(), "odd");
    played.play(Seconds{1.0});
    EXPECT_EQ(value(played, "/Soc").get<double>(), 81.0);
}

}  // namespace
}  // namespace aggregator::sim

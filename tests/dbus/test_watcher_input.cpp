#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/watcher_fixture.hpp"
#include "support/client.hpp"

namespace aggregator::dbus {
namespace {

using test::FakeBattery;
using test::kA;
using test::kB;
using test::OddBattery;
using testing::HasSubstr;
using testing::IsEmpty;
using venus::Value;

using Values = std::map<std::string, Variant>;

constexpr const char* kUnknownMethod = "org.freedesktop.DBus.Error.UnknownMethod";

/// Whatever an odd driver does, the good one beside it is heard.
class WatcherInput : public test::WatcherTest {
protected:
    WatcherInput() {
        good_.set("/Soc", Variant{50.0});
        good_.come();
    }

    void watch(OddBattery& odd) {
        served_.push_back(&odd.bus());
        watcher_.start();
        ASSERT_TRUE(pump_until_scanned(served_));
        EXPECT_EQ(heard_.value(kB, "/Soc"), Value{50.0});
    }

    /// Here the odd driver is the last to answer: the scan waits for nobody else.
    void watch_answering_last(OddBattery& odd) {
        watcher_.start();
        ASSERT_TRUE(hears(served_, kB, "/Soc", Value{50.0}));
        served_.push_back(&odd.bus());
        EXPECT_TRUE(pump_until_scanned(served_));
    }

    /// Everything that was sent before has been heard.
    void settle() {
        soc_ += 0.5;
        good_.set("/Soc", Variant{soc_});
        ASSERT_TRUE(hears(served_, kB, "/Soc", Value{soc_}));
    }

    [[nodiscard]] static Method items(const Values& values) {
        return test::answer("GetItems", "a{sa{sv}}",
                            [values](Message& reply) { test::write_tree(reply, values); });
    }

    double soc_ = 50.0;
    FakeBattery good_{daemon_.address(), kB};
    Buses served_{&good_.bus()};
};

TEST_F(WatcherInput, AsksForTheTreeWhereGetItemsIsMissing) {
    OddBattery older{
        daemon_.address(), kA, {test::answer("GetValue", "v", [](Message& reply) {
            reply << Variant{Values{{"Soc", Variant{66.0}}, {"Dc/0/Voltage", Variant{13.25}}}};
        })}};
    watch(older);
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{66.0});
    EXPECT_EQ(heard_.value(kA, "/Dc/0/Voltage"), Value{13.25});
}

TEST_F(WatcherInput, AsksForTheTreeWhereGetItemsFails) {
    OddBattery failing{daemon_.address(),
                       kA,
                       {test::refuse("GetItems", "com.example.Broken"),
                        test::answer("GetValue", "v", [](Message& reply) {
                            reply << Variant{Values{{"Soc", Variant{66.0}}}};
                        })}};
    watch(failing);
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{66.0});
}

TEST_F(WatcherInput, FinishesTheScanWhenADriverAnswersErrorsOnly) {
    OddBattery refusing{
        daemon_.address(),
        kA,
        {test::refuse("GetItems", kUnknownMethod), test::refuse("GetValue", kUnknownMethod)}};
    watch(refusing);
    EXPECT_EQ(heard_.deliveries(kA), 0);
}

TEST_F(WatcherInput, FinishesTheScanWhenADriverHasNoObject) {
    OddBattery empty{daemon_.address(), kA};
    watch(empty);
    EXPECT_EQ(heard_.deliveries(kA), 0);
}

TEST_F(WatcherInput, FinishesTheScanWhenADriverNeverAnswers) {
    OddBattery mute{daemon_.address(), kA, {items({{"/Soc", Variant{1.0}}})}};
    watcher_.start();
    ASSERT_TRUE(pump_until_scanned(served_)) << "nobody serves the mute driver's connection";
    EXPECT_EQ(heard_.deliveries(kA), 0);
    EXPECT_EQ(heard_.value(kB, "/Soc"), Value{50.0});
}

TEST_F(WatcherInput, FinishesTheScanWhenADriverGoesInsteadOfAnswering) {
    std::optional<OddBattery> leaving;
    leaving.emplace(daemon_.address(), kA);
    watcher_.start();
    ASSERT_TRUE(pump(served_, [&] { return heard_.has("found com.victronenergy.battery.a"); }));
    leaving.reset();
    ASSERT_TRUE(pump_until_scanned(served_));
    EXPECT_TRUE(heard_.has("vanished com.victronenergy.battery.a"));
}

TEST_F(WatcherInput, FinishesTheScanWhenAnAnswerIsOfAnotherShape) {
    OddBattery nonsense{daemon_.address(),
                        kA,
                        {test::answer("GetItems", "s", [](Message& reply) { reply << "items"; })}};
    watch_answering_last(nonsense);
    EXPECT_EQ(heard_.deliveries(kA), 0);
}

TEST_F(WatcherInput, FinishesTheScanWhenTheTreeIsOfAnotherShape) {
    OddBattery invalid{daemon_.address(), kA, {test::answer("GetValue", "v", [](Message& reply) {
                           reply << Variant{std::vector<std::int32_t>{}};
                       })}};
    watch_answering_last(invalid);
    EXPECT_EQ(heard_.deliveries(kA), 0);
}

TEST_F(WatcherInput, SaysOnceOfADriverThatItCannotBeRead) {
    OddBattery nonsense{daemon_.address(),
                        kA,
                        {test::answer("GetItems", "s", [](Message& reply) { reply << "items"; })}};
    watch(nonsense);
    for (int i = 0; i < 3; ++i)
        nonsense.send("/", "ItemsChanged", [](Message& signal) { signal << "items"; });
    settle();
    ASSERT_EQ(heard_.troubles_.size(), 1U);
    EXPECT_EQ(heard_.troubles_[0].service, kA);
    EXPECT_THAT(heard_.troubles_[0].what, HasSubstr("expected a{sa{sv}}, got s"));
    EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(WatcherInput, SurvivesSignalsOfAnotherShape) {
    OddBattery odd{daemon_.address(), kA, {items({{"/Soc", Variant{70.0}}})}};
    watch(odd);
    const auto text = [](Message& signal) { signal << "Value"; };
    const auto nothing = [](Message&) {};
    const auto bare = [](Message& signal) { signal << Values{{"/Soc", Variant{1.0}}}; };
    odd.send("/", "ItemsChanged", text);
    odd.send("/", "ItemsChanged", nothing);
    odd.send("/", "ItemsChanged", bare);
    odd.send("/Soc", "PropertiesChanged", text);
    odd.send("/Soc", "PropertiesChanged", nothing);
    odd.send("/Soc", "SomethingElse", text);
    odd.send("/Soc", "ItemsChanged", [](Message& signal) {
        test::write_tree(signal, {{"/Soc", Variant{2.0}}});
    });
    settle();
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{70.0}) << "ItemsChanged is a signal of the root only";
    odd.send("/", "ItemsChanged", [](Message& signal) {
        test::write_tree(signal, {{"/Soc", Variant{69.0}}});
    });
    EXPECT_TRUE(hears(served_, kA, "/Soc", Value{69.0}));
}

TEST_F(WatcherInput, TakesPropertiesWithoutAValueAsASignOfLife) {
    OddBattery odd{daemon_.address(), kA, {items({{"/Soc", Variant{70.0}}})}};
    watch(odd);
    const int before = heard_.deliveries(kA);
    odd.send("/Soc", "PropertiesChanged", [](Message& signal) {
        signal << Values{{"Text", Variant{"70%"}}};
    });
    ASSERT_TRUE(pump(served_, [&] { return heard_.deliveries(kA) == before + 1; }));
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{70.0});
}

TEST_F(WatcherInput, CountsWhatCannotBeDecoded) {
    OddBattery odd{
        daemon_.address(),
        kA,
        {items({{"/Soc", Variant{Values{{"nested", Variant{Values{}}}, {"text", Variant{"x"}}}}},
                {"/Soh", Variant{std::vector<double>{1.0, 2.0}}},
                {"/Dc/0/Voltage", Variant{13.25}},
                {"/Not/Ours", Variant{Values{{"a", Variant{1}}}}}})}};
    watch(odd);
    EXPECT_EQ(heard_.undecodable_, 2U);
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{});
    EXPECT_EQ(heard_.value(kA, "/Dc/0/Voltage"), Value{13.25});
}

TEST_F(WatcherInput, StepsOverAVariantInAVariant) {
    OddBattery odd{daemon_.address(), kA, {items({})}};
    watch(odd);
    odd.send("/Soc", "PropertiesChanged", [](Message& signal) {
        signal.openContainer("{sv}");
        signal.openDictEntry("sv");
        signal << std::string{"Value"};
        signal.openVariant("v");
        signal << Variant{81.0};
        signal.closeVariant();
        signal.closeDictEntry();
        signal.closeContainer();
    });
    ASSERT_TRUE(pump(served_, [&] { return heard_.undecodable_ == 1; }));
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{});
}

TEST_F(WatcherInput, TakesATreeOfTenThousandPaths) {
    Values values{{"/Soc", Variant{70.0}}};
    for (int i = 0; i < 10'000; ++i) values["/Item/" + std::to_string(i)] = Variant{i};
    OddBattery large{daemon_.address(), kA, {items(values)}};
    watch(large);
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{70.0});
    EXPECT_EQ(heard_.value(kA, "/Item/5"), std::nullopt);
}

TEST_F(WatcherInput, TakesHugeTexts) {
    const std::string huge(10'000'000, 'x');
    OddBattery odd{daemon_.address(),
                   kA,
                   {items({{"/Soc", Variant{huge}}, {"/Dc/0/Voltage", Variant{13.25}}})}};
    watch(odd);
    EXPECT_EQ(heard_.value(kA, "/Dc/0/Voltage"), Value{13.25});
}

/// The bus daemon lets anybody send a signal of any name to one connection.
TEST_F(WatcherInput, BelievesOnlyTheBusThatANameChangedHands) {
    OddBattery forger{daemon_.address(), "com.example.forger"};
    watch(forger);
    const auto object = sdbus::createObject(forger.bus().connection(), "/org/freedesktop/DBus");
    auto forged = object->createSignal("org.freedesktop.DBus", "NameOwnerChanged");
    forged << kB << "" << forger.bus().unique_name();
    forged.setDestination(bus_.unique_name());
    object->emitSignal(forged);
    forger.send("/", "ItemsChanged", [](Message& message) {
        test::write_tree(message, {{"/Soc", Variant{99.0}}});
    });
    settle();
    EXPECT_FALSE(heard_.has("vanished " + std::string{kB}));
    settle();
}

}  // namespace
}  // namespace aggregator::dbus

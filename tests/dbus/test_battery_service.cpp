#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/battery_service.hpp"
#include "dbus/bus_fixture.hpp"
#include "dbus/item_message.hpp"
#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::UnorderedElementsAre;
using venus::Value;

constexpr const char* kService = "com.victronenergy.battery.bank";

class BankOnBus : public test::BusTest {
protected:
    /// What the bank shows: SOC, voltage and name.
    [[nodiscard]] static venus::Sheet bank(double soc, double voltage) {
        return [=](const venus::Show& show) {
            show("/Soc", {soc, "text"});
            show("/Dc/0/Voltage", {voltage, "text"});
            show("/CustomName", {std::string{"Bank"}, "Bank"});
            show("/HardwareVersion", {Value{}, "---"});
        };
    }

    void publish(double soc, double voltage) { service_.publish(bank(soc, voltage)); }

    void come_on_bus() { ASSERT_TRUE(arrives()); }

    [[nodiscard]] bool arrives(const venus::Sheet& sheet = bank(81.0, 13.25)) {
        service_.come_on_bus(sheet);
        return test::pump_until({&service_, &asker_}, [&] { return service_.on_bus(); });
    }

    /// Waits until everything announced before has arrived.
    void settle() { (void)client_.get_value(kService, "/Soc"); }

    /// What SetValue on the path answers.
    int set(const std::string& path, const Variant& value) {
        return client_.set_value(kService, path, value);
    }

    std::vector<test::Tree> announced_;
    std::vector<std::string> names_;
    Slot signals_ = asker_.match("type='signal',interface='com.victronenergy.BusItem'",
                                 [this](Message& message) {
                                     EXPECT_EQ(message.getMemberName(), "ItemsChanged");
                                     message >> announced_.emplace_back();
                                 });
    std::vector<std::string> refusals_;
    int cleared_ = 0;
    BatteryService service_{
        daemon_.address(),
        kService,
        {.renamed = [this](const std::string& name) { names_.push_back(name); },
         .history_cleared = [this] { ++cleared_; },
         .arrived = [] {},
         .refused = [this](const std::string& why) { refusals_.push_back(why); }}};
    test::Client client_{asker_, {&service_}};
};

TEST_F(BankOnBus, TakesItsNameOnlyWhenToldTo) {
    publish(81.0, 13.25);
    EXPECT_FALSE(client_.has_owner(kService));
    EXPECT_FALSE(service_.on_bus());
    ASSERT_TRUE(arrives());
    EXPECT_TRUE(client_.has_owner(kService));
    EXPECT_TRUE(service_.on_bus());
}

TEST_F(BankOnBus, IsCompleteWhenItsNameAppears) {
    come_on_bus();
    EXPECT_THAT(client_.get_items(kService),
                UnorderedElementsAre(Key("/Soc"), Key("/Dc/0/Voltage"), Key("/CustomName"),
                                     Key("/HardwareVersion")));
}

TEST_F(BankOnBus, AnnouncesNothingBeforeItIsThere) {
    publish(81.0, 13.25);
    come_on_bus();
    settle();
    EXPECT_THAT(announced_, IsEmpty());
}

/// The bus may have given the name while its answer is late or lost: somebody may have read.
TEST_F(BankOnBus, AnnouncesWhatChangesWhileItWaitsForItsName) {
    service_.come_on_bus(bank(80.0, 13.25));
    publish(79.0, 13.25);
    ASSERT_TRUE(arrives());
    settle();
    ASSERT_EQ(announced_.size(), 1U);
    EXPECT_THAT(announced_[0], ElementsAre(Key("/Soc")));
    EXPECT_EQ(announced_[0].at("/Soc").at("Value").get<double>(), 79.0);
}

TEST_F(BankOnBus, AnnouncesExactlyWhatChangedInOneSignal) {
    come_on_bus();
    publish(80.5, 13.25);
    settle();
    ASSERT_EQ(announced_.size(), 1U);
    ASSERT_THAT(announced_[0], ElementsAre(Key("/Soc")));
    EXPECT_EQ(announced_[0].at("/Soc").at("Value").get<double>(), 80.5);
    publish(80.0, 13.0);
    settle();
    ASSERT_EQ(announced_.size(), 2U);
    EXPECT_THAT(announced_[1], UnorderedElementsAre(Key("/Soc"), Key("/Dc/0/Voltage")));
}

TEST_F(BankOnBus, AnnouncesNothingWhenNothingChanged) {
    come_on_bus();
    publish(81.0, 13.25);
    publish(81.0, 13.25);
    settle();
    EXPECT_THAT(announced_, IsEmpty());
}

TEST_F(BankOnBus, LeavesAndComesBack) {
    come_on_bus();
    service_.leave_bus();
    EXPECT_FALSE(service_.on_bus());
    EXPECT_FALSE(client_.has_owner(kService));
    service_.leave_bus();
    ASSERT_TRUE(arrives());
    EXPECT_TRUE(client_.has_owner(kService));
    service_.come_on_bus(bank(81.0, 13.25));
    EXPECT_TRUE(service_.on_bus()) << "it is there already";
}

TEST_F(BankOnBus, ClosesItsConnectionWhenItLeaves) {
    come_on_bus();
    const std::string connection = client_.owner(kService);
    ASSERT_TRUE(client_.has_owner(connection));
    service_.leave_bus();
    EXPECT_TRUE(pump([&] { return !client_.has_owner(connection); }))
        << "some consumers watch the connection and not the name";
    ASSERT_TRUE(arrives());
    EXPECT_NE(client_.owner(kService), connection);
}

TEST_F(BankOnBus, ShowsWhatIsTrueWhenItComesBack) {
    come_on_bus();
    service_.leave_bus();
    publish(78.0, 13.1);
    ASSERT_TRUE(arrives(bank(77.0, 13.1)));
    EXPECT_EQ(client_.get_value(kService, "/Soc").get<double>(), 77.0);
    settle();
    EXPECT_THAT(announced_, IsEmpty());
}

TEST_F(BankOnBus, AnnouncesTheSameInWhateverOrderItIsPublished) {
    come_on_bus();
    service_.publish([](const venus::Show& show) {
        show("/CustomName", {std::string{"Bank"}, "Bank"});
        show("/HardwareVersion", {Value{}, "---"});
        show("/Dc/0/Voltage", {13.5, "text"});
        show("/Alarms/Alarm", {std::int64_t{0}, "0"});
        show("/Soc", {81.0, "text"});
    });
    settle();
    ASSERT_EQ(announced_.size(), 1U);
    EXPECT_THAT(announced_[0], UnorderedElementsAre(Key("/Dc/0/Voltage"), Key("/Alarms/Alarm")));
}

TEST_F(BankOnBus, TakesAPathOffThatIsNoLongerPublished) {
    come_on_bus();
    service_.publish([](const venus::Show& show) {
        show("/Soc", {81.0, "text"});
        show("/CustomName", {std::string{"Bank"}, "Bank"});
    });
    settle();
    ASSERT_EQ(announced_.size(), 1U);
    EXPECT_THAT(announced_[0], ElementsAre(Key("/Dc/0/Voltage")));
    EXPECT_EQ(to_value(announced_[0].at("/Dc/0/Voltage").at("Value")), Value{})
        << "a path becomes invalid before it goes";
    EXPECT_THROW((void)client_.get_value(kService, "/Dc/0/Voltage"), sdbus::Error);
    EXPECT_THAT(client_.get_items(kService), UnorderedElementsAre(Key("/Soc"), Key("/CustomName")));
}

TEST_F(BankOnBus, WaitsWhileSomebodyElseHasTheName) {
    asker_.request_name(kService);
    service_.come_on_bus(bank(81.0, 13.25));
    ASSERT_TRUE(test::pump_until({&service_}, [&] { return !refusals_.empty(); }));
    EXPECT_FALSE(service_.on_bus());
    EXPECT_THAT(refusals_, ElementsAre("another program has it"));
    asker_.release_name(kService);
    EXPECT_FALSE(client_.has_owner(kService)) << "it does not queue for the name";
    EXPECT_TRUE(arrives());
}

TEST_F(BankOnBus, AsksOnceUntilItIsAnswered) {
    asker_.request_name(kService);
    for (int i = 0; i < 5; ++i) service_.come_on_bus(bank(81.0, 13.25));
    ASSERT_TRUE(test::pump_until({&service_}, [&] { return !refusals_.empty(); }));
    test::pump_for({&service_}, std::chrono::milliseconds{50});
    EXPECT_EQ(refusals_.size(), 1U);
}

TEST_F(BankOnBus, SaysThatThereIsNoBus) {
    daemon_.stop();
    service_.come_on_bus(bank(81.0, 13.25));
    ASSERT_EQ(refusals_.size(), 1U);
    EXPECT_THAT(refusals_[0], testing::StartsWith("no bus at "));
}

TEST_F(BankOnBus, ClearsItsHistoryForAnyNumberButZero) {
    ASSERT_TRUE(arrives([](const venus::Show& show) {
        show("/Soc", {81.0, "text"});
        show("/History/Clear", {Value{}, "---"});
    }));
    EXPECT_EQ(set("/History/Clear", Variant{std::int32_t{1}}), 0);
    EXPECT_EQ(cleared_, 1);
    EXPECT_EQ(set("/History/Clear", Variant{std::int32_t{0}}), 2);
    EXPECT_EQ(set("/History/Clear", Variant{"now"}), 2);
    EXPECT_EQ(set("/History/Clear", Variant{std::vector<std::int32_t>{}}), 2);
    EXPECT_EQ(cleared_, 1);
}

TEST_F(BankOnBus, TakesANewName) {
    come_on_bus();
    EXPECT_EQ(set("/CustomName", Variant{"House bank"}), 0);
    EXPECT_EQ(set("/CustomName", Variant{""}), 0);
    EXPECT_THAT(names_, ElementsAre("House bank", ""));
}

TEST_F(BankOnBus, CountsTheCharactersOfANameAndNotItsBytes) {
    come_on_bus();
    std::string longest;
    for (int i = 0; i < 32; ++i) longest += "\xc3\xa9";
    EXPECT_EQ(set("/CustomName", Variant{longest}), 0);
    EXPECT_THAT(names_, ElementsAre(longest));
    EXPECT_EQ(set("/CustomName", Variant{longest + "s"}), 2);
    EXPECT_EQ(set("/CustomName", Variant{std::string(33, 'x')}), 2);
    EXPECT_EQ(names_.size(), 1U);
}

TEST_F(BankOnBus, RefusesANameThatIsNoText) {
    come_on_bus();
    EXPECT_EQ(set("/CustomName", Variant{std::int32_t{5}}), 2);
    EXPECT_EQ(set("/CustomName", Variant{5.0}), 2);
    EXPECT_EQ(set("/CustomName", Variant{std::vector<std::int32_t>{}}), 2);
    EXPECT_EQ(set("/CustomName", Variant{std::vector<std::string>{"a"}}), 2);
    EXPECT_EQ(set("/CustomName", Variant{true}), 2);
    EXPECT_THAT(names_, IsEmpty());
}

TEST_F(BankOnBus, LetsNothingElseBeWritten) {
    come_on_bus();
    for (const char* path : {"/Soc", "/Dc/0/Voltage", "/HardwareVersion"}) {
        EXPECT_EQ(set(path, Variant{1.0}), 1) << path;
        EXPECT_EQ(set(path, Variant{"text"}), 1) << path;
    }
    EXPECT_EQ(client_.get_value(kService, "/Soc").get<double>(), 81.0);
    settle();
    EXPECT_THAT(announced_, IsEmpty());
}

TEST_F(BankOnBus, HasNoSuchPathToWrite) {
    come_on_bus();
    EXPECT_THROW(set("/Unknown", Variant{1.0}), sdbus::Error);
}

}  // namespace
}  // namespace aggregator::dbus

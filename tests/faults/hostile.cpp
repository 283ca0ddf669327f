/// A pack that does whatever the bus lets it do to the daemon, and to the others in its name, for
/// some seconds; then it is an honest pack until it is ended.
///
/// Usage: hostile ADDRESS NAME VICTIM SECONDS      VICTIM is a name that the daemon owns

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <csignal>
#include <iostream>
#include <limits>
#include <map>
#include <thread>

#include "dbus/item_message.hpp"
#include "support/client.hpp"
#include "support/fake_battery.hpp"

namespace aggregator::test {
namespace {

using dbus::Message;
using dbus::MethodCall;
using dbus::MethodReply;
using dbus::Variant;
using Clock = std::chrono::steady_clock;

constexpr const char* kBroker = "org.freedesktop.DBus";
constexpr const char* kBrokerPath = "/org/freedesktop/DBus";
constexpr const char* kSettings = "com.victronenergy.settings";
constexpr int kBurst = 2000;
constexpr std::size_t kHugeText = 10'000'000;
constexpr int kHugeTree = 10'000;

/// What a limit, a voltage, a name or an alarm can be made of.
const std::vector<Variant>& nonsense() {
    static const std::vector<Variant> values{
        Variant{std::nan("")},
        Variant{std::numeric_limits<double>::infinity()},
        Variant{-1e308},
        Variant{1e308},
        Variant{10'000.0},
        Variant{-1.0},
        Variant{std::numeric_limits<std::int64_t>::max()},
        Variant{std::numeric_limits<std::uint64_t>::max()},
        Variant{std::string{"50"}},
        Variant{std::string{}},
        Variant{true},
        Variant{std::vector<std::int32_t>{}},
        Variant{std::vector<std::string>{"a", "b"}},
        Variant{std::map<std::string, Variant>{{"Value", Variant{1.0}}}}};
    return values;
}

constexpr std::array kPaths{"/Info/MaxChargeCurrent",
                            "/Info/MaxDischargeCurrent",
                            "/Info/MaxChargeVoltage",
                            "/Dc/0/Voltage",
                            "/Dc/0/Current",
                            "/Soc",
                            "/InstalledCapacity",
                            "/System/NrOfModulesOnline",
                            "/System/MinCellVoltage",
                            "/Alarms/HighVoltage",
                            "/CustomName",
                            "/Serial",
                            "/Connected",
                            "/NoSuch/Path"};

/// Goes round a list; another list of another length makes every pair.
template <typename List>
const auto& nth(const List& list, std::size_t index) {
    return list[index % list.size()];
}

Writing tree_of(const std::string& path, const Variant& value) {
    return [path, value](Message& message) { write_tree(message, {{path, value}}); };
}

/// Variants in variants, as deep as D-Bus allows within an item.
void write_nested(Message& message) {
    constexpr int kDepth = 50;
    message.openContainer("{sv}");
    message.openDictEntry("sv");
    message << "Value";
    for (int i = 0; i < kDepth; ++i) message.openVariant("v");
    message << Variant{1.0};
    for (int i = 0; i < kDepth; ++i) message.closeVariant();
    message.closeDictEntry();
    message.closeContainer();
}

class Attacker {
public:
    Attacker(const std::string& address, std::string name, std::string victim)
        : name_(std::move(name)), victim_(std::move(victim)), bus_(address) {
        dbus::add_method(
            *root_, dbus::kBusItem,
            {"GetItems", "", "a{sa{sv}}", [this](const MethodCall& call) { answer(call); }});
        root_->finishRegistration();
        bus_.request_name(name_);
        victim_owner_ = owner_of_victim();
    }

    /// A burst of one kind; every call another kind.
    void strike() {
        using Kind = void (Attacker::*)();
        static constexpr std::array<Kind, 10> kinds{
            &Attacker::flood,          &Attacker::forge_paths_and_types,
            &Attacker::forge_owners,   &Attacker::send_huge_texts,
            &Attacker::send_huge_tree, &Attacker::send_nested_variants,
            &Attacker::come_and_go,    &Attacker::rename,
            &Attacker::storm_setters,  &Attacker::storm_readers};
        (this->*nth(kinds, round_++))();
        bus_.drain();
    }

    /// What was done so far, for people.
    [[nodiscard]] std::string report() const {
        return "sent " + std::to_string(sent_) + " messages, up to " +
               std::to_string(std::lround(fastest_)) + " a second; came and went " +
               std::to_string(comings_) + " times";
    }

private:
    [[nodiscard]] std::string owner_of_victim() {
        const auto broker = sdbus::createProxy(bus_.connection(), kBroker, kBrokerPath);
        auto call = broker->createMethodCall(kBroker, "GetNameOwner");
        call << victim_;
        std::string owner;
        broker->callMethod(call) >> owner;
        return owner;
    }

    /// Now and then late, with an error, with too much, or never.
    void answer(const MethodCall& call) {
        const std::size_t kind = answers_++ % 16;
        if (kind % 4 == 0) return;
        if (kind % 4 == 1) throw sdbus::Error("org.freedesktop.DBus.Error.Failed", "not today");
        if (kind % 4 == 2) {
            late_.push_back(call.createReply());
            if (late_.size() < 3) return;
            for (auto& reply : late_) {
                write_tree(reply, {{"/Soc", Variant{99.0}}});
                reply.send();
            }
            return late_.clear();
        }
        auto reply = call.createReply();
        const std::size_t length = kind == 3 ? kHugeText : 1;
        write_tree(reply, {{"/CustomName", Variant{std::string(length, 'x')}}});
        reply.send();
    }

    /// As fast as the bus takes it: each message is written once and sent again and again.
    void flood() {
        if (flood_.empty()) prepare_flood();
        constexpr int kMessages = 5 * kBurst;
        const auto begun = Clock::now();
        for (int i = 0; i < kMessages; ++i, ++turn_) {
            send([&] { flood_[turn_ % flood_.size()].send(); });
        }
        (void)owner_of_victim();  // Its answer comes when it has taken all of them.
        const std::chrono::duration<double> taken = Clock::now() - begun;
        fastest_ = std::max(fastest_, kMessages / taken.count());
    }

    /// Every kind of nonsense for every path.
    void prepare_flood() {
        for (const char* path : kPaths) {
            for (const Variant& value : nonsense()) {
                flood_.push_back(root_->createSignal(dbus::kBusItem, "ItemsChanged"));
                tree_of(path, value)(flood_.back());
            }
        }
    }

    void forge_paths_and_types() {
        for (int i = 0; i < kBurst; ++i, ++turn_) {
            const Variant& value = nth(nonsense(), turn_);
            const auto entry = [&](Message& message) {
                message << std::map<std::string, Variant>{{"Value", value}};
            };
            const auto bare = [&](Message& message) { message << value << std::string{"more"}; };
            signal(nth(kPaths, turn_), "PropertiesChanged", entry);
            signal("/Not/The/Root", "ItemsChanged", tree_of("/Soc", value));
            signal("/", "ItemsChanged", bare);
            signal("/", "NoSuchMember", bare);
        }
    }

    /// What only the bus and localsettings may say, sent past every match rule.
    void forge_owners() {
        for (int i = 0; i < kBurst / 10; ++i) {
            for (const char* pack : {"1", "2", "3"}) {
                const std::string name = "com.victronenergy.battery.canopen_bms_node";
                unicast(kBrokerPath, kBroker, "NameOwnerChanged", [&](Message& message) {
                    message << name + pack << "" << bus_.unique_name();
                });
            }
            unicast(kBrokerPath, kBroker, "NameOwnerChanged",
                    [&](Message& message) { message << kSettings << "" << bus_.unique_name(); });
            unicast("/Settings/SystemSetup/BmsInstance", dbus::kBusItem, "PropertiesChanged",
                    [&](Message& message) {
                        message << std::map<std::string, Variant>{{"Value", Variant{280}}};
                    });
        }
    }

    void send_huge_texts() {
        static const std::array paths{"/CustomName", "/Soc", "/No/Path/Of/Theirs"};
        const Variant huge{std::string(kHugeText, 'x')};
        signal("/", "ItemsChanged", tree_of(nth(paths, round_), huge));
    }

    void send_huge_tree() {
        std::map<std::string, Variant> values;
        for (int i = 0; i < kHugeTree; ++i) values["/Item/" + std::to_string(i)] = Variant{i};
        signal("/", "ItemsChanged", [&](Message& message) { write_tree(message, values); });
    }

    void send_nested_variants() {
        for (int i = 0; i < kBurst / 10; ++i) signal("/Soc", "PropertiesChanged", write_nested);
    }

    void come_and_go() {
        for (int i = 0; i < 100; ++i) {
            const std::string other = "com.victronenergy.battery.ghost_" + std::to_string(i);
            bus_.release_name(name_);
            bus_.request_name(other);
            bus_.request_name(name_);
            bus_.release_name(other);
            bus_.drain();
            comings_ += 2;
        }
    }

    void rename() {
        constexpr const char* kOther = "com.victronenergy.battery.renamed";
        bus_.release_name(name_);
        bus_.request_name(kOther);
        flood();
        bus_.release_name(kOther);
        bus_.request_name(name_);
    }

    void storm_setters() {
        for (int i = 0; i < kBurst / 4; ++i, ++turn_) {
            call(nth(kPaths, turn_), "SetValue", nth(nonsense(), turn_));
        }
    }

    void storm_readers() {
        for (int i = 0; i < kBurst / 20; ++i) {
            call("/", "GetItems", std::nullopt);
            call("/", "GetValue", std::nullopt);
        }
    }

    void signal(const std::string& path, const std::string& member, const Writing& write) {
        const auto object = sdbus::createObject(bus_.connection(), path);
        auto message = object->createSignal(dbus::kBusItem, member);
        write(message);
        send([&] { message.send(); });
    }

    void unicast(const std::string& path, const std::string& interface, const std::string& member,
                 const Writing& write) {
        const auto object = sdbus::createObject(bus_.connection(), path);
        auto message = object->createSignal(interface, member);
        write(message);
        message.setDestination(victim_owner_);
        send([&] { message.send(); });
    }

    void call(const std::string& path, const std::string& method,
              const std::optional<Variant>& argument) {
        const auto proxy = sdbus::createProxy(bus_.connection(), victim_, path);
        auto message = proxy->createMethodCall(dbus::kBusItem, method);
        if (argument) message << *argument;
        message.dontExpectReply();
        send([&] { proxy->callMethod(message); });
    }

    /// The bus takes no more than it can pass on.
    template <typename Send>
    void send(Send send_it) {
        ++sent_;
        try {
            send_it();
        } catch (const sdbus::Error&) {
            bus_.drain();
        }
        if (sent_ % 64 == 0) bus_.drain();
    }

    std::string name_;
    std::string victim_;
    std::string victim_owner_;
    dbus::Bus bus_;
    std::unique_ptr<dbus::Object> root_ = sdbus::createObject(bus_.connection(), "/");
    std::vector<MethodReply> late_{};
    std::size_t answers_ = 0;
    std::size_t turn_ = 0;
    std::size_t round_ = 0;
    std::size_t sent_ = 0;
    std::vector<sdbus::Signal> flood_{};
    double fastest_ = 0.0;  ///< Messages a second, of all floods.
    int comings_ = 0;       ///< Of all names.
};

void be_hostile(const std::string& address, const std::string& name, const std::string& victim,
                double seconds) {
    Attacker attacker{address, name, victim};
    std::cout << "hostile" << std::endl;
    const auto end = Clock::now() + std::chrono::duration<double>{seconds};
    while (Clock::now() < end) attacker.strike();
    std::cout << attacker.report() << std::endl;
}

void be_honest(const std::string& address, const std::string& name) {
    FakeBattery pack{address, name};
    pack.set(PackValues{});
    const auto come = [&] {
        try {
            pack.come();
            return true;
        } catch (const sdbus::Error&) {  // The bus has not seen the attacker go yet.
            return false;
        }
    };
    if (!pump_until({&pack.bus()}, come)) throw std::runtime_error("the name is taken");
    std::cout << "honest" << std::endl;
    pump_for({&pack.bus()}, std::chrono::hours{1});
}

}  // namespace
}  // namespace aggregator::test

int main(int argc, char** argv) {
    using namespace aggregator::test;
    const std::vector<std::string> words{argv, argv + argc};
    if (words.size() != 5) {
        std::cerr << "usage: hostile ADDRESS NAME VICTIM SECONDS\n";
        return 2;
    }
    try {
        be_hostile(words[1], words[2], words[3], std::stod(words[4]));
        be_honest(words[1], words[2]);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
    return 0;
}

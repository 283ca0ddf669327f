#pragma once

/// The real program on a private bus with three packs, each 150 Ah, served by the test.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "dbus/variant.hpp"
#include "support/client.hpp"
#include "support/fake_battery.hpp"
#include "support/private_bus.hpp"
#include "support/program.hpp"

namespace aggregator::test {

inline constexpr const char* kBank = "com.victronenergy.battery.bms_aggregator";
inline const std::string kPack = "com.victronenergy.battery.canopen_bms_node";

/// The program with these arguments, as a command line.
inline std::vector<std::string> command(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), AGGREGATOR_PROGRAM);
    return arguments;
}

/// What came of a program.
struct Result {
    std::optional<int> exit_code;
    std::string output;
};

inline Result run(const std::vector<std::string>& command_line) {
    Program program{command_line};
    const auto exit_code = program.wait();
    return {exit_code, program.output()};
}

class DaemonTest : public testing::Test {
protected:
    using Value = venus::Value;

    DaemonTest() {
        std::string path = testing::TempDir() + "aggregator_daemon_XXXXXX";
        if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no folder");
        folder_ = path;
        for (FakeBattery* pack : packs()) {
            pack->set(PackValues{});
            served_.push_back(&pack->bus());
        }
        configure("");
    }
    ~DaemonTest() override {
        program_.reset();
        std::filesystem::remove_all(folder_);
    }

    [[nodiscard]] std::array<FakeBattery*, 3> packs() { return {&one_, &two_, &three_}; }

    /// Writes the configuration file; it publishes five times a second unless the text says more.
    void configure(const std::string& text) {
        const char* const fast = "[Logging]\nupdate_interval = 0.2\n";
        const bool has_interval = text.find("[Logging]") != std::string::npos;
        std::ofstream{config()} << text << (has_interval ? "" : fast);
    }
    [[nodiscard]] std::string config() const { return folder_ / "config.ini"; }

    /// The program with the file and the bus of the test.
    [[nodiscard]] std::vector<std::string> here(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all{"--config", config(), "--bus", daemon_.address()};
        all.insert(all.end(), more.begin(), more.end());
        return command(all);
    }

    /// Runs a command to its end while the packs are served.
    [[nodiscard]] Result command_here(const std::vector<std::string>& words) {
        Program program{here(words)};
        std::optional<int> exit_code;
        (void)pump([&] {
            exit_code = program.wait(std::chrono::milliseconds{0});
            return exit_code.has_value();
        });
        return {exit_code, program.output()};
    }

    void start() { program_ = std::make_unique<Program>(here()); }

    /// Puts the packs on the bus, starts the program and waits for the bank.
    void start_with_packs() {
        for (FakeBattery* pack : packs()) pack->come();
        start();
        ASSERT_TRUE(appears()) << program_->output();
    }

    [[nodiscard]] bool pump(const std::function<bool()>& predicate,
                            std::chrono::milliseconds deadline = kDeadline) {
        auto buses = served_;
        buses.push_back(&asker_);
        return pump_until(buses, predicate, deadline);
    }

    [[nodiscard]] Client client() { return Client{asker_, served_}; }

    [[nodiscard]] bool runs() { return !program_->wait(std::chrono::milliseconds{0}); }

    [[nodiscard]] bool appears() {
        return pump([&] { return !runs() || client().has_owner(kBank); }) && runs();
    }

    /// What the bank shows; no value while it is not on the bus or has no such path.
    [[nodiscard]] std::optional<Value> value(const std::string& path) {
        try {
            return dbus::to_value(client().get_value(kBank, path));
        } catch (const sdbus::Error&) {
            return std::nullopt;
        }
    }
    [[nodiscard]] double number(const std::string& path) {
        const auto shown = value(path);
        if (!shown) return std::nan("");
        if (const auto* whole = std::get_if<std::int64_t>(&*shown))
            return static_cast<double>(*whole);
        const auto* number = std::get_if<double>(&*shown);
        return number == nullptr ? std::nan("") : *number;
    }

    /// Waits until the bank shows it.
    [[nodiscard]] bool shows(const std::string& path, const Value& expected) {
        return pump([&] { return value(path) == expected; });
    }
    [[nodiscard]] bool says(const std::string& words) {
        return pump([&] { return program_->output().find(words) != std::string::npos; });
    }

    [[nodiscard]] static Value text(const std::string& characters) { return characters; }
    [[nodiscard]] static Value whole(std::int64_t number) { return number; }

    std::filesystem::path folder_;
    PrivateBus daemon_;
    dbus::Bus asker_{daemon_.address()};
    FakeBattery one_{daemon_.address(), kPack + "1"};
    FakeBattery two_{daemon_.address(), kPack + "2"};
    FakeBattery three_{daemon_.address(), kPack + "3"};
    std::vector<app::EventSource*> served_;
    std::unique_ptr<Program> program_;
};

}  // namespace aggregator::test

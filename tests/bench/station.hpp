#pragma once

/// A private bus with the real daemon on it, and the files the daemon wants.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "support/private_bus.hpp"
#include "support/program.hpp"

namespace aggregator::bench {

inline constexpr const char* kBank = "com.victronenergy.battery.bms_aggregator";
inline constexpr const char* kPrefix = "com.victronenergy.battery.sim_";

/// Where the programs are that are measured.
struct Programs {
    std::string daemon;
    std::string simulator;
};

class Station {
public:
    /// `settings` is the text of the configuration besides the packs, which are kPrefix1 and so on.
    Station(Programs programs, int packs, const std::string& settings = {});
    ~Station();

    Station(const Station&) = delete;
    Station& operator=(const Station&) = delete;

    [[nodiscard]] test::PrivateBus& bus() { return bus_; }

    /// Every pack changes its measurements once a second, with more options of bms-sim.
    void start_simulator(const std::vector<std::string>& options = {});
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    test::Program& start_daemon();
    /// The next daemon knows nothing of this one.
    void forget_state() const { std::filesystem::remove_all(folder_ / "state"); }
    /// Throws std::runtime_error when it does not end.
    void stop_daemon();
    [[nodiscard]] test::Program& daemon() { return *daemon_; }

private:
    Programs programs_;
    int packs_;
    std::filesystem::path folder_;
    test::PrivateBus bus_;
    std::unique_ptr<test::Program> simulator_{};
    std::unique_ptr<test::Program> daemon_{};
};

/// The unique name behind a name that is on the bus, waiting for it. Throws std::runtime_error when
/// it does not come.
std::string owner_of(dbus::Bus& bus, const std::string& name);

}  // namespace aggregator::bench

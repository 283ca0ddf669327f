#include "bench/station.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace aggregator::bench {
namespace {

constexpr const char* kBroker = "org.freedesktop.DBus";

std::filesystem::path new_folder() {
    std::string path = std::filesystem::temp_directory_path() / "aggregator_bench_XXXXXX";
    if (mkdtemp(path.data()) == nullptr) {
        throw std::runtime_error("no folder for the daemon's files");
    }
    return path;
}

void write_configuration(const std::filesystem::path& file, int packs,
                         const std::string& settings) {
    std::ofstream text{file};
    text << settings << "[BMS]\n";
    for (int pack = 1; pack <= packs; ++pack) {
        text << "bms" << pack << "_service = " << kPrefix << pack << "\n";
    }
}

}  // namespace

Station::Station(Programs programs, int packs, const std::string& settings)
    : programs_(std::move(programs)), packs_(packs), folder_(new_folder()) {
    write_configuration(folder_ / "config.ini", packs, settings);
}

Station::~Station() {
    daemon_.reset();
    std::filesystem::remove_all(folder_);
}

void Station::start_simulator(const std::vector<std::string>& options) {
    std::vector<std::string> command{programs_.simulator,
                                     "bank",
                                     "--packs",
                                     std::to_string(packs_),
                                     "--bus",
                                     bus_.address(),
                                     "--noise",
                                     "1",
                                     "--all",
                                     "capacity=150,cells=4,current=10,soc=70"};
    command.insert(command.end(), options.begin(), options.end());
    simulator_ = std::make_unique<test::Program>(command);
    dbus::Bus asker{bus_.address()};
    for (int pack = 1; pack <= packs_; ++pack) {
        (void)owner_of(asker, kPrefix + std::to_string(pack));
    }
}

/// With the allocator as the package's launcher sets it.
test::Program& Station::start_daemon() {
    daemon_ = std::make_unique<test::Program>(std::vector<std::string>{
        "/usr/bin/env", "GLIBC_TUNABLES=glibc.malloc.tcache_count=0", programs_.daemon, "--config",
        folder_ / "config.ini", "--bus", bus_.address()});
    return *daemon_;
}

void Station::stop_daemon() {
    daemon_->send_signal(SIGTERM);
    if (daemon_->wait() != 0) {
        throw std::runtime_error("the daemon did not end:\n" + daemon_->output());
    }
}

std::string owner_of(dbus::Bus& bus, const std::string& name) {
    const auto proxy = sdbus::createProxy(bus.connection(), kBroker, "/org/freedesktop/DBus");
    std::string owner;
    const bool found = test::pump_until({&bus}, [&] {
        try {
            auto call = proxy->createMethodCall(kBroker, "GetNameOwner");
            call << name;
            proxy->callMethod(call) >> owner;
        } catch (const sdbus::Error&) {
            return false;
        }
        return true;
    });
    return found ? owner : throw std::runtime_error(name + " does not come");
}

}  // namespace aggregator::bench

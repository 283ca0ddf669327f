#include "aggregator/app/state_store.hpp"

#include <spdlog/spdlog.h>
#include <time.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "app/atomic_file.hpp"

namespace aggregator::app {

namespace {

constexpr const char* kState = "state";
constexpr const char* kConfiguration = "last-good-config.ini";

/// Nothing that we keep is longer.
constexpr std::size_t kLongestFile = 1024UL * 1024UL;

/// The last of them is replaced.
constexpr int kMostAside = 9;

/// Runs on while the device sleeps and never jumps, unlike the wall clock.
double uptime_s() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::optional<std::string> text_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    std::string text;
    std::array<char, 4096> part{};
    while (file && text.size() < kLongestFile) {
        file.read(part.data(), part.size());
        text.append(part.data(), static_cast<std::size_t>(file.gcount()));
    }
    return text;
}

std::string boot_id() {
    std::string id = text_of("/proc/sys/kernel/random/boot_id").value_or("unknown");
    while (!id.empty() && id.back() == '\n') id.pop_back();
    return id;
}

}  // namespace

std::optional<std::string> StateStore::read(const std::string& name) const {
    return text_of(folder_ + "/" + name);
}

void StateStore::write(const std::string& name, std::string_view text) {
    try {
        replace_file(folder_, name, text);
        warned_ = false;
    } catch (const std::system_error& error) {
        if (!std::exchange(warned_, true)) spdlog::warn("state is not kept: {}", error.what());
    }
}

std::string StateStore::set_aside(const std::string& name) const {
    namespace fs = std::filesystem;
    std::error_code ignored;
    std::string aside = name + ".damaged";
    for (int i = 2; i <= kMostAside && fs::exists(folder_ + "/" + aside, ignored); ++i)
        aside = name + ".damaged." + std::to_string(i);
    fs::rename(folder_ + "/" + name, folder_ + "/" + aside, ignored);
    return aside;
}

void StateStore::keep(SavedState state) {
    state.boot_id = boot_id();
    state.uptime_s = uptime_s();
    write(kState, to_text(state));
}

std::optional<StateStore::Recalled> StateStore::recall() const {
    const auto text = read(kState);
    if (!text) return std::nullopt;
    if (is_of_another_version(*text)) {
        spdlog::info("{}/{} is of another version and ignored", folder_, kState);
        return std::nullopt;
    }
    auto state = from_text(*text);
    if (!state) {
        spdlog::warn("{}/{} is damaged and ignored", folder_, kState);
        return std::nullopt;
    }
    const double ago_s = uptime_s() - state->uptime_s;
    if (state->boot_id != boot_id() || ago_s < 0.0) {
        spdlog::info("the kept state is of an earlier time and ignored");
        return std::nullopt;
    }
    return Recalled{std::move(*state), Seconds{ago_s}};
}

void StateStore::keep_configuration(std::string_view text) {
    if (recall_configuration() != text) write(kConfiguration, text);
}

std::optional<std::string> StateStore::recall_configuration() const {
    return read(kConfiguration);
}

}  // namespace aggregator::app

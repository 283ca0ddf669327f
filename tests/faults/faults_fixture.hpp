#pragma once

/// The real program under faults of the machine: started through a shell that takes something away
/// from it, and left alone with it.

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {

/// What takes too long for every run.
inline bool by_hand() {
    return std::getenv("AGGREGATOR_BY_HAND") != nullptr;
}

/// Whether a command of the shell succeeds.
inline bool succeeds(const std::string& command) {
    const int status = std::system((command + " >/dev/null 2>&1").c_str());
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class FaultTest : public DaemonTest {
protected:
    /// The program, started by the shell behind `preparation`.
    [[nodiscard]] std::unique_ptr<Program> behind(const std::string& preparation) const {
        std::vector<std::string> words{"/bin/sh", "-c", preparation + " && exec \"$@\"", "sh"};
        for (const std::string& word : here()) words.push_back(word);
        return std::make_unique<Program>(words);
    }

    void start_behind(const std::string& preparation) {
        for (FakeBattery* pack : packs()) pack->come();
        program_ = behind(preparation);
        ASSERT_TRUE(appears()) << program_->output();
    }

    /// The limits of three packs in good health, and no alarm.
    void expect_good_bank() {
        EXPECT_EQ(number("/Info/MaxChargeCurrent"), 150.0);
        EXPECT_EQ(number("/Info/MaxDischargeCurrent"), 150.0);
        EXPECT_EQ(number("/Info/MaxChargeVoltage"), 14.2);
        EXPECT_EQ(value("/System/NrOfModulesOnline"), whole(3));
    }

    /// A change of a pack reaches the bank.
    void expect_at_work() {
        soc_ -= 1.0;
        one_.set({.soc = soc_});
        EXPECT_TRUE(pump([&] { return number("/Soc") == soc_; })) << program_->output();
    }

    [[nodiscard]] std::string state_file() const { return folder_ / "state" / "state"; }
    [[nodiscard]] static std::string text_of(const std::string& file) {
        std::ifstream stream{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

    double soc_ = 81.0;
};

}  // namespace aggregator::test

#include <sys/resource.h>

#include "faults/faults_fixture.hpp"
#include "support/process.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;

/// What a device gives to a service.
constexpr const char* kLimitsOfADevice = "ulimit -s 1000 && ulimit -d 100000 && ulimit -v 100000";

class Descriptors : public FaultTest {};

TEST_F(Descriptors, ThatRunOutAtTheStartEndItWithTheReason) {
    program_ = behind("ulimit -n 5");
    EXPECT_EQ(program_->wait(), 1);
    EXPECT_THAT(program_->output(), HasSubstr("error: "));
}

TEST_F(Descriptors, ThatRunOutLaterCostTheStateOnly) {
    if (kSanitized) GTEST_SKIP() << "the sanitizer needs descriptors of its own at the end";
    start_with_packs();
    // More than poll(2) is asked for, fewer than are open.
    const rlimit none{8, 8};
    ASSERT_GT(open_descriptors_of(program_->pid()), none.rlim_cur);
    ASSERT_EQ(prlimit(program_->pid(), RLIMIT_NOFILE, &none, nullptr), 0);
    expect_at_work();
    expect_good_bank();
    program_->send_signal(SIGTERM);
    EXPECT_EQ(program_->wait(), 0) << program_->output();
    EXPECT_THAT(program_->output(), HasSubstr("state is not kept: "));
}

class MemoryLimit : public FaultTest {
protected:
    /// The pack is in the program's hands; what it sends is too much.
    void send_text_of(std::size_t size) {
        const std::string huge(size, 'x');
        one_.set("/CustomName", dbus::Variant{huge});
        one_.set("/CustomName", dbus::Variant{std::string{"One"}});
    }
};

TEST_F(MemoryLimit, OfADeviceIsEnough) {
    if (kSanitized) GTEST_SKIP() << "the sanitizer needs more memory than a device has";
    start_behind(kLimitsOfADevice);
    send_text_of(10'000'000);
    expect_at_work();
    expect_good_bank();
}

TEST_F(MemoryLimit, ThatIsExceededEndsItAtWorst) {
    if (kSanitized) GTEST_SKIP() << "the sanitizer needs more memory than a device has";
    start_behind(kLimitsOfADevice);
    send_text_of(60'000'000);
    const bool ended =
        !pump([&] { return !runs() || value("/Packs/0/Name") == text("One"); }) || !runs();
    if (ended) {
        EXPECT_EQ(program_->wait(), 1) << program_->output();
        EXPECT_FALSE(client().has_owner(kBank));
        return;
    }
    expect_at_work();
    expect_good_bank();
}

class StateDisk : public FaultTest {
protected:
    /// A file system of its own for the state, which goes with the program.
    void start_with_disk(const std::string& options, const std::string& more) {
        const std::string folder = (folder_ / "state").string();
        std::filesystem::create_directory(folder);
        const std::string mount = "mount -t tmpfs -o " + options + " none " + folder;
        if (!succeeds("unshare -m sh -c '" + mount + "'")) {
            GTEST_SKIP() << "needs the right to mount";
        }
        const std::string preparation = mount + " && " + more;
        for (FakeBattery* pack : packs()) pack->come();
        std::vector<std::string> words{
            "/usr/bin/unshare", "-m", "/bin/sh", "-c", preparation + " && exec \"$@\"", "sh"};
        for (const std::string& word : here()) words.push_back(word);
        program_ = std::make_unique<Program>(words);
        ASSERT_TRUE(appears()) << program_->output();
    }

    void expect_no_more_than_a_warning() {
        expect_at_work();
        expect_good_bank();
        program_->send_signal(SIGTERM);
        EXPECT_EQ(program_->wait(), 0) << program_->output();
        EXPECT_THAT(program_->output(), HasSubstr("state is not kept: "));
    }
};

TEST_F(StateDisk, ThatIsFullCostsAWarning) {
    start_with_disk("size=8k", "! dd if=/dev/zero of=" + (folder_ / "state/full").string() +
                                   " bs=4k count=4 2>/dev/null");
    if (IsSkipped()) return;
    expect_no_more_than_a_warning();
}

TEST_F(StateDisk, ThatIsReadOnlyCostsAWarning) {
    start_with_disk("ro", "true");
    if (IsSkipped()) return;
    expect_no_more_than_a_warning();
}

TEST_F(StateDisk, ThatIsNoFolderCostsAWarning) {
    std::ofstream{folder_ / "state"} << "in the way";
    start_with_packs();
    expect_no_more_than_a_warning();
}

}  // namespace
}  // namespace aggregator::test

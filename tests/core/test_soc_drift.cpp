#include <gtest/gtest.h>

#include "aggregator/core/soc_drift.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;
using testing::PackOf;

class SocDriftOfAPack : public ::testing::Test {
protected:
    bool after(const PackOf& pack, double seconds, std::optional<int> cells = 16) {
        return drift_.step(pack, cells, at(seconds));
    }
    SocDrift drift_;
};

const double kFullVolts = 16 * 3.42;

TEST_F(SocDriftOfAPack, IsFoundWhereAFullPackDoesNotKnowIt) {
    const auto lying = pack("A").volts(kFullVolts).soc(94.0);
    EXPECT_FALSE(after(lying, 0.0));
    EXPECT_FALSE(after(lying, 299.0));
    EXPECT_TRUE(after(lying, 300.0));
}

TEST_F(SocDriftOfAPack, IsFoundWhereAnEmptyPackDoesNotKnowIt) {
    const auto lying = pack("A").volts(47.9).soc(16.0);
    EXPECT_FALSE(after(lying, 0.0));
    EXPECT_FALSE(after(lying, 299.0));
    EXPECT_TRUE(after(lying, 300.0));
}

TEST_F(SocDriftOfAPack, IsNoneWhereSocAndVoltageAgree) {
    const std::vector<PackOf> honest{pack("A").volts(kFullVolts).soc(95.0),
                                     pack("A").volts(54.7).soc(50.0),
                                     pack("A").volts(47.9).soc(15.0),
                                     pack("A").volts(48.0).soc(80.0),
                                     pack("A").volts(kFullVolts).soc(50.0).amps(5.0),
                                     pack("A").volts(47.9).soc(50.0).amps(-5.0),
                                     pack("A").volts(kFullVolts).soc(50.0).silent(20.0),
                                     pack("A").volts(kFullVolts).without(&Battery::soc)};
    for (std::size_t i = 0; i < honest.size(); ++i) {
        drift_ = {};
        after(honest[i], 0.0);
        EXPECT_FALSE(after(honest[i], 1000.0)) << i;
    }
}

TEST_F(SocDriftOfAPack, IsNotLookedForWhileTheNumberOfCellsIsUnknown) {
    const auto lying = pack("A").volts(kFullVolts).soc(50.0);
    after(lying, 0.0, {});
    EXPECT_FALSE(after(lying, 1000.0, {}));
}

TEST_F(SocDriftOfAPack, StaysUntilTheSocAgreesAtOneOfTheEnds) {
    const auto lying = pack("A").volts(kFullVolts).soc(50.0);
    after(lying, 0.0);
    after(lying, 300.0);
    EXPECT_TRUE(after(pack("A").soc(50.0), 400.0));
    const auto synced = pack("A").volts(kFullVolts).soc(100.0);
    EXPECT_TRUE(after(synced, 500.0));
    EXPECT_FALSE(after(synced, 800.0));
}

TEST_F(SocDriftOfAPack, CountsTheRestAnewAfterEveryCurrent) {
    const auto lying = pack("A").volts(kFullVolts).soc(50.0);
    for (double second = 0.0; second < 1000.0; second += 10.0) {
        const bool moves = static_cast<int>(second) % 290 == 0;
        EXPECT_FALSE(
            after(moves ? pack("A").volts(kFullVolts).soc(50.0).amps(20.0) : lying, second));
    }
}

}  // namespace
}  // namespace aggregator

#include <gtest/gtest.h>

#include "aggregator/core/voltage_agreement.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::bank_of;
using testing::pack;

std::vector<Agreement> agreement(const std::vector<Member>& members,
                                 const std::vector<Isolation>& isolation = {}, int cells = 15) {
    auto all = isolation;
    all.resize(members.size());
    return voltage_agreement(members, all, cells);
}

constexpr Agreement kAgrees = Agreement::agrees;
constexpr Agreement kApart = Agreement::apart;
constexpr Agreement kFar = Agreement::far_apart;

/// Fifteen cells are 48 V nominal: 0.288 V of calibration, 1.92 V to another battery.
TEST(VoltageAgreement, AllowsForTheCalibrationOfABms) {
    EXPECT_EQ(
        agreement(bank_of({pack("A").volts(50.0), pack("B").volts(50.28), pack("C").volts(50.0)})),
        (std::vector{kAgrees, kAgrees, kAgrees}));
    EXPECT_EQ(
        agreement(bank_of({pack("A").volts(50.0), pack("B").volts(50.29), pack("C").volts(50.0)})),
        (std::vector{kAgrees, kApart, kAgrees}));
}

TEST(VoltageAgreement, AllowsForTheDropAtTheCurrentThatIsNotShared) {
    const auto with_current = [](double amps) {
        return agreement(bank_of(
            {pack("A").volts(50.0), pack("B").volts(50.5).amps(amps), pack("C").volts(50.0)}))[1];
    };
    EXPECT_EQ(with_current(30.0), kApart) << "20 A above the mean: 0.2 V";
    EXPECT_EQ(with_current(33.0), kAgrees) << "22 A above the mean: 0.22 V";
    EXPECT_EQ(with_current(-33.0), kAgrees);
}

TEST(VoltageAgreement, KnowsAnotherBusBar) {
    EXPECT_EQ(agreement(bank_of(
                  {pack("A").volts(50.0), pack("B").volts(51.9), pack("C").volts(50.0)}))[1],
              kApart);
    EXPECT_EQ(agreement(bank_of(
                  {pack("A").volts(50.0), pack("B").volts(48.0), pack("C").volts(50.0)}))[1],
              kFar);
}

TEST(VoltageAgreement, ScalesWithTheNumberOfCells) {
    const auto of = [](int cells) {
        return agreement(
            bank_of({pack("A").volts(13.2), pack("B").volts(13.3), pack("C").volts(13.2)}), {},
            cells)[1];
    };
    EXPECT_EQ(of(4), kApart);
    EXPECT_EQ(of(8), kAgrees);
}

TEST(VoltageAgreement, CannotTellWhichOfTwoIsRight) {
    EXPECT_EQ(agreement(bank_of({pack("A").volts(50.0), pack("B").volts(50.6)})),
              (std::vector{kApart, kApart}));
}

TEST(VoltageAgreement, ComparesOnlyPacksOnTheBusBar) {
    const auto members =
        bank_of({pack("A").volts(50.0), pack("B").volts(53.0), pack("C").volts(50.0)});
    for (const Isolation& isolated : {Isolation{.charge = true}, Isolation{.discharge = true}}) {
        EXPECT_EQ(agreement(members, {{}, isolated}), (std::vector{kAgrees, kAgrees, kAgrees}));
    }
    EXPECT_EQ(agreement(bank_of({pack("A").volts(50.0), pack("B").volts(53.0).silent(20.0)})),
              (std::vector{kAgrees, kAgrees}));
    EXPECT_EQ(agreement(bank_of({pack("A")})), (std::vector{kAgrees}));
}

}  // namespace
}  // namespace aggregator

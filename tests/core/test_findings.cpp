#include <gtest/gtest.h>

#include "aggregator/core/findings.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::pack;

Findings states_of(const std::vector<Member>& members) {
    Findings findings;
    add_pack_states(members, findings);
    return findings;
}

Findings with_b(PackState state) {
    return states_of(bank_of({pack("A"), pack("B").state(state)}));
}

TEST(Findings, KeepTheWorseOfTwo) {
    const Member a = pack("A");
    Findings findings;
    findings.add(Finding::too_cold, Severity::alarm, &a);
    findings.add(Finding::too_cold, Severity::warning);
    EXPECT_EQ(findings[Finding::too_cold].severity, Severity::alarm);
    EXPECT_EQ(findings[Finding::too_cold].pack, &a);
    EXPECT_EQ(findings[Finding::too_hot].severity, Severity::ok);
}

TEST(Findings, AreWorstForTheLeastKnownPack) {
    const auto silent = [](PackState state) {
        return with_b(state)[Finding::pack_silent].severity;
    };
    EXPECT_EQ(silent(PackState::online), Severity::ok);
    EXPECT_EQ(silent(PackState::excluded), Severity::ok);
    EXPECT_EQ(silent(PackState::stale), Severity::warning);
    EXPECT_EQ(silent(PackState::invalid), Severity::warning);
    EXPECT_EQ(silent(PackState::lost), Severity::alarm);
    EXPECT_EQ(silent(PackState::waiting), Severity::alarm);
}

TEST(Findings, TellALostPackFromAStaleOne) {
    const auto lost = [](PackState state) { return with_b(state)[Finding::pack_lost].severity; };
    EXPECT_EQ(lost(PackState::stale), Severity::ok);
    EXPECT_EQ(lost(PackState::lost), Severity::alarm);
    EXPECT_EQ(lost(PackState::waiting), Severity::alarm);
}

TEST(Findings, AreAnAlarmAsSoonAsNoPackIsFresh) {
    const auto both = bank_of({pack("A").silent(16.0), pack("B").silent(16.0)});
    EXPECT_EQ(states_of(both)[Finding::pack_silent].severity, Severity::alarm);
    EXPECT_EQ(states_of(both)[Finding::pack_lost].severity, Severity::ok);
}

TEST(Findings, NameThePackThatSendsNonsenseAlsoWhenItIsLostForIt) {
    for (const PackState state : {PackState::invalid, PackState::lost}) {
        Member nonsense = pack("B").state(state);
        nonsense.misreadings.voltage = true;
        const std::vector<Member> members{pack("A"), nonsense};
        EXPECT_EQ(states_of(members)[Finding::nonsense].severity, Severity::alarm);
        EXPECT_EQ(states_of(members)[Finding::nonsense].pack->name, "B");
    }
    Member excluded = pack("B").state(PackState::excluded);
    excluded.misreadings.voltage = true;
    EXPECT_EQ(states_of({pack("A"), excluded})[Finding::nonsense].severity, Severity::ok);
}

TEST(Findings, OfAnOverloadNeedTheDirection) {
    const auto members = bank_of({pack("A").amps(5.0), pack("B").amps(76.0)});
    const std::vector<std::optional<PackLimit>> limits(2, PackLimit{Amps{50.0}});
    OvercurrentGuard guard{Direction::charge};
    guard.step(members, limits, Amps{200.0}, Amps{1.0}, at(0.0));
    Findings charge;
    add_overload(members, guard, Direction::charge, charge);
    EXPECT_EQ(charge[Finding::charge_far_above].severity, Severity::alarm);
    EXPECT_EQ(charge[Finding::charge_very_far_above].pack->name, "B");
    EXPECT_EQ(charge[Finding::discharge_far_above].severity, Severity::ok);
    Findings discharge;
    add_overload(members, guard, Direction::discharge, discharge);
    EXPECT_EQ(discharge[Finding::discharge_very_far_above].severity, Severity::alarm);
}

TEST(Findings, OfAnOverloadThatIsNotVeryFarAreOnlyOne) {
    const auto members = bank_of({pack("A").amps(61.0)});
    const std::vector<std::optional<PackLimit>> limits(1, PackLimit{Amps{50.0}});
    OvercurrentGuard guard{Direction::charge};
    guard.step(members, limits, Amps{200.0}, Amps{1.0}, at(0.0));
    Findings findings;
    add_overload(members, guard, Direction::charge, findings);
    EXPECT_EQ(findings[Finding::charge_far_above].severity, Severity::alarm);
    EXPECT_EQ(findings[Finding::charge_very_far_above].severity, Severity::ok);
}

}  // namespace
}  // namespace aggregator

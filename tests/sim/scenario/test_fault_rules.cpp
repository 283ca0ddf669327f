/// What each kind of fault needs, takes and allows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/scenario/errors_of.hpp"
#include "sim/scenario/fault_rules.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// One fault in lines 2 to 4, then what a test adds.
std::vector<std::string> errors_of_fault(const std::string& kind, const std::string& more) {
    return errors_of("[Fault 1]\nkind = " + kind + "\npack = 1\nat = 5\n" + more);
}

TEST(FaultRules, FindValuesThatTheKindCannotHave) {
    EXPECT_THAT(errors_of_fault("limit", "value = -5\n"),
                ElementsAre("file:5: [Fault 1] value: -5 is out of range; allowed is 0 to 10000 A "
                            "for limit"));
    EXPECT_THAT(errors_of_fault("resistance", "value = -50\n"),
                ElementsAre(HasSubstr("-50 is out of range; allowed is 0 to 1000 mOhm")));
    EXPECT_THAT(errors_of_fault("alarm", "value = 7\n"),
                ElementsAre(HasSubstr("7 is out of range; allowed is 1 to 2 for alarm")));
    EXPECT_THAT(errors_of_fault("latency", "value = -3\n"),
                ElementsAre(HasSubstr("-3 is out of range; allowed is 0 to 3600 s")));
    EXPECT_THAT(errors_of_fault("soc_jump", "value = 120\n"),
                ElementsAre(HasSubstr("120 is out of range; allowed is -100 to 100 points")));
    EXPECT_THAT(errors_of("[Fault 1]\nkind = sun\nat = 5\nvalue = 150\n"),
                ElementsAre(HasSubstr("150 is out of range; allowed is 0 to 100 %")));
    EXPECT_THAT(errors_of_fault("limit", "value = much\n"),
                ElementsAre(HasSubstr("'much' is not a number")));
    EXPECT_THAT(errors_of_fault("limit", "value = 5\n"), IsEmpty());
}

TEST(FaultRules, FindKeysThatTheKindHasNoUseFor) {
    EXPECT_THAT(
        errors_of_fault("away", "value = 3\nwhat = soc\n"),
        ElementsAre("file:5: [Fault 1] value: the kind away has no use for it; remove the line",
                    "file:6: [Fault 1] what: the kind away has no use for it; remove the line"));
    EXPECT_THAT(errors_of_fault("kill", "duration = 3\n"),
                ElementsAre(HasSubstr("file:3: [Fault 1] pack: the kind kill has no use for it")));
    EXPECT_THAT(errors_of_fault("missing", "what = soc\n"), IsEmpty());
}

TEST(FaultRules, SayNothingOfAKindThatThereIsNot) {
    EXPECT_THAT(errors_of_fault("explode", "value = 3\n"),
                ElementsAre(HasSubstr("file:2: [Fault 1] kind: 'explode' is unknown")));
    EXPECT_THAT(errors_of("[Fault 1]\nat = 5\nvalue = 3\n"),
                ElementsAre("file:1: [Fault 1]: needs the key kind"));
}

TEST(FaultRules, FindWhatHappensAfterTheEnd) {
    EXPECT_THAT(errors_of("[Scenario]\nhours = 0.5\n[Fault 1]\nkind = away\nat = 1801\n"),
                ElementsAre("file:5: [Fault 1] at: the scenario is over after 0.5 h, that is 1800 "
                            "s"));
    EXPECT_THAT(errors_of("[Scenario]\nhours = 0.5\n[Fault 1]\nkind = away\nat = 1799\n"),
                IsEmpty());
}

TEST(FaultRules, FindASwapWithNobody) {
    EXPECT_THAT(errors_of("[Packs]\ncount = 1\n[Fault 1]\nkind = swap\npack = 1\nat = 5\n"),
                ElementsAre("file:4: [Fault 1] kind: swap is for two packs, and there is only 1"));
}

TEST(FaultRules, KnowEveryKind) {
    for (int i = 0; i <= static_cast<int>(model::FaultKind::sun); ++i) {
        const auto kind = static_cast<model::FaultKind>(i);
        EXPECT_EQ(rule_of(kind).kind, kind);
    }
}

}  // namespace
}  // namespace aggregator::sim

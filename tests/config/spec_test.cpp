#include "config/spec.hpp"

#include <gtest/gtest.h>

#include <array>

#include "config/draft.hpp"

namespace aggregator::config {
namespace {

constexpr std::array<std::string_view, 2> kWords{"mean", "median"};

TEST(Spec, RangeShowsBothEnds) {
    const Spec spec{"A", "b", "V", Range{0.2, 66}, ""};
    EXPECT_EQ(allowed_text(spec), "0.2 to 66");
    EXPECT_EQ(allowed_clause(spec), "; allowed is 0.2 to 66 V");
}

TEST(Spec, WordsAreListed) {
    const Spec spec{"A", "b", "", Words{kWords}, ""};
    EXPECT_EQ(allowed_text(spec), "mean, median");
    EXPECT_EQ(allowed_clause(spec), "; allowed is mean, median");
}

TEST(Spec, FormDescribesItself) {
    EXPECT_EQ(allowed_text({"A", "b", "", Form{"a name", nullptr}, ""}), "a name");
}

TEST(Draft, KeyThatTheFileDoesNotGiveIsTrustworthyWithoutALine) {
    const Draft draft;
    EXPECT_TRUE(draft.trustworthy({"A", "b"}));
    EXPECT_EQ(draft.line_of({"A", "b"}), std::nullopt);
}

TEST(Draft, RefusedKeyIsNotTrustworthy) {
    Draft draft;
    draft.mentions[{"A", "good"}] = {3, true};
    draft.mentions[{"A", "bad"}] = {4, false};
    EXPECT_TRUE(draft.trustworthy({"A", "good"}));
    EXPECT_FALSE(draft.trustworthy({"A", "bad"}));
    EXPECT_EQ(draft.line_of({"A", "bad"}), 4);
}

TEST(Draft, BlameStandsAtTheLineOfTheKey) {
    Draft draft;
    draft.mentions[{"A", "b"}] = {3, true};
    draft.blame({"A", "b"}, "wrong");
    draft.blame({"A", "c"}, "missing");
    ASSERT_EQ(draft.errors.size(), 2U);
    EXPECT_EQ(draft.errors[0], (ConfigError{3, "A", "b", "wrong"}));
    EXPECT_EQ(draft.errors[1], (ConfigError{{}, "A", "c", "missing"}));
}

}  // namespace
}  // namespace aggregator::config

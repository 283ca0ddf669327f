#include <gtest/gtest.h>

#include "aggregator/config/config.hpp"

namespace aggregator::config {
namespace {

TEST(Describe, NamesFileLineSectionAndKey) {
    EXPECT_EQ(describe({12, "Battery", "capacity", "0 is out of range"}, "/data/config.ini"),
              "/data/config.ini:12: [Battery] capacity: 0 is out of range");
}

TEST(Describe, LeavesOutWhatIsNotThere) {
    EXPECT_EQ(describe({3, "Batery", "", "unknown"}, "f"), "f:3: [Batery]: unknown");
    EXPECT_EQ(describe({3, "", "capacity", "stray"}, "f"), "f:3: capacity: stray");
    EXPECT_EQ(describe({3, "", "", "stray"}, "f"), "f:3: stray");
    EXPECT_EQ(describe({{}, "", "", "cannot be read"}, "f"), "f: cannot be read");
}

}  // namespace
}  // namespace aggregator::config

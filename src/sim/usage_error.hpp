#pragma once

/// The user asked for something that cannot be done as asked.

#include <stdexcept>

namespace aggregator::sim {

/// what() may have several lines, one per problem.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace aggregator::sim

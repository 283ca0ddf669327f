#include "config/spec.hpp"

#include <vector>

#include "config/number.hpp"
#include "config/text.hpp"

namespace aggregator::config {

namespace {

struct AllowedText {
    std::string operator()(const Range& range) const {
        return number_text(range.low) + " to " + number_text(range.high);
    }
    std::string operator()(const Words& words) const {
        return join({words.begin(), words.end()}, ", ");
    }
    std::string operator()(const Form& form) const { return std::string(form.description); }
};

}  // namespace

std::string allowed_text(const Spec& spec) {
    return std::visit(AllowedText{}, spec.allowed);
}

std::string allowed_clause(const Spec& spec) {
    const std::string unit = spec.unit.empty() ? "" : " " + std::string(spec.unit);
    return "; allowed is " + allowed_text(spec) + unit;
}

}  // namespace aggregator::config

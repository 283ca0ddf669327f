#include "sim/scenario/section_name.hpp"

#include <array>
#include <string>
#include <vector>

#include "config/nearest.hpp"
#include "config/number.hpp"
#include "config/text.hpp"

namespace aggregator::sim {
namespace {

constexpr std::int64_t kMostNumbers = 999;

struct Known {
    std::string_view name;
    SectionKind kind;
    bool numbered;
};
constexpr std::array kKnown{
    Known{"Scenario", SectionKind::scenario, false}, Known{"System", SectionKind::system, false},
    Known{"Packs", SectionKind::packs, false},       Known{"Pack", SectionKind::pack, true},
    Known{"Fault", SectionKind::fault, true},        Known{"Gate", SectionKind::gate, false}};

}  // namespace

std::optional<SectionName> parse_section(std::string_view name) {
    const auto blank = name.find(' ');
    const auto word = name.substr(0, blank);
    const bool has_number = blank != std::string_view::npos;
    for (const Known& known : kKnown) {
        if (known.name != word || known.numbered != has_number) continue;
        if (!has_number) return SectionName{known.kind, 0};
        const auto digits = name.substr(blank + 1);
        const auto number = config::parse_whole(digits);
        if (!number || *number < 1 || *number > kMostNumbers) return {};
        // `01` would be another name for `1`.
        if (std::to_string(*number) != digits) return {};
        return SectionName{known.kind, static_cast<int>(*number)};
    }
    return {};
}

std::string section_hint(std::string_view name) {
    std::vector<std::string> names;
    names.reserve(kKnown.size());
    for (const Known& known : kKnown)
        names.push_back(std::string{known.name} + (known.numbered ? " 1" : ""));
    const auto near = config::nearest(name, names);
    if (near) return "did you mean [" + *near + "]?";
    return "the sections are " + config::join(names, ", ");
}

}  // namespace aggregator::sim

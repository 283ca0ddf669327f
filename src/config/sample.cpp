#include <string>

#include "aggregator/config/config.hpp"
#include "config/key_table.hpp"
#include "config/pack_name.hpp"

namespace aggregator::config {

namespace {

constexpr std::string_view kPreamble =
    "# Configuration of bms-aggregator. CONFIGURATION.md tells more about every key.\n"
    "#\n"
    "# The values here are the defaults, and a key that is left out keeps its default. A '#' at\n"
    "# the start of a line makes it a comment; comments need lines of their own.\n"
    "#\n"
    "# Check a change:     bms-aggregator check-config /data/bms_aggregator/config.ini\n"
    "# Put it in force:    svc -h /service/bms-aggregator\n"
    "# List the batteries: bms-aggregator scan\n";

/// The effect and what is allowed, as comments.
std::string explain(const Spec& spec) {
    const std::string unit = spec.unit.empty() ? "" : " " + std::string(spec.unit);
    return "\n# " + std::string(spec.effect) + "\n# Allowed: " + allowed_text(spec) + unit + "\n";
}

std::string assignment(std::string_view name, std::string_view value) {
    return std::string(name) + " = " + std::string(value) + "\n";
}

std::string example(std::string_view name, const Absent& absent) {
    return "# Without it: " + std::string(absent.meaning) + ". For example:\n#" +
           assignment(name, absent.example);
}

/// A default that follows the bank's voltage is commented out, for to give it is to pin it.
std::string show(const Key<Settings>& key) {
    const auto& spec = key.spec;
    const auto value = key.write(spec, Settings{}).value_or("");
    if (value.empty()) return explain(spec) + example(spec.name, spec.absent);
    if (!key.given) return explain(spec) + assignment(spec.name, value);
    return explain(spec) + "# Without it: this for a bank of 12 V, scaled for 24 and 48 V\n#" +
           assignment(spec.name, value);
}

/// The services of the default packs.
std::string show_services() {
    std::string text;
    for (const auto& key : load("").keys)
        if (key.key.ends_with("_service")) text += assignment(key.key, *key.value);
    return text;
}

std::string show(const Key<PackSettings>& key) {
    const auto& spec = key.spec;
    if (spec.absent.example.empty()) return explain(spec) + show_services();
    return explain(spec) + example(pack_key(spec.name, "1"), spec.absent);
}

}  // namespace

std::string sample() {
    std::string text(kPreamble);
    for (const auto& section : sections()) {
        text += "\n\n# " + std::string(section.purpose) + "\n[" + std::string(section.name) + "]\n";
        if (section.name == kPackSection)
            for (const auto& key : pack_keys()) text += show(key);
        for (const auto& key : keys())
            if (key.spec.section == section.name) text += show(key);
    }
    return text;
}

}  // namespace aggregator::config

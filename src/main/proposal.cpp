#include "main/proposal.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "config/bus_name.hpp"
#include "config/line_check.hpp"
#include "config/number.hpp"
#include "config/pack_name.hpp"
#include "main/terminal.hpp"
#include "venus/codec.hpp"

namespace aggregator {

namespace {

using Batteries = std::vector<JudgedBattery>;

std::string comment(const std::string& text) {
    return "# " + printable(text) + "\n";
}

std::string assignment(const std::string& key, const std::string& value) {
    return key + " = " + value + "\n";
}

/// For the user to decide: in force once the '#' is taken away.
std::string suggestion(const std::string& key, const std::string& value) {
    return "#" + (value.empty() ? key + " =\n" : assignment(key, value));
}

std::string tenths(double number) {
    return config::number_text(std::round(number * 10.0) / 10.0);
}

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// One quantity over all packs.
struct Sum {
    double value = 0.0;
    std::vector<std::string> silent{};  ///< Packs that do not publish it.
    std::vector<std::string> zero{};    ///< Packs where it is 0 now.

    [[nodiscard]] bool complete() const { return silent.empty() && zero.empty(); }
};

template <typename Member>
Sum sum_of(const Batteries& packs, Member member) {
    Sum sum;
    for (const JudgedBattery& pack : packs) {
        const auto quantity = std::invoke(member, pack.plausible);
        if (!quantity) sum.silent.push_back(label_of(pack));
        if (quantity && quantity->value() <= 0.0) sum.zero.push_back(label_of(pack));
        if (quantity) sum.value += quantity->value();
    }
    return sum;
}

std::string missing_from(const Sum& sum) {
    std::string text;
    if (!sum.silent.empty()) text = "not published by " + listed(sum.silent);
    if (!sum.zero.empty())
        text += (text.empty() ? "0 now for " : "; 0 now for ") + listed(sum.zero);
    return text;
}

/// The sum as a key; commented out where it is not the whole bank's or beyond what is allowed.
std::string ceiling(const std::string& key, const Sum& sum, double most) {
    const bool usable = sum.complete() && sum.value >= 1.0 && sum.value <= most;
    if (usable) return assignment(key, tenths(sum.value));
    const std::string reason = sum.complete() ? "beyond what is allowed here" : missing_from(sum);
    return comment("CHECK: " + reason + ". Put the whole bank's here:") +
           suggestion(key, tenths(sum.value));
}

std::string capacity_lines(const Batteries& packs) {
    return comment("Sum of what the packs publish, in Ah.") +
           ceiling("capacity", sum_of(packs, [](const Battery& b) { return b.installed_capacity; }),
                   100'000);
}

std::string nominal_lines(const Batteries& packs) {
    std::set<std::optional<int>> counts;
    for (const JudgedBattery& pack : packs) counts.insert(pack.cells);
    if (counts.size() > 1 && !counts.contains(std::nullopt)) {
        return comment(
                   "CHECK: packs with different numbers of cells are no bank; remove those of "
                   "another voltage.") +
               assignment("nominal_voltage", "auto");
    }
    const int cells = counts.size() == 1 ? counts.begin()->value_or(0) : 0;
    const char* const nominal = cells == 4                   ? "12"
                                : cells == 8                 ? "24"
                                : cells == 15 || cells == 16 ? "48"
                                                             : nullptr;
    if (nominal == nullptr)
        return comment(
                   "The number of cells is not known from every pack; auto finds the voltage.") +
               assignment("nominal_voltage", "auto");
    return comment("Every pack has " + std::to_string(cells) + " cells in series.") +
           assignment("nominal_voltage", nominal);
}

std::string voltage_lines(const Batteries& packs) {
    const auto lower = [](const JudgedBattery& a, const JudgedBattery& b) {
        const auto cvl = [](const JudgedBattery& pack) {
            return pack.plausible.limits.charge_voltage.value_or(Volts{1e9});
        };
        return cvl(a) < cvl(b);
    };
    const JudgedBattery& least = *std::ranges::min_element(packs, lower);
    const auto cvl = least.plausible.limits.charge_voltage;
    std::string text = comment(
        "Ceiling of the charge voltage. Left out, it follows the number of cells; the least that a "
        "pack asks for");
    if (!cvl) return text + comment("counts in any case.");
    return text +
           comment("counts in any case, now " + venus::fixed(cvl->value(), 2) + " V for " +
                   label_of(least) + ".") +
           suggestion("max_charge_voltage", config::number_text(venus::rounded(cvl->value())));
}

/// A pack that hangs, or is off, is missing from every sum below.
std::string silence_lines(std::span<const JudgedBattery> batteries) {
    std::string text;
    for (const JudgedBattery& battery : batteries) {
        if (!battery.ours && !battery.found.answered)
            text += comment("CHECK: " + battery.found.service +
                            " gave no values. If it is a pack, it is missing below: scan again.");
    }
    return text;
}

std::string battery_section(const Batteries& packs) {
    const Sum dcl = sum_of(packs, [](const Battery& b) { return b.limits.discharge_current; });
    return "\n[Battery]\n" + capacity_lines(packs) + nominal_lines(packs) + voltage_lines(packs) +
           comment(
               "Sum of the packs' discharge limits now, in A. Fuses and cables may allow less.") +
           ceiling("max_discharge_current", dcl, 10'000);
}

std::string charge_section(const Batteries& packs) {
    const Sum ccl = sum_of(packs, [](const Battery& b) { return b.limits.charge_current; });
    std::string text =
        "\n[ChargeLimits]\n" +
        comment(
            "Sum of the packs' charge limits now, in A. A full, cold or hot pack allows less "
            "for a while: compare") +
        comment("with its data sheet.") + ceiling("nominal_charge_current", ccl, 10'000);
    if (!ccl.complete() || ccl.value < 1.0 || ccl.value > 10'000.0) return text;
    return text + comment("At severe imbalance or a cell alarm: a third, as in the defaults.") +
           assignment("reduced_charge_current", tenths(std::floor(ccl.value / 0.3) / 10.0));
}

/// Names that several packs have would make their messages ambiguous.
bool is_ambiguous(const std::string& label, const Batteries& packs) {
    return std::ranges::count(packs, label, [](const auto& pack) { return label_of(pack); }) > 1;
}

std::string name_line(const std::string& key, const JudgedBattery& pack, const Batteries& packs) {
    const std::string label = printable(label_of(pack));
    const std::string unique = label + " " + short_name(pack.found.service);
    const auto allowed = [&](const std::string& name) {
        return !config::check_label(name) &&
               !config::check_line(key + " = " + name, config::kLongestLine);
    };
    if (is_ambiguous(label_of(pack), packs) && allowed(unique)) return assignment(key, unique);
    return suggestion(key, label);
}

std::string pack_lines(int number, const JudgedBattery& pack, const Batteries& packs) {
    const Battery& battery = pack.plausible;
    const auto key = [&](const char* general) {
        return config::pack_key(general, std::to_string(number));
    };
    const std::string product = battery.product_name.value_or("unnamed product");
    const std::string instance =
        battery.device_instance ? ", instance " + std::to_string(*battery.device_instance) : "";
    std::string text = "\n" + comment(product + instance);
    const std::string service = assignment(key("bmsN_service"), pack.found.service);
    if (config::check_line(service.substr(0, service.size() - 1), config::kLongestLine))
        return text + comment("CHECK: its name is too long for this file: " + pack.found.service);
    text += service + name_line(key("bmsN_name"), pack, packs);
    if (pack.implausible_values > 0)
        text += comment("CHECK: " + std::to_string(pack.implausible_values) +
                        " of its values cannot be true.");
    const auto missing = [&](const auto& quantity, const char* what, const char* general) {
        if (quantity) return;
        text += comment(std::string{"CHECK: its BMS publishes no "} + what + ":") +
                suggestion(key(general), "");
    };
    missing(battery.installed_capacity, "capacity (Ah)", "bmsN_capacity");
    missing(battery.limits.charge_current, "charge limit (A)", "bmsN_max_charge_current");
    missing(battery.limits.discharge_current, "discharge limit (A)", "bmsN_max_discharge_current");
    return text;
}

bool contains(const Batteries& packs, const JudgedBattery& battery) {
    return std::ranges::any_of(packs, [&](const JudgedBattery& pack) {
        return pack.found.service == battery.found.service;
    });
}

std::string bms_section(const Batteries& packs, std::span<const JudgedBattery> batteries) {
    std::string text = "\n[BMS]\n" + comment(
                                         "bmsN_name without its '#' gives the pack a name of "
                                         "your own; else its BMS's name counts.");
    int number = 0;
    for (const JudgedBattery& pack : packs) text += pack_lines(++number, pack, packs);
    std::string others;
    for (const JudgedBattery& battery : batteries) {
        if (!battery.ours && !contains(packs, battery))
            others += comment(battery.found.service + ": " +
                              battery.why_not.value_or("one more than there can be packs"));
    }
    if (others.empty()) return text;
    return text + "\n" +
           comment("On the bus and no pack. A BMS among them can be listed all the same.") + others;
}

}  // namespace

std::optional<std::string> propose_config(std::span<const JudgedBattery> batteries) {
    Batteries packs;
    std::ranges::copy_if(batteries, std::back_inserter(packs), is_eligible);
    if (packs.empty()) return std::nullopt;
    if (packs.size() > config::kMostPacks) packs.resize(config::kMostPacks);
    return comment(
               "Proposed by \"bms-aggregator scan\" from what the batteries on the bus publish "
               "now. Read every line,") +
           comment(
               "CHECK first. CONFIGURATION.md tells what each key does; what is left out has "
               "its default.") +
           silence_lines(batteries) + battery_section(packs) + charge_section(packs) +
           bms_section(packs, batteries);
}

}  // namespace aggregator

#include <array>
#include <map>

#include "aggregator/venus/paths.hpp"
#include "main/proposal.hpp"
#include "main/scan_report.hpp"
#include "main/table.hpp"

namespace aggregator {

namespace {

constexpr const char* kUnknown = "-";

struct ScanColumn {
    const char* heading;
    Align align;
};
constexpr std::array kScanColumns{
    ScanColumn{"service", Align::left}, ScanColumn{"inst", Align::right},
    ScanColumn{"name", Align::left},    ScanColumn{"product", Align::left},
    ScanColumn{"fw", Align::left},      ScanColumn{"cells", Align::right},
    ScanColumn{"U", Align::right},      ScanColumn{"I", Align::right},
    ScanColumn{"SOC", Align::right},    ScanColumn{"CVL", Align::right},
    ScanColumn{"CCL", Align::right},    ScanColumn{"DCL", Align::right},
    ScanColumn{"Ah", Align::right},     ScanColumn{"as a pack", Align::left},
};

std::string number_text(const std::optional<int>& number) {
    return number ? std::to_string(*number) : kUnknown;
}

std::string text_or_dash(const std::optional<std::string>& text) {
    const bool none = !text || text->empty() || *text == venus::kInvalidText;
    return none ? kUnknown : printable(*text);
}

/// What the battery says, in the text forms of the bus.
std::map<std::string, std::string> texts_of(const Battery& battery) {
    std::map<std::string, std::string> texts;
    venus::show(battery, [&](std::string_view path, const venus::Shown& shown) {
        texts[std::string{path}] = shown.text == venus::kInvalidText ? kUnknown : shown.text;
    });
    return texts;
}

Cell verdict_of(const JudgedBattery& battery) {
    if (battery.ours) return {"the bank"};
    if (is_eligible(battery)) return {"eligible", Tone::good};
    return {"no", Tone::warning};
}

Row row_of(const JudgedBattery& judged) {
    const Battery& battery = judged.found.battery;
    auto texts = texts_of(battery);
    return {{printable(short_name(judged.found.service))},
            {number_text(battery.device_instance)},
            {text_or_dash(battery.custom_name)},
            {text_or_dash(battery.product_name)},
            {text_or_dash(judged.found.firmware)},
            {number_text(judged.cells)},
            {texts["/Dc/0/Voltage"]},
            {texts["/Dc/0/Current"]},
            {texts["/Soc"]},
            {texts["/Info/MaxChargeVoltage"]},
            {texts["/Info/MaxChargeCurrent"]},
            {texts["/Info/MaxDischargeCurrent"]},
            {texts["/InstalledCapacity"]},
            verdict_of(judged)};
}

std::string battery_lines(std::span<const JudgedBattery> batteries, Colour colour) {
    Row heading;
    std::array<Align, kScanColumns.size()> alignment{};
    for (std::size_t i = 0; i < kScanColumns.size(); ++i) {
        heading.push_back({kScanColumns[i].heading, Tone::strong});
        alignment[i] = kScanColumns[i].align;
    }
    std::vector<Row> rows{heading};
    for (const JudgedBattery& battery : batteries) rows.push_back(row_of(battery));
    return table(rows, alignment, colour);
}

std::string reasons(std::span<const JudgedBattery> batteries) {
    std::string text;
    for (const JudgedBattery& battery : batteries) {
        const std::string name = "  " + printable(short_name(battery.found.service)) + ": ";
        if (battery.why_not && !battery.ours) text += name + printable(*battery.why_not) + "\n";
        if (battery.implausible_values > 0)
            text += name + std::to_string(battery.implausible_values) +
                    " of its values cannot be true\n";
    }
    return text;
}

/// Venus mixes up services of one instance.
std::string shared_instances(std::span<const JudgedBattery> batteries) {
    std::map<int, std::string> names;
    std::string text;
    for (const JudgedBattery& battery : batteries) {
        const auto instance = battery.found.battery.device_instance;
        if (!instance) continue;
        const std::string name = printable(short_name(battery.found.service));
        const auto [first, fresh] = names.emplace(*instance, name);
        if (!fresh)
            text += "  " + first->second + " and " + name + " share the instance " +
                    std::to_string(*instance) + ": Venus mixes them up\n";
    }
    return text;
}

std::string proposal_of(std::span<const JudgedBattery> batteries) {
    const auto proposal = propose_config(batteries);
    if (!proposal) return "\nNone of them can be a pack: no configuration to propose.\n";
    return "\nA configuration for them (\"bms-aggregator scan --ini\" prints only this):\n\n" +
           *proposal;
}

}  // namespace

std::string scan_text(std::span<const JudgedBattery> batteries, Colour colour) {
    if (batteries.empty()) return "No battery service is on the bus.\n";
    std::string text = "Batteries on the bus, com.victronenergy.battery.*\n";
    text += battery_lines(batteries, colour);
    text += reasons(batteries) + shared_instances(batteries);
    return text + proposal_of(batteries);
}

}  // namespace aggregator

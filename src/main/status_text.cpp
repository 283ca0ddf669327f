#include <array>

#include "aggregator/core/pack_limit.hpp"
#include "main/status_report.hpp"
#include "main/table.hpp"

namespace aggregator {

namespace {

std::string text_at(const ServiceItems& items, const std::string& path) {
    const auto found = items.find(path);
    return found == items.end() ? venus::kInvalidText : printable(found->second.text);
}

Tone tone_of_bank(const std::string& state) {
    if (state == "run") return Tone::good;
    return state == "starting" || state == "degraded" ? Tone::warning : Tone::alarm;
}

Tone tone_of_pack(const std::string& state) {
    if (state == "online") return Tone::good;
    return state == "lost" ? Tone::alarm : Tone::warning;
}

std::string bank_line(const ServiceItems& items, Colour colour) {
    const auto at = [&](const char* path) { return text_at(items, path); };
    const std::string state = at("/System/BankState");
    return toned(at("/CustomName"), Tone::strong, colour) + ": " +
           toned(state, tone_of_bank(state), colour) + "   SOC " + at("/Soc") + "   " +
           at("/Dc/0/Voltage") + "   " + at("/Dc/0/Current") + "   " + at("/Dc/0/Power") + "   " +
           at("/Dc/0/Temperature") + "   spread " + at("/System/SocSpread") + "\n";
}

std::string limit_lines(const ServiceItems& items, Colour colour) {
    struct Limit {
        const char* name;
        const char* value;
        const char* reason;
    };
    static constexpr std::array limits{
        Limit{"CCL", "/Info/MaxChargeCurrent", "/Info/ChargeLimitation"},
        Limit{"DCL", "/Info/MaxDischargeCurrent", "/Info/DischargeLimitation"},
        Limit{"CVL", "/Info/MaxChargeVoltage", "/Info/VoltageLimitation"},
    };
    static constexpr std::array alignment{Align::left, Align::right, Align::left};
    std::vector<Row> rows;
    rows.reserve(limits.size());
    for (const Limit& limit : limits)
        rows.push_back({{limit.name},
                        {text_at(items, limit.value), Tone::strong},
                        {text_at(items, limit.reason)}});
    return table(rows, alignment, colour);
}

struct PackColumn {
    const char* heading;
    const char* path;
    Align align;
};
constexpr std::array kPackColumns{
    PackColumn{"pack", "/Name", Align::left},
    PackColumn{"state", "/State", Align::left},
    PackColumn{"SOC", "/Soc", Align::right},
    PackColumn{"U", "/Voltage", Align::right},
    PackColumn{"I", "/Current", Align::right},
    PackColumn{"T", "/Temperature", Align::right},
    PackColumn{"CCL", "/MaxChargeCurrent", Align::right},
    PackColumn{"DCL", "/MaxDischargeCurrent", Align::right},
    PackColumn{"CVL", "/MaxChargeVoltage", Align::right},
    PackColumn{"share", "/Share", Align::right},
    PackColumn{"age", "/Silence", Align::right},
    PackColumn{"rejected", "/RejectedValues", Align::right},
};

/// Paths of the packs, such as /Packs/0, in their order.
std::vector<std::string> packs_in(const ServiceItems& items) {
    std::vector<std::string> packs;
    for (std::size_t i = 0;; ++i) {
        const std::string pack = "/Packs/" + std::to_string(i);
        if (!items.contains(pack + "/Name")) return packs;
        packs.push_back(pack);
    }
}

Row row_of(const std::string& pack, const ServiceItems& items) {
    const std::string state = text_at(items, pack + "/State");
    Row row;
    for (const PackColumn& column : kPackColumns)
        row.push_back({text_at(items, pack + column.path)});
    row[1].tone = tone_of_pack(state);
    // The age of a fresh pack's data is not published: it would be traffic and tell nothing.
    Cell& age = row[10];
    if (state == "online" && age.text == venus::kInvalidText) age.text = "fresh";
    return row;
}

std::string pack_lines(const ServiceItems& items, Colour colour) {
    Row heading;
    std::vector<Align> alignment;
    for (const PackColumn& column : kPackColumns) {
        heading.push_back({column.heading, Tone::strong});
        alignment.push_back(column.align);
    }
    std::vector<Row> rows{heading};
    for (const std::string& pack : packs_in(items)) rows.push_back(row_of(pack, items));
    return table(rows, alignment, colour);
}

/// Why a pack is not online, and which of its limits are not its BMS's word.
std::string notes_of(const std::string& pack, const ServiceItems& items) {
    const auto at = [&](const char* path) { return text_at(items, pack + path); };
    const auto is_said = [](const std::string& text) {
        return !text.empty() && text != venus::kInvalidText;
    };
    std::string notes;
    const auto add = [&](const std::string& note) { notes += (notes.empty() ? "" : "; ") + note; };
    const std::string reason = at("/Reason");
    if (is_said(reason)) add(reason);
    const std::string published = name_of(LimitSource::published);
    for (const auto& [limit, path] :
         {std::pair{"CCL", "/ChargeLimitSource"}, std::pair{"DCL", "/DischargeLimitSource"}}) {
        const std::string source = at(path);
        if (is_said(source) && source != published) add(std::string{limit} + ": " + source);
    }
    return notes.empty() ? "" : "  " + at("/Name") + ": " + notes + "\n";
}

std::string alarm_lines(const ServiceItems& items, Colour colour) {
    constexpr std::string_view kPrefix = "/Alarms/";
    std::string text;
    for (auto it = items.lower_bound(std::string{kPrefix});
         it != items.end() && it->first.starts_with(kPrefix); ++it) {
        if (it->first == "/Alarms/Alarm" || (it->second.text != "1" && it->second.text != "2"))
            continue;
        const bool alarm = it->second.text == "2";
        const std::string line = it->first.substr(kPrefix.size()) + (alarm ? " ALARM" : " warning");
        text += "  " + toned(line, alarm ? Tone::alarm : Tone::warning, colour);
    }
    return text.empty() ? "  no alarm\n" : text + "\n";
}

std::string warning_lines(const StatusReport& report, Colour colour) {
    std::string text;
    for (const Warning& warning : warnings_of(report.venus, report.bank))
        text += "  " + toned("! " + printable(warning.text), Tone::warning, colour) + "\n";
    if (text.empty() && is_present(report.venus))
        text = "  Venus takes its battery monitor and its limits from here\n";
    return text;
}

}  // namespace

std::string status_text(const StatusReport& report, Colour colour) {
    const ServiceItems& items = report.bank.items;
    std::string text =
        bank_line(items, colour) + limit_lines(items, colour) + "\n" + pack_lines(items, colour);
    for (const std::string& pack : packs_in(items)) text += notes_of(pack, items);
    return text + "\n" + alarm_lines(items, colour) + warning_lines(report, colour);
}

}  // namespace aggregator

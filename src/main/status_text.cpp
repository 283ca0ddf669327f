#include "main/status_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace aggregator {

namespace {

std::string text_at(const Texts& texts, const std::string& path) {
    const auto found = texts.find(path);
    return found == texts.end() ? "---" : found->second;
}

/// Columns of a terminal that a UTF-8 text takes, near enough for names.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

using Row = std::vector<std::string>;

/// Left-aligned columns, two blanks apart.
std::string table(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string bank_lines(const Texts& texts) {
    const auto at = [&](const char* path) { return text_at(texts, path); };
    std::string text = at("/CustomName") + ": " + at("/System/BankState") + "   SOC " + at("/Soc") +
                       "   " + at("/Dc/0/Voltage") + "   " + at("/Dc/0/Current") + "   " +
                       at("/Dc/0/Power") + "   " + at("/Dc/0/Temperature") + "   spread " +
                       at("/System/SocSpread") + "\n";
    text += table({{"  CCL", at("/Info/MaxChargeCurrent"), at("/Info/ChargeLimitation")},
                   {"  DCL", at("/Info/MaxDischargeCurrent"), at("/Info/DischargeLimitation")},
                   {"  CVL", at("/Info/MaxChargeVoltage"), at("/Info/VoltageLimitation")}});
    return text;
}

std::string pack_lines(const Texts& texts) {
    static constexpr std::array columns{"/Name",
                                        "/State",
                                        "/Soc",
                                        "/Voltage",
                                        "/Current",
                                        "/Temperature",
                                        "/MaxChargeCurrent",
                                        "/ChargeLimitSource",
                                        "/MaxDischargeCurrent",
                                        "/Share",
                                        "/Reason"};
    std::vector<Row> rows{
        {"  pack", "state", "SOC", "U", "I", "T", "CCL", "from", "DCL", "share", "why"}};
    for (std::size_t i = 0;; ++i) {
        const std::string pack = "/Packs/" + std::to_string(i);
        if (!texts.contains(pack + "/Name")) break;
        Row row;
        for (const char* column : columns) row.push_back(text_at(texts, pack + column));
        row.front().insert(0, "  ");
        rows.push_back(row);
    }
    return table(rows);
}

std::string alarm_lines(const Texts& texts) {
    std::string text;
    for (auto it = texts.lower_bound("/Alarms/");
         it != texts.end() && it->first.starts_with("/Alarms/"); ++it) {
        if (it->first == "/Alarms/Alarm" || (it->second != "1" && it->second != "2")) continue;
        text += "  " + it->first.substr(std::string{"/Alarms/"}.size()) +
                (it->second == "2" ? " ALARM" : " warning");
    }
    return text.empty() ? "  no alarm\n" : text + "\n";
}

}  // namespace

std::string status_text(const Texts& texts) {
    return bank_lines(texts) + pack_lines(texts) + alarm_lines(texts);
}

}  // namespace aggregator

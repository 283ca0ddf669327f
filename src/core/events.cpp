#include "aggregator/core/events.hpp"

#include <array>
#include <charconv>

namespace aggregator {

namespace {

constexpr std::array<const char*, kAlarmKinds> kAlarmNames{
    "LowVoltage",
    "HighVoltage",
    "LowCellVoltage",
    "HighCellVoltage",
    "CellImbalance",
    "HighCurrent",
    "HighChargeCurrent",
    "HighDischargeCurrent",
    "LowSoc",
    "StateOfHealth",
    "LowTemperature",
    "HighTemperature",
    "LowChargeTemperature",
    "HighChargeTemperature",
    "HighInternalTemperature",
    "BatteryTemperatureSensor",
    "MidVoltage",
    "FuseBlown",
    "Contactor",
    "BmsCable",
    "InternalFailure",
    "ParallelBmsLost",
};

const char* name_of(Severity severity) {
    switch (severity) {
        case Severity::ok:
            return "ok";
        case Severity::warning:
            return "warning";
        case Severity::alarm:
            return "alarm";
    }
    return "unknown";
}

std::string fixed(double value, int decimals) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals);
    return {buffer.data(), end.ptr};
}

struct Describer {
    std::span<const Member> members;

    std::string operator()(const PackChanged& e) const {
        std::string text = "pack " + e.pack + ": " + name_of(e.from) + " -> " + name_of(e.to);
        return e.reason.empty() ? text : text + " (" + e.reason + ")";
    }
    std::string operator()(const PackMoved& e) const {
        return "pack " + e.pack + " is now " + e.service + " (same serial number)";
    }
    std::string operator()(const BankChanged& e) const {
        return std::string{"bank: "} + name_of(e.from) + " -> " + name_of(e.to) + " (" + e.reason +
               ")";
    }
    std::string operator()(const TierChanged& e) const {
        const std::string spread = e.spread ? fixed(e.spread->value(), 1) + " %" : "unknown";
        return std::string{"charge tier: "} + name_of(e.from) + " -> " + name_of(e.to) +
               " (SOC spread " + spread + ")";
    }
    std::string operator()(const AlarmChanged& e) const {
        std::string text = std::string{"alarm "} + aggregator::name_of(e.kind) + ": " +
                           name_of(e.from) + " -> " + name_of(e.to);
        return e.pack.empty() ? text : text + " (" + e.pack + ")";
    }
    std::string operator()(const LimitChanged& e) const {
        return std::string{e.what} + " " + fixed(e.value, 2) + " by " +
               aggregator::describe(e.cause, members);
    }
    std::string operator()(const NominalVoltageFound& e) const {
        return "the packs have " + std::to_string(e.cells_in_series) + " cells in series";
    }
    std::string operator()(const PackDoubted& e) const {
        return "pack " + e.pack + " is doubted: " + aggregator::describe(e.doubt);
    }
    std::string operator()(const PackCleared& e) const {
        return "pack " + e.pack + " is no longer doubted: " + aggregator::name_of(e.doubt);
    }
    std::string operator()(const Refused& e) const {
        return "pack " + e.pack + " refused: " + e.reason +
               "; charging and discharging are stopped";
    }
};

struct Weigher {
    Weight operator()(const PackChanged& e) const {
        const bool good =
            e.to == PackState::online || e.to == PackState::excluded || e.to == PackState::joining;
        return good ? Weight::information : Weight::warning;
    }
    Weight operator()(const BankChanged& e) const {
        return e.to == BankState::run ? Weight::information : Weight::warning;
    }
    Weight operator()(const AlarmChanged& e) const {
        return e.to > e.from ? Weight::warning : Weight::information;
    }
    Weight operator()(const PackDoubted&) const { return Weight::warning; }
    Weight operator()(const Refused&) const { return Weight::warning; }
    template <typename Other>
    Weight operator()(const Other&) const {
        return Weight::information;
    }
};

}  // namespace

const char* name_of(AlarmKind kind) {
    return kAlarmNames[static_cast<std::size_t>(kind)];
}

std::string describe(const Event& event, std::span<const Member> members) {
    return std::visit(Describer{members}, event);
}

Weight weight_of(const Event& event) {
    return std::visit(Weigher{}, event);
}

}  // namespace aggregator

#include "aggregator/venus/bank_facts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "venus/path.hpp"

namespace aggregator::venus {

/// As Venus's own library writes it (venus-contract.md b.1).
template <>
struct Codec<ProductNumber> {
    static std::optional<ProductNumber> decode(const Value& value) {
        const auto number = integer_in(value);
        return number ? std::optional{ProductNumber{*number}} : std::nullopt;
    }
    static Shown encode(ProductNumber number, int) {
        return {std::int64_t{number.value}, "0x" + hexadecimal(number.value)};
    }
};

namespace {

/// Venus's numbers for the state of a BMS.
constexpr int kStateInitialising = 0;
constexpr int kStateRunning = 9;
constexpr int kStateError = 10;

int venus_state(BankState state) {
    switch (state) {
        case BankState::starting:
            return kStateInitialising;
        case BankState::run:
        case BankState::degraded:
            return kStateRunning;
        case BankState::hold:
        case BankState::zero:
        case BankState::off:
            return kStateError;
    }
    return kStateError;
}

struct Facts {
    std::optional<Severity> alarm{};
    std::optional<int> error_code{};
    std::optional<std::string> packs_heard{};
    std::optional<std::string> charge_limitation{};
    std::optional<std::string> discharge_limitation{};
    std::optional<std::string> voltage_limitation{};
    std::optional<int> rejected_values{};
    std::optional<int> state{};
    std::optional<std::string> bank_state{};
    std::optional<std::string> charge_tier{};
    std::optional<Percent> min_soc{};
    std::optional<Percent> weighted_soc{};
    std::optional<Percent> max_soc{};
    std::optional<Percent> spread{};
    std::optional<int> packs{};
    std::optional<int> packs_in_series{};
};

constexpr std::array kFacts{
    path<&Facts::alarm>("/Alarms/Alarm"),
    path<&Facts::packs_heard>("/ConnectionInformation"),
    path<&Facts::rejected_values>("/Diagnostics/RejectedValues"),
    path<&Facts::error_code>("/ErrorCode"),
    path<&Facts::charge_limitation>("/Info/ChargeLimitation"),
    path<&Facts::discharge_limitation>("/Info/DischargeLimitation"),
    path<&Facts::voltage_limitation>("/Info/VoltageLimitation"),
    path<&Facts::state>("/State"),
    path<&Facts::bank_state>("/System/BankState"),
    path<&Facts::packs>("/System/BatteriesParallel"),
    path<&Facts::packs_in_series>("/System/BatteriesSeries"),
    path<&Facts::charge_tier>("/System/ChargeTier"),
    path<&Facts::max_soc>("/System/MaxSoc", 1),
    path<&Facts::min_soc>("/System/MinSoc", 1),
    path<&Facts::packs>("/System/NrOfBatteries"),
    path<&Facts::spread>("/System/SocSpread", 1),
    path<&Facts::weighted_soc>("/System/WeightedSoc", 1),
};

constexpr std::array kIdentityPaths{
    path<&Identity::connected>("/Connected"),
    path<&Identity::custom_name>("/CustomName"),
    path<&Identity::device_instance>("/DeviceInstance"),
    path<&Identity::firmware_version>("/FirmwareVersion"),
    path<&Identity::hardware_version>("/HardwareVersion"),
    path<&Identity::connection>("/Mgmt/Connection"),
    path<&Identity::process_name>("/Mgmt/ProcessName"),
    path<&Identity::process_version>("/Mgmt/ProcessVersion"),
    path<&Identity::product_id>("/ProductId"),
    path<&Identity::product_name>("/ProductName"),
};

constexpr std::array kServicePaths{
    path<&ServiceFacts::selection>("/Diagnostics/Selection"),
    path<&ServiceFacts::heartbeat>("/System/Heartbeat"),
    path<&ServiceFacts::last_update_age>("/System/LastUpdateAge", 0),
};

struct PackFacts {
    std::optional<std::string> name{};
    std::optional<std::string> service{};
    std::optional<std::string> state{};
    std::optional<std::string> reason{};
    std::optional<Seconds> silence{};
    std::optional<Percent> soc{};
    std::optional<Volts> voltage{};
    std::optional<Amps> current{};
    std::optional<Celsius> temperature{};
    std::optional<Amps> charge_limit{};
    std::optional<std::string> charge_source{};
    std::optional<Amps> discharge_limit{};
    std::optional<std::string> discharge_source{};
    std::optional<Volts> charge_voltage{};
    std::optional<Percent> share{};
    std::optional<int> rejected_values{};
};

constexpr std::array kPackPaths{
    path<&PackFacts::charge_source>("/ChargeLimitSource"),
    path<&PackFacts::current>("/Current", 1),
    path<&PackFacts::discharge_source>("/DischargeLimitSource"),
    path<&PackFacts::charge_limit>("/MaxChargeCurrent", 1),
    path<&PackFacts::charge_voltage>("/MaxChargeVoltage", 2),
    path<&PackFacts::discharge_limit>("/MaxDischargeCurrent", 1),
    path<&PackFacts::name>("/Name"),
    path<&PackFacts::reason>("/Reason"),
    path<&PackFacts::rejected_values>("/RejectedValues"),
    path<&PackFacts::service>("/Service"),
    path<&PackFacts::share>("/Share", 0),
    path<&PackFacts::silence>("/Silence", 0),
    path<&PackFacts::soc>("/Soc", 1),
    path<&PackFacts::state>("/State"),
    path<&PackFacts::temperature>("/Temperature", 1),
    path<&PackFacts::voltage>("/Voltage", 2),
};

template <typename Table, typename Owner>
void show_rows(const Table& table, const Owner& owner, const std::string& prefix,
               const Show& show) {
    std::string name = prefix;
    for (const auto& row : table) {
        name.replace(prefix.size(), std::string::npos, row.name);
        show(name, row.show(owner, row.decimals));
    }
}

Severity worst(const Alarms& alarms) {
    Severity severity = Severity::ok;
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        severity = std::max(severity, alarms[static_cast<AlarmKind>(i)].value_or(Severity::ok));
    }
    return severity;
}

/// "2 of 3 packs; not Left": the GUI's page of details shows it, and the registers of Modbus have
/// room for its beginning.
std::string packs_heard(std::span<const Member> members) {
    constexpr std::size_t kNamed = 2;
    std::size_t all = 0;
    std::vector<std::string> missing;
    for (const Member& member : members) {
        if (!member.counts()) continue;
        ++all;
        if (!member.fresh()) missing.push_back(member.name);
    }
    std::string text =
        std::to_string(all - missing.size()) + " of " + std::to_string(all) + " packs";
    for (std::size_t i = 0; i < std::min(missing.size(), kNamed); ++i)
        text += (i == 0 ? "; not " : ", ") + missing[i];
    if (missing.size() > kNamed)
        text += " and " + std::to_string(missing.size() - kNamed) + " more";
    return text;
}

Facts facts_of(const Decision& decision, std::span<const Member> members) {
    Facts facts{.alarm = worst(decision.battery.alarms),
                .error_code = decision.error_code,
                .packs_heard = packs_heard(members),
                .charge_limitation = describe(decision.charge_cause, members),
                .discharge_limitation = describe(decision.discharge_cause, members),
                .voltage_limitation = describe(decision.voltage_cause, members),
                .rejected_values = static_cast<int>(decision.rejected_values),
                .state = venus_state(decision.state),
                .bank_state = name_of(decision.state),
                .charge_tier = name_of(decision.tier),
                .spread = decision.spread,
                .packs = static_cast<int>(members.size()),
                .packs_in_series = 1};
    if (decision.soc) {
        facts.min_soc = decision.soc->min;
        facts.weighted_soc = decision.soc->weighted;
        facts.max_soc = decision.soc->max;
    }
    return facts;
}

PackFacts facts_of(const Member& member, const PackRole& role) {
    const Battery& battery = member.battery;
    PackFacts facts{.name = member.name,
                    .service = member.service,
                    .state = name_of(member.state),
                    .reason = member.reason,
                    .soc = battery.soc,
                    .voltage = battery.voltage,
                    .current = battery.current,
                    .temperature = battery.temperature,
                    .charge_voltage = battery.limits.charge_voltage,
                    .share = Percent{std::round(role.share * 100.0)},
                    .rejected_values = static_cast<int>(member.rejected_values)};
    // A fresh pack's age changes with every signal and tells nothing; it would only be traffic.
    if (!member.fresh() && member.silence)
        facts.silence = Seconds{std::floor(member.silence->count())};
    if (role.charge) {
        facts.charge_limit = role.charge->value;
        facts.charge_source = role.isolation.charge ? "isolated" : name_of(role.charge->source);
    }
    if (role.discharge) {
        facts.discharge_limit = role.discharge->value;
        facts.discharge_source =
            role.isolation.discharge ? "isolated" : name_of(role.discharge->source);
    }
    return facts;
}

}  // namespace

void show(const Identity& identity, const Show& show) {
    show_rows(kIdentityPaths, identity, "", show);
}

void show(const ServiceFacts& facts, const Show& show) {
    show_rows(kServicePaths, facts, "", show);
}

void show(const Decision& decision, std::span<const Member> members, const Show& show) {
    show_rows(kFacts, facts_of(decision, members), "", show);
}

void show_packs(std::span<const Member> members, std::span<const PackRole> roles,
                const Show& show) {
    for (std::size_t i = 0; i < members.size() && i < roles.size(); ++i) {
        show_rows(kPackPaths, facts_of(members[i], roles[i]), "/Packs/" + std::to_string(i), show);
    }
}

}  // namespace aggregator::venus

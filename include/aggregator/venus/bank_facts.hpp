#pragma once

/// What the bank's service shows beside the battery itself: who it is, how it is doing and why, and
/// its packs.

#include <span>
#include <string>

#include "aggregator/core/bank.hpp"
#include "aggregator/venus/sheet.hpp"

namespace aggregator::venus {

/// A number of Venus's list of products.
struct ProductNumber {
    int value = 0;
};

/// Who the service is. Constant while the name is on the bus, but for the custom name.
struct Identity {
    std::optional<std::string> process_name{};
    std::optional<std::string> process_version{};
    std::optional<std::string> connection = "Virtual";
    std::optional<std::string> product_name = "BMS Aggregator";
    std::optional<ProductNumber> product_id =
        ProductNumber{};  ///< In none of Venus's tables of special treatment.
    std::optional<std::string> firmware_version{};
    std::optional<std::string> hardware_version{};  ///< There is no hardware: always invalid.
    std::optional<int> device_instance{};
    std::optional<std::string>
        custom_name{};  ///< Always a string; a number ends Venus's systemcalc.
    std::optional<bool> connected = true;
};

/// How the service itself is doing.
struct ServiceFacts {
    std::optional<int> heartbeat{};            ///< Counts on as long as the program works.
    std::optional<Seconds> last_update_age{};  ///< Since any pack was heard, as of the last beat.
    std::optional<std::string> selection{};    ///< What keeps Venus from using the bank; empty if
                                               ///< nothing is known to.
};

void show(const Identity& identity, const Show& show);
void show(const ServiceFacts& facts, const Show& show);

/// How the bank is doing, and why its limits are what they are.
void show(const Decision& decision, std::span<const Member> members, const Show& show);

/// Each pack as the bank sees it, under /Packs/0, /Packs/1, ...
void show_packs(std::span<const Member> members, std::span<const PackRole> roles, const Show& show);

/// Packs that the GUI's page of module-level alarms has room for.
inline constexpr std::size_t kModules = 10;

/// The packs once more, as that page reads them: /Diagnostics/Module0 to 9, each with an id and
/// alarms of its own. A pack that is silent has its cable alarm, beside what it said last. One that
/// is no part of the bank has no id, which hides it.
void show_modules(std::span<const Member> members, const Show& show);

}  // namespace aggregator::venus

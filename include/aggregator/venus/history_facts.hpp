#pragma once

/// The history of the bank as Venus's GUI, VRM and Modbus read it.

#include "aggregator/core/history_record.hpp"
#include "aggregator/venus/sheet.hpp"

namespace aggregator::venus {

/// Any number but 0 written here clears the history.
inline constexpr const char* kClearHistory = "/History/Clear";

void show(const HistoryRecord& record, const Show& show);

}  // namespace aggregator::venus

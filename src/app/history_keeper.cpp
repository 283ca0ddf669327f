#include "aggregator/app/history_keeper.hpp"

#include <spdlog/spdlog.h>

namespace aggregator::app {

namespace {

using namespace std::chrono_literals;

constexpr const char* kFile = "history";
constexpr Seconds kEvery = 15min;

}  // namespace

HistoryRecord HistoryKeeper::recall(Instant now) {
    kept_at_ = now;
    const auto text = store_.read(kFile);
    if (!text) return {};
    const auto record = history_from_text(*text);
    if (!record) {
        const std::string aside = store_.set_aside(kFile);
        spdlog::warn(
            "the history is damaged or of another version; it is kept as {} and begins anew",
            aside);
        return {};
    }
    kept_ = *record;
    return kept_;
}

void HistoryKeeper::step(const HistoryRecord& record, Instant now) {
    if (age(kept_at_, now) >= kEvery) keep(record, now);
}

void HistoryKeeper::keep(const HistoryRecord& record, Instant now) {
    kept_at_ = now;
    if (record == kept_) return;
    store_.write(kFile, to_text(record));
    kept_ = record;
}

}  // namespace aggregator::app

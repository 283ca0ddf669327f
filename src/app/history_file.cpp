#include "aggregator/app/history_file.hpp"

#include <spdlog/spdlog.h>

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "app/atomic_file.hpp"

namespace aggregator::app {

namespace {

using namespace std::chrono_literals;

constexpr const char* kName = "history";
constexpr Seconds kUsually = 15min;

}  // namespace

std::optional<HistoryFigures> HistoryFile::recall() const {
    const std::string path = folder_ + "/" + kName;
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto figures = history_from_text(text);
    if (!figures) spdlog::warn("{} is damaged and ignored: the history begins anew", path);
    return figures;
}

void HistoryFile::step(const HistoryFigures& figures, Instant now) {
    if (!last_) last_ = now;
    if (age(*last_, now) < kUsually) return;
    last_ = now;
    keep(figures);
}

void HistoryFile::keep(const HistoryFigures& figures) {
    std::string text = to_text(figures);
    if (text == written_) return;
    try {
        replace_file(folder_, kName, text);
        written_ = std::move(text);
        warned_ = false;
    } catch (const std::system_error& error) {
        if (!std::exchange(warned_, true)) spdlog::warn("history is not kept: {}", error.what());
    }
}

}  // namespace aggregator::app

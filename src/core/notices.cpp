#include "aggregator/core/notices.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kPerCause = 10min;
constexpr Seconds kDay = 24h;
constexpr std::size_t kPerDay = 10;
/// The rest is for alarms: a day of warnings must not hide that the bank stopped.
constexpr std::size_t kWarningsPerDay = 6;

struct Composer {
    std::optional<Notice> operator()(const PackChanged& e) const {
        if (e.to != PackState::lost && e.to != PackState::invalid) return std::nullopt;
        return Notice{e.to == PackState::lost ? Severity::alarm : Severity::warning,
                      "Battery " + e.pack + " " + name_of(e.to),
                      e.reason + "; the bank goes on with tighter limits"};
    }
    std::optional<Notice> operator()(const BankChanged& e) const {
        if (e.to != BankState::hold && e.to != BankState::zero) return std::nullopt;
        return Notice{Severity::alarm, "Battery bank stopped", e.reason};
    }
    std::optional<Notice> operator()(const PackDoubted& e) const {
        return Notice{Severity::warning, "Battery " + e.pack + " doubted", describe(e.doubt)};
    }
    std::optional<Notice> operator()(const Refused& e) const {
        return Notice{Severity::alarm, "Battery " + e.pack + " refused", e.reason};
    }
    template <typename Other>
    std::optional<Notice> operator()(const Other&) const {
        return std::nullopt;
    }
};

}  // namespace

std::optional<Notice> notice_for(const Event& event) {
    return std::visit(Composer{}, event);
}

bool NoticeLimiter::admit(const Notice& notice, Instant now) {
    while (!sent_.empty() && age(sent_.front(), now) >= kDay) sent_.pop_front();
    std::erase_if(last_by_cause_,
                  [&](const auto& entry) { return age(entry.second, now) >= kPerCause; });
    const std::size_t most = notice.severity == Severity::alarm ? kPerDay : kWarningsPerDay;
    if (sent_.size() >= most || last_by_cause_.contains(notice.title)) return false;
    sent_.push_back(now);
    last_by_cause_[notice.title] = now;
    return true;
}

}  // namespace aggregator

#include "aggregator/core/bank_limit.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace aggregator {

namespace {

/// Branches by number; those beyond the last bit count as always present.
using Selection = std::uint64_t;
constexpr std::size_t kSelectable = 64;

/// With more silent packs than this nothing but the smallest limit is safe, and affordable.
constexpr int kMostDoubts = 6;

Selection select(std::span<const Branch> branches, Presence presence) {
    Selection selection = 0;
    for (std::size_t i = 0; i < std::min(branches.size(), kSelectable); ++i) {
        if (branches[i].presence == presence) selection |= Selection{1} << i;
    }
    return selection;
}

/// One hypothesis: the certain branches and those uncertain ones that it assumes connected.
class Circuit {
public:
    Circuit(std::span<const Branch> branches, Selection selection)
        : branches_(branches), selection_(selection) {
        for (std::size_t i = 0; i < branches.size(); ++i) {
            if (!present(i)) continue;
            ++count_;
            share_ += branches[i].share.share;
            capacity_share_ += branches[i].capacity_share;
            offset_ += branches[i].share.offset;
        }
    }

    [[nodiscard]] bool present(std::size_t i) const {
        if (i >= kSelectable) return branches_[i].presence != Presence::absent;
        return ((selection_ >> i) & 1U) != 0U;
    }

    [[nodiscard]] std::optional<BankLimit> limit(LimitMode mode) const;

private:
    /// The least of `value_of` over the branches present that set a limit.
    template <typename ValueOf>
    [[nodiscard]] std::optional<BankLimit> least(ValueOf value_of) const {
        std::optional<BankLimit> result;
        for (std::size_t i = 0; i < branches_.size(); ++i) {
            if (!present(i) || !branches_[i].limit) continue;
            const Amps value = value_of(branches_[i]);
            if (!result || value < result->value) result = BankLimit{value, i};
        }
        return result;
    }

    [[nodiscard]] std::optional<BankLimit> single() const {
        return least([](const Branch& b) { return *b.limit; });
    }
    [[nodiscard]] std::optional<BankLimit> min_n() const {
        return least([this](const Branch& b) { return *b.limit * static_cast<double>(count_); });
    }
    [[nodiscard]] std::optional<BankLimit> capacity() const {
        return least(
            [this](const Branch& b) { return *b.limit * (capacity_share_ / b.capacity_share); });
    }
    [[nodiscard]] std::optional<BankLimit> adaptive() const;
    [[nodiscard]] std::optional<Amps> sum() const;
    [[nodiscard]] bool any_over_limit() const;

    std::span<const Branch> branches_;
    Selection selection_;
    std::size_t count_ = 0;
    double share_ = 0.0;
    double capacity_share_ = 0.0;
    Amps offset_{};
};

bool Circuit::any_over_limit() const {
    for (std::size_t i = 0; i < branches_.size(); ++i) {
        if (present(i) && branches_[i].over_limit) return true;
    }
    return false;
}

/// No value when a branch present sets no limit: then the sum bounds nothing.
std::optional<Amps> Circuit::sum() const {
    Amps total{};
    for (std::size_t i = 0; i < branches_.size(); ++i) {
        if (!present(i)) continue;
        if (!branches_[i].limit) return std::nullopt;
        total += *branches_[i].limit;
    }
    return total;
}

/// a_i * I + c_i <= L_i for every branch, shares and offsets taken over those present.
std::optional<BankLimit> Circuit::adaptive() const {
    auto result = least([this](const Branch& b) {
        const double share = b.share.share / share_;
        const Amps offset = b.share.offset - offset_ * share;
        return (*b.limit * b.margin - offset) / share;
    });
    // A bank current no larger than the smallest limit overloads no pack by itself; it keeps a
    // noisy model from starving the bank. It comes before the caps, never after.
    const auto floor = single();
    if (result && floor && !any_over_limit() && result->value < floor->value) result = floor;
    return result;
}

std::optional<BankLimit> Circuit::limit(LimitMode mode) const {
    const auto smallest = single();
    if (!smallest) return std::nullopt;
    // One pack at zero stops the bank: shares and offsets say what flows on average, zero is meant
    // exactly.
    if (smallest->value <= Amps{}) return BankLimit{Amps{}, smallest->branch};

    std::optional<BankLimit> result;
    switch (mode) {
        case LimitMode::adaptive:
            result = adaptive();
            break;
        case LimitMode::capacity:
            result = capacity();
            break;
        case LimitMode::min_n:
            result = min_n();
            break;
        case LimitMode::single:
        case LimitMode::sum:
            result = smallest;
            break;
    }
    const auto total = sum();
    if (total && (mode == LimitMode::sum || *total < result->value)) result->value = *total;
    result->value = std::max(result->value, Amps{});
    return result;
}

void take_lower(std::optional<BankLimit>& least, const std::optional<BankLimit>& other) {
    if (!other) return;
    if (!least || other->value < least->value) least = other;
}

}  // namespace

std::optional<BankLimit> bank_limit(LimitMode mode, std::span<const Branch> branches) {
    const auto absent = [](const Branch& b) { return b.presence == Presence::absent; };
    if (!branches.empty() && std::ranges::all_of(branches, absent)) return BankLimit{Amps{}, 0};

    const Selection certain = select(branches, Presence::certain);
    const Selection uncertain = select(branches, Presence::uncertain);
    auto least = Circuit{branches, certain | uncertain}.limit(mode);
    if (std::popcount(uncertain) > kMostDoubts) {
        take_lower(least, Circuit{branches, certain | uncertain}.limit(LimitMode::single));
        return least;
    }
    for (Selection assumed = uncertain; assumed != 0;) {
        assumed = (assumed - 1) & uncertain;
        take_lower(least, Circuit{branches, certain | assumed}.limit(mode));
    }
    return least;
}

}  // namespace aggregator

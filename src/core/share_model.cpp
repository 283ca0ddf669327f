#include "aggregator/core/share_model.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// BMSes report once a second or more rarely and never together; shorter steps would see one pack
/// move alone.
constexpr Seconds kCycle = 950ms;
constexpr Seconds kCurrentFilter = 2s;
constexpr Seconds kMemory = 1h;
constexpr Seconds kOffsetFilter = 30s;

/// Evidence, in squared ampere, at which the learned share weighs as much as the capacity's.
constexpr double kEvidenceOfPrior = 400.0;

/// A learned share outside these multiples of the capacity's is a measuring error, not a battery.
constexpr double kLowestOfPrior = 0.4;
constexpr double kHighestOfPrior = 2.5;

/// A smaller change of the bank is noise of its sensors.
constexpr Amps kSmallestChange{0.5};
constexpr double kSmallestPartOfLimits = 0.002;

Amps low_pass(std::optional<Amps> before, Amps now, Seconds dt, Seconds tau) {
    if (!before) return now;
    return *before + (now - *before) * (1.0 - std::exp(-dt / tau));
}

}  // namespace

void ShareModel::reseat_packs(const Seats& seats) {
    reseat(memories_, seats, {});
    reseat(shares_, seats, {});
    filtered_bank_.reset();
}

bool ShareModel::look_at(std::span<const Member> members, std::span<const Wiring> wiring) {
    bool changed = memories_.size() != members.size();
    memories_.resize(members.size());
    shares_.resize(members.size());
    usable_ = true;
    for (std::size_t i = 0; i < members.size(); ++i) {
        Memory& memory = memories_[i];
        if (!wiring[i].connected) memory = Memory{.shows_current = memory.shows_current};
        memory.connected = wiring[i].connected;
        const bool fresh = wiring[i].connected && members[i].fresh();
        const bool shows = fresh && members[i].battery.current;
        usable_ = usable_ && shows == fresh;
        if (shows == memory.shows_current) continue;
        memory.shows_current = shows;
        memory.filtered.reset();
        changed = true;
    }
    return changed;
}

void ShareModel::step(std::span<const Member> members, std::span<const Wiring> wiring,
                      Amps largest_limit, Instant now) {
    const bool changed = look_at(members, wiring);
    if (changed) filtered_bank_.reset();

    const Seconds dt = last_ ? std::min(age(*last_, now), kLongestStep) : Seconds::zero();
    if (last_ && !changed && dt < kCycle) {
        update_offsets(members, wiring, largest_limit, Seconds::zero());
        return;
    }
    last_ = now;
    if (changed) update_shares(members);
    learn(members, largest_limit, dt);
    update_shares(members);
    // Who is seen for the first time is seen as he is: there is nothing to smooth yet.
    update_offsets(members, wiring, largest_limit, changed ? kOffsetFilter : dt);
}

SavedPack::Learned ShareModel::learned(std::size_t pack) const {
    return {memories_[pack].product_sum, memories_[pack].square_sum};
}

void ShareModel::resume(std::size_t pack, const SavedPack::Learned& learned) {
    if (memories_.size() <= pack) memories_.resize(pack + 1);
    memories_[pack].product_sum = learned.product_sum;
    memories_[pack].square_sum = learned.square_sum;
}

double ShareModel::visible_share() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < shares_.size(); ++i) {
        if (memories_[i].shows_current) sum += shares_[i].share;
    }
    return sum;
}

void ShareModel::learn(std::span<const Member> members, Amps largest_limit, Seconds dt) {
    Amps bank{};
    double packs = 0.0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!memories_[i].shows_current) continue;
        bank += *members[i].battery.current;
        packs += 1.0;
    }
    const Amps bank_before = filtered_bank_.value_or(bank);
    filtered_bank_ = low_pass(filtered_bank_, bank, dt, kCurrentFilter);
    const double bank_change = (*filtered_bank_ - bank_before).value();
    const Amps smallest = kSmallestChange + largest_limit * (packs * kSmallestPartOfLimits);
    const bool telling = std::abs(bank_change) > smallest.value();
    const double forget = std::exp(-dt / kMemory);
    // Shares are those of the whole bank, whoever is silent now.
    const double visible = visible_share();

    for (std::size_t i = 0; i < members.size(); ++i) {
        Memory& memory = memories_[i];
        if (!memory.shows_current) continue;
        const Amps before = memory.filtered.value_or(*members[i].battery.current);
        memory.filtered =
            low_pass(memory.filtered, *members[i].battery.current, dt, kCurrentFilter);
        memory.product_sum *= forget;
        memory.square_sum *= forget;
        if (!telling) continue;
        memory.product_sum += visible * bank_change * (*memory.filtered - before).value();
        memory.square_sum += bank_change * bank_change;
    }
}

void ShareModel::update_shares(std::span<const Member> members) {
    double capacity = 0.0;
    for (const Member& member : members) capacity += member.capacity.value();
    double total = 0.0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Memory& memory = memories_[i];
        const double prior = members[i].capacity.value() / capacity;
        double share = prior;
        if (memory.square_sum > 0.0) {
            const double trust = memory.square_sum / (memory.square_sum + kEvidenceOfPrior);
            const double learned = std::clamp(memory.product_sum / memory.square_sum,
                                              kLowestOfPrior * prior, kHighestOfPrior * prior);
            share = (1.0 - trust) * prior + trust * learned;
        }
        shares_[i].share = share;
        total += share;
    }
    for (Share& share : shares_) share.share /= total;
}

/// Offsets sum to zero over the bank. That of a silent pack stays what it was last; the others make
/// up for it.
void ShareModel::update_offsets(std::span<const Member> members, std::span<const Wiring> wiring,
                                Amps largest_limit, Seconds dt) {
    Amps to_share{};
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!memories_[i].connected) shares_[i].offset = Amps{};
        to_share += memories_[i].shows_current ? *members[i].battery.current : shares_[i].offset;
    }
    const double visible = visible_share();
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!memories_[i].shows_current) continue;
        Share& share = shares_[i];
        const Amps measured = *members[i].battery.current - to_share * (share.share / visible);
        // A pack above its limit must not wait for the filter.
        share.offset = wiring[i].over_limit ? measured
                                            : share.offset + (measured - share.offset) *
                                                                 std::min(1.0, dt / kOffsetFilter);
        share.offset = std::clamp(share.offset, -largest_limit, largest_limit);
    }
}

}  // namespace aggregator

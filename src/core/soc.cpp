#include "aggregator/core/soc.hpp"

#include <algorithm>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

constexpr Percent kBlendBegins{30.0};
constexpr Percent kBlendEnds{10.0};
constexpr Percent kFadePerSecond{1.0 / 60.0};

/// True when a pack contributes now that did not before.
bool someone_joined(const std::vector<bool>& before, const std::vector<bool>& now) {
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i] && (i >= before.size() || !before[i])) return true;
    }
    return false;
}

}  // namespace

std::optional<SocFigures> soc_figures(std::span<const SocShare> packs) {
    if (packs.empty()) return std::nullopt;
    SocFigures figures{packs.front().soc, Percent{}, packs.front().soc};
    double charge = 0.0;
    double capacity = 0.0;
    for (const SocShare& pack : packs) {
        figures.min = std::min(figures.min, pack.soc);
        figures.max = std::max(figures.max, pack.soc);
        charge += pack.soc.value() * pack.capacity.value();
        capacity += pack.capacity.value();
    }
    figures.weighted = std::clamp(Percent{charge / capacity}, figures.min, figures.max);
    return figures;
}

Percent soc_by_rule(SocRule rule, const SocFigures& figures) {
    switch (rule) {
        case SocRule::min:
            return figures.min;
        case SocRule::weighted:
            return figures.weighted;
        case SocRule::blend:
            break;
    }
    const double emptiness =
        std::clamp((kBlendBegins - figures.min) / (kBlendBegins - kBlendEnds), 0.0, 1.0);
    return figures.weighted + (figures.min - figures.weighted) * emptiness;
}

Percent SocTracker::step(Percent target, const std::vector<bool>& contributors, Instant now) {
    const Seconds dt = published_ ? std::min(age(last_, now), kLongestStep) : Seconds::zero();
    last_ = now;
    if (published_ && contributors != contributors_) {
        offset_ = *published_ - target;
        // What a newcomer knows of an emptier bank counts at once.
        if (someone_joined(contributors_, contributors)) offset_ = std::min(offset_, Percent{});
    }
    contributors_ = contributors;

    const Percent fade = kFadePerSecond * dt.count();
    offset_ = offset_ > Percent{} ? std::max(Percent{}, offset_ - fade)
                                  : std::min(Percent{}, offset_ + fade);
    published_ = std::clamp(target + offset_, kEmpty, kFull);
    return *published_;
}

}  // namespace aggregator

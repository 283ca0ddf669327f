#pragma once

/// One state of charge for the bank. Source: domain.md 1.1, product.md 3 (soc).

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/member.hpp"

namespace aggregator {

/// The SOC of one pack and its weight.
struct SocShare {
    Percent soc;
    AmpHours capacity;  ///< > 0.
};

/// Lowest, capacity-weighted and highest SOC; all of them in a bank of one.
struct SocFigures {
    Percent min;
    Percent weighted;
    Percent max;
};

/// No value for an empty bank.
[[nodiscard]] std::optional<SocFigures> soc_figures(std::span<const SocShare> packs);

/// The figure that the rule publishes. `blend` is weighted while every pack is well filled and
/// becomes the lowest one as a pack empties: true at the top, safe at the bottom, and monotone in
/// every pack.
[[nodiscard]] Percent soc_by_rule(SocRule rule, const SocFigures& figures);

/// Keeps the published SOC from jumping when a pack comes or goes: the step becomes an offset that
/// fades.
class SocTracker {
public:
    /// `contributors`: one flag for each pack, whether its SOC is in `target`.
    Percent step(Percent target, const std::vector<bool>& contributors, Instant now);

    /// After a short restart: goes on from what was shown.
    void resume(Percent shown, Instant now) {
        published_ = shown;
        last_ = now;
    }

private:
    std::vector<bool> contributors_{};
    std::optional<Percent> published_{};
    Percent offset_{};
    Instant last_{};
};

}  // namespace aggregator

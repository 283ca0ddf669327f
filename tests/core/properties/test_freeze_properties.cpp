/// Honest packs, however slowly and in whatever order they report, are never taken for frozen.

#include <algorithm>
#include <cmath>
#include <string>

#include "aggregator/core/fleet.hpp"
#include "core/properties/cases.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

/// A pack that measures 10 mV and 0.1 A, and reports every so many seconds.
struct Honest {
    std::string service;
    double capacity_ah;
    double share;
    int every_s;
    int next_s;
};

/// Loads and charge that come and go, with rest in between.
class ReportingBank {
public:
    explicit ReportingBank(Draw& draw)
        : draw_(&draw), rest_v_(draw.one_of<double>({13.2, 26.4, 53.0})) {
        const int count = draw.whole(2, 6);
        double total = 0.0;
        for (int i = 0; i < count; ++i) {
            const int every_s = draw.whole(1, 7);
            packs_.push_back({"com.victronenergy.battery.p" + std::to_string(i),
                              draw.real(20.0, 300.0), draw.real(0.2, 1.0), every_s,
                              draw.whole(0, every_s - 1)});
            total += packs_.back().share;
        }
        for (Honest& pack : packs_) pack.share /= total;
    }

    [[nodiscard]] Settings settings() const {
        Settings settings;
        for (const Honest& pack : packs_)
            settings.packs.push_back(
                {.service = pack.service, .capacity = AmpHours{pack.capacity_ah}});
        return settings;
    }

    void appear(Fleet& fleet, Instant now) const {
        for (const Honest& pack : packs_) {
            fleet.appeared(pack.service, now);
            fleet.described(pack.service);
        }
    }

    void step(Fleet& fleet, int second, Instant now) {
        if (second >= change_s_) {
            c_rate_ = draw_->chance(0.4) ? 0.0 : draw_->real(-1.0, 0.5);
            change_s_ = second + draw_->one_of<int>({2, 4, 10, 30, 100, 300});
        }
        for (Honest& pack : packs_) {
            if (second < pack.next_s) continue;
            pack.next_s += pack.every_s;
            report(fleet, pack, now);
        }
    }

private:
    void report(Fleet& fleet, const Honest& pack, Instant now) const {
        double capacity_ah = 0.0;
        for (const Honest& other : packs_) capacity_ah += other.capacity_ah;
        const double amps = c_rate_ * capacity_ah * pack.share;
        fleet.heard(pack.service, now);
        fleet.update(pack.service, [&](Battery& raw) {
            raw.voltage = Volts{rounded(rest_v_ * (1.0 + 0.05 * c_rate_), 0.01)};
            raw.current = Amps{
                rounded(std::clamp(amps, -4.0 * pack.capacity_ah, 4.0 * pack.capacity_ah), 0.1)};
            raw.soc = Percent{50.0};
            raw.temperature = Celsius{20.0};
            return 0U;
        });
    }

    Draw* draw_;
    double rest_v_;
    double c_rate_ = 0.0;
    int change_s_ = 0;
    std::vector<Honest> packs_{};
};

}  // namespace

TEST(FreezeProperties, NoHonestPackIsEverTakenForFrozen) {
    constexpr int kSeconds = 300;
    for_all([](Draw& draw) {
        ReportingBank bank{draw};
        Fleet fleet{bank.settings()};
        Events events;
        const Instant start = Instant{} + 1h;
        bank.appear(fleet, start);
        for (int second = 0; second < kSeconds; ++second) {
            const Instant now = start + std::chrono::seconds{second};
            bank.step(fleet, second, now);
            for (const Member& member : fleet.survey(now, events))
                ASSERT_NE(member.reason, "values frozen") << member.name << " after " << second;
        }
    });
}

/// Packs that stop to move at any time, in any order: the last one that moved is never accused.
TEST(FreezeProperties, NeverAllPacksAreTakenForFrozen) {
    constexpr int kSeconds = 250;
    for_all([](Draw& draw) {
        const auto count = static_cast<std::size_t>(draw.whole(1, 6));
        Settings settings;
        std::vector<int> stops_s;
        for (std::size_t i = 0; i < count; ++i) {
            settings.packs.push_back(
                {.service = "com.victronenergy.battery.p" + std::to_string(i)});
            stops_s.push_back(draw.whole(10, 80));
        }
        Fleet fleet{settings};
        Events events;
        const Instant start = Instant{} + 1h;
        for (const PackSettings& pack : settings.packs) fleet.appeared(pack.service, start);
        for (int second = 0; second < kSeconds; ++second) {
            const Instant now = start + std::chrono::seconds{second};
            for (std::size_t i = 0; i < count; ++i) {
                fleet.heard(settings.packs[i].service, now);
                const bool moves = second < stops_s[i] && draw.chance(0.3);
                if (second > 0 && !moves) continue;
                fleet.update(settings.packs[i].service, [&](Battery& raw) {
                    raw.voltage = Volts{draw.real(50.0, 56.0)};
                    raw.current = Amps{draw.real(-80.0, 80.0)};
                    raw.temperature = Celsius{20.0};
                    return 0U;
                });
            }
            const auto members = fleet.survey(now, events);
            const auto frozen = [](const Member& m) { return m.reason == "values frozen"; };
            ASSERT_FALSE(std::ranges::all_of(members, frozen)) << "after " << second;
        }
    });
}

}  // namespace aggregator::properties

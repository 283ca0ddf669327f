/// What a pack no longer says must never loosen anything, and what is no number counts as not said.

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "core/properties/station.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

/// What a reading would have taught in the very step in which it is missing cannot be known: the
/// bank rests at one current before, and so much may be left of what it was still learning.
constexpr double kLeftToLearn = 0.02;
constexpr int kMoves = 12;
constexpr int kRests = 15;

using Spoil = std::function<void(Battery&, double)>;

template <typename Tag>
void put(std::optional<Quantity<Tag>>& field, double value) {
    field = Quantity<Tag>{value};
}

/// Each sets one number of a pack.
const std::vector<Spoil>& numbers() {
    static const std::vector<Spoil> all{
        [](Battery& b, double v) { put(b.voltage, v); },
        [](Battery& b, double v) { put(b.current, v); },
        [](Battery& b, double v) { put(b.power, v); },
        [](Battery& b, double v) { put(b.temperature, v); },
        [](Battery& b, double v) { put(b.soc, v); },
        [](Battery& b, double v) { put(b.soh, v); },
        [](Battery& b, double v) { put(b.installed_capacity, v); },
        [](Battery& b, double v) { put(b.available_capacity, v); },
        [](Battery& b, double v) { put(b.consumed, v); },
        [](Battery& b, double v) { put(b.cells.min_voltage, v); },
        [](Battery& b, double v) { put(b.cells.max_voltage, v); },
        [](Battery& b, double v) { put(b.cells.min_temperature, v); },
        [](Battery& b, double v) { put(b.cells.max_temperature, v); },
        [](Battery& b, double v) { put(b.limits.charge_voltage, v); },
        [](Battery& b, double v) { put(b.limits.charge_current, v); },
        [](Battery& b, double v) { put(b.limits.discharge_current, v); },
        [](Battery& b, double v) { put(b.limits.low_voltage, v); },
    };
    return all;
}

using Remove = std::function<void(Battery&)>;

/// Each takes one of those numbers away, in the same order, then what is no number.
const std::vector<Remove>& removals() {
    static const std::vector<Remove> all{
        [](Battery& b) { b.voltage.reset(); },
        [](Battery& b) { b.current.reset(); },
        [](Battery& b) { b.power.reset(); },
        [](Battery& b) { b.temperature.reset(); },
        [](Battery& b) { b.soc.reset(); },
        [](Battery& b) { b.soh.reset(); },
        [](Battery& b) { b.installed_capacity.reset(); },
        [](Battery& b) { b.available_capacity.reset(); },
        [](Battery& b) { b.consumed.reset(); },
        [](Battery& b) { b.cells.min_voltage.reset(); },
        [](Battery& b) { b.cells.max_voltage.reset(); },
        [](Battery& b) { b.cells.min_temperature.reset(); },
        [](Battery& b) { b.cells.max_temperature.reset(); },
        [](Battery& b) { b.limits.charge_voltage.reset(); },
        [](Battery& b) { b.limits.charge_current.reset(); },
        [](Battery& b) { b.limits.discharge_current.reset(); },
        [](Battery& b) { b.limits.low_voltage.reset(); },
        [](Battery& b) { b.permissions = {}; },
        [](Battery& b) { b.modules = {}; },
        [](Battery& b) { b.alarms = {}; },
        [](Battery& b) { b.cells = {}; },
        [](Battery& b) { b = {}; },
    };
    return all;
}

/// Two equal stations that have seen the same.
struct Twins {
    explicit Twins(Draw& draw) : Twins(draw, Draw{draw.engine()(), 0}) {}

    void warm_up(Draw& draw) {
        for (int i = 0; i < kMoves; ++i) step(Amps{draw.real(-100.0, 100.0)}, 1s);
        current = Amps{draw.real(-100.0, 100.0)};
        for (int i = 0; i < kRests; ++i) step(current, 9s);
    }
    void go_on() { step(current, 1s); }
    void step(Amps bank, Seconds dt) {
        whole_decision = whole.step(bank, dt);
        spoilt_decision = spoilt.step(bank, dt);
    }

    Station whole;
    Station spoilt;
    Amps current{};
    Decision whole_decision{};
    Decision spoilt_decision{};

private:
    Twins(Draw&, const Draw& same) : whole(copy(same)), spoilt(copy(same)) {}
    static Draw& copy(const Draw& same) {
        static thread_local std::optional<Draw> fresh;
        fresh = same;
        return *fresh;
    }
};

void expect_no_higher(Amps limit, Amps than) {
    EXPECT_LE(limit.value(), (than * (1.0 + kLeftToLearn) + kShownStep).value());
}

void expect_no_higher(const Limits& limits, const Limits& than) {
    expect_no_higher(*limits.charge_current, *than.charge_current);
    expect_no_higher(*limits.discharge_current, *than.discharge_current);
    EXPECT_LE(*limits.charge_voltage, *than.charge_voltage);
}

void expect_finite(const Battery& bank) {
    for (const auto& value :
         {bank.limits.charge_current, bank.limits.discharge_current, bank.current}) {
        EXPECT_TRUE(!value || std::isfinite(value->value()));
    }
    for (const auto& value : {bank.limits.charge_voltage, bank.limits.low_voltage, bank.voltage,
                              bank.cells.min_voltage, bank.cells.max_voltage}) {
        EXPECT_TRUE(!value || std::isfinite(value->value()));
    }
    for (const auto& value : {bank.installed_capacity, bank.available_capacity, bank.consumed})
        EXPECT_TRUE(!value || std::isfinite(value->value()));
    for (const auto& value : {bank.soc, bank.soh})
        EXPECT_TRUE(!value || std::isfinite(value->value()));
    EXPECT_TRUE(!bank.temperature || std::isfinite(bank.temperature->value()));
    EXPECT_TRUE(!bank.power || std::isfinite(bank.power->value()));
}

double no_number(Draw& draw) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return draw.one_of<double>({std::numeric_limits<double>::quiet_NaN(), kInfinity, -kInfinity});
}

}  // namespace

// Invariant 15
TEST(MissingInputProperties, AMissingInputNeverRaisesALimit) {
    for_all([](Draw& draw) {
        Twins twins{draw};
        twins.warm_up(draw);
        const std::size_t pack = draw.index(twins.spoilt.size());
        const std::size_t field = draw.index(removals().size());
        removals()[field](twins.spoilt.raw(pack));
        if (field == 1 || field + 1 == removals().size()) twins.spoilt.take_over_current(pack);
        twins.go_on();
        expect_no_higher(twins.spoilt_decision.battery.limits, twins.whole_decision.battery.limits);
        if (testing::Test::HasFailure()) ADD_FAILURE() << "field " << field;
    });
}

// Invariant 4, invariant 15
TEST(MissingInputProperties, ANumberThatIsNoneCountsAsMissing) {
    for_all([](Draw& draw) {
        Twins twins{draw};
        twins.warm_up(draw);
        const std::size_t pack = draw.index(twins.spoilt.size());
        const std::size_t field = draw.index(numbers().size());
        removals()[field](twins.whole.raw(pack));
        numbers()[field](twins.spoilt.raw(pack), no_number(draw));
        if (field == 1) {
            twins.whole.take_over_current(pack);
            twins.spoilt.take_over_current(pack);
        }
        for (int i = 0; i < 3; ++i) {
            twins.go_on();
            expect_finite(twins.spoilt_decision.battery);
            expect_no_higher(twins.spoilt_decision.battery.limits,
                             twins.whole_decision.battery.limits);
        }
        if (testing::Test::HasFailure()) ADD_FAILURE() << "field " << field;
    });
}

// Invariant 15, invariant 17: what is gone may still be there.
TEST(MissingInputProperties, APackThatLeavesTheBusNeverRaisesALimit) {
    for_all([](Draw& draw) {
        Twins twins{draw};
        twins.warm_up(draw);
        twins.spoilt.vanish(draw.index(twins.spoilt.size()));
        twins.go_on();
        expect_no_higher(twins.spoilt_decision.battery.limits, twins.whole_decision.battery.limits);
    });
}

// Invariant 13
TEST(MissingInputProperties, AReportedBlockNeverRaisesALimit) {
    for_all([](Draw& draw) {
        Twins twins{draw};
        twins.warm_up(draw);
        Battery& raw = twins.spoilt.raw(draw.index(twins.spoilt.size()));
        (draw.chance(0.5) ? raw.permissions.charge : raw.permissions.discharge) = false;
        for (int i = 0; i < 8; ++i) {
            twins.go_on();
            expect_no_higher(twins.spoilt_decision.battery.limits,
                             twins.whole_decision.battery.limits);
        }
    });
}

}  // namespace aggregator::properties

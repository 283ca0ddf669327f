#include "sim/score/run.hpp"

#include "sim/score/bank_config.hpp"
#include "sim/score/recorder.hpp"
#include "sim/score/story.hpp"

namespace aggregator::sim {
namespace {

/// When the bank came on the bus; the packs stand still until then.
double time_on_bus_s(UnderTest& under_test, Story& story) {
    constexpr double kStep_s = 0.05;
    constexpr double kNever_s = 120.0;
    double time_s = 0.0;
    while (under_test.shown() == nullptr && time_s < kNever_s) {
        time_s += kStep_s;
        under_test.set_time(time_s);
        story.repeat();
        under_test.work();
    }
    return time_s;
}

}  // namespace

RunOptions at_speed(double speed) {
    RunOptions options{.speed = speed};
    if (speed != 1.0) options.after_s = 0.0;
    return options;
}

Outcome run(const Scenario& scenario, const Settings& settings, const RunOptions& options) {
    UnderTest under_test{settings, services_of(scenario, settings), options.planted,
                         options.hearing};
    Story story{scenario, under_test, silence_s(scenario, settings, options.speed)};
    std::optional<Recorder> recorder;
    if (options.sample_s) recorder.emplace(scenario, *options.sample_s);

    under_test.set_time(0.0);
    under_test.start();
    story.begin();
    under_test.work();
    double began_s = 0.0;
    if (options.after_s) began_s = time_on_bus_s(under_test, story) + *options.after_s;
    while (!story.over()) {
        story.live();
        under_test.set_time(began_s + story.time_s() / options.speed);
        story.tell();
        under_test.work();
        const Events events = under_test.take_events();
        story.judge(events);
        if (recorder) recorder->see(story.plant(), under_test, events);
    }
    return {story.figures(under_test.publications()), recorder ? recorder->take() : Series{}};
}

}  // namespace aggregator::sim

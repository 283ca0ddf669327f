#include "sim/score/run.hpp"

#include "sim/score/bank_config.hpp"
#include "sim/score/recorder.hpp"
#include "sim/score/story.hpp"

namespace aggregator::sim {

Outcome run(const Scenario& scenario, const Settings& settings, const RunOptions& options) {
    UnderTest under_test{settings, services_of(scenario, settings), options.planted};
    Story story{scenario, under_test, silence_s(scenario, settings, options.speed)};
    std::optional<Recorder> recorder;
    if (options.sample_s) recorder.emplace(scenario, *options.sample_s);

    under_test.set_time(0.0);
    under_test.start();
    story.begin();
    under_test.work();
    while (!story.over()) {
        story.live();
        under_test.set_time(story.time_s() / options.speed);
        story.tell();
        under_test.work();
        const Events events = under_test.take_events();
        story.judge(events);
        if (recorder) recorder->see(story.plant(), under_test, events);
    }
    return {story.figures(under_test.publications()), recorder ? recorder->take() : Series{}};
}

}  // namespace aggregator::sim

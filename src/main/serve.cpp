#include "main/serve.hpp"

#include <poll.h>

#include <algorithm>
#include <array>

namespace aggregator {

namespace {

using std::chrono::ceil;
using std::chrono::milliseconds;

/// Short enough for poll(2), whose limit is an int.
constexpr milliseconds kLongestSleep{60'000};

/// How long poll(2) may sleep: until the bus wants to be served, or the deadline.
milliseconds sleep_for(const app::PollRequest& request, Instant deadline) {
    const auto left = ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    const auto longest = std::clamp(left, milliseconds{0}, kLongestSleep);
    return std::min(request.timeout.value_or(longest), longest);
}

}  // namespace

bool serve(dbus::Bus& bus, Instant deadline, const std::function<bool()>& done, int stop) {
    while (true) {
        bus.drain();
        if (done()) return true;
        if (std::chrono::steady_clock::now() >= deadline) return false;
        const app::PollRequest request = bus.poll_request();
        std::array<pollfd, 2> descriptors{{{request.fd, request.events, 0}, {stop, POLLIN, 0}}};
        poll(descriptors.data(), descriptors.size(),
             static_cast<int>(sleep_for(request, deadline).count()));
        if (descriptors[1].revents != 0) return done();
    }
}

}  // namespace aggregator

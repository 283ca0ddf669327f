#pragma once

/// Puts questions to services on the bus, all at once, and waits for the answers. What does not
/// answer in time costs the time of one question, however many there are.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/venus/value.hpp"
#include "dbus/bus.hpp"
#include "main/serve.hpp"

namespace aggregator {

/// Why there is no answer.
struct NoAnswer {
    enum class Kind {
        absent,   ///< Nobody has the name.
        silent,   ///< Somebody has, and did not answer in time.
        refused,  ///< An error came back, such as for an unknown path.
    };
    Kind kind = Kind::silent;
    std::string message{};
};

template <typename T>
struct Answer {
    std::optional<T> value{};
    std::optional<NoAnswer> failure{};  ///< Present exactly when there is no value.
};

/// Every path of a service with what is behind it.
using ServiceItems = std::map<std::string, venus::Shown>;

/// Each handler is called once, during wait().
class Questions {
public:
    template <typename T>
    using Handler = std::function<void(const Answer<T>&)>;

    /// The bus must outlive this.
    explicit Questions(dbus::Bus& bus, std::chrono::milliseconds patience = kPatience)
        : bus_(bus), patience_(patience) {}

    Questions(const Questions&) = delete;
    Questions& operator=(const Questions&) = delete;

    void value(const std::string& service, const std::string& path, Handler<venus::Value> handler);
    void text(const std::string& service, const std::string& path, Handler<std::string> handler);
    void items(const std::string& service, Handler<ServiceItems> handler);
    /// What SetValue answers: 0 accepted, everything else refused.
    void set(const std::string& service, const std::string& path, const venus::Value& value,
             Handler<int> handler);
    /// Lets localsettings remove settings; the answer holds 0 for each that was there.
    void remove_settings(const std::string& service, const std::vector<std::string>& settings,
                         Handler<std::vector<int>> handler);
    /// Names of all services on the bus.
    void names(Handler<std::vector<std::string>> handler);

    /// Serves the bus until every question is settled, also those that handlers ask, or until
    /// `stop` is readable. Throws dbus::BusLost.
    void wait(int stop = kNoStop);

    static constexpr std::chrono::milliseconds kPatience{1000};

private:
    struct Target {
        std::string service;
        std::string path;
        std::string interface;
        std::string method;
    };

    template <typename T>
    void ask(const Target& target, const std::function<void(dbus::MethodCall&)>& write,
             std::function<T(dbus::MethodReply&)> read, Handler<T> handler);

    dbus::Bus& bus_;
    std::chrono::milliseconds patience_;
    std::vector<std::unique_ptr<dbus::Proxy>> proxies_{};
    int open_ = 0;
};

}  // namespace aggregator

#pragma once

/// Venus's settings service: settings are followed, added and changed without ever waiting for it.
/// It may come late, restart, hang or not exist at all. Knows no setting by name.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/venus/value.hpp"
#include "dbus/bus.hpp"

namespace aggregator::dbus {

class LocalSettings {
public:
    /// A setting that shall exist; `initial` becomes its value unless it has one, and its default.
    struct Wish {
        std::string path;
        std::string initial;
    };
    /// What became of a wish; `error` is localsettings' own number, 0 for success.
    struct Added {
        std::string path;
        int error = 0;
        venus::Value value{};
    };
    enum class Presence { absent, present };
    enum class Failure { refused, silent };  ///< An error came back, or nothing in time.

    using OnPresence = std::function<void(Presence presence)>;
    using OnValue = std::function<void(const venus::Value& value)>;
    using OnAdded = std::function<void(const std::vector<Added>& settings)>;
    using OnFailure = std::function<void(Failure failure)>;

    /// The bus must outlive this.
    explicit LocalSettings(Bus& bus) : bus_(bus) {}

    LocalSettings(const LocalSettings&) = delete;
    LocalSettings& operator=(const LocalSettings&) = delete;

    /// Tells whether the service is there: once after start(), then each time it comes or goes. A
    /// restart of it is told as present again.
    void on_presence(OnPresence told) { on_presence_.push_back(std::move(told)); }

    /// Tells the value of a setting now, when the service comes, and when it changes. A setting
    /// that does not exist is not told.
    void follow(const std::string& path, OnValue told);

    /// Subscribes and asks. Returns at once.
    void start();

    /// Makes the settings exist.
    void add(const std::vector<Wish>& wishes, OnAdded done, OnFailure failed);

    /// Asks for the default that a setting was added with; refused when it does not exist.
    void ask_default(const std::string& path, OnValue told, OnFailure failed);

    void set(const std::string& path, const std::string& value);

private:
    struct Followed {
        std::string path;
        OnValue told;
    };

    [[nodiscard]] Proxy& proxy(const std::string& path);
    void owner_is(const std::string& owner);
    void fetch(const Followed& followed);
    void take_signal(Message& message);
    void tell(std::string_view path, const venus::Value& value) const;
    [[nodiscard]] std::optional<std::string_view> followed(std::string_view path) const;

    Bus& bus_;
    std::vector<OnPresence> on_presence_{};
    std::vector<Followed> followed_{};
    std::string owner_{};  ///< Unique name; empty while there is none.
    std::map<std::string, std::unique_ptr<Proxy>> proxies_{};
    std::unique_ptr<Proxy> daemon_{};
    Slot owner_changes_{};
    Slot signals_{};
};

}  // namespace aggregator::dbus

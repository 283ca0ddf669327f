#pragma once

/// The packs of the bank: who belongs to it, what each last said, and how much of that may be
/// believed. Knows the rules of belief, not those of aggregation, and nothing of how the readings
/// arrive. Source: domain.md 3.1 (liveness, frozen and first data), 3.3 (states); product.md 3 for
/// who belongs to it.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/core/events.hpp"
#include "aggregator/core/freeze_watch.hpp"
#include "aggregator/core/holdover.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/pack_life.hpp"
#include "aggregator/core/saved_state.hpp"
#include "aggregator/core/screening.hpp"
#include "aggregator/core/settings.hpp"

namespace aggregator {

class Fleet {
public:
    explicit Fleet(const Settings& settings);

    /// Takes over new settings. Packs that stay keep their history; packs no longer named leave.
    /// With automatic discovery they stay, for discovery would find them again; a pack that was
    /// taken out of the bank for good leaves when it is away and named under exclude.
    void apply(const Settings& settings);

    /// True for every battery but ourselves: it may be a pack that comes under another name.
    [[nodiscard]] bool wants(std::string_view service) const;

    /// The service is on the bus. Nothing it said before counts any more.
    void appeared(std::string_view service, Instant now);
    void vanished(std::string_view service);

    /// The service answered or signalled, even if nothing changed.
    void heard(std::string_view service, Instant now);

    /// The service has answered with all it has, once: only then is known what it is.
    void described(std::string_view service);

    /// Changes what the service says. `change` gets the raw readings and returns how many values it
    /// had to reject. Ignored for services that are not wanted.
    void update(std::string_view service, const std::function<unsigned(Battery&)>& change);

    /// Sharpens what is plausible once the number of cells is known.
    void set_cells_in_series(std::optional<int> cells) { cells_in_series_ = cells; }

    /// What to keep of each member of the last survey. A pack with nothing worth keeping (never
    /// believed, or excluded) has no service.
    [[nodiscard]] std::vector<SavedPack> save(Instant now) const;

    /// Knows the packs again that were kept `ago` before `now`: those the settings name, and with
    /// automatic discovery all that are not excluded. Before the first survey.
    void resume(std::span<const SavedPack> packs, Seconds ago, Instant now);

    /// True while automatic discovery may still find packs of a bank that just started: a service
    /// came on the bus less than five seconds ago. Without it the bank would grow one by one before
    /// everybody's eyes.
    [[nodiscard]] bool gathering(Instant now) const;

    /// When the next survey is due if nothing more is heard: the first of the packs that are
    /// believed falls silent then, or the first that is new has said the same for long enough. No
    /// value while there is neither.
    [[nodiscard]] std::optional<Instant> next_look() const;

    /// Judges every pack at `now`. The members stay valid until the next call; their order does not
    /// change.
    std::span<const Member> survey(Instant now, Events& events);

private:
    /// A service on the bus and what it said. It can move from one pack to another when the battery
    /// behind it does.
    struct Link {
        std::string service{};
        bool on_bus = false;
        Instant last_heard{};
        Battery raw{};
        FirstData first_data{};
        bool described = false;        ///< It answered with all it has.
        bool tells_connected = false;  ///< It published /Connected, or the modules online: from
        bool tells_modules = false;    ///< then on not to know is bad news.
    };
    struct Slot {
        explicit Slot(const PackSettings& pack, const FailsafeSettings& failsafe);

        PackSettings settings;
        Link link{};
        Screened screened{};  ///< What it said last without what cannot be true.
        PackLife life;
        FreezeWatch freeze{};
        Holdover holdover{};
        bool frozen = false;
        bool late = false;  ///< It came to a bank that was there already.
        std::optional<Instant> awaited_since{};
        std::string serial{};
        bool serial_is_shared = false;  ///< Another service showed it too.
        std::optional<std::string> product{};
        std::optional<std::string> custom_name{};  ///< The last one, also while it is away.
        std::optional<AmpHours> published_capacity{};
        unsigned rejected = 0;  ///< Values not believed since the start.
    };

    [[nodiscard]] Slot* find_slot(std::string_view service);
    [[nodiscard]] Link* find(std::string_view service);
    [[nodiscard]] std::optional<Instant> next_look_at(std::size_t i) const;
    [[nodiscard]] AmpHours capacity_of(const Slot& slot) const;
    [[nodiscard]] bool excluded(Slot& slot) const;
    [[nodiscard]] Fault fault_of(const Slot& slot, Instant now) const;
    [[nodiscard]] const char* reason_of(const Slot& slot, PackState state) const;
    void believe(Slot& slot, Member& member, Instant now) const;
    void add(const PackSettings& pack);
    [[nodiscard]] std::optional<std::size_t> seat_of(const SavedPack& pack);
    [[nodiscard]] bool is_configured(const Slot& slot) const;
    [[nodiscard]] std::vector<std::optional<std::size_t>> seats_before(
        std::span<const Slot> before) const;
    void take_back(Slot& old, Member& member, const PackSettings& pack);
    void claim_home(Slot& slot);
    void watch_serials();
    [[nodiscard]] bool is_pack(const Link& link, const Slot& slot) const;
    [[nodiscard]] Link* find_pack(const Slot& away);
    [[nodiscard]] Link* find_at_home(const Slot& away);
    void reunite(Events& events);
    void admit_candidates();
    struct Together {
        Amps current{};
        AmpHours capacity{};
        std::uint64_t who = 0;
    };
    Together join_fresh();
    void watch_for_freezing(Instant now);
    [[nodiscard]] PackState state_of(Slot& slot, Fault fault, Instant now) const;
    void judge(Slot& slot, Member& member, Instant now, Events& events);

    Settings settings_;
    std::optional<int> cells_in_series_{};
    std::vector<Slot> slots_{};
    std::vector<Member> members_{};            ///< One for each slot, in the same order.
    std::vector<Volts> voltages_{};            ///< Scratch space.
    std::vector<std::string_view> serials_{};  ///< Scratch space.
    std::vector<Link> candidates_{};           ///< Services that are no pack, or not yet.
    std::size_t last_found_ = 0;
    std::size_t last_id_ = 0;
    std::optional<Instant> last_arrival_{};
    bool surveyed_ = false;
};

}  // namespace aggregator

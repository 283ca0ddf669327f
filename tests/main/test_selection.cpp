#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/selection.hpp"

namespace aggregator {
namespace {

const VenusSelection kOurs = selection_of(280);
const VenusSelection kPack{"com.victronenergy.battery/1", 1};

TEST(Selection, IsWhatVenusWrites) {
    EXPECT_EQ(kOurs, (VenusSelection{"com.victronenergy.battery/280", 280}));
    EXPECT_EQ(automatic_selection(), (VenusSelection{"default", -1}));
}

TEST(Selection, KeepsWhatWasThere) {
    EXPECT_EQ(keep(kPack, kOurs, std::nullopt), (KeptSelection{kPack, kOurs}));
}

TEST(Selection, KeepsTheFirstWhenSelectingTwice) {
    const KeptSelection first = keep(kPack, kOurs, std::nullopt);
    EXPECT_EQ(keep(kOurs, kOurs, first), first);
}

TEST(Selection, KeepsTheNewChoiceOfTheUser) {
    const KeptSelection first = keep(kPack, kOurs, std::nullopt);
    const VenusSelection changed{"nobattery", 280};
    EXPECT_EQ(keep(changed, kOurs, first).previous, (VenusSelection{"nobattery", 1}));
}

TEST(Selection, KnowsItselfUnderItsFormerInstance) {
    const KeptSelection first = keep(kPack, kOurs, std::nullopt);
    EXPECT_EQ(keep(kOurs, selection_of(281), first), (KeptSelection{kPack, selection_of(281)}));
}

/// He selected the bank in Venus's own menu.
TEST(Selection, TakesVenussDefaultsForWhatWasNeverKept) {
    EXPECT_EQ(keep(kOurs, kOurs, std::nullopt).previous, automatic_selection());
}

TEST(Selection, GivesBackWhatIsStillOurs) {
    const KeptSelection kept{kPack, kOurs};
    EXPECT_EQ(give_back(kOurs, kept), kPack);
    EXPECT_EQ(give_back({"default", 280}, kept), (VenusSelection{"default", 1}));
    EXPECT_EQ(give_back({"default", 7}, kept), (VenusSelection{"default", 7}));
}

TEST(Selection, SurvivesItsFile) {
    const KeptSelection kept{{"com.victronenergy.battery/\"x\"", -255}, kOurs};
    EXPECT_EQ(kept_selection(to_text(kept)), kept);
}

TEST(Selection, RefusesADamagedFile) {
    const std::string good = to_text({kPack, kOurs});
    for (const std::string& bad :
         {std::string{}, std::string{"[]"}, std::string{"{}"}, good.substr(0, good.size() / 2),
          std::string{R"({"previous": 1, "ours": 2})"},
          std::string{R"({"previous": {"BatteryService": "x", "BmsInstance": 1.5},)"
                      R"("ours": {"BatteryService": "x", "BmsInstance": 1}})"}})
        EXPECT_EQ(kept_selection(bad), std::nullopt) << bad;
}

}  // namespace
}  // namespace aggregator

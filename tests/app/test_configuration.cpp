#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/app/configuration.hpp"
#include "aggregator/config/config.hpp"
#include "app/log_capture.hpp"
#include "app/temp_folder.hpp"

namespace aggregator::app {
namespace {

using testing::HasSubstr;

constexpr const char* kGood = "[Battery]\nmax_charge_voltage = 13.9\n";
constexpr const char* kBad = "[Battery]\nmax_charge_voltage = high\n";

class ConfigurationOfFile : public testing::Test {
protected:
    void write(const std::string& text) const { folder_.write("config.ini", text); }

    void load(const std::string& text) {
        write(text);
        configuration_.load();
    }
    [[nodiscard]] bool reload(const std::string& text) {
        write(text);
        return configuration_.reload();
    }
    [[nodiscard]] Volts charge_voltage() const {
        return configuration_.settings().bank.max_charge_voltage;
    }
    [[nodiscard]] ConfigurationInForce origin() const { return configuration_.origin(); }

    test::LogCapture log_;
    test::TempFolder folder_;
    StateStore store_{folder_.file("state")};
    Configuration configuration_{folder_.file("config.ini"), store_};
};

TEST_F(ConfigurationOfFile, IsInForceWhenItIsGood) {
    load(kGood);
    EXPECT_EQ(charge_voltage(), Volts{13.9});
    EXPECT_EQ(origin(), ConfigurationInForce::users);
    EXPECT_EQ(store_.recall_configuration(), kGood);
}

TEST_F(ConfigurationOfFile, MayBeMissing) {
    configuration_.load();
    EXPECT_EQ(configuration_.settings(), config::load("").settings);
    EXPECT_EQ(origin(), ConfigurationInForce::users);
    EXPECT_THAT(log_.text(), HasSubstr("the embedded defaults are in force"));
    EXPECT_EQ(store_.recall_configuration(), std::nullopt);
}

TEST_F(ConfigurationOfFile, GivesWayToTheDefaultsWhenItNeverWasGood) {
    load(kBad);
    EXPECT_EQ(configuration_.settings(), config::load("").settings);
    EXPECT_EQ(origin(), ConfigurationInForce::embedded);
    EXPECT_THAT(log_.text(),
                HasSubstr("error: " + folder_.file("config.ini") + ":2: [Battery] max_charge"));
    EXPECT_THAT(log_.text(), HasSubstr("charging is held at the reduced current"));
}

TEST_F(ConfigurationOfFile, GivesWayToTheLastGoodOne) {
    store_.keep_configuration(kGood);
    load(kBad);
    EXPECT_EQ(charge_voltage(), Volts{13.9});
    EXPECT_EQ(origin(), ConfigurationInForce::last_good);
    EXPECT_EQ(store_.recall_configuration(), kGood) << "a bad text is never kept";
}

TEST_F(ConfigurationOfFile, DoesNotTrustALastGoodOneThatIsBadNow) {
    store_.keep_configuration(kBad);
    load("[Nonsense]\n");
    EXPECT_EQ(origin(), ConfigurationInForce::embedded);
    EXPECT_EQ(configuration_.settings(), config::load("").settings);
}

TEST_F(ConfigurationOfFile, CountsAsBadWhenItCannotBeRead) {
    std::filesystem::create_directory(folder_.file("config.ini"));
    configuration_.load();
    EXPECT_EQ(origin(), ConfigurationInForce::embedded);
    EXPECT_EQ(log_.count("error: "), 2) << log_.text();
}

TEST_F(ConfigurationOfFile, IsReplacedByAGoodOne) {
    load(kGood);
    EXPECT_TRUE(reload("[Battery]\nmax_charge_voltage = 14.0\n"));
    EXPECT_EQ(charge_voltage(), Volts{14.0});
    EXPECT_EQ(origin(), ConfigurationInForce::users);
}

TEST_F(ConfigurationOfFile, StaysInForceWhenTheNewOneIsBad) {
    load(kGood);
    EXPECT_FALSE(reload(kBad));
    EXPECT_EQ(charge_voltage(), Volts{13.9});
    EXPECT_EQ(origin(), ConfigurationInForce::last_good);
    EXPECT_THAT(log_.text(), HasSubstr("the running configuration stays in force"));
}

TEST_F(ConfigurationOfFile, StaysTheEmbeddedOneWhileNoneIsGood) {
    load(kBad);
    EXPECT_FALSE(reload(kBad));
    EXPECT_EQ(origin(), ConfigurationInForce::embedded) << "nothing may loosen";
}

TEST_F(ConfigurationOfFile, RecoversFromABadOne) {
    load(kBad);
    EXPECT_TRUE(reload(kGood));
    EXPECT_EQ(charge_voltage(), Volts{13.9});
    EXPECT_EQ(origin(), ConfigurationInForce::users);
}

TEST_F(ConfigurationOfFile, StaysInForceWhenTheFileGoesMissing) {
    load(kGood);
    const Settings before = configuration_.settings();
    std::filesystem::remove(folder_.file("config.ini"));
    EXPECT_FALSE(configuration_.reload());
    EXPECT_EQ(configuration_.settings(), before);
    EXPECT_EQ(origin(), ConfigurationInForce::users);
}

}  // namespace
}  // namespace aggregator::app

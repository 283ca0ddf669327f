#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

/// A file and every error it has.
struct Case {
    std::string name;
    std::string text;
    std::vector<std::string> errors;
};

class Errors : public ::testing::TestWithParam<Case> {};

TEST_P(Errors, AreReportedWithTheirLine) {
    EXPECT_THAT(errors_of(GetParam().text), ElementsAreArray(GetParam().errors));
}

const Case kCases[] = {
    {"SectionInLowerCase",
     "[battery]\ncapacity = x\n",
     {"1: [battery]: unknown section, its keys are not read; did you mean [Battery]?"}},
    {"SectionUnlikeAny",
     "\n[Solar]\n",
     {"2: [Solar]: unknown section, its keys are not read; the sections are Battery, ChargeLimits, "
      "ImbalanceThresholds, Aggregation, BMS, Failsafe, TemperatureLimits, Notifications, "
      "Logging"}},
    {"MistypedKey",
     "[Battery]\n\ncapasity = 3\n",
     {"3: [Battery] capasity: unknown key; did you mean capacity?"}},
    {"KeyUnlikeAny", "[Battery]\ncolour = red\n", {"2: [Battery] colour: unknown key"}},
    {"KeyOfAnotherSection",
     "[BMS]\nCapacity = 3\n",
     {"2: [BMS] Capacity: unknown key; it belongs below [Battery]"}},
    {"KeyOfTwoOtherSections",
     "[BMS]\nenabled = 1\n",
     {"2: [BMS] enabled: unknown key; it belongs below [TemperatureLimits] or [Notifications]"}},
    {"PackKeyInAnotherSection",
     "[Battery]\nbms2_name = A\n",
     {"2: [Battery] bms2_name: unknown key; it belongs below [BMS]"}},
    {"MistypedPackKey",
     "[BMS]\nbms2_servce = x\n",
     {"2: [BMS] bms2_servce: unknown key; did you mean bms2_service?"}},
    {"PackKeyWithoutNumber",
     "[BMS]\nbms_service = x\n",
     {"2: [BMS] bms_service: unknown key; did you mean bms1_service?"}},
    {"PackKeyWithLetterForNumber",
     "[BMS]\nbmsN_service = x\n",
     {"2: [BMS] bmsN_service: unknown key; did you mean bms1_service?"}},
    {"KeyInFrontOfSections",
     "capacity = 3\n[Battery]\n",
     {"1: capacity: stands in front of the first [section]; it belongs below [Battery]"}},
    {"ValueWithoutKey", "[Battery]\n= 3\n", {"2: [Battery]: a value without a key in front"}},
    {"DuplicateKey",
     "[Battery]\ncapacity = 3\n[BMS]\n[Battery]\nCapacity = 4\n",
     {"5: [Battery] Capacity: is given in line 2 already; remove one of the two"}},
    {"DuplicateOfARefusedKey",
     "[Battery]\ncapacity = x\ncapacity = 4\n",
     {"2: [Battery] capacity: 'x' is not a number; allowed is 1 to 100000 Ah",
      "3: [Battery] capacity: is given in line 2 already; remove one of the two"}},
    {"LineWithoutSeparator",
     "[Battery]\ncapacity 450\n",
     {"2: [Battery]: 'capacity 450' is neither a [section] nor key = value; complete it or make it "
      "a comment"}},
    {"ContinuedValue",
     "[BMS]\nexclude = a,\n    b\n",
     {"2: [BMS] exclude: 'a,' names nothing between two commas; remove one",
      "3: [BMS]: an indented line would continue the value above; write the value on one line, or "
      "remove the blanks in front"}},
    {"HeaderWithoutEnd",
     "[Battery\ncapacity = 3\n",
     {"1: [Battery]: the header has no ']' at its "
      "end; add it"}},
    {"TextBehindHeader",
     "[Battery] capacity = 3\n",
     {"1: [Battery]: text behind the ']' is lost; give it a line of its own"}},
    {"InlineComment",
     "[BMS]\ncustom_name = House ; mine\n",
     {"2: [BMS]: a semicolon behind a blank begins a comment; put comments on lines of their own"}},
    {"HashBehindANumber",
     "[Logging]\nupdate_interval = 2.0 # seconds\n",
     {"2: [Logging] update_interval: '2.0 # seconds' is not a number; put the comment on a line of "
      "its own; allowed is 0.2 to 60 s"}},
    {"HashBehindAWord",
     "[Aggregation]\nsoc = min # lowest\n",
     {"2: [Aggregation] soc: 'min # lowest' is unknown; put the comment on a line of its own; "
      "allowed is min, weighted, blend"}},
    {"LongLine",
     "[BMS]\nexclude = " + std::string(300, 'x') + "\n",
     {"2: [BMS]: the line has 310 bytes; at most 198 can be read"}},
    {"ControlCharacter",
     "[BMS]\ncustom_name = a\rb\n",
     {"2: [BMS]: the line holds a control character (byte 13); save the file as plain text"}},
    {"OtherEncoding",
     "[BMS]\ncustom_name = B\xFCro\n",
     {"2: [BMS]: the line is not UTF-8; save the file as UTF-8 text"}},
    {"BadFlag",
     "[Logging]\ndebug = maybe\n",
     {"2: [Logging] debug: 'maybe' is neither yes nor no; allowed is false, true"}},
    {"NotWhole",
     "[BMS]\ndevice_instance = 280.0\n",
     {"2: [BMS] device_instance: '280.0' is not a whole number; allowed is 0 to 65535"}},
    {"OutOfRange",
     "[Logging]\nupdate_interval = 0.1\n",
     {"2: [Logging] update_interval: 0.1 is out of range; allowed is 0.2 to 60 s"}},
    {"BadServiceName",
     "[BMS]\nservice_name = my.bank\n",
     {"2: [BMS] service_name: 'my.bank' cannot be part of a D-Bus name; use letters, digits, '_' "
      "and '-', and no digit first"}},
    {"UnsortedCurve",
     "[TemperatureLimits]\ncharge_curve = 0:0, 20:1, 10:1\n",
     {"2: [TemperatureLimits] charge_curve: '10:1' stands behind a point of 20 degrees; sort the "
      "points by temperature, each once"}},
};

INSTANTIATE_TEST_SUITE_P(Config, Errors, ::testing::ValuesIn(kCases),
                         [](const auto& case_info) { return case_info.param.name; });

TEST(ErrorList, HoldsAllErrorsInTheOrderOfLines) {
    std::vector<int> lines;
    for (const auto& error : load("x = 1\n[Battery]\ncapacity = 0\njunk\nmax_charge_voltage = 10\n"
                                  "battery_low_voltage = 20\n[Fail]\n[BMS]\nbms3_name = A\n  B\n")
                                 .errors)
        lines.push_back(error.line.value_or(0));
    EXPECT_THAT(lines, ElementsAre(1, 3, 4, 6, 7, 9, 10));
}

TEST(ErrorList, NotANumberIsFoundInEveryDisguise) {
    for (const auto* value : {"45O.0", "1,5", "0x10", "", "nan", "inf", "-inf", "1e2", ".5", "4 5"})
        EXPECT_THAT(load(std::string("[Battery]\ncapacity = ") + value).errors,
                    ::testing::SizeIs(1))
            << value;
}

TEST(ErrorList, SectionAndKeyAreSeparate) {
    const auto errors = load("[Battery]\nCapacity = 0\n").errors;
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0], (ConfigError{2, "Battery", "Capacity",
                                      "0 is out of range; allowed is 1 to 100000 Ah"}));
}

}  // namespace
}  // namespace aggregator::config

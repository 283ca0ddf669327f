/// Plays Venus's localsettings on a make-believe device until it is killed. What it holds it keeps
/// in a file over the boots. Usage: fake-localsettings BUS-ADDRESS FILE

#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "support/fake_local_settings.hpp"
#include "support/private_bus.hpp"

namespace aggregator::test {
namespace {

using Settings = std::map<std::string, dbus::Variant>;

/// A line of the file: type (s or i), path, value.
std::string line_of(const std::string& path, const dbus::Variant& value) {
    if (value.containsValueOfType<std::string>())
        return "s " + path + " " + value.get<std::string>() + "\n";
    return "i " + path + " " + std::to_string(value.get<std::int32_t>()) + "\n";
}

std::string text_of(const Settings& settings) {
    std::string text;
    for (const auto& [path, value] : settings) text += line_of(path, value);
    return text;
}

void read(const std::string& file, FakeLocalSettings& settings) {
    std::ifstream stream{file};
    std::string line;
    while (std::getline(stream, line)) {
        std::istringstream words{line};
        char type = 0;
        std::string path;
        std::string value;
        words >> type >> path >> std::ws;
        std::getline(words, value);
        settings.set(path, type == 's' ? dbus::Variant{value}
                                       : dbus::Variant{std::int32_t{std::stoi(value)}});
    }
}

void write(const std::string& file, const std::string& text) {
    const std::string fresh = file + ".new";
    std::ofstream{fresh} << text;
    if (std::rename(fresh.c_str(), file.c_str()) != 0) throw std::runtime_error{"cannot write"};
}

[[noreturn]] void serve(const std::string& address, const std::string& file) {
    FakeLocalSettings settings{address};
    read(file, settings);
    settings.come();
    std::string written = text_of(settings.values());
    for (;;) {
        const auto changed = [&] { return text_of(settings.values()) != written; };
        if (!pump_until({&settings.bus()}, changed, std::chrono::hours{1})) continue;
        written = text_of(settings.values());
        write(file, written);
    }
}

}  // namespace
}  // namespace aggregator::test

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: fake-localsettings BUS-ADDRESS FILE\n";
        return 2;
    }
    aggregator::test::serve(argv[1], argv[2]);
}

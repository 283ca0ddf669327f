#include "sim/report/plot.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "aggregator/core/units.hpp"
#include "sim/report/spans.hpp"
#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

constexpr std::size_t kMostReasons = 6;
constexpr std::size_t kMostEvents = 14;
/// As wide as the panels are in pixels, or nearly.
constexpr std::size_t kMostPoints = 1000;

/// Told apart by most people who see colours differently (after Okabe and Ito).
constexpr std::array kPackColours{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"};
constexpr const char* kBank = "#222222";
constexpr std::array kReasonColours{"#4477AA", "#A8C4DE"};
constexpr std::array kEventColours{"#BBBBBB", "#E69F00", "#CC3311"};

std::string gnuplot_quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

const char* pack_colour(std::size_t pack) {
    return kPackColours[pack % kPackColours.size()];
}

/// Equal packs lie on top of each other; the ones below stand out.
const char* line_width(std::size_t pack) {
    constexpr std::array kWidths{"6", "3.5", "1.8"};
    return kWidths[std::min(pack, kWidths.size() - 1)];
}

class Picture {
public:
    Picture(const Series& series, const Scenario& scenario)
        : series_(series),
          scenario_(scenario),
          reasons_(reasons_of_interest()),
          events_(events(series, scenario)) {
        if (reasons_.size() > kMostReasons) reasons_.resize(kMostReasons);
        if (events_.size() > kMostEvents) events_.resize(kMostEvents);
    }

    std::string script(const std::string& subtitle, const std::string& file);

private:
    [[nodiscard]] bool discharges() const {
        double charged = 0.0;
        for (const Sample& sample : series_.samples) charged += sample.bank_a;
        return charged < 0.0;
    }
    [[nodiscard]] std::vector<SpanRow> reasons_of_interest() const {
        return discharges() ? discharge_reasons(series_) : charge_reasons(series_);
    }
    [[nodiscard]] double highest_a(bool of_packs) const;
    void put_data();
    void put_frame(const std::string& file);
    void begin_panel(double height_px, const std::string& label);
    void put_time_axis(bool lowest);
    void put_currents();
    void put_bank();
    void put_soc();
    void put_rows(const std::vector<SpanRow>& rows, const std::string& label,
                  std::span<const char* const> colours);
    [[nodiscard]] int height_px() const;
    [[nodiscard]] double left_margin() const;

    const Series& series_;
    const Scenario& scenario_;
    std::vector<SpanRow> reasons_;
    std::vector<SpanRow> events_;
    std::ostringstream out_;
    double top_px_ = 0.0;
};

constexpr int kTitle_px = 70;
constexpr int kCurrents_px = 250;
constexpr int kBank_px = 210;
constexpr int kSoc_px = 170;
constexpr int kRow_px = 22;
constexpr int kGap_px = 34;
constexpr int kFoot_px = 50;
constexpr int kWidth_px = 1200;

int rows_px(const std::vector<SpanRow>& rows) {
    return rows.empty() ? 0 : kRow_px * static_cast<int>(rows.size()) + kGap_px;
}

int Picture::height_px() const {
    return kTitle_px + kCurrents_px + kBank_px + kSoc_px + 3 * kGap_px + rows_px(reasons_) +
           rows_px(events_) + kFoot_px;
}

double Picture::highest_a(bool of_packs) const {
    double highest = 1.0;
    for (const Sample& sample : series_.samples) {
        if (!of_packs) highest = std::max({highest, std::abs(sample.bank_a), sample.ccl_a});
        for (const PackSample& pack : sample.packs) {
            if (of_packs) highest = std::max(highest, std::abs(pack.current_a));
        }
    }
    return highest;
}

/// Columns: hours, bank, CCL, -DCL, bank SOC, then for each pack current, limit, -limit, SOC.
void Picture::put_data() {
    const std::size_t stride = 1 + series_.samples.size() / kMostPoints;
    out_ << "$run << END\n";
    for (std::size_t i = 0; i < series_.samples.size(); i += stride) {
        const Sample& sample = series_.samples[i];
        const char* const nothing = "NaN";
        const auto shown = [&](double value) {
            return sample.on_bus ? fixed(value, 2) : std::string{nothing};
        };
        out_ << fixed(sample.time_s / kSecondsPerHour, 5) << ' ' << fixed(sample.bank_a, 2) << ' '
             << shown(sample.ccl_a) << ' ' << shown(-sample.dcl_a) << ' ' << shown(sample.soc_pct);
        for (const PackSample& pack : sample.packs)
            out_ << ' ' << fixed(pack.current_a, 2) << ' ' << fixed(pack.charge_limit_a, 2) << ' '
                 << fixed(-pack.discharge_limit_a, 2) << ' ' << fixed(pack.soc_pct, 2);
        out_ << '\n';
    }
    out_ << "END\n";
}

void Picture::put_frame(const std::string& file) {
    const bool png = file.ends_with(".png");
    out_ << "set terminal " << (png ? "pngcairo" : "svg") << " size " << kWidth_px << ','
         << height_px() << (png ? " font 'DejaVu Sans,10'" : " font 'sans-serif,13'")
         << " background '#ffffff'\n"
         << "set output " << gnuplot_quoted(file) << "\n"
         << "set encoding utf8\n"
         << "set multiplot\n"
         << "set border 3 lc '#888888'\nset tics nomirror tc '#444444'\n"
         << "set grid x y lc '#dddddd' lt 1\n"
         << "set xrange [0:" << fixed(series_.samples.back().time_s / kSecondsPerHour, 4) << "]\n"
         << "set lmargin at screen " << fixed(left_margin(), 3) << "\nset rmargin at screen 0.83\n"
         << "set key at screen 0.845, graph 1 left top Left reverse samplen 2 spacing 1.1 "
            "noenhanced tc '#333333'\n";
}

/// Part of the width that the names of the rows need.
double Picture::left_margin() const {
    constexpr double kLetter_px = 7.0;
    constexpr double kNarrowest = 0.12;
    constexpr double kWidest = 0.40;
    std::size_t longest = 0;
    for (const auto* rows : {&reasons_, &events_}) {
        for (const SpanRow& row : *rows) longest = std::max(longest, row.label.size());
    }
    const double names = (kLetter_px * static_cast<double>(longest) + 30.0) / kWidth_px;
    return std::clamp(names, kNarrowest, kWidest);
}

/// Panels from the top to the bottom, all with the same time below them.
void Picture::begin_panel(double height_px, const std::string& label) {
    const double whole = static_cast<double>(this->height_px());
    const double top = 1.0 - top_px_ / whole;
    top_px_ += height_px;
    out_ << "set tmargin at screen " << fixed(top, 5) << "\nset bmargin at screen "
         << fixed(1.0 - top_px_ / whole, 5) << "\nset ylabel " << gnuplot_quoted(label)
         << " tc '#333333' offset screen -0.01,0\nset yrange [*:*]\nunset arrow\nunset object\n"
         << "set ytics auto noenhanced\nset format y '%g'\n";
    top_px_ += kGap_px;
}

/// Only the lowest panel says what its time is.
void Picture::put_time_axis(bool lowest) {
    out_ << "set format x '" << (lowest ? "%g" : "") << "'\nset xlabel '" << (lowest ? "Hours" : "")
         << "' tc '#333333'\n";
}

void Picture::put_currents() {
    const double highest = 1.15 * highest_a(true);
    begin_panel(kCurrents_px, "Packs, A");
    out_ << "set yrange [" << (discharges() ? fixed(-highest, 1) : fixed(-0.15 * highest, 1)) << ':'
         << (discharges() ? fixed(0.15 * highest, 1) : fixed(highest, 1)) << "]\nplot ";
    for (std::size_t i = 0; i < scenario_.packs.size(); ++i) {
        const std::size_t column = 6 + 4 * i;
        out_ << "$run using 1:" << column << " with lines lw " << line_width(i) << " lc '"
             << pack_colour(i) << "' title " << gnuplot_quoted(pack_name(scenario_, i))
             << ", $run using 1:" << column + (discharges() ? 2 : 1)
             << " with lines lw 1.3 dt (6,4) lc '" << pack_colour(i) << "' notitle, ";
    }
    out_ << "NaN with lines lw 1.3 dt (6,4) lc '#777777' title 'its own limit'\n";
}

void Picture::put_bank() {
    begin_panel(kBank_px, "Bank, A");
    const double highest = 1.15 * highest_a(false);
    out_ << "set yrange [" << (discharges() ? "*:" : fixed(-0.15 * highest, 1) + ":")
         << (discharges() ? fixed(0.15 * highest, 1) : fixed(highest, 1)) << "]\n"
         << "plot $run using 1:2 with filledcurves y1=0 fc '#cfd8dc' notitle, "
         << "$run using 1:2 with lines lw 1.5 lc '#607d8b' title 'Current', "
         << "$run using 1:" << (discharges() ? 4 : 3) << " with lines lw 2.5 lc '#CC3311' title '"
         << (discharges() ? "-DCL" : "CCL") << " published'\n";
}

void Picture::put_soc() {
    begin_panel(kSoc_px, "SOC, %");
    out_ << "set yrange [0:105]\nset ytics 25\nplot ";
    for (std::size_t i = 0; i < scenario_.packs.size(); ++i)
        out_ << "$run using 1:" << 9 + 4 * i << " with lines lw " << line_width(i) << " lc '"
             << pack_colour(i) << "' notitle, ";
    out_ << "$run using 1:5 with lines lw 2 dt (3,4) lc '" << kBank << "' title 'Bank'\n";
}

void Picture::put_rows(const std::vector<SpanRow>& rows, const std::string& label,
                       std::span<const char* const> colours) {
    if (rows.empty()) return;
    const auto count = static_cast<int>(rows.size());
    begin_panel(kRow_px * count, "");
    out_ << "set label 1 " << gnuplot_quoted(label)
         << " at graph 0, graph 1 offset character 0, 0.7 left tc '#333333' noenhanced\n"
         << "set yrange [" << fixed(count - 0.5, 1) << ":-0.5]\nset ytics (";
    for (int i = 0; i < count; ++i) {
        const SpanRow& row = rows[static_cast<std::size_t>(i)];
        out_ << (i > 0 ? ", " : "") << gnuplot_quoted(row.label) << ' ' << i;
    }
    out_ << ") font ',11' noenhanced\n";
    int object = 1;
    for (int i = 0; i < count; ++i) {
        for (const Span& span : rows[static_cast<std::size_t>(i)].spans) {
            const char* const colour = colours[static_cast<std::size_t>(span.level)];
            out_ << "set object " << object++ << " rectangle from "
                 << fixed(span.from_s / kSecondsPerHour, 5) << ',' << fixed(i - 0.36, 2) << " to "
                 << fixed(span.to_s / kSecondsPerHour, 5) << ',' << fixed(i + 0.36, 2)
                 << " fc rgb '" << colour << "' fs solid 1 border rgb '" << colour << "' front\n";
        }
    }
    out_ << "plot NaN notitle\nunset label 1\n";
}

std::string Picture::script(const std::string& subtitle, const std::string& file) {
    put_data();
    put_frame(file);
    out_ << "set label 10 " << gnuplot_quoted(scenario_.title) << " at screen 0.02, screen "
         << fixed(1.0 - 26.0 / height_px(), 4) << " left font ',18' tc '#222222' noenhanced\n"
         << "set label 11 " << gnuplot_quoted(subtitle) << " at screen 0.02, screen "
         << fixed(1.0 - 50.0 / height_px(), 4) << " left tc '#666666' noenhanced\n";
    put_time_axis(false);
    top_px_ = kTitle_px;
    put_currents();
    out_ << "unset label 10\nunset label 11\n";
    put_bank();
    put_soc();
    put_time_axis(events_.empty());
    put_rows(reasons_,
             discharges() ? "What sets the DCL (pale: on its way up)"
                          : "What sets the CCL (pale: on its way up)",
             kReasonColours);
    put_time_axis(true);
    put_rows(events_, "Faults (grey), packs out of sight and warnings (orange), alarms (red)",
             kEventColours);
    out_ << "unset multiplot\nunset output\n";
    return out_.str();
}

}  // namespace

std::string plot_script(const Series& series, const Scenario& scenario, const std::string& subtitle,
                        const std::string& file) {
    if (series.samples.empty()) throw std::runtime_error("nothing to draw: the run has no samples");
    return Picture{series, scenario}.script(subtitle, file);
}

void draw(const std::string& script) {
    if (std::system("command -v gnuplot >/dev/null 2>&1") != 0)
        throw std::runtime_error(
            "gnuplot draws the picture and is not there; on Debian: apt install gnuplot-nox");
    std::FILE* const pipe = popen("gnuplot", "w");
    if (pipe == nullptr) throw std::runtime_error("cannot start gnuplot");
    std::fwrite(script.data(), 1, script.size(), pipe);
    const int status = pclose(pipe);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error("gnuplot could not draw the picture");
}

}  // namespace aggregator::sim

#include "sim/model/cell.hpp"

#include <array>

#include "sim/model/curve.hpp"

namespace aggregator::sim::model {
namespace {

constexpr std::array kRestVoltage{
    Corner{-0.05, 1.000}, Corner{-0.01, 2.100}, Corner{0.00, 2.500}, Corner{0.01, 2.750},
    Corner{0.03, 2.950},  Corner{0.05, 3.050},  Corner{0.10, 3.195}, Corner{0.15, 3.220},
    Corner{0.20, 3.245},  Corner{0.30, 3.275},  Corner{0.40, 3.288}, Corner{0.50, 3.293},
    Corner{0.60, 3.305},  Corner{0.70, 3.328},  Corner{0.80, 3.331}, Corner{0.90, 3.335},
    Corner{0.95, 3.342},  Corner{0.98, 3.360},  Corner{0.99, 3.395}, Corner{1.00, 3.500},
    Corner{1.02, 3.800},  Corner{1.10, 5.000}};

constexpr std::array kResistance{Corner{-20.0, 4.0}, Corner{-10.0, 2.5}, Corner{0.0, 1.5},
                                 Corner{10.0, 1.2},  Corner{25.0, 1.0},  Corner{45.0, 0.9}};

constexpr double kEntropy_v_k = 0.0001;
constexpr double kReference_c = 25.0;

}  // namespace

double rest_voltage_v(double charge) {
    return interpolate(kRestVoltage, charge);
}

double entropy_v(double temperature_c) {
    return kEntropy_v_k * (temperature_c - kReference_c);
}

double resistance_factor(double temperature_c) {
    return interpolate(kResistance, temperature_c);
}

}  // namespace aggregator::sim::model

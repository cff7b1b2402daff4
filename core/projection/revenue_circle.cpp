#include "core/projection/revenue_circle.h"

#include "core/projection/revenue_law.h"

namespace cpt::revenue {

Complex power_near_one(Complex a, std::int64_t exponent) {
    Complex result;
    for (;; a = product_near_one(a, a)) {
        if (exponent % 2 == 1) result = product_near_one(result, a);
        exponent /= 2;
        if (exponent == 0) return result;
    }
}

namespace {

/// The point on the unit circle that lies a part of a turn, from 0 to 1, from where it starts.
Complex point_on_circle(double turn) {
    const int quarter = static_cast<int>(turn * 8 + 1) / 2;
    const double angle = (turn - quarter / 4.0) * kTwoPi;
    const double square = angle * angle;
    double cosine = 1;
    double sine = 1;
    for (int n = 16; n >= 2; n -= 2) {  // Enough of the series for an eighth of a turn.
        cosine = 1 - square / (n * (n - 1)) * cosine;
        sine = 1 - square / (n * (n + 1)) * sine;
    }
    sine *= angle;
    switch (quarter % 4) {
        case 1: return {-sine, cosine};
        case 2: return {-cosine, -sine};
        case 3: return {sine, -cosine};
        default: return {cosine, sine};
    }
}

CPT_OUT_OF_LINE void fill(std::vector<Complex>& points, double step) {
    double count = 0;
    for (Complex& each : points) each = point_on_circle(step * count++);
}

}  // namespace

Circle::Circle(int bits)
    : fine_bits_(bits / 2),
      fine_((std::size_t{1} << fine_bits_)),
      coarse_((std::size_t{1} << (bits - fine_bits_))) {
    const double step = 1.0 / static_cast<double>(coarse_.size());
    fill(coarse_, step);
    fill(fine_, step / static_cast<double>(fine_.size()));
}

}  // namespace cpt::revenue

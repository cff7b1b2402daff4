#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Complex numbers, as far as waves need them: products, powers and the unit circle. Without the
// standard library's sine and cosine, the bits of which differ from one machine to the next.

namespace cpt::revenue {

inline constexpr double kTwoPi = 6.283185307179586;

struct Complex {
    double real = 0;
    double imaginary = 0;
};

inline Complex product(Complex a, Complex b) {
    return {a.real * b.real - a.imaginary * b.imaginary,
            a.real * b.imaginary + a.imaginary * b.real};
}

/// (1 + a)(1 + b) - 1. Near 1, a number is kept as its distance from there, so that powers of it
/// lose no digits.
inline Complex product_near_one(Complex a, Complex b) {
    const Complex ab = product(a, b);
    return {a.real + b.real + ab.real, a.imaginary + b.imaginary + ab.imaginary};
}

/// (1 + a)^exponent - 1, for an exponent of 1 or more.
Complex power_near_one(Complex a, std::int64_t exponent);

/// 2^bits points on the unit circle. An index of any size goes round and round.
class Circle {
public:
    Circle() = default;
    explicit Circle(int bits);

    Complex at(std::uint32_t index) const {
        return product(coarse_[(index >> fine_bits_) & (coarse_.size() - 1)],
                       fine_[index & (fine_.size() - 1)]);
    }

private:
    int fine_bits_ = 0;
    std::vector<Complex> fine_;
    std::vector<Complex> coarse_;
};

}  // namespace cpt::revenue

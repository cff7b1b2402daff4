#include "core/projection/revenue_waves.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/projection/revenue_circle.h"

namespace cpt::revenue {

namespace {

/// A wave of an angle that turns k times within the lattice moves P(sum <= x) by no more than
/// |characteristic function| / k. So it may be left out where that function is below exp(-kFaint),
/// and half of that for k half as large, and so on: in all 2 ln 2 exp(-kFaint), 9e-16.
constexpr double kFaint = 35;
constexpr double kLogOfTwo = 0.6931471805599453;

// What may be spent:

/// What takes as long as a step to build halves, with what is asked of them later: a part of a
/// wave, and factors of a characteristic function.
constexpr double kWavesForAStep = 0.25;
constexpr double kFactorsForAStep = 8;
constexpr double kMostWaves = 1'048'576;
constexpr double kMostFactors = 67'108'864;

/// On a lattice of `period_` numbers from `first` on, a power of two.
class Waves : public RevenueLaw {
public:
    /// Whether they are less work than halves, which take so many steps.
    bool add_waves(const Roster& roster, double steps) {
        const Spread& spread = roster.spread;
        const double low = roster.expected - reach(spread.variance, spread.below);
        const double high = roster.expected + reach(spread.variance, spread.above);
        first = std::max<std::int64_t>(static_cast<std::int64_t>(low), 0);
        last = std::min(static_cast<std::int64_t>(high) + 1, roster.most);
        int bits = 1;
        while ((std::int64_t{1} << bits) <= last - first) ++bits;
        if (bits > 31) return false;
        period_ = static_cast<double>(std::int64_t{1} << bits);
        const auto highest = std::uint32_t{1} << (bits - 1);

        const auto factors = static_cast<double>(roster.cohorts.size() + 8);
        const double most = std::min({steps * kWavesForAStep, kMostWaves, kMostFactors / factors});
        double fall = 0;
        for (const Rate& rate : roster.rates) fall += rate.fall(2);
        if (fall < kFaint && highest > most) return false;  // None will be too faint.

        circle_ = Circle(bits + 1);
        std::vector<std::uint32_t> frequencies;
        const double most_factors = std::min(steps * kFactorsForAStep, kMostFactors);
        if (!find_frequencies(roster, bits, most, most_factors, frequencies)) return false;
        last_level = kSizes.size();
        const double least = kNegligible / static_cast<double>(frequencies.size() + 1);
        for (const std::uint32_t each : frequencies) {
            const Complex size = size_of(roster, each);
            const double scale = (each == highest ? 1 : 2) / period_;
            add_wave({each, {size.real * scale, size.imaginary * scale}}, least);
        }
        return true;
    }

    double at_most(std::int64_t number, std::size_t level) const override {
        if (number < first) return 0;
        if (number >= last) return 1;
        const auto numbers = static_cast<std::uint32_t>(number - first + 1);
        double sum = 0;
        for (std::size_t i = 0; i <= level; ++i) {
            for (const Wave& each : levels_[i]) {
                const Complex turn = circle_.at(2 * each.frequency * numbers);
                sum += each.size.real * turn.real + each.size.imaginary * turn.imaginary;
            }
        }
        return numbers / period_ + (start_ - sum);
    }

    /// More than anybody asks for.
    std::vector<std::int64_t> support(std::size_t) const override { return {}; }

private:
    struct Wave {
        std::uint32_t frequency;
        Complex size;
    };
    /// Waves of this size or larger are on the first level, and so on.
    static constexpr std::array<double, 7> kSizes{1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-13, 1e-14};

    /// The angle by which an amount turns at a frequency, halved: an index into the circle.
    static std::uint32_t half_turn(const Rate& rate, std::uint32_t frequency) {
        return static_cast<std::uint32_t>(rate.amount) * frequency;
    }
    /// 1 - cosine of the angle of which the index is half.
    double bend(std::uint32_t half_turn) const {
        const double sine = circle_.at(half_turn).imaginary;
        return 2 * sine * sine;
    }

    /// Whether it is so already with the first rates; counts the factors that takes.
    bool is_too_faint(const Roster& roster, std::uint32_t frequency, double faint,
                      double& factors) const {
        double fall = 0;
        for (const Rate& rate : roster.rates) {
            ++factors;
            fall += rate.fall(bend(half_turn(rate, frequency)));
            if (fall > faint) return true;
        }
        return false;
    }

    /// The frequencies at which the characteristic function is not too faint. Most are passed over
    /// in leaps: where some of the rates alone are enough to make it so faint that no rise from
    /// there can mend it soon.
    bool find_frequencies(const Roster& roster, int bits, double most, double most_factors,
                          std::vector<std::uint32_t>& frequencies) const {
        std::size_t screens = 0;
        double variance = 0;
        double steepest = 0;
        while (screens < roster.rates.size() && variance < 4 * kFaint) {
            const Rate& rate = roster.rates[screens++];
            variance += rate.spread.variance;
            steepest += rate.spread.variance * static_cast<double>(rate.amount) * kTwoPi / period_;
        }
        constexpr int kScreenBits = 10;
        const int shift = std::max(bits - kScreenBits, 0);
        std::array<double, 1 << kScreenBits> least_bend;
        for (std::uint32_t i = 0; i < least_bend.size(); ++i) {
            least_bend[i] = bend(i << shift);
            if (shift > 0) least_bend[i] = std::min(least_bend[i], bend((i + 1) << shift));
        }

        const auto highest = std::uint32_t{1} << (bits - 1);
        double faint = kFaint + kLogOfTwo * (bits - 2);
        std::uint32_t octave = 1;
        double factors = 0;
        for (std::uint32_t k = 1; k <= highest;) {
            for (; k >= 2 * octave; octave *= 2) faint -= kLogOfTwo;
            factors += static_cast<double>(screens);
            if (factors > most_factors) return false;
            double fall = 0;
            for (std::size_t i = 0; i < screens; ++i) {
                const Rate& rate = roster.rates[i];
                const std::uint32_t place = (half_turn(rate, k) >> shift) % least_bend.size();
                fall += rate.spread.variance * least_bend[place];
            }
            if (fall > faint) {
                k += 1 + static_cast<std::uint32_t>((fall - faint) / steepest);
                continue;
            }
            if (!is_too_faint(roster, k, faint, factors)) {
                frequencies.push_back(k);
                // They lie evenly, so that too many show early.
                const double share = static_cast<double>(k) / highest;
                if (static_cast<double>(frequencies.size()) > most * (share + 0.05)) return false;
            }
            ++k;
        }
        return true;
    }

    /// The characteristic function at t, seen from `first`, over 1 - e^-it: what a wave adds to
    /// P(sum <= x), summed up to infinity.
    Complex size_of(const Roster& roster, std::uint32_t frequency) const {
        Complex session;
        for (const Rate& rate : roster.rates) {
            const Complex half = circle_.at(half_turn(rate, frequency));
            const Complex turn{-2 * half.imaginary * half.imaginary,
                               2 * half.imaginary * half.real};  // e^it - 1
            for (const Cohort* each = rate.first; each != rate.last; ++each) {
                const double p = probability_of(each->chance);
                const Complex member{p * turn.real, p * turn.imaginary};
                session = product_near_one(session, power_near_one(member, each->members));
            }
        }
        const Complex all = power_near_one(session, roster.sessions);
        const Complex half = circle_.at(frequency);
        const Complex sum{0.5, -0.5 * half.real / half.imaginary};  // 1 / (1 - e^-it)
        const Complex back = circle_.at(0 - 2 * frequency * static_cast<std::uint32_t>(first));
        return product(product({1 + all.real, all.imaginary}, back), sum);
    }

    void add_wave(const Wave& wave, double least) {
        const auto [real, imaginary] = wave.size;
        const double size = std::max(real, -real) + std::max(imaginary, -imaginary);
        if (size < least) return;
        start_ += real;
        std::size_t level = 0;
        for (; level < kSizes.size() && size < kSizes[level]; ++level) errors[level] += size;
        levels_[level].push_back(wave);
    }

    double period_ = 1;
    Circle circle_;
    double start_ = 0;  ///< The sum of all waves at the number before `first`.
    std::array<std::vector<Wave>, kSizes.size() + 1> levels_;
};

}  // namespace

std::shared_ptr<const RevenueLaw> waves_of(const Roster& roster, double steps) {
    const auto waves = std::make_shared<Waves>();
    return waves->add_waves(roster, steps) ? waves : nullptr;
}

}  // namespace cpt::revenue

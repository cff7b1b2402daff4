#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/pricing/receipt.h"
#include "core/units/cents.h"

namespace cpt {

/// Does the steps one after the other and keeps them where a receipt is wanted.
class Arithmetic {
public:
    explicit Arithmetic(Receipt* receipt) : receipt_(receipt) {
        constexpr std::size_t kMostSteps = 14;
        if (receipt_ != nullptr) receipt_->reserve(kMostSteps);
    }

    Cents take(StepKind kind, std::array<std::int64_t, 7> operands, std::string_view source) {
        ReceiptStep step{kind, operands, source, {}};
        step.result = evaluate(step);
        if (receipt_ != nullptr) receipt_->push_back(step);
        return step.result;
    }

private:
    Receipt* receipt_;
};

inline constexpr std::string_view kSumSource = "sum of the steps above";

}  // namespace cpt

#pragma once

#include "core/rules/rule_book.h"
#include "core/schedules/schedule_book.h"

namespace cpt {

/// Everything an estimate depends on besides the session itself.
struct Book {
    ScheduleBook schedules;
    RuleBook rules;
};

}  // namespace cpt

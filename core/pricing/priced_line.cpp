#include "core/pricing/priced_line.h"

namespace cpt {

std::string_view name(NotPriced why) {
    switch (why) {
        case NotPriced::status_not_paid: return "status_not_paid";
        case NotPriced::setting_not_priced: return "setting_not_priced";
        case NotPriced::clinician_not_paid: return "clinician_not_paid";
        case NotPriced::payer_has_no_table: return "payer_has_no_table";
        case NotPriced::before_first_table: return "before_first_table";
        case NotPriced::code_not_listed: return "code_not_listed";
        case NotPriced::clinician_not_listed: return "clinician_not_listed";
        case NotPriced::line_not_listed: return "line_not_listed";
        case NotPriced::telehealth_not_paid: return "telehealth_not_paid";
        case NotPriced::charge_needed: return "charge_needed";
        case NotPriced::whole_hours_needed: return "whole_hours_needed";
        case NotPriced::medicare_not_known: return "medicare_not_known";
        case NotPriced::fee_needed: return "fee_needed";
    }
    return "";
}

}  // namespace cpt

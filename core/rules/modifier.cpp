#include "core/rules/modifier.h"

#include "core/units/search.h"

namespace cpt {

Fit Modifier::fit_for(Program program) const {
    switch (program) {
        case Program::medicare: return medicare;
        case Program::medicaid: return medicaid;
        case Program::commercial: return commercial;
        case Program::federal:
        case Program::self_pay: break;
    }
    return Fit::yes;
}

const Modifier* Modifiers::find(std::string_view code) const {
    return find_sorted(rows, &Modifier::code, code);
}

}  // namespace cpt

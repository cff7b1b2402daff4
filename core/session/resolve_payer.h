#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/group_session.h"
#include "core/session/book.h"
#include "core/session/resolve.h"
#include "core/units/error.h"

namespace cpt {

/// Finds what prices each member of one session. The date, locality and clinician of `found` are
/// resolved before; each payer and program is looked up once.
class PayerResolver {
public:
    PayerResolver(const Book& book, const GroupSession& session, ResolvedSession& found,
                  Problems& problems)
        : book_(book), session_(session), found_(found), problems_(problems) {}

    void resolve(std::size_t index, const Member& member, ResolvedMember& resolved);

private:
    /// False where the member names a program that the payer does not have.
    bool resolve_tables(std::size_t index, const Member& member, ResolvedMember& resolved);
    void check_terms(std::size_t index, const Member& member, const ResolvedMember& resolved);
    void check_sliding_scale(std::size_t index, const Member& member,
                             const ResolvedMember& resolved);
    /// The schedule of a payer and program on the day of the session.
    const PayerSchedule& schedule(std::size_t index, std::string_view payer,
                                  std::string_view program);
    void pin_years(std::size_t index, const PayerSchedule& schedule);
    std::vector<std::string> payers_known() const;
    void refuse(std::size_t index, std::string_view field, ErrorCode code, std::string message,
                std::vector<std::string> allowed = {});

    const Book& book_;
    const GroupSession& session_;
    ResolvedSession& found_;
    Problems& problems_;
};

}  // namespace cpt

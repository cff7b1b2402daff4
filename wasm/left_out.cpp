// Stands in for what a first estimate does without: the tables of payers other than Medicare, and
// the checks of one rule against the others, which this build's own files have passed. The module
// that has this is small; where a request or a file needs more, wasm/engine.mjs loads the full
// module, which has the real ones, and that one takes over.
//
// A definition here comes before that of the library, so that the linker leaves the library's out.

#include "core/boundary/read_payer_tables.h"
#include "core/boundary/read_rules.h"
#include "core/pricing/table_line.h"
#include "core/rules/member_checks.h"
#include "core/schedules/payer_tables.h"

namespace cpt {

std::vector<PayerTable> read_payer_tables(JsonDocument::Value /*file*/, Problems& problems) {
    problems.add("", ErrorCode::schedule_not_loaded, "Tables of payers need the full module.");
    return {};
}

void check_payer_tables(const PayerTableFile& /*file*/, const ScheduleBook& /*book*/,
                        Problems& /*problems*/) {}

std::optional<PayerTableFile> PayerTables::put(PayerTableFile /*file*/) { return std::nullopt; }
void PayerTables::remove(std::string_view /*name*/) {}
const PayerTable* PayerTables::find(std::string_view /*payer*/) const { return nullptr; }
const PayerTable* PayerTables::find_id(std::string_view /*id*/) const { return nullptr; }
std::size_t PayerTables::count_id(std::string_view /*id*/) const { return 0; }
std::vector<std::string> PayerTables::programs(std::string_view /*payer*/) const { return {}; }
std::string_view PayerTables::program_of(std::string_view /*payer*/,
                                         const std::vector<std::string>& /*modifiers*/) const {
    return {};
}
PayerSchedule PayerTables::schedule(std::string_view payer, std::string_view program,
                                    Date /*date*/) const {
    return {payer, program, {}, kEndOfTime};
}
std::vector<Tie> PayerTables::ties(std::size_t /*most*/) const { return {}; }
void PayerTables::index() {}

void check_rules(const std::vector<Rule>& /*rules*/, std::string_view /*file_name*/,
                 const RuleBook& /*book*/, const Payers& /*payers*/, Problems& /*problems*/) {}
void check_habits(const std::vector<Habit>& /*habits*/, const RuleBook& /*book*/,
                  const Payers& /*payers*/, Problems& /*problems*/) {}
void check_yields(const RuleBook& /*book*/, Problems& /*problems*/) {}
void check_payers(const Payers& /*payers*/, const RuleBook& /*book*/, Problems& /*problems*/) {}

RowFound find_row(const std::vector<const PayerTable*>& /*tables*/, const LineKey& /*line*/) {
    return {};
}

PricedLine price_table_line(const TableLine& /*line*/, const CostSharing& /*terms*/,
                            CostSharingLeft& /*left*/, bool /*with_receipt*/) {
    return {};
}

void check_table_not_priced(const Rule& /*rule*/, const ClaimContext& /*on*/,
                            Reporter& /*reporter*/) {}
void check_priced_from(const Rule& /*rule*/, const ClaimContext& /*on*/, Reporter& /*reporter*/) {}
void check_modifier_asked(const Rule& /*rule*/, const ClaimContext& /*on*/,
                          Reporter& /*reporter*/) {}

}  // namespace cpt

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/roster/clinician.h"
#include "core/schedules/medicare_year.h"
#include "core/units/cents.h"
#include "core/units/date.h"
#include "core/units/quantity.h"

namespace cpt {

/// How much an amount of a table is worth as an answer. The names are part of the contract.
enum class TableKind { medicare, fee_schedule, secondary_source, benchmark, contract, self_pay };
inline constexpr std::array<std::string_view, 6> kTableKinds{
    "medicare", "fee_schedule", "secondary_source", "benchmark", "contract", "self_pay"};

/// How an amount that a percentage gives is rounded: to a multiple of `step`.
struct Rounding {
    enum class Mode { half_up, up, down };

    Cents step{1};
    Mode mode = Mode::half_up;

    friend constexpr bool operator==(const Rounding&, const Rounding&) = default;
};
inline constexpr std::array<std::string_view, 3> kRoundingModes{"half_up", "up", "down"};

/// `share` of `amount`, rounded once.
Cents percent_of(Cents amount, Percent share, Rounding rounding);

/// A set of clinician types.
class ClinicianTypes {
public:
    constexpr void add(ClinicianType type) { bits_ |= bit(type); }
    constexpr bool has(ClinicianType type) const { return (bits_ & bit(type)) != 0; }
    constexpr bool is_empty() const { return bits_ == 0; }
    constexpr bool shares_any(ClinicianTypes other) const { return (bits_ & other.bits_) != 0; }

private:
    static constexpr unsigned bit(ClinicianType type) { return 1U << static_cast<unsigned>(type); }
    unsigned bits_ = 0;
};

/// Which places of service a row is for. Outpatient hospitals (19, 22) are facilities too.
enum class RowSetting { any, nonfacility, facility, outpatient_hospital };
inline constexpr std::array<std::string_view, 4> kRowSettings{"any", "nonfacility", "facility",
                                                              "outpatient_hospital"};

/// What a row's amount is of.
enum class RateBasis { amount, range, percent_of_medicare, percent_of_charge };

/// What the amount is multiplied by.
enum class RatePer { unit, session, hour };
inline constexpr std::array<std::string_view, 3> kRatePers{"unit", "session", "hour"};

/// The middle half of what others were paid.
struct Range {
    Cents p25;
    Cents median;
    Cents p75;
};

/// Of which Medicare amount a percentage is.
struct MedicareShare {
    std::optional<std::int64_t> year;      ///< Pinned; nothing: of the date of service.
    bool is_national = false;              ///< Every index is 1.
    bool is_after_clinician_part = false;  ///< After Medicare's percentage for the clinician.
};

/// One amount of a payer, and the lines it is for. What it does not name it leaves open.
struct PayerRow {
    std::string code;                         ///< Empty: any.
    std::vector<std::string> modifiers;       ///< One of them chooses the row; empty: any line.
    std::vector<std::string> asks_modifiers;  ///< The payer wants one of them; chooses nothing.
    ClinicianTypes clinicians;                ///< Empty: anyone.
    RowSetting setting{};
    std::vector<std::string> places_of_service;
    std::optional<bool> telehealth;
    DateRange in_force;
    RateBasis basis{};
    Cents amount;      ///< Of RateBasis::amount; of a range its median.
    Percent percent;   ///< Of RateBasis::percent_of_...
    MedicareShare of;  ///< Of RateBasis::percent_of_medicare.
    std::optional<Range> range;
    bool is_low_sample = false;
    RatePer per{};
    std::string who;                        ///< As the source words it; may be empty.
    std::optional<std::int64_t> sheet_row;  ///< In the sheet of the source.
};

struct ClinicianShare {
    ClinicianTypes clinicians;
    Percent percent;
};

/// An add-on without a row of its own.
struct AddOnTerms {
    std::vector<std::string> codes;
    /// Of what the service is allowed for one unit; nothing: paid as part of it, at zero.
    std::optional<Percent> percent_of_service;
};

struct SlidingScaleStep {
    std::string step;
    Percent percent;
};

/// What one payer allows, for some days. Source: each table names its own.
struct PayerTable {
    std::string id;
    std::string payer;     ///< What a member names.
    std::string rules_of;  ///< Payer whose rules apply; empty: `payer` itself.
    TableKind kind{};
    std::string program = "general";
    bool is_default = true;  ///< Prices members who name no program.
    std::vector<std::string> chosen_by_modifiers;
    std::string title;
    std::string source;
    DateRange in_force;
    /// Last day that it prices as a table in force: before the payer's next one of the program
    /// begins, where it names no last day of its own.
    Date priced_to = kEndOfTime;
    std::optional<Date> as_of;  ///< Last day on which it is known to have stood.
    bool is_lesser_of_charge = true;
    Rounding rounding;
    std::vector<ClinicianShare> clinician_percentages;
    bool is_telehealth_covered = true;
    std::optional<Percent> telehealth_percent;
    std::vector<AddOnTerms> add_ons;
    std::vector<SlidingScaleStep> sliding_scale;
    std::vector<PayerRow> rows;
    std::vector<std::uint32_t> by_code;  ///< Rows by code, those for any code first.

    DateRange priced_dates() const { return {in_force.from, priced_to}; }

    /// Of the row's amount, for one who is paid part of it.
    std::optional<Percent> clinician_percentage(ClinicianType type) const;
    /// Nothing where an add-on has no terms besides those of its row.
    const AddOnTerms* find_add_on(std::string_view code) const;
    /// Has to follow every change of the rows.
    void index();
    /// The part of by_code that lists a code; empty: the rows for any code.
    struct Rows {
        const std::uint32_t* first;
        const std::uint32_t* last;

        const std::uint32_t* begin() const { return first; }
        const std::uint32_t* end() const { return last; }
        bool is_empty() const { return first == last; }
    };
    Rows rows_of(std::string_view code) const;
    /// Nothing where it is known to stand on `date`; else the last day on which it is.
    std::optional<Date> last_known_before(Date date) const;
};

/// What a claim line shows that may choose a row.
struct LineKey {
    std::string_view code;
    const std::vector<std::string>* modifiers = nullptr;
    ClinicianType clinician{};
    std::string_view place_of_service;
    Setting setting{};
    bool is_telehealth = false;
    Date date;
};

/// What a row can name of a line, the most telling last. Of two rows that fit a line, the one wins
/// that names the more telling thing which the other leaves open: docs/payers.md.
enum class Choice {
    date,
    telehealth,
    setting,
    outpatient_hospital,
    place_of_service,
    clinician,
    modifier,
    code
};

/// The things a row names, as bits in the order of Choice: of two, the larger is more specific.
class Specificity {
public:
    constexpr Specificity() = default;
    explicit Specificity(const PayerRow& row);

    constexpr bool names(Choice choice) const { return (bits_ & bit(choice)) != 0; }
    friend constexpr auto operator<=>(Specificity, Specificity) = default;

private:
    static constexpr unsigned bit(Choice choice) { return 1U << static_cast<unsigned>(choice); }
    unsigned bits_ = 0;
};

/// Why no row prices a line.
enum class NoRow {
    code,       ///< None lists the code.
    clinician,  ///< Some list the code, none this clinician.
    other,      ///< None fits the place of service, the modifiers or the date.
};

/// The row that prices a line.
struct RowFound {
    const PayerTable* table = nullptr;  ///< The row's; where there is none, the first asked.
    const PayerRow* row = nullptr;
    NoRow why_not{};  ///< Where there is none.
};

/// The most specific of the rows of `tables` that fit `line`.
RowFound find_row(const std::vector<const PayerTable*>& tables, const LineKey& line);

/// Whether some line would be priced by both rows, neither of which is more specific.
bool is_tie(const PayerTable& table, const PayerRow& row, const PayerTable& other_table,
            const PayerRow& other_row);

}  // namespace cpt

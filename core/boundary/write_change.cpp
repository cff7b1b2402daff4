#include "core/boundary/write_change.h"

#include <string_view>

namespace cpt {
namespace {

void write_list(JsonWriter& json, std::string_view key, const std::vector<std::string>& list) {
    if (list.empty()) return;
    json.key(key).open_array();
    for (const std::string& each : list) json.value(std::string_view{each});
    json.close_array();
}

}  // namespace

void write_change(JsonWriter& json, const Change& change) {
    json.open_object();
    json.field_if("units", change.units).field_if("place_of_service", change.place_of_service);
    write_list(json, "add_modifiers", change.add_modifiers);
    write_list(json, "remove_modifiers", change.remove_modifiers);
    if (change.order_modifiers) json.field("order_modifiers", true);
    write_list(json, "add_add_ons", change.add_add_ons);
    write_list(json, "remove_add_ons", change.remove_add_ons);
    json.field_if("diagnosis", change.diagnosis);
    json.word_if("authorization", kAuthorizations, change.authorization);
    json.word_if("coverage", kCoverages, change.coverage);
    json.word_if("note", kNotes, change.note);
    json.word_if("delivery", kDeliveries, change.delivery);
    json.word_if("complexity_reason", kComplexityReasons, change.complexity_reason);
    write_list(json, "same_day_codes", change.same_day_codes);
    write_list(json, "same_day_add_modifiers", change.same_day_add_modifiers);
    if (!change.add_same_day.empty()) {
        json.key("add_same_day").open_array();
        for (const SameDayService& other : change.add_same_day) {
            json.open_object().field("code", other.code);
            write_list(json, "modifiers", other.modifiers);
            json.close_object();
        }
        json.close_array();
    }
    json.close_object();
}

}  // namespace cpt

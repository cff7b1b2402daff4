import type { ChangeMade } from "../generated/contract.ts";
import { codesIn, servicesAsTyped, servicesIn } from "./codes.ts";
import type { MemberDetails, MemberEntry } from "./form.ts";
import { INTERACTIVE_COMPLEXITY } from "./request.ts";

/** Whether the form can hold all of a change; in what order modifiers stand, a person decides. */
export function canApply(change: ChangeMade | undefined): change is ChangeMade {
  if (!change || change.order_modifiers) return false;
  return (change.add_add_ons ?? []).every((code) => code === INTERACTIVE_COMPLEXITY);
}

/** A member's entry with a change made to it, as core/rules/apply_change.cpp makes it to a member. */
export function applyChange(
  change: ChangeMade,
  entry: MemberEntry,
  groupPlace: string,
): MemberEntry {
  const { units, place_of_service: place } = change;
  return {
    ...entry,
    ...replacedDetails(change),
    ...(units !== undefined && { units: String(units) }),
    ...(place !== undefined && { place: place === groupPlace ? "" : place }),
    modifiers: changedModifiers(change, entry.modifiers),
    isComplex: changedAddOns(change, entry.isComplex),
    same_day: changedSameDay(change, entry.same_day),
  };
}

const REPLACED = [
  "diagnosis",
  "authorization",
  "coverage",
  "note",
  "delivery",
  "complexity_reason",
] as const;

function replacedDetails(change: ChangeMade): Partial<MemberDetails> {
  return Object.fromEntries(
    REPLACED.filter((name) => change[name] !== undefined).map((name) => [name, change[name]]),
  );
}

function withMissing(codes: readonly string[], more: readonly string[]): string[] {
  return [...codes, ...more.filter((each) => !codes.includes(each))];
}

function changedModifiers({ remove_modifiers = [], add_modifiers = [] }: ChangeMade, text: string) {
  if (remove_modifiers.length === 0 && add_modifiers.length === 0) return text;
  const kept = codesIn(text).filter((code) => !remove_modifiers.includes(code));
  return withMissing(kept, add_modifiers).join(" ");
}

function changedAddOns({ remove_add_ons = [], add_add_ons = [] }: ChangeMade, isComplex: boolean) {
  if (add_add_ons.includes(INTERACTIVE_COMPLEXITY)) return true;
  return isComplex && !remove_add_ons.includes(INTERACTIVE_COMPLEXITY);
}

function changedSameDay(change: ChangeMade, text: string): string {
  const { add_same_day = [], same_day_codes = [], same_day_add_modifiers = [] } = change;
  if (add_same_day.length === 0 && same_day_add_modifiers.length === 0) return text;
  const concerns = (code: string) => same_day_codes.length === 0 || same_day_codes.includes(code);
  return servicesAsTyped(
    [...servicesIn(text), ...add_same_day].map(({ code, modifiers = [] }) => ({
      code,
      modifiers: concerns(code) ? withMissing(modifiers, same_day_add_modifiers) : modifiers,
    })),
  );
}

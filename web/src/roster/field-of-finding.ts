import type { ChangeMade, Finding } from "../generated/contract.ts";

/** Of what a change to a member names, the control that holds it. */
const CHANGED: readonly (readonly [keyof ChangeMade, string])[] = [
  ["place_of_service", "place"],
  ["add_modifiers", "modifiers"],
  ["remove_modifiers", "modifiers"],
  ["order_modifiers", "modifiers"],
  ["add_add_ons", "isComplex"],
  ["remove_add_ons", "isComplex"],
  ["units", "units"],
  ["note", "note"],
  ["authorization", "authorization"],
  ["coverage", "coverage"],
  ["diagnosis", "diagnosis"],
  ["delivery", "delivery"],
  ["complexity_reason", "complexity_reason"],
  ["add_same_day", "same_day"],
  ["same_day_add_modifiers", "same_day"],
];

/** Of what a rule's id speaks of, the control that a person looks at first; the first that fits. */
const SPOKEN_OF: readonly (readonly [RegExp, string])[] = [
  [/(^|-)note(-|$)/, "note"],
  [/authorization/, "authorization"],
  [/coverage/, "coverage"],
  [/diagnosis|substance-use/, "diagnosis"],
  [/90785-without-reason/, "complexity_reason"],
  [/90785/, "isComplex"],
  [/^(mue|units|one-unit)|one-group-a-day/, "units"],
  [/same-day|that-day|group-loses|tricare-second-session/, "same_day"],
  [/telehealth-modifier-in-person-place|-place(-|$)|^place-|^remote-session|inpatient/, "place"],
  [/modifier|audio|(^|-)(25|59|93|95|g[qtyz]|v3|xs)(-|$)/, "modifiers"],
  [/charge-needed|self-pay-fee|limiting-charge/, "charge_cents"],
  [/payer-not-priced|federal-amounts|table|benchmark|secondary-source|last-known/, "payer"],
];

/** Of a finding of the session: the session's own controls. */
const OF_SESSION: readonly (readonly [RegExp, string])[] = [
  [/minutes/, "minutes"],
  [/famil/, "composition"],
  [/clinician.*bill/, "billing_clinicians"],
  [/attendees|whole-group/, "attendees"],
  [/timely-filing/, "filing_date"],
  [/^group-of|group-(min|max|over)/, "size"],
  [/zip-split/, "locality"],
  [/mixed-telehealth|fqhc/, "place"],
];

function firstOf(map: readonly (readonly [RegExp, string])[], rule: string): string | undefined {
  return map.find(([form]) => form.test(rule))?.[1];
}

/** Name of the control that mends a finding, where it can be known. */
export function fieldOfFinding({ rule, change }: Finding): string | undefined {
  const changed = CHANGED.find(([name]) => change?.[name] !== undefined)?.[1];
  return changed ?? firstOf(SPOKEN_OF, rule);
}

/** Id of the session's control that a finding of the group is about. */
export function sessionFieldOf(rule: string): string | undefined {
  return firstOf(OF_SESSION, rule);
}

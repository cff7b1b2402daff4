import { type Key, t } from "../common/i18n.ts";
import type { GroupDetails, MemberDetails } from "./form.ts";

/** A member's details, in the order they are asked for. */
export const DETAILS: readonly (keyof MemberDetails)[] = [
  "payer",
  "program",
  "modifiers",
  "diagnosis",
  "same_day",
  "note",
  "authorization",
  "coverage",
  "units",
  "delivery",
  "patient_location",
  "complexity_reason",
  "charge_cents",
  "deductible_remaining_cents",
  "copay_cents",
  "coinsurance_percent",
  "out_of_pocket_remaining_cents",
  "secondary",
  "sliding_scale",
];

export function isDetail(name: string): name is keyof MemberDetails {
  return (DETAILS as readonly string[]).includes(name);
}

/** What a detail is called: at its control, and where it is wrong. */
export function detailName(name: keyof MemberDetails): string {
  return t(`roster.detail.${name}`);
}

type GroupName = keyof GroupDetails | "habit" | "sessions_per_year" | "code";

const GROUP: readonly GroupName[] = [
  "minutes",
  "attendees",
  "composition",
  "billing_clinicians",
  "filing_date",
  "habit",
  "sessions_per_year",
  "code",
];

export function isGroupName(name: string): name is GroupName {
  return (GROUP as readonly string[]).includes(name);
}

export function groupName(name: GroupName): string {
  return t(`roster.group.${name}`);
}

/** What is chosen, not typed; "" where it may be left untold. */
const CHOICES = {
  note: ["complete", "incomplete", "missing"],
  authorization: ["not_required", "verified", "unverified", "missing", "expired", "exhausted"],
  coverage: ["verified", "unverified", "inactive"],
  delivery: ["", "in_person", "video", "audio"],
  patient_location: ["", "home", "elsewhere"],
  complexity_reason: [
    "",
    "communication",
    "caregiver",
    "reportable_event",
    "play_or_devices",
    "interpreter",
  ],
  secondary: ["", "coinsurance", "all"],
  composition: ["unrelated", "one_family", "several_families"],
} as const;

export type ChoiceName = keyof typeof CHOICES;

export function isChoice(name: string): name is ChoiceName {
  return name in CHOICES;
}

/** Values, each with its words. */
export function choicesOf(name: ChoiceName): (readonly [value: string, words: string])[] {
  return CHOICES[name].map((value) => [value, choiceWords(name, value)]);
}

export function choiceWords(name: ChoiceName, value: string): string {
  return t(`roster.${name}.${value || "none"}` as Key);
}

/** "modifiers", where a name stands within a sentence. */
export function inSentence(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

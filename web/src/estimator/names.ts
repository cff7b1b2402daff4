import type {
  Authorization,
  Claim,
  ClinicianType,
  ComplexityReason,
  Composition,
  Coverage,
  Delivery,
  Note,
  PatientLocation,
} from "../generated/contract.ts";
import { type GroupDetails, MEDICARE, type MemberDetails } from "./form.ts";

export const CLINICIANS: Record<ClinicianType, string> = {
  psychiatrist: "Psychiatrist (MD, DO)",
  clinical_psychologist: "Clinical psychologist (PhD, PsyD)",
  clinical_social_worker: "Clinical social worker (LCSW)",
  marriage_family_therapist: "Marriage and family therapist (LMFT)",
  mental_health_counselor: "Mental health counselor (LPC, LMHC)",
  nurse_practitioner: "Nurse practitioner (NP, PMHNP)",
  clinical_nurse_specialist: "Clinical nurse specialist (CNS)",
  physician_assistant: "Physician assistant (PA)",
};

/** What a member's details are called: at their controls, and where one of them is wrong. */
export const DETAIL_NAMES: Record<keyof MemberDetails, string> = {
  payer: "Payer",
  program: "Which of its schedules",
  modifiers: "Modifiers",
  diagnosis: "First diagnosis",
  same_day: "Other codes that day",
  note: "Note",
  authorization: "Authorization",
  coverage: "Coverage",
  units: "Units",
  delivery: "How the patient attended",
  patient_location: "Where the patient was",
  complexity_reason: "Reason for 90785",
  charge_cents: "Charge",
  deductible_remaining_cents: "Deductible left",
  copay_cents: "Copay",
  coinsurance_percent: "Coinsurance percent",
  out_of_pocket_remaining_cents: "Out-of-pocket left",
  secondary: "Secondary payer",
  sliding_scale: "Step of the sliding scale",
};

export const GROUP_NAMES: Record<keyof GroupDetails | "habit" | "sessions_per_year", string> = {
  minutes: "Session minutes",
  attendees: "Attendees",
  composition: "Who sat in the group",
  billing_clinicians: "Clinicians who bill",
  filing_date: "Filing date",
  habit: "Habit",
  sessions_per_year: "Sessions per year",
};

export const NOTES: Record<Note, string> = {
  complete: "Complete",
  incomplete: "Incomplete",
  missing: "Missing",
};

export const AUTHORIZATIONS: Record<Authorization, string> = {
  not_required: "Not required",
  verified: "Verified",
  unverified: "Not verified",
  missing: "Missing",
  expired: "Expired",
  exhausted: "Used up",
};

export const COVERAGES: Record<Coverage, string> = {
  verified: "Verified",
  unverified: "Not verified",
  inactive: "Inactive",
};

export const DELIVERIES: Record<Delivery, string> = {
  in_person: "In person",
  video: "By video",
  audio: "By telephone",
};

export const PATIENT_LOCATIONS: Record<PatientLocation, string> = {
  home: "At home",
  elsewhere: "Elsewhere",
};

export const COMPLEXITY_REASONS: Record<ComplexityReason, string> = {
  communication: "Difficult communication",
  caregiver: "A caregiver in the way",
  reportable_event: "A reportable event",
  play_or_devices: "Play or devices",
  interpreter: "An interpreter",
};

export const SECONDARIES: Record<MemberDetails["secondary"], string> = {
  "": "None",
  coinsurance: "Pays the coinsurance",
  all: "Pays coinsurance and deductible",
};

export const COMPOSITIONS: Record<Composition, string> = {
  unrelated: "Unrelated patients",
  one_family: "One family",
  several_families: "Several families",
};

/** Who pays, where claims of several payers stand side by side. */
export function payerOf(claims: readonly Claim[]): "Medicare" | "Payer" {
  return claims.every(({ payer }) => payer === MEDICARE) ? "Medicare" : "Payer";
}

/** Our own plain names; the descriptors of the AMA are not used. */
const CODES: Record<string, string> = {
  "90853": "Group therapy session",
  "90785": "Interactive complexity",
};

export function codeName(code: string): string {
  return CODES[code] ?? `Code ${code}`;
}

const STATES: Record<string, string> = {
  AK: "Alaska",
  AL: "Alabama",
  AR: "Arkansas",
  AZ: "Arizona",
  CA: "California",
  CO: "Colorado",
  CT: "Connecticut",
  DC: "District of Columbia",
  DE: "Delaware",
  FL: "Florida",
  GA: "Georgia",
  HI: "Hawaii",
  IA: "Iowa",
  ID: "Idaho",
  IL: "Illinois",
  IN: "Indiana",
  KS: "Kansas",
  KY: "Kentucky",
  LA: "Louisiana",
  MA: "Massachusetts",
  MD: "Maryland",
  ME: "Maine",
  MI: "Michigan",
  MN: "Minnesota",
  MO: "Missouri",
  MS: "Mississippi",
  MT: "Montana",
  NC: "North Carolina",
  ND: "North Dakota",
  NE: "Nebraska",
  NH: "New Hampshire",
  NJ: "New Jersey",
  NM: "New Mexico",
  NV: "Nevada",
  NY: "New York",
  OH: "Ohio",
  OK: "Oklahoma",
  OR: "Oregon",
  PA: "Pennsylvania",
  PR: "Puerto Rico",
  RI: "Rhode Island",
  SC: "South Carolina",
  SD: "South Dakota",
  TN: "Tennessee",
  TX: "Texas",
  UT: "Utah",
  VA: "Virginia",
  VI: "Virgin Islands",
  VT: "Vermont",
  WA: "Washington",
  WI: "Wisconsin",
  WV: "West Virginia",
  WY: "Wyoming",
};

export function stateName(letters: string): string {
  return STATES[letters] ?? letters;
}

const AS_PRINTED = new Set(["DC", "MD", "VA", "NYC", "NJ", "N"]);
const WRITTEN_OUT: Record<string, string> = {
  CNTY: "County",
  CNTYS: "Counties",
  OF: "of",
  AND: "and",
};

/** "Rest of New Jersey" of "REST OF NEW JERSEY": CMS prints localities in capitals. */
export function localityName(printed: string): string {
  return printed.replace(/[A-Z]+/g, (word) => {
    if (AS_PRINTED.has(word)) return word;
    return WRITTEN_OUT[word] ?? `${word[0]}${word.slice(1).toLowerCase()}`;
  });
}

/** "Chicago, IL", or "Colorado" where the locality is the whole state. */
export function localityInState(printed: string, state: string): string {
  const name = localityName(printed);
  return name === stateName(state) ? name : `${name}, ${state}`;
}

const LONG_DATE = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

/** "March 2, 2026" of "2026-03-02". */
export function longDate(day: string): string {
  return LONG_DATE.format(new Date(`${day}T00:00:00Z`));
}

const LIST = new Intl.ListFormat("en-US");

/** "Members 1 to 3 and 5" of the members at positions 1, 2, 3 and 5, in that order. */
export function membersInWords(positions: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const position of positions) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === position) run[1] = position;
    else runs.push([position, position]);
  }
  const words = runs.flatMap(([first, last]) => {
    if (first === last) return [`${first}`];
    return first + 1 === last ? [`${first}`, `${last}`] : [`${first} to ${last}`];
  });
  return `${positions.length === 1 ? "Member" : "Members"} ${LIST.format(words)}`;
}

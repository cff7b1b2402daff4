import type {
  Authorization,
  ComplexityReason,
  Composition,
  Coverage,
  Delivery,
  Note,
  PatientLocation,
} from "../generated/contract.ts";
import type { GroupDetails, MemberDetails } from "./form.ts";

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

import { EXAMPLE_PLACE } from "../common/example-place.ts";
import { MEDICARE, SELF_PAY } from "../common/names.ts";
import type {
  Authorization,
  ClinicianType,
  ComplexityReason,
  Composition,
  Coverage,
  Delivery,
  Note,
  PatientLocation,
} from "../generated/contract.ts";

export const FEWEST_MEMBERS = 1;
export const MOST_MEMBERS = 50;
export const LONGEST_ALIAS = 24;

/** Who pays what of the amount, under the contract's names, as typed; empty: not told. */
export interface CostSharing {
  charge_cents: string;
  deductible_remaining_cents: string;
  copay_cents: string;
  coinsurance_percent: string;
  out_of_pocket_remaining_cents: string;
  secondary: "" | "coinsurance" | "all";
  sliding_scale: string;
}

/** What claims are checked by besides the place, under the contract's names; empty: not told. */
export interface MemberDetails extends CostSharing {
  payer: string;
  program: string;
  modifiers: string;
  diagnosis: string;
  same_day: string;
  note: Note;
  authorization: Authorization;
  coverage: Coverage;
  units: string;
  delivery: Delivery | "";
  patient_location: PatientLocation | "";
  complexity_reason: ComplexityReason | "";
}

/** What differs for one member; an empty text means "as for the whole group". */
export interface MemberEntry extends MemberDetails {
  /** Initials or another name of the practice's own, as typed; empty: called by the position. */
  alias: string;
  place: string;
  isComplex: boolean;
}

/** What is told of the group as a whole, under the contract's names; empty: not told. */
export interface GroupDetails {
  minutes: string;
  attendees: string;
  composition: Composition;
  billing_clinicians: string;
  filing_date: string;
}

/** What stands in the controls, as typed. */
export interface SessionForm extends GroupDetails {
  /** Of the service; "90853" is group therapy. */
  code: string;
  zip: string;
  /** Chosen by hand; empty where the ZIP code decides. */
  locality: string;
  date: string;
  clinician: ClinicianType;
  isParticipating: boolean;
  isQualifyingApm: boolean;
  place: string;
  charge: string;
  deductible: string;
  /** Those of the group, no more: FEWEST_MEMBERS to MOST_MEMBERS. */
  members: readonly MemberEntry[];
  /** The mistake to be made with every member; empty where none is asked about. */
  habit: string;
  sessions_per_year: string;
}

/** A claim with nothing amiss, and nothing told that need not be. */
export const USUAL_DETAILS: MemberDetails = {
  payer: MEDICARE,
  program: "",
  modifiers: "",
  diagnosis: "",
  same_day: "",
  note: "complete",
  authorization: "not_required",
  coverage: "verified",
  units: "",
  delivery: "",
  patient_location: "",
  complexity_reason: "",
  charge_cents: "",
  deductible_remaining_cents: "",
  copay_cents: "",
  coinsurance_percent: "",
  out_of_pocket_remaining_cents: "",
  secondary: "",
  sliding_scale: "",
};

/** Whether a detail is asked of a member: what does not concern the payer is kept, and not told. */
export function isAsked(name: keyof MemberDetails, { payer, isComplex }: MemberEntry): boolean {
  switch (name) {
    case "complexity_reason":
      return isComplex;
    case "secondary":
      return payer === MEDICARE;
    case "deductible_remaining_cents":
      return payer !== SELF_PAY;
    case "copay_cents":
    case "coinsurance_percent":
    case "out_of_pocket_remaining_cents":
      return payer !== MEDICARE && payer !== SELF_PAY;
    default:
      return true;
  }
}

export const LIKE_THE_GROUP: MemberEntry = {
  ...USUAL_DETAILS,
  alias: "",
  place: "",
  isComplex: false,
};

const EXAMPLE_SIZE = 8;

/** A session worth looking at before anything is typed. */
export function exampleSession(date: string): SessionForm {
  return {
    code: "90853",
    ...EXAMPLE_PLACE,
    date,
    clinician: "clinical_social_worker",
    isParticipating: true,
    isQualifyingApm: false,
    place: "11",
    charge: "",
    deductible: "",
    minutes: "",
    attendees: "",
    composition: "unrelated",
    billing_clinicians: "",
    filing_date: "",
    members: Array.from({ length: EXAMPLE_SIZE }, () => LIKE_THE_GROUP),
    habit: "",
    sessions_per_year: "52",
  };
}

/** The group's size, or nothing where the text is not a size that fits a group. */
export function sizeOf(text: string): number | undefined {
  const size = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return size >= FEWEST_MEMBERS && size <= MOST_MEMBERS ? size : undefined;
}

/** "JD", or what the position is called. */
export function aliasOf(entry: MemberEntry | undefined): string {
  return entry?.alias.trim() ?? "";
}

/** The group with more members, or with fewer at its end; `removed` come back first. */
export function resized(
  members: readonly MemberEntry[],
  size: number,
  removed: readonly MemberEntry[],
): { members: MemberEntry[]; removed: MemberEntry[] } {
  const all = [...members, ...removed];
  while (all.length < size) all.push(LIKE_THE_GROUP);
  return { members: all.slice(0, size), removed: all.slice(size) };
}

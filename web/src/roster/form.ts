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

export const FEWEST_MEMBERS = 2;
export const MOST_MEMBERS = 30;

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
  zip: string;
  /** Chosen by hand; empty where the ZIP code decides. */
  locality: string;
  date: string;
  clinician: ClinicianType;
  isParticipating: boolean;
  isQualifyingApm: boolean;
  size: string;
  place: string;
  charge: string;
  deductible: string;
  /** One for every possible member, so that a smaller group forgets nothing. */
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

const LIKE_THE_GROUP: MemberEntry = {
  ...USUAL_DETAILS,
  place: "",
  isComplex: false,
};

/** A session worth looking at before anything is typed. */
export function exampleSession(date: string): SessionForm {
  return {
    zip: "90012",
    locality: "",
    date,
    clinician: "clinical_social_worker",
    isParticipating: true,
    isQualifyingApm: false,
    size: "8",
    place: "11",
    charge: "",
    deductible: "",
    minutes: "",
    attendees: "",
    composition: "unrelated",
    billing_clinicians: "",
    filing_date: "",
    members: Array.from({ length: MOST_MEMBERS }, () => LIKE_THE_GROUP),
    habit: "",
    sessions_per_year: "52",
  };
}

/** The group's size, or nothing where the text is not a size that fits a group. */
export function sizeOf(text: string): number | undefined {
  const size = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return size >= FEWEST_MEMBERS && size <= MOST_MEMBERS ? size : undefined;
}

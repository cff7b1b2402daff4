import type { ClinicianType } from "../generated/contract.ts";

export const FEWEST_MEMBERS = 2;
export const MOST_MEMBERS = 30;

/** What differs for one member; an empty text means "as for the whole group". */
export interface MemberEntry {
  place: string;
  deductible: string;
  isComplex: boolean;
}

/** What stands in the controls, as typed. */
export interface SessionForm {
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
}

const LIKE_THE_GROUP: MemberEntry = { place: "", deductible: "", isComplex: false };

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
    members: Array.from({ length: MOST_MEMBERS }, () => LIKE_THE_GROUP),
  };
}

/** The group's size, or nothing where the text is not a size that fits a group. */
export function sizeOf(text: string): number | undefined {
  const size = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return size >= FEWEST_MEMBERS && size <= MOST_MEMBERS ? size : undefined;
}

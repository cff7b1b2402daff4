/**
 * What the text of a cell means. Each reader gives the value, nothing for an empty cell, or a
 * `Misread` that says what would have been accepted. Money stays decimal text throughout.
 */
import type { Key, Sentence, Values } from "../common/i18n.ts";
import type { ClinicianType } from "../generated/contract.ts";

export class Misread {
  readonly accepted: Sentence;

  constructor(key: Key, values: Values = {}) {
    this.accepted = { key, values };
  }
}

export type Read<Value> = Value | Misread | undefined;

const CODE = /^[0-9A-Z][0-9]{3}[0-9A-Z]$/;

export function readCode(cell: string): Read<string> {
  const code = tidy(cell).toUpperCase();
  if (code === "") return undefined;
  return CODE.test(code) ? code : new Misread("contracts.accepted.code");
}

/** "95 HO" and "95, HO" are two. */
export function readModifiers(cell: string): Read<string[]> {
  const modifiers = tidy(cell)
    .toUpperCase()
    .split(/[\s,;/|+]+/)
    .filter(Boolean);
  const isEmpty =
    modifiers.length === 0 || /^(-+|NONE|N\/?A|ANY|ALL)$/.test(tidy(cell).toUpperCase());
  if (isEmpty) return undefined;
  const isEach = modifiers.every((modifier) => /^[0-9A-Z]{2}$/.test(modifier));
  return isEach ? modifiers : new Misread("contracts.accepted.modifiers");
}

const DOLLARS = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2}|)(?:\.(\d*))?$/;

/** "1234.5" of "$ 1,234.50 ": digits are kept or dropped, never computed with. */
export function readDollars(cell: string): Read<string> {
  const text = cell.replace(/[\s\u00a0$]|USD/gi, "");
  if (text === "") return undefined;
  const [, whole, fraction = ""] = DOLLARS.exec(text) ?? [];
  const cents = fraction.replace(/0+$/, "");
  if (whole === undefined || (whole === "" && fraction === "")) {
    return new Misread("contracts.accepted.dollars");
  }
  if (cents.length > 2) return new Misread("contracts.accepted.decimals");
  const dollars = whole.replaceAll(",", "").replace(/^0+(?=\d)/, "") || "0";
  return fraction === "" ? dollars : `${dollars}.${fraction.slice(0, 2).padEnd(2, "0")}`;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "2026-01-31" of what American payers write; years of two digits are of this century. */
export function readDay(cell: string): Read<string> {
  const text = tidy(cell).replace(/[ T]0?0:00(:00)?(\.0+)?Z?$/, "");
  if (
    text === "" ||
    /^(-+|none|open|n\/?a|(12\/31|9999-12-31|12-31).*9999|9999-12-31|99991231)$/i.test(text)
  ) {
    return undefined;
  }
  const parts =
    matched(text, /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, [1, 2, 3]) ??
    matched(text, /^(\d{4})(\d{2})(\d{2})$/, [1, 2, 3]) ??
    matched(text, /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/, [3, 1, 2]) ??
    matched(text, /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/, [3, 1, 2]) ??
    matched(text, /^(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4}|\d{2})$/, [3, 2, 1]);
  return (parts && dayOf(parts)) ?? new Misread("contracts.accepted.day");
}

function matched(text: string, pattern: RegExp, order: readonly number[]) {
  const found = pattern.exec(text);
  return found ? order.map((group) => found[group] ?? "") : undefined;
}

function dayOf([year = "", month = "", day = ""]: readonly string[]): string | undefined {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  const written = [
    year.length === 2 ? `20${year}` : year,
    (named < 0 ? month : String(named + 1)).padStart(2, "0"),
    day.padStart(2, "0"),
  ].join("-");
  const date = new Date(`${written}T00:00:00Z`);
  const isDay = !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(written);
  return isDay ? written : undefined;
}

export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

export interface WherePerformed {
  setting?: "nonfacility" | "facility";
  places_of_service?: string[];
}

const SETTINGS: Record<string, WherePerformed> = {
  facility: { setting: "facility" },
  fac: { setting: "facility" },
  f: { setting: "facility" },
  nonfacility: { setting: "nonfacility" },
  nonfac: { setting: "nonfacility" },
  nf: { setting: "nonfacility" },
  n: { setting: "nonfacility" },
  office: { setting: "nonfacility" },
  all: {},
  any: {},
  both: {},
  na: {},
};

/** Places of service by code, or the setting in words. */
export function readPlace(cell: string): Read<WherePerformed> {
  const text = tidy(cell);
  if (text === "") return undefined;
  const known = SETTINGS[text.toLowerCase().replace(/[^a-z]/g, "")];
  if (known && !/\d/.test(text)) return known;
  const codes = text.split(/[\s,;/|+]+/).filter(Boolean);
  if (codes.every((code) => /^\d{1,2}$/.test(code))) {
    return { places_of_service: [...new Set(codes.map((code) => code.padStart(2, "0")))] };
  }
  return new Misread("contracts.accepted.place");
}

const SOCIAL_WORKER: ClinicianType = "clinical_social_worker";
const PSYCHOLOGIST: ClinicianType = "clinical_psychologist";
const COUNSELOR: ClinicianType = "mental_health_counselor";
const FAMILY: ClinicianType = "marriage_family_therapist";

const CREDENTIALS: [words: string, types: ClinicianType[]][] = [
  ["md do psychiatrist physician psychiatry", ["psychiatrist"]],
  ["phd psyd edd psychologist clinicalpsychologist psychology doctoral", [PSYCHOLOGIST]],
  ["lcsw licsw lisw lcswc lcswr csw lmsw msw clinicalsocialworker socialworker", [SOCIAL_WORKER]],
  ["lmft mft lmfta marriagefamilytherapist marriagefamily familytherapist", [FAMILY]],
  [
    "lpc lmhc lpcc lcpc lcmhc lpcmh lmhp counselor mentalhealthcounselor professionalcounselor licensedprofessionalcounselor",
    [COUNSELOR],
  ],
  ["np pmhnp fnp anp nursepractitioner psychiatricnursepractitioner", ["nurse_practitioner"]],
  ["cns pmhcns clinicalnursespecialist", ["clinical_nurse_specialist"]],
  ["aprn arnp apn apnp", ["nurse_practitioner", "clinical_nurse_specialist"]],
  ["pa pac physicianassistant physicianassociate", ["physician_assistant"]],
  ["masters master masterslevel masterlevel ma ms", [SOCIAL_WORKER, FAMILY, COUNSELOR]],
];

const CLINICIANS_BY_WORD = new Map(
  CREDENTIALS.flatMap(([words, types]) => words.split(" ").map((word) => [word, types] as const)),
);

/** Who may treat: credentials, one or several. Nothing where it is anyone. */
export function readClinicians(cell: string): Read<ClinicianType[]> {
  const text = tidy(cell).toLowerCase();
  if (text === "" || /^(all|any|-+|n\/?a|all (providers|clinicians))$/.test(text)) return undefined;
  const whole = typesOf(text);
  if (whole) return whole;
  const found = text
    .replace(/\blicensed\b|\bclinical (?=social)/g, "")
    .split(/[,;/|+()]|\band\b|\bor\b|&/)
    .filter((part) => part.trim() !== "")
    .map(typesOf);
  const types = found.flatMap((each) => each ?? []);
  if (types.length === 0 || found.includes(undefined)) {
    return new Misread("contracts.accepted.clinician");
  }
  return [...new Set(types)];
}

function typesOf(text: string): ClinicianType[] | undefined {
  const word = text.replace(/\b(and|licensed)\b|[^a-z]/g, "");
  return CLINICIANS_BY_WORD.get(word);
}

function tidy(cell: string): string {
  return cell.replace(/[\s\u00a0]+/g, " ").trim();
}

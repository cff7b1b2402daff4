import { readFileSync } from "node:fs";
import type { ClinicianType } from "../../src/generated/contract.ts";
import type { RuleSource } from "./schedules.ts";

/** The guide's own files: facts in web/guide/codes.json, words in web/guide/<lang>, web/i18n/<lang>. */

export type Language = "en" | "es";

/** A fact is unknown (null) where no source says it. A source is a key, or rule:<id> for a rule's. */
export interface Fact<Value> {
  value: Value | null;
  sources: readonly string[];
}

export interface GuideCode {
  code: string;
  /** The part of the index that it stands in. */
  family: "group" | "intake" | "individual" | "crisis" | "families" | "add_on" | "neighbour";
  people: Fact<"one" | "family" | "families" | "group" | "patients" | "any">;
  unit: Fact<
    | "patient_session"
    | "patient_minutes"
    | "patient_family"
    | "patient_day"
    | "further_half_hour"
    | "family"
    | "needed"
    | "day"
  >;
  timed: Fact<boolean>;
  /** `to` is null where there is no upper end. */
  minutes: Fact<{ from: number; to: number | null }>;
  add_on: Fact<boolean>;
  /** The services that an add-on is added to. */
  parents?: readonly string[];
  never_with?: readonly string[];
  add_ons?: readonly { code: string; sources: readonly string[] }[];
  hospital_units?: { units: number; from: string; sources: readonly string[] };
  telehealth?: { since: string | null; sources: readonly string[] };
  /** Why Medicare's physician fee schedule pays nothing; absent where it prices the code. */
  unpaid?: { reason: string; sources: readonly string[] };
  /** Who treats, where a source limits it. */
  clinicians?: { types: readonly ClinicianType[]; sources: readonly string[] };
  modifiers: readonly string[];
  denials: readonly string[];
  payer_notes?: readonly string[];
}

export interface GuideFacts {
  as_of: string;
  sources: Record<string, RuleSource>;
  /** Rules that concern every code which Medicare prices. */
  common_denials: readonly string[];
  modifiers: Record<string, { codes: readonly string[]; sources: readonly string[] }>;
  payer_notes: Record<string, { payer: string; sources: readonly string[] }>;
  codes: readonly GuideCode[];
}

export interface Question {
  question: string;
  answer: string;
  sources: readonly string[];
}

/** What is said of one code, in one language. */
export interface CodeText {
  code: string;
  name: string;
  /** A line for the index. */
  line: string;
  title: string;
  description: string;
  covers: readonly { text: string; sources: readonly string[] }[];
  differs: readonly { code: string; text: string }[];
  /** Shown right after the answer at the top. */
  key_questions?: readonly Question[];
  questions: readonly Question[];
}

type Texts = Record<string, string>;

/** The words of the template. */
export interface GuideWords {
  text: Texts;
  states: Texts;
  clinicians: Texts;
  programs: Texts;
  facts: Texts;
  rules: Record<string, { what: string; detail?: string; fix: string }>;
  same_day: Record<string, { which: string; helps: string }>;
  modifiers: Texts;
  payer_notes: Texts;
  /** Names of localities, by the name on the English page. */
  areas?: Texts;
  sources?: Texts;
}

export interface GuideContent {
  lang: Language;
  /** Of dates and lists. */
  locale: string;
  facts: GuideFacts;
  words: GuideWords;
  /** What fee_schedules/ says in English, in this language. */
  names: Texts;
  /** States by the names that CMS's files have. */
  statesInEnglish: Texts;
  texts: ReadonlyMap<string, CodeText>;
}

/** Those of whose names a page shows any. */
const DICTIONARIES = ["payers.json", "rules/denial_codes.json"];

export function readContent(lang: Language, root: URL): GuideContent {
  const read = <File>(name: string) =>
    JSON.parse(readFileSync(new URL(`web/${name}`, root), "utf8")) as File;
  const facts = read<GuideFacts>("guide/codes.json");
  const dictionaries = lang === "en" ? [] : DICTIONARIES.map((name) => `i18n/data/${lang}/${name}`);
  const texts = facts.codes.map(({ code }) => read<CodeText>(`guide/${lang}/${code}.json`));
  return {
    lang,
    locale: `${lang}-US`,
    facts,
    words: read<GuideWords>(`i18n/${lang}/guide.json`),
    names: Object.assign({}, ...dictionaries.map((name) => read<Texts>(name))),
    statesInEnglish: read<GuideWords>("i18n/en/guide.json").states,
    texts: new Map(texts.map((text) => [text.code, text])),
  };
}

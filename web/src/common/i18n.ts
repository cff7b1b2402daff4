import type common from "../../i18n/en/common.json";
import type contracts from "../../i18n/en/contracts.json";
import type engine from "../../i18n/en/engine.json";
import type files from "../../i18n/en/files.json";
import type offline from "../../i18n/en/offline.json";
import type roster from "../../i18n/en/roster.json";
import type visitor from "../../i18n/en/visitor.json";

interface Parts {
  common: typeof common;
  visitor: typeof visitor;
  roster: typeof roster;
  contracts: typeof contracts;
  engine: typeof engine;
  offline: typeof offline;
  files: typeof files;
}

export type Part = keyof Parts;

/** "visitor.month": the file of web/i18n/LANGUAGE/, and the entry in it. */
export type Key = { [P in Part]: `${P}.${keyof Parts[P] & string}` }[Part];

/** An entry, or one for each plural form of the language that it needs, by its `count`. */
type Entry = string | Partial<Record<Intl.LDMLPluralRule, string>>;

export type Words = Record<string, Entry>;

const FILES = import.meta.glob<Words>(
  "../../i18n/*/{common,visitor,roster,contracts,engine,files,offline}.json",
  { import: "default" },
);

const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of the page; figures are in US dollars and dates as they are written in the United States. */
const LOCALES: Record<Language, string> = { en: "en-US", es: "es-US" };

const held = new Map<string, Words>();
let language: Language = "en";
let plurals = new Intl.PluralRules(LOCALES.en);
let numbers = new Intl.NumberFormat(LOCALES.en);
let lists = new Intl.ListFormat(LOCALES.en);
let dates = dateFormat(LOCALES.en);

function dateFormat(tag: string) {
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
}

export function currentLanguage(): Language {
  return language;
}

/** For Intl. */
export function locale(): string {
  return LOCALES[language];
}

export function languageOf(tag: string): Language {
  return LANGUAGES.find((each) => tag.toLowerCase().startsWith(each)) ?? "en";
}

export function speak(chosen: Language) {
  if (chosen === language) return;
  language = chosen;
  plurals = new Intl.PluralRules(locale());
  numbers = new Intl.NumberFormat(locale());
  lists = new Intl.ListFormat(locale());
  dates = dateFormat(locale());
  held.clear();
}

/** Fetches the words of parts of the page, in its language; what is held is not fetched again. */
export async function loadWords(...parts: Part[]): Promise<void> {
  await Promise.all(
    parts
      .filter((part) => !held.has(part))
      .map(async (part) => held.set(part, await fetchWords(part, language))),
  );
}

/** Of any language, not to be spoken. */
export async function fetchWords(part: Part, of: Language): Promise<Words> {
  return (await FILES[`../../i18n/${of}/${part}.json`]?.()) ?? {};
}

export type Values = Record<string, string | number>;

const PLACE = /\{(\w+)\}/;

/** A sentence in the page's language; `{count}` chooses its plural form and is written by Intl. */
export function t(key: Key, values: Values = {}): string {
  return pieces(key, values).join("");
}

/** The same, where a value is a template. */
export function pieces(key: Key, values: Record<string, unknown>): unknown[] {
  const [part = "", ...rest] = key.split(".");
  const entry = held.get(part)?.[rest.join(".")];
  if (entry === undefined) return [key];
  const text = typeof entry === "string" ? entry : formOf(entry, Number(values.count));
  return partsOf(text).map((piece, index) =>
    index % 2 === 0 ? piece : written(values[piece], piece),
  );
}

const split = new Map<string, string[]>();

/** Words and names of places in turn; a roster of fifty asks for the same ones again and again. */
function partsOf(text: string): string[] {
  const parts = split.get(text) ?? text.split(PLACE);
  split.set(text, parts);
  return parts;
}

function formOf(entry: Exclude<Entry, string>, count: number): string {
  return entry[plurals.select(count)] ?? entry.other ?? "";
}

function written(value: unknown, name: string): unknown {
  return typeof value === "number" ? numbers.format(value) : (value ?? `{${name}}`);
}

/** A sentence for the page to say: as its key and values, it can be handed over by a worker, which has no words. */
export interface Sentence {
  key: Key;
  values: Values;
}

export function say({ key, values }: Sentence): string {
  return t(key, values);
}

/** "A, B and C". */
export function listed(words: readonly string[]): string {
  return lists.format(words);
}

/** "March 2, 2026" of "2026-03-02". */
export function longDate(day: string): string {
  return dates.format(new Date(`${day}T00:00:00Z`));
}

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readTranslations, translate, translatedName } from "./translate-data.ts";
import type { Language } from "./words.ts";

const folder = new URL("../../fee_schedules/", import.meta.url);

interface HeldFile {
  name: string;
  load: "start" | "zip" | "tables" | "payer" | "date";
  from?: string;
}

/** The fee schedules and rules as the site ships them. */
export interface DataSet {
  /** Of all that is shipped; pages ask for files under it, so that none meets data of another build. */
  hash: string;
  /** Of the data, and beneath the name of each language what of it is in other words there. */
  names: readonly string[];
  /** By language: which files have a translated copy. */
  translated: Record<Language, readonly string[]>;
  firstYear: string;
  lastYear: string;
  /** Since when the last year's Medicare rates hold as they are. */
  ratesAsOf: string;
  zipAsOf: string;
  /** A file as it is shipped. */
  content(name: string): string;
  /** What the first estimate of the example needs: what the engine starts with, and the last year. */
  first(language: Language): readonly string[];
}

export function readDataSet(): DataSet {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".json") && !/^(schema|sources)\//.test(name))
    .sort();
  const contents = new Map(names.map((name) => [name, shipped(name)]));
  const translations = readTranslations();
  for (const { language, name, dictionary } of translations) {
    const english = contents.get(name);
    if (!english) throw new Error(`i18n/data/${language}/${name} is of no data file`);
    contents.set(translatedName({ language, name }), translate(english, dictionary));
  }
  const content = (name: string) => contents.get(name) ?? "";
  const { files } = JSON.parse(content("index.json")) as { files: HeldFile[] };
  const years = files.filter((file) => file.load === "date");
  const first = files.filter((file) => file.load === "start");
  const atFirst = ["index.json", ...[...first, ...years.slice(-1)].map((file) => file.name)];
  const namesIn = (language: Language) =>
    translations.filter((each) => each.language === language).map(({ name }) => name);
  const translated = { en: namesIn("en"), es: namesIn("es") };
  const hash = createHash("sha256");
  for (const [name, text] of contents) hash.update(`${name}\n${text}\n`);
  return {
    hash: hash.digest("hex").slice(0, 8),
    names: [...contents.keys()],
    translated,
    firstYear: (years.at(0)?.from ?? "").slice(0, 4),
    lastYear: (years.at(-1)?.from ?? "").slice(0, 4),
    ratesAsOf: ratesAsOf(JSON.parse(content(years.at(-1)?.name ?? ""))),
    zipAsOf: JSON.parse(content("medicare/zip5.json")).as_of,
    content,
    first: (language) =>
      atFirst.map((name) =>
        translated[language].includes(name) ? translatedName({ language, name }) : name,
      ),
  };
}

interface MedicareYear {
  conversion_factors: { from: string }[];
}

function ratesAsOf({ conversion_factors }: MedicareYear): string {
  return (
    conversion_factors
      .map(({ from }) => from)
      .sort()
      .at(-1) ?? ""
  );
}

/**
 * Without white space. Where lists of codes come from is not shown on the page; what a rule rests on
 * is. That a rule still holds goes without saying.
 */
function shipped(name: string): string {
  const isListOfCodes = /^rules\/(modifier|denial)_codes\.json$/.test(name);
  const isOfRules = name.startsWith("rules/") && !isListOfCodes;
  const read = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  return JSON.stringify(read, (key, value) => {
    if (isListOfCodes && key === "sources") return undefined;
    return isOfRules && key === "to" && value === null ? undefined : value;
  });
}

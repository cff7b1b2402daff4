import { existsSync, readdirSync, readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "./words.ts";

/** A dictionary for each data file that people read of, by language and under the file's own name. */
const folder = new URL("../i18n/data/", import.meta.url);

/** English as it stands in the data, and what to say for it. */
export type Dictionary = Record<string, string>;

/** What people read; ids and codes stay as they are, and so does what sources and documents are called. */
const READ = new Set(["message", "fix", "name"]);

export interface Translation {
  language: Language;
  /** Of the data file: "rules/units.json". */
  name: string;
  dictionary: Dictionary;
}

export function readTranslations(): Translation[] {
  return LANGUAGES.flatMap((language) => {
    const own = new URL(`${language}/`, folder);
    if (!existsSync(own)) return [];
    const names = readdirSync(own, { recursive: true, encoding: "utf8" })
      .map((name) => name.replaceAll("\\", "/"))
      .filter((name) => name.endsWith(".json"))
      .sort();
    return names.map((name) => ({
      language,
      name,
      dictionary: JSON.parse(readFileSync(new URL(name, own), "utf8")),
    }));
  });
}

/** "es/rules/units.json": where a page of the language finds it, beneath the data. */
export function translatedName({ language, name }: Pick<Translation, "language" | "name">): string {
  return `${language}/${name}`;
}

/** The same file with other words; what the dictionary does not have stays English. */
export function translate(content: string, dictionary: Dictionary): string {
  return JSON.stringify(JSON.parse(content), (key, value) =>
    READ.has(key) && typeof value === "string" ? (dictionary[value] ?? value) : value,
  );
}

/** Every English text of a file that a dictionary may translate. */
export function textsToTranslate(content: string): Set<string> {
  const texts = new Set<string>();
  JSON.parse(content, (key, value) => {
    if (READ.has(key) && typeof value === "string") texts.add(value);
    return value;
  });
  return texts;
}

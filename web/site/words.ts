import { readFileSync } from "node:fs";

export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

const folder = new URL("../i18n/", import.meta.url);

/** The words of pages that are made when the site is built, with `{name}` filled in. */
export function wordsOf(part: string, language: Language) {
  const words = JSON.parse(readFileSync(new URL(`${language}/${part}.json`, folder), "utf8"));
  return (key: string, values: Record<string, string> = {}): string => {
    const text: string | undefined = words[key];
    if (text === undefined) throw new Error(`i18n/${language}/${part}.json has no "${key}"`);
    return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  };
}

import type { Language } from "./words.ts";

/** What a page of the site starts with, besides its own content. */
export type Script = "visitor" | "roster" | "guide" | "plain";

export interface Page {
  /** Within its language: "roster.html", "codes/90853.html". */
  path: string;
  language: Language;
  title: string;
  description: string;
  /** Inside <main>. */
  body: string;
  script: Script;
  structuredData: readonly object[];
}

/** "es/roster.html": where a page lies in the site. */
export function addressOf({ path, language }: Pick<Page, "path" | "language">): string {
  return language === "en" ? path : `${language}/${path}`;
}

/** "../../": from a page up to the folder of the site. */
export function rootFrom(address: string): string {
  return "../".repeat(address.split("/").length - 1) || "./";
}

/** A folder is called by its own name, not by that of its index. */
export function linkTo(address: string): string {
  return address.replace(/(^|\/)index\.html$/, "$1");
}

export function escaped(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

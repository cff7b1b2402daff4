import type { Plugin } from "vite";
import { addressOf, rootFrom } from "./page.ts";
import { LANGUAGES, type Language, wordsOf } from "./words.ts";

const NAME = "manifest.webmanifest";

/** What a browser needs to install the site, in each language. */
export function manifestFiles(): Plugin {
  return {
    name: "manifest-files",
    apply: "build",
    generateBundle() {
      for (const language of LANGUAGES) {
        const fileName = addressOf({ path: NAME, language });
        const source = `${JSON.stringify(manifestIn(language, rootFrom(fileName)), null, 2)}\n`;
        this.emitFile({ type: "asset", fileName, source });
      }
    },
  };
}

/** Addresses are relative to the manifest; all languages are one app. */
function manifestIn(language: Language, root: string) {
  const w = wordsOf("site", language);
  const icon = (file: string, sizes: string, purpose = "any") => ({
    src: `${root}${file}`,
    sizes,
    type: file.endsWith(".svg") ? "image/svg+xml" : "image/png",
    purpose,
  });
  return {
    // Beside others of its origin; the same in each language.
    id: "cpt-estimator",
    name: w("manifest.name"),
    short_name: w("manifest.short_name"),
    description: w("visitor.description"),
    lang: language,
    dir: "ltr",
    start_url: "./",
    scope: root,
    display: "standalone",
    background_color: "#f5f7f6",
    theme_color: "#0a6661",
    categories: ["medical", "finance", "productivity"],
    icons: [
      icon("icons/icon-192.png", "192x192"),
      icon("icons/icon-512.png", "512x512"),
      icon("icons/icon-maskable-512.png", "512x512", "maskable"),
      icon("favicon.svg", "any"),
    ],
    shortcuts: [
      { name: w("manifest.roster"), url: "./roster.html" },
      { name: w("manifest.codes"), url: "./codes/" },
    ],
  };
}

import type { DataSet } from "./data-set.ts";
import { addressOf, escaped, linkTo, type Page, rootFrom } from "./page.ts";
import type { Settings } from "./settings.ts";
import { LANGUAGES, type Language, wordsOf } from "./words.ts";

const LOCALES: Record<Language, string> = { en: "en-US", es: "es-US" };

/** The site speaks to nobody but itself, and to the waitlist where it has one. */
const policyOf = ({ waitlist }: Settings) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    `connect-src 'self'${waitlist && ` ${new URL(waitlist).origin}`}`,
    "img-src 'self' data:",
    "font-src 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

export interface Shell {
  data: DataSet;
  settings: Settings;
}

/** The whole document around a page's own content. */
export function documentOf(page: Page, { data, settings }: Shell): string {
  const { siteUrl } = settings;
  const address = addressOf(page);
  const root = rootFrom(address);
  const w = wordsOf("site", page.language);
  const say = (key: string, values?: Record<string, string>) => escaped(w(key, values));
  return `<!doctype html>
<html lang="${LOCALES[page.language]}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policyOf(settings)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(page.title)}</title>
    <meta name="description" content="${escaped(page.description)}">
    ${page.script === "plain" ? '<meta name="robots" content="noindex">' : ""}
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#f5f7f6" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#0f1415" media="(prefers-color-scheme: dark)">
    <meta property="og:title" content="${escaped(page.title)}">
    <meta property="og:description" content="${escaped(page.description)}">
    <link vite-ignore rel="canonical" href="${siteUrl}${linkTo(address)}">
    ${alternates(page, siteUrl)}
    <link rel="icon" type="image/svg+xml" href="/favicon.svg">
    <link rel="apple-touch-icon" href="/icons/icon-180.png">
    <link vite-ignore rel="manifest" href="${root}${page.language === "en" ? "" : `${page.language}/`}manifest.webmanifest">
    <link rel="stylesheet" href="/src/page.css">
    ${page.script === "guide" ? `<link rel="stylesheet" href="/src/guide/guide.css">` : ""}
    <script type="module" src="/src/${page.script}-page.ts"></script>
    ${page.structuredData.map(dataBlock).join("\n    ")}
  </head>
  <body>
    <header class="page-head">
      <a class="skip" href="#main">${say("skip")}</a>
      <a class="name" href="${homeOf(page, root)}"><img src="/favicon.svg" alt="" width="28" height="28">${say("name")}</a>
      <nav aria-label="${say("menu")}">
        ${navigation(page, root, say)}
      </nav>
    </header>
    <main id="main" tabindex="-1">
      ${page.body}
    </main>
    <footer class="page-foot">
      <p>${say("foot.disclaimer")}</p>
      <p>
        ${say("foot.rates", { asOf: day(data.ratesAsOf, page.language), first: data.firstYear, last: data.lastYear, zip: day(data.zipAsOf, page.language) })}
        <span class="hash">${say("foot.data", { hash: data.hash })}</span>.
        ${say("foot.promise")}
      </p>
      <p id="offline" hidden></p>
    </footer>
  </body>
</html>
`;
}

function alternates(page: Page, siteUrl: string): string {
  const link = (tag: string, language: Language) =>
    `<link vite-ignore rel="alternate" hreflang="${tag}" href="${siteUrl}${linkTo(addressOf({ ...page, language }))}">`;
  return [...LANGUAGES.map((each) => link(each, each)), link("x-default", "en")].join("\n    ");
}

/** Of this language. */
function homeOf({ language }: Page, root: string): string {
  return language === "en" ? root : `${root}${language}/`;
}

function navigation(page: Page, root: string, say: (key: string) => string): string {
  const home = homeOf(page, root);
  const isHere = (path: string) => page.path === path;
  const link = (key: string, path: string) =>
    `<a href="${home}${linkTo(path)}"${isHere(path) ? ` aria-current="page"` : ""}>${say(key)}</a>`;
  const other = page.language === "en" ? "es" : "en";
  return [
    link("nav.visitor", "index.html"),
    link("nav.roster", "roster.html"),
    link("nav.codes", "codes/index.html"),
    `<a class="language" lang="${other}" hreflang="${other}" href="${root}${linkTo(addressOf({ path: page.path, language: other }))}">${say("language")}</a>`,
  ].join("\n        ");
}

/** Not a script: data that search engines read, so no policy speaks of it. */
function dataBlock(data: object): string {
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  return `<script type="application/ld+json">${text}</script>`;
}

function day(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${date}T00:00:00Z`));
}

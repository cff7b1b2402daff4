import { existsSync } from "node:fs";
import type { Engine } from "#engine";
import { startBuildEngine } from "./build-engine.ts";
import { guidePages } from "./guide/guide-pages.ts";
import { escaped, type Page, type Script } from "./page.ts";
import type { Settings } from "./settings.ts";
import { LANGUAGES, type Language, wordsOf } from "./words.ts";

/** Every page of the site, in every language. */
export async function sitePages({ siteUrl, waitlist }: Settings): Promise<Page[]> {
  const list = waitlist && ` waitlist="${escaped(waitlist)}"`;
  const engine = await startBuildEngine();
  const pages = await Promise.all(
    LANGUAGES.map(async (language) => [
      elementPage(
        language,
        "index.html",
        "visitor",
        `<cpt-estimator roster="roster.html"${list}></cpt-estimator>`,
      ),
      elementPage(language, "roster.html", "roster", "<cpt-roster></cpt-roster>"),
      missingPage(language),
      ...(await guideIn(engine, language, siteUrl)),
    ]),
  );
  return pages.flat();
}

async function guideIn(engine: Engine, language: Language, siteUrl: string): Promise<Page[]> {
  if (!existsSync(new URL(`../guide/${language}`, import.meta.url))) return [];
  const pages = await guidePages(engine, language, { siteUrl });
  return pages.map((page) => ({ ...page, language, script: "guide" }));
}

function elementPage(language: Language, path: string, script: Script, element: string): Page {
  const w = wordsOf("site", language);
  const say = (key: string) => escaped(w(key));
  return {
    path,
    language,
    title: w(`${script}.title`),
    description: w(`${script}.description`),
    script,
    structuredData: [],
    body: `<h1>${say(`${script}.heading`)}</h1>
      <p class="lede">${say(`${script}.lede`)}</p>
      ${element}
      <noscript><p>${say("noscript")}</p></noscript>`,
  };
}

/** What hosts answer to unknown addresses, and the worker where there is no network. */
function missingPage(language: Language): Page {
  const w = wordsOf("site", language);
  return {
    path: "404.html",
    language,
    title: w("missing.title"),
    description: w("missing.description"),
    script: "plain",
    structuredData: [],
    body: `<h1>${escaped(w("missing.heading"))}</h1>
      <p class="lede">${escaped(w("missing.lede"))}</p>`,
  };
}

import { escaped, type Page, type Script } from "./page.ts";
import { LANGUAGES, type Language, wordsOf } from "./words.ts";

/** Every page of the site, in every language. */
export async function sitePages(): Promise<Page[]> {
  return LANGUAGES.flatMap((language) => [
    elementPage(language, "index.html", "visitor", "cpt-estimator"),
    elementPage(language, "roster.html", "roster", "cpt-roster"),
    missingPage(language),
  ]);
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
      <${element}></${element}>
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

// Lighthouse, on its mobile setting, over the built site as a web host would serve it.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { serveSite } from "../../tests/browser/site-server.mjs";

/** The Lighthouse results of pages of `site`, one after the other. */
export async function runLighthouse({ site, pages, categories }) {
  const server = await serveSite(site);
  const browser = await launch({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: ["--headless=new", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const results = [];
  try {
    for (const page of pages) {
      const { lhr } = await lighthouse(server.url + page, {
        port: browser.port,
        onlyCategories: categories,
        logLevel: "error",
      });
      results.push(lhr);
    }
  } finally {
    browser.kill();
    await server.close();
  }
  return results;
}

/** What a category takes points off for, as one line each. */
export function shortcomings({ categories, audits }) {
  return Object.values(categories).flatMap(({ id, auditRefs }) =>
    auditRefs
      .filter((ref) => ref.weight > 0 && (audits[ref.id].score ?? 1) < 1)
      .map((ref) => `${id}: ${audits[ref.id].title} ${audits[ref.id].displayValue ?? ""}`),
  );
}

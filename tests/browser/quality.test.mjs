// What the whole site promises: nothing that Lighthouse takes points off for, nothing that jumps,
// and a first load of what its page names, no more. Speed is measured by scripts/bench.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { firstLoadOf } from "../../scripts/lib/bench-size.mjs";
import { runLighthouse, shortcomings } from "../../scripts/lib/lighthouse.mjs";
import { SITE, startBrowser } from "./estimator-page.mjs";
import { isFull } from "./full.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

test("Lighthouse takes no points off for access, practice and search", async () => {
  const results = await runLighthouse({
    site: SITE,
    pages: isFull ? ["index.html", "roster.html", "codes/90853.html"] : ["index.html"],
    categories: ["accessibility", "best-practices", "seo"],
  });
  for (const result of results) assert.deepEqual(shortcomings(result), [], result.requestedUrl);
});

const isThere = (page) => page.locator("[data-state=ready]").first().waitFor();

for (const path of ["index.html", "roster.html", "es/index.html"]) {
  test(`${path} asks for what its head names, and nothing jumps`, async () => {
    for (const width of [360, 1280]) {
      const { page, context, requests } = await browser.open(
        { path, viewport: { width, height: 800 } },
        (page) =>
          page.addInitScript(() => {
            globalThis.shifts = [];
            new PerformanceObserver((list) => {
              for (const { value, hadRecentInput } of list.getEntries()) {
                if (!hadRecentInput) globalThis.shifts.push(value);
              }
            }).observe({ type: "layout-shift", buffered: true });
          }),
      );
      await isThere(page);
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await page.evaluate(() => globalThis.shifts), []);
      const asked = requests.map((url) => url.replace(browser.site.url, "").replace(/#.*/, ""));
      const named = firstLoadOf(SITE, path);
      // What keeps the site for use offline and brings rosters in and out comes after the figures.
      const isLater = (name) =>
        /^(offline|roster_files|on_demand)\/|^assets\/below-the-table-|^words\/\w+-(offline|files|contracts)-/.test(
          name,
        );
      assert.deepEqual(
        [...new Set(asked)].filter((name) => !named.includes(name) && !isLater(name)),
        [],
      );
      await context.close();
    }
  });
}

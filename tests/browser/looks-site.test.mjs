// Pictures of the estimate and of the codes guide for review, in build/screenshots/, and the one in
// the README. UPDATE_SCREENSHOT=1 renews the README's.
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { ROOT, startBrowser } from "./estimator-page.mjs";
import { LOOKS } from "./full.mjs";
import { AT, payerCount, visitorIs } from "./visitor-page.mjs";

const PICTURES = `${ROOT}build/screenshots`;
const README_PICTURE = `${ROOT}docs/screenshot.png`;

let browser;
before(async () => {
  await mkdir(PICTURES, { recursive: true });
  browser = await startBrowser();
});
after(() => browser.stop());

const open = (options) =>
  browser.open({ reducedMotion: "reduce", ...options }, (page) =>
    page.clock.setFixedTime(new Date("2026-03-02T12:00:00")),
  );

for (const { width, colorScheme } of LOOKS) {
  test(`pictures at ${width} px, ${colorScheme}`, async () => {
    const viewport = { width, height: width < 500 ? 780 : 1000 };
    const { page, context } = await open({ ...AT, colorScheme, viewport });
    await visitorIs(page, "ready");
    const name = (what) => `${PICTURES}/${what}-${width}-${colorScheme}.png`;
    await page.screenshot({ path: name("estimate") });
    await payerCount(page, "Medicaid").more.click();
    await payerCount(page, "Commercial").more.click();
    await page.getByText("Show the arithmetic").click();
    await page.getByRole("heading", { name: "In pictures" }).scrollIntoViewIfNeeded();
    await page.locator("cpt-chart canvas").nth(1).waitFor();
    await page.screenshot({ path: name("estimate-in-use"), fullPage: true });
    await page.goto(`${browser.site.url}codes/90853.html`);
    await page.screenshot({ path: name("code") });
    await page.goto(`${browser.site.url}es/codes/`);
    await page.screenshot({ path: name("codes-es") });
    await context.close();
  });
}

test("the README shows the estimate", async () => {
  const { page, context } = await open({ ...AT, viewport: { width: 1280, height: 1100 } });
  await visitorIs(page, "ready");
  const picture = `${PICTURES}/readme.png`;
  await page.screenshot({ path: picture });
  if (process.env.UPDATE_SCREENSHOT || !existsSync(README_PICTURE)) {
    await copyFile(picture, README_PICTURE);
  }
  await context.close();
});

// Pictures of the page for review in build/screenshots/, and the one in the README. The date is
// fixed, so that the same build gives the same picture. UPDATE_SCREENSHOT=1 renews the README's.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { member, ROOT, startBrowser, stateIs, tell } from "./estimator-page.mjs";

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

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of [
    [360, 780],
    [768, 1024],
    [1280, 1000],
  ]) {
    test(`a picture at ${width} px, ${colorScheme}`, async () => {
      const { page, context } = await open({ colorScheme, viewport: { width, height } });
      await stateIs(page, "ready");
      const name = `${PICTURES}/arrival-${width}-${colorScheme}.png`;
      await page.screenshot({ path: name });
      await member(page, 3).complexity.check();
      await member(page, 5).place.selectOption("22");
      await member(page, 3).openReceipt.click();
      await tell(page, 2, { Modifiers: "59", "Same-day codes": "90834", Note: "missing" });
      await tell(page, 6, { Note: "missing", Payer: "medicaid-TX" });
      await member(page, 6).openDetails.click();
      await member(page, 2).findings.locator("summary").first().click();
      await page.getByLabel("A habit, with every member").selectOption("note-missing");
      await page.getByLabel("ZIP code", { exact: true }).fill("01434");
      await page.getByRole("group", { name: /Which locality/ }).waitFor();
      await page.screenshot({ path: name.replace("arrival", "in-use"), fullPage: true });
      await page.getByLabel("ZIP code", { exact: true }).fill("00009");
      await page.getByLabel("ZIP code", { exact: true }).blur();
      await stateIs(page, "error");
      await page.screenshot({ path: name.replace("arrival", "mistake") });
      await context.close();
    });
  }
}

test("the README shows the page", async () => {
  const { page, context } = await open({ viewport: { width: 1280, height: 1100 } });
  await stateIs(page, "ready");
  const picture = `${PICTURES}/readme.png`;
  await page.screenshot({ path: picture });
  if (process.env.UPDATE_SCREENSHOT || !existsSync(README_PICTURE)) {
    await mkdir(`${ROOT}docs`, { recursive: true });
    await copyFile(picture, README_PICTURE);
  }
  await context.close();
});

test("forced colours keep the figures", async () => {
  const { page, context } = await open({ forcedColors: "active" });
  await stateIs(page, "ready");
  await page.screenshot({ path: `${PICTURES}/forced-colors.png`, fullPage: true });
  await context.close();
});

test("print shows results, receipts, sources and disclaimer, and no controls", async () => {
  const { page, context } = await open({ colorScheme: "dark" });
  await stateIs(page, "ready");
  await member(page, 3).complexity.check();
  await member(page, 5).place.selectOption("22");
  await tell(page, 6, { Note: "missing", Payer: "medicaid-TX" });
  await tell(page, 7, { Note: "missing" });
  await writeFile(`${PICTURES}/print.pdf`, await page.pdf({ format: "Letter" }));

  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const seen = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("cpt-roster");
    const visible = (selector) =>
      [...shadowRoot.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    return {
      controls: visible("button, input, select").length,
      places: visible(".place .print-only").map((place) => place.textContent),
      receipts: visible(".shared-receipt .receipt").length,
      sources: visible(".shared-receipt .source").length,
      schedules: visible(".schedules li").length,
      findings: visible(".finding-message").map((message) => message.textContent),
      saidBy: visible(".finding .said-by").length,
      besideMembers: visible(".member-findings .said").map((said) => said.textContent),
      told: visible(".told-row .hint").map((told) => told.textContent),
      disclaimer: visible(".disclaimer").length,
      background: getComputedStyle(document.documentElement).backgroundColor,
    };
  });
  assert.equal(seen.controls, 0);
  assert.match(seen.places[4], /^22 /);
  assert.equal(seen.receipts, 4);
  assert.ok(seen.findings.some((message) => message.includes("no note of the session")));
  assert.ok(seen.besideMembers.some((message) => message.includes("no note of the session")));
  assert.ok(seen.saidBy > 0);
  assert.ok(seen.told.includes("Texas Medicaid · Note missing"));
  assert.ok(seen.sources >= 24);
  assert.equal(seen.schedules, 1);
  assert.equal(seen.disclaimer, 1);
  assert.equal(seen.background, "rgba(0, 0, 0, 0)");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(":is(.shared-receipt, .print-open)[open]").count(), 0);
  await context.close();
});

// Pictures of the roster for review, in build/screenshots/, and what its printed sheet shows. The date
// is fixed, so that the same build gives the same picture.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { controlOf, member, ROOT, startBrowser, stateIs, tell } from "./estimator-page.mjs";
import { LOOKS } from "./full.mjs";

const PICTURES = `${ROOT}build/screenshots`;

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
  test(`a picture at ${width} px, ${colorScheme}`, async () => {
    const viewport = { width, height: width < 500 ? 780 : 1000 };
    const { page, context } = await open({ colorScheme, viewport });
    await stateIs(page, "ready");
    const name = `${PICTURES}/arrival-${width}-${colorScheme}.png`;
    await page.screenshot({ path: name });
    await (await controlOf(page, 3, "Interactive complexity 90785")).check();
    await member(page, 5).place.selectOption("22");
    await member(page, 3).openReceipt.click();
    await tell(page, 2, { Modifiers: "59", "Same-day codes": "90834", Note: "missing" });
    await tell(page, 6, { Note: "missing", Payer: "medicaid-TX" });
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

test("forced colours keep the figures", async () => {
  const { page, context } = await open({ forcedColors: "active" });
  await stateIs(page, "ready");
  await page.screenshot({ path: `${PICTURES}/forced-colors.png`, fullPage: true });
  await context.close();
});

test("print shows the session's sheet: claims, findings, receipts, sources and disclaimer", async () => {
  const { page, context } = await open({ colorScheme: "dark" });
  await stateIs(page, "ready");
  await page.getByRole("button", { name: "Print sheet" }).waitFor();
  await member(page, 3).complexity.check();
  await member(page, 5).place.selectOption("22");
  await tell(page, 6, { Note: "missing", Payer: "medicaid-TX" });
  await tell(page, 7, { Note: "missing" });
  await writeFile(`${PICTURES}/print.pdf`, await page.pdf({ format: "Letter" }));

  await page.setViewportSize({ width: 726, height: 960 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.screenshot({ path: `${PICTURES}/print.png`, fullPage: true });
  const seen = await page.evaluate(() => {
    const paper = document.querySelector(".cpt-sheet");
    const { shadowRoot } = paper;
    const words = (selector) =>
      [...shadowRoot.querySelectorAll(selector)].map((each) =>
        each.textContent.replace(/\s+/g, " ").trim(),
      );
    const isLight = (element) => getComputedStyle(element).backgroundColor === "rgb(255, 255, 255)";
    return {
      others: [...document.body.children].filter((each) => each.checkVisibility()),
      isPaper: paper.checkVisibility() && isLight(shadowRoot.querySelector(".sheet")),
      controls: shadowRoot.querySelectorAll("button, input, select, a").length,
      rows: words("tbody tr"),
      findings: words(".findings li"),
      receipts: words(".receipt h3"),
      sources: words(".sources li"),
      footer: words("footer"),
    };
  });
  assert.equal(seen.others.length, 1);
  assert.ok(seen.isPaper);
  assert.equal(seen.controls, 0);
  assert.equal(seen.rows.length, 8);
  assert.match(seen.rows[2], /^3 Member 3 Medicare 11 90853 \+ 90785 /);
  assert.match(seen.rows[4], /^5 Member 5 Medicare 22 /);
  assert.match(seen.rows[6], / D\d+$/);
  assert.ok(seen.findings.some((words) => /no note of the session.*Fix:.*CO-226/.test(words)));
  assert.ok(seen.findings.some((words) => words.includes("Source: ")));
  assert.equal(seen.receipts.length, 3);
  assert.match(seen.sources[0], /^Medicare, medicare-2026, January 1, 2026 to December 31, 2026/);
  assert.match(seen.footer[0], /not legal, medical or billing advice/);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".cpt-sheet").count(), 0);
  await context.close();
});

// The panel of contracts for everyone: by keyboard, in both colour schemes, on a narrow screen.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { chooseSheet, held, openContracts, panel, takeUp, title } from "./contracts-page.mjs";
import { ROOT, startBrowser, stateIs, tell } from "./estimator-page.mjs";
import { LOOKS } from "./full.mjs";

const PICTURES = `${ROOT}build/screenshots`;
const SHEET = `CPT Code,Mod,Allowed Amount,Effective Date,Place of Service,Provider Type,Remarks
90853,,41.38,1/1/2026,11,LCSW,
90853,HQ,44.00,1/1/2026,11,PhD/PsyD,"agreed by letter, see the file of the practice"
90834,,99.125,1/1/2026,11,XYZ,
J1100,,80,1/1/2026,11,,
`;

let browser;
before(async () => {
  await mkdir(PICTURES, { recursive: true });
  browser = await startBrowser();
});
after(() => browser.stop());

const open = async (options) => {
  const opened = await browser.open({ reducedMotion: "reduce", ...options }, (page) =>
    page.clock.setFixedTime(new Date("2026-03-02T12:00:00")),
  );
  await stateIs(opened.page, "ready");
  return opened;
};

/** Goes through the panel and stops at each of its states. */
async function throughTheStates(page, stop) {
  await openContracts(page);
  await stop("ways-in");
  await page.getByLabel("Rates typed here").check();
  await page.getByLabel("Percent of Medicare").fill("110");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await panel(page).getByRole("alert").waitFor();
  await stop("mistakes");
  await page.getByLabel("A file: CSV").check();
  await chooseSheet(page, "Blue Plan 2026.csv", SHEET);
  await stop("sheet");
  await page.getByLabel("Leave the rows with mistakes out").check();
  await takeUp(page, { payer: "aetna" });
  await held(page).waitFor();
  await chooseSheet(page, "Other.csv", SHEET);
  await page.getByLabel("Leave the rows with mistakes out").check();
  await takeUp(page, { payer: "cigna" });
  await held(page).nth(1).waitFor();
  await page.getByRole("button", { name: "Delete Other" }).click();
  await panel(page).getByRole("button", { name: "Undo" }).waitFor();
  await tell(page, 2, { Payer: "aetna" });
  await tell(page, 3, { Payer: "benchmark-commercial", Copay: "20" });
  await tell(page, 4, { Payer: "medicaid-WA" });
  await tell(page, 5, { Payer: "medicaid-NC" });
  await stop("held");
}

for (const { width, colorScheme } of LOOKS) {
  test(`axe finds nothing in the panel at ${width} px, ${colorScheme}`, async () => {
    const { page, context } = await open({ colorScheme, viewport: { width, height: 800 } });
    await throughTheStates(page, async (state) => {
      assert.deepEqual(await violations(page), [], state);
      const path = `${PICTURES}/contracts-${state}-${width}-${colorScheme}.png`;
      await (state === "held"
        ? page
        : page.locator("section[aria-labelledby=contracts-title]")
      ).screenshot({
        path,
        ...(state === "held" && { fullPage: true }),
      });
    });
    await context.close();
  });
}

test("nothing scrolls sideways at 320 px, and every control is large enough", async () => {
  const { page, context } = await open({ viewport: { width: 320, height: 800 } });
  await throughTheStates(page, async (state) => {
    const [content, frame, small] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const estimator = document.querySelector("cpt-roster").shadowRoot;
      const { shadowRoot } = estimator.querySelector("cpt-contracts");
      const targets = shadowRoot.querySelectorAll(
        "button, select, textarea, input:not([type=checkbox], [type=radio]), .check label",
      );
      const low = [...targets].filter(
        (target) => target.checkVisibility() && target.getBoundingClientRect().height < 43.5,
      );
      return [scrollWidth, clientWidth, low.map((target) => target.outerHTML.slice(0, 80))];
    });
    assert.equal(content, frame, state);
    assert.deepEqual(small, [], state);
  });
  await context.close();
});

test("a contract is loaded by keyboard alone", async () => {
  const { page, context } = await open();
  const focused = () =>
    page.evaluate(() => {
      let deepest = document.activeElement;
      while (deepest?.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement;
      const { outlineStyle } = getComputedStyle(deepest);
      return [deepest.id || deepest.textContent.trim(), outlineStyle !== "none"];
    });
  const tabTo = async (name) => {
    for (let presses = 0; presses < 250; presses += 1) {
      await page.keyboard.press("Tab");
      const [now, isMarked] = await focused();
      assert.ok(isMarked, `focus cannot be seen on ${now}`);
      if (now === name) return;
    }
    assert.fail(`the keyboard never reaches ${name}`);
  };
  // The table before it has a test of its own.
  await page.getByRole("button", { name: "Add member" }).last().focus();
  await tabTo("contracts");
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "Add a contract from" }).waitFor();
  await tabTo("way-file");
  await page.keyboard.press("ArrowDown");
  await tabTo("paste");
  await page.keyboard.type("90853,41.38");
  await tabTo("Read the rows");
  await page.keyboard.press("Enter");
  await title(page).waitFor();
  await tabTo("contract-name");
  await page.keyboard.type("Typed");
  await tabTo("contract-payer");
  await page.keyboard.type("Aetna");
  await tabTo("Save");
  await page.keyboard.press("Enter");
  await held(page).waitFor();
  assert.equal((await focused())[0], "told");
  await context.close();
});

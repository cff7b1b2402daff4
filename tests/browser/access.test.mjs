import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { controlOf, member, startBrowser, stateIs, tell } from "./estimator-page.mjs";
import { isFull, LOOKS } from "./full.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

/** In the row of the table, or under the details of a card. */
async function tick(page, number) {
  await (await controlOf(page, number, "Interactive complexity 90785")).check();
}

async function openAll(page) {
  await tick(page, 2);
  await tell(page, 2, { Payer: "medicaid-TX", Note: "missing", Modifiers: "95 GT 59" });
  await tell(page, 3, { Modifiers: "59", "Same-day codes": "90834, 99213-25" });
  await tell(page, 4, { Note: "missing", Units: "4" });
  await member(page, 4).findings.locator("summary").first().click();
  await page.getByLabel("A habit, with every member").selectOption("note-incomplete");
  await page.locator(".finding summary").first().click();
  await member(page, 3).findings.locator("summary").first().click();
  await member(page, 3).findings.getByRole("button", { name: "Fix" }).click();
  await page.getByRole("button", { name: "Take back" }).waitFor();
  await member(page, 2).openReceipt.click();
  await page.getByLabel("Who leads the group").selectOption("psychiatrist");
  await page.getByLabel("Participates in Medicare").uncheck();
  await page.getByText("More options").click();
  await tell(page, 5, { Payer: "benchmark-commercial", Copay: "10" });
  await tell(page, 6, { Payer: "medicaid-WA" });
  await page.getByLabel("ZIP code", { exact: true }).fill("01434");
  await page.getByRole("group", { name: "Which locality is ZIP 01434 in?" }).waitFor();
  await stateIs(page, "ready");
}

async function makeMistakes(page) {
  await page.getByLabel("Group size").fill("99");
  await page.getByLabel("Charge for each patient").fill("1.234");
  await page.getByLabel("Charge for each patient").blur();
  await stateIs(page, "error");
}

for (const { width, colorScheme } of LOOKS) {
  test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
    const { page, context } = await browser.open({
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width, height: 800 },
    });
    await stateIs(page, "ready");
    assert.deepEqual(await violations(page), [], "on arrival");
    await openAll(page);
    assert.deepEqual(await violations(page), [], "with everything open");
    await makeMistakes(page);
    assert.deepEqual(await violations(page), [], "with mistakes");
    await context.close();
  });
}

for (const width of isFull ? [320, 360, 768, 1280] : [320, 1280]) {
  test(`nothing scrolls sideways at ${width} px`, async () => {
    const { page, context } = await browser.open({ viewport: { width, height: 800 } });
    await stateIs(page, "ready");
    await openAll(page);
    await page.getByLabel("Place of service", { exact: true }).first().selectOption("54");
    await makeMistakes(page);
    const [content, frame] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.equal(content, frame);
    await context.close();
  });
}

test("controls are large enough for a finger, and in the table for a mouse", async () => {
  const { page, context } = await browser.open({ viewport: { width: 360, height: 800 } });
  await stateIs(page, "ready");
  await openAll(page);
  const lowerThan = (least) =>
    page.evaluate((least) => {
      const { shadowRoot } = document.querySelector("cpt-roster");
      const targets = shadowRoot.querySelectorAll(
        "button, select, summary, a.whom, input:not([type=checkbox], [type=radio]), .tick, .check label",
      );
      return [...targets]
        .filter(
          (target) => target.checkVisibility() && target.getBoundingClientRect().height < least,
        )
        .map(
          (target) => `${target.outerHTML.slice(0, 80)} ${target.getBoundingClientRect().height}`,
        );
    }, least);
  assert.deepEqual(await lowerThan(43.5), []);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator(".layout.table").waitFor();
  assert.deepEqual(await lowerThan(23.5), []);
  await context.close();
});

const focused = (page) =>
  page.evaluate(() => {
    let deepest = document.activeElement;
    while (deepest?.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(deepest);
    const isMarked = outlineStyle !== "none" && outlineWidth !== "0px";
    return {
      name: deepest.id || deepest.getAttribute("aria-label") || deepest.textContent.trim(),
      isMarked,
    };
  });

async function tabTo(page, name) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    assert.ok(now.isMarked, `focus cannot be seen on ${now.name}`);
    if (now.name === name) return;
  }
  assert.fail(`the keyboard never reaches ${name}`);
}

test("a session is priced by keyboard alone", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).name, "Skip to the content");
  await page.keyboard.press("Enter");
  await tabTo(page, "zip");
  await page.keyboard.type("60601");
  await tabTo(page, "clinician");
  await page.keyboard.type("Clinical psych");
  await tabTo(page, "size");
  await page.keyboard.press("ArrowUp");
  await tabTo(page, "One member more");
  await page.keyboard.press("Space");
  await tabTo(page, "isComplex-0");
  await page.keyboard.press("Space");
  await tabTo(page, "Receipt of member 1");
  await page.keyboard.press("Enter");
  await member(page, 1).receipt.getByText("The claim, all lines").waitFor();
  await stateIs(page, "ready");
  const request = await page.locator("cpt-roster").evaluate((element) => element.request);
  assert.equal(request.zip, "60601");
  assert.equal(request.clinician.type, "clinical_psychologist");
  assert.equal(request.members.length, 10);
  assert.deepEqual(request.members[0].add_ons, ["90785"]);
  await context.close();
});

test("what changed is told once the figures have settled", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("Group size").fill("6");
  const status = page.getByRole("status").filter({ hasText: "Session of 6 members" });
  await status.waitFor();
  const total = await page.locator(".figures dd").nth(1).innerText();
  assert.ok((await status.innerText()).includes(total));
  await context.close();
});

test("text may be twice as large without loss", async () => {
  const { page, context } = await browser.open({ viewport: { width: 1280, height: 900 } });
  await stateIs(page, "ready");
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  const [content, frame] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.equal(content, frame);
  await context.close();
});

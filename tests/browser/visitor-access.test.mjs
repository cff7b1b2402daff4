// The visitor's page for people who use a keyboard, a screen reader, large text or a small screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { startBrowser } from "./estimator-page.mjs";
import { LOOKS } from "./full.mjs";
import { AT, payerCount, visitorIs } from "./visitor-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

async function openAll(page) {
  await page.getByLabel("ZIP code").fill("01434");
  await page.getByLabel("Which part of 01434?").waitFor();
  await payerCount(page, "Medicaid").more.click();
  await payerCount(page, "Commercial").more.click();
  await payerCount(page, "Self-pay").more.click();
  await page.getByText("Show the arithmetic").click();
  await page.getByRole("heading", { name: "In pictures" }).scrollIntoViewIfNeeded();
  await page.locator("cpt-chart canvas").first().waitFor();
  for (const button of await page.getByText("As a table").all()) await button.click();
  await visitorIs(page, "ready");
}

async function makeMistakes(page) {
  await page.getByLabel("Your fee").fill("1.234");
  await page.getByLabel("Sessions a year").fill("0");
  await page.getByLabel("Sessions a year").blur();
  await visitorIs(page, "error");
}

const widthsOf = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });

async function nothingIsWide(page, when) {
  const { scrollWidth, clientWidth } = await widthsOf(page);
  assert.equal(scrollWidth, clientWidth, when);
}

for (const { width, colorScheme } of LOOKS) {
  test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
    const { page, context } = await browser.open({
      ...AT,
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width, height: 800 },
    });
    await visitorIs(page, "ready");
    assert.deepEqual(await violations(page), [], "on arrival");
    await openAll(page);
    assert.deepEqual(await violations(page), [], "with everything open");
    await nothingIsWide(page, "with everything open");
    await makeMistakes(page);
    assert.deepEqual(await violations(page), [], "with mistakes");
    await nothingIsWide(page, "with mistakes");
    await context.close();
  });
}

test("nothing scrolls sideways at 400 % of 1280 px, nor with text twice as large", async () => {
  const { page, context } = await browser.open({ ...AT, viewport: { width: 320, height: 256 } });
  await visitorIs(page, "ready");
  await openAll(page);
  await nothingIsWide(page, "at 320 px");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await nothingIsWide(page, "with large text");
  await context.close();
});

test("controls are large enough for a finger", async () => {
  const { page, context } = await browser.open({ ...AT, viewport: { width: 360, height: 800 } });
  await visitorIs(page, "ready");
  await openAll(page);
  const small = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("cpt-estimator");
    const targets = [
      ...shadowRoot.querySelectorAll("button, select, summary, input, a"),
      ...document.querySelectorAll(".page-head a:not(.skip)"),
    ];
    return targets
      .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 43.5)
      .map((target) => `${target.outerHTML.slice(0, 80)} ${target.getBoundingClientRect().height}`);
  });
  assert.deepEqual(small, []);
  await context.close();
});

const focused = (page) =>
  page.evaluate(() => {
    const deepest = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(deepest);
    const isMarked = outlineStyle !== "none" && outlineWidth !== "0px";
    const name = deepest.id || deepest.getAttribute("aria-label") || deepest.textContent.trim();
    return { name, isMarked };
  });

async function tabTo(page, name) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    assert.ok(now.isMarked, `focus cannot be seen on ${now.name}`);
    if (now.name === name) return;
  }
  assert.fail(`the keyboard never reaches ${name}`);
}

test("a group is described by keyboard alone", async () => {
  const { page, context } = await browser.open(AT);
  await visitorIs(page, "ready");
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).name, "Skip to the content");
  await page.keyboard.press("Enter");
  await tabTo(page, "zip");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("60601");
  await tabTo(page, "clinician");
  await page.keyboard.type("Clinical psych");
  await tabTo(page, "Telehealth");
  await page.keyboard.press("Space");
  await tabTo(page, "size");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, "One Commercial patient more");
  await page.keyboard.press("Enter");
  await tabTo(page, "arithmetic");
  await page.keyboard.press("Enter");
  await visitorIs(page, "ready");
  const request = await page.locator("cpt-estimator").evaluate((element) => element.request);
  assert.equal(request.zip, "60601");
  assert.equal(request.clinician.type, "clinical_psychologist");
  assert.equal(request.members.length, 10);
  assert.equal(request.members.at(-1).payer, "benchmark-commercial");
  assert.ok(await page.locator(".arithmetic-card").evaluate((details) => details.open));
  await context.close();
});

test("what changed is told once, after the figures have settled", async () => {
  const { page, context } = await browser.open(AT);
  await visitorIs(page, "ready");
  const status = page.locator("#status");
  await status.filter({ hasText: "8 patients" }).waitFor();
  const told = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("cpt-estimator");
    globalThis.told = [];
    new MutationObserver(() =>
      globalThis.told.push(shadowRoot.querySelector("#status").textContent),
    ).observe(shadowRoot.querySelector("#status"), { childList: true, characterData: true });
    return globalThis.told;
  });
  assert.deepEqual(told, []);
  const size = page.getByLabel("Patients", { exact: true });
  for (let presses = 0; presses < 4; presses += 1) await size.press("ArrowLeft");
  await status.filter({ hasText: "4 patients" }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.told.length), 1);
  await context.close();
});

test("with forced colours the shares can still be told apart", async () => {
  const { page, context } = await browser.open({ ...AT, forcedColors: "active" });
  await visitorIs(page, "ready");
  const borders = await page
    .locator(".bar > span")
    .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).borderTopStyle));
  assert.ok(borders.every((style) => style === "solid" || style === "dashed"));
  await context.close();
});

// What is found is fixed by one click, taken back by another, or left to a person.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { applyChange } from "../node/lib/change.mjs";
import { focusedId, lastRequest, member, startBrowser, stateIs, tell } from "./estimator-page.mjs";
import {
  bill,
  entry,
  findingsAreTheNativeOnes,
  openFinding,
  openReady,
  words,
} from "./findings-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

test("59 on the wrong line is moved by one click, and back by another", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Modifiers: "59", "Same-day codes": "90834" });
  const before = (await lastRequest(page)).members;
  const { claims } = await findingsAreTheNativeOnes(page);
  const finding = claims[1].findings.find(({ rule }) => rule === "59-on-the-group-line");

  const beside = await openFinding(page, 2, finding.message);
  await beside.getByRole("button", { name: "Fix", exact: true }).click();
  await stateIs(page, "ready");
  const { control } = member(page, 2);
  assert.equal(await control("Modifiers").inputValue(), "");
  assert.equal(await control("Same-day codes").inputValue(), "90834-59");
  assert.equal(await page.getByText(finding.message).count(), 0);
  await findingsAreTheNativeOnes(page);

  assert.equal(await focusedId(page), "take-back");
  await page.keyboard.press("Enter");
  await page.getByText(finding.message).first().waitFor();
  await stateIs(page, "ready");
  assert.deepEqual((await lastRequest(page)).members, before);
  assert.equal(await control("Modifiers").inputValue(), "59");
  assert.equal(await page.getByRole("button", { name: "Take back" }).count(), 0);
  await page.waitForFunction(() =>
    document.querySelector("cpt-roster").shadowRoot.activeElement?.id.startsWith("fix-"),
  );
  await context.close();
});

test("what is wrong with every member is fixed for all of them, from the summary", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 1, {
    Modifiers: "59",
    "Same-day codes": "90834",
    "First diagnosis": "F33.1",
  });
  await member(page, 1).more.click();
  await page.getByRole("button", { name: "Same for all 8 members" }).last().click();
  await stateIs(page, "ready");
  const before = (await lastRequest(page)).members;
  assert.deepEqual(before[7].modifiers, ["59"]);
  assert.deepEqual(before.map(({ diagnosis }) => diagnosis).filter(Boolean), ["F33.1"]);
  await findingsAreTheNativeOnes(page);

  await bill(page).getByRole("button", { name: "Fix for all 8 members" }).click();
  await stateIs(page, "ready");
  for (const { modifiers = [], same_day } of (await lastRequest(page)).members) {
    assert.deepEqual([modifiers, same_day], [[], [{ code: "90834", modifiers: ["59"] }]]);
  }
  assert.equal(await bill(page).getByRole("button", { name: /^Fix/ }).count(), 0);
  await bill(page).getByText("Fixed for members 1 to 8.").waitFor();
  await bill(page).getByRole("button", { name: "Take back" }).click();
  await stateIs(page, "ready");
  assert.deepEqual((await lastRequest(page)).members, before);
  await context.close();
});

test("another change takes the way back away", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Units: "4" });
  await entry(page, "unit").first().getByRole("button", { name: "Fix" }).click();
  await page.getByRole("button", { name: "Take back" }).waitFor();
  await member(page, 5).complexity.check();
  await stateIs(page, "ready");
  assert.equal(await page.getByRole("button", { name: "Take back" }).count(), 0);
  await context.close();
});

// What a button makes of the form is what the rule book means by the change.
for (const [name, told, place] of [
  ["59-on-the-group-line", { Modifiers: "95, 59 HQ", "Same-day codes": "90834, 90791-25" }],
  ["25-on-the-group-line", { Modifiers: "25", "Same-day codes": "99213" }],
  ["one-unit-per-patient", { Units: "60" }],
  ["gt-on-medicare", { Modifiers: "GT 95" }, "10"],
  ["place-02-at-home", { "Where the patient was": "home" }, "02"],
  ["ma-gt-on-professional-claim", { Payer: "medicaid-MA", Modifiers: "GT" }, "10"],
  [
    "uhc-audio-modifier",
    { Payer: "uhc", Modifiers: "95", "How the patient attended": "audio" },
    "10",
  ],
  ["md-90785-not-covered", { Payer: "medicaid-MD", "Reason for 90785": "caregiver" }],
]) {
  test(`the change of ${name} is made to the form as it is meant`, async () => {
    const { page, context } = await openReady(browser);
    if ("Reason for 90785" in told) await member(page, 2).complexity.check();
    if (place) await member(page, 2).place.selectOption(place);
    await tell(page, 2, told);
    const before = (await lastRequest(page)).members[1];
    const { claims } = await findingsAreTheNativeOnes(page);
    const finding = claims[1].findings.find(({ rule }) => rule === name);
    assert.ok(finding?.change, `${name} is found, with a change`);
    const beside = await openFinding(page, 2, finding.message);
    await beside.getByRole("button", { name: "Fix", exact: true }).click();
    await stateIs(page, "ready");

    const inFull = ({ modifiers = [], add_ons = [], same_day = [], units = 1, ...rest }) => {
      if (add_ons.length === 0) delete rest.complexity_reason;
      return { ...rest, modifiers, add_ons, same_day, units };
    };
    assert.deepEqual(
      inFull((await lastRequest(page)).members[1]),
      inFull(applyChange(before, finding.change, () => false)),
    );
    await findingsAreTheNativeOnes(page);
    await context.close();
  });
}

test("an order of modifiers is left to a person", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Payer: "medicaid-KY", Modifiers: "AH" });
  const { claims } = await findingsAreTheNativeOnes(page);
  const finding = claims[1].findings.find(({ change }) => change?.order_modifiers);
  const beside = await openFinding(page, 2, finding.message);
  assert.equal(await beside.getByRole("button", { name: "Fix" }).count(), 0);
  assert.ok((await words(beside)).includes(finding.fix));
  await context.close();
});

test("a finding that a person must mend leads to the field that does", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Authorization: "expired" });
  const { claims } = await findingsAreTheNativeOnes(page);
  const beside = await openFinding(page, 2, claims[1].findings[0].message);
  await beside.getByRole("button", { name: "Go to authorization of member 2" }).click();
  assert.equal(await focusedId(page), "authorization-1");
  await context.close();
});

async function tabTo(page, isThere) {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    if (await isThere(await focusedId(page))) return;
  }
  assert.fail("the keyboard never gets there");
}

test("a finding is reached, opened, fixed and taken back by keyboard alone", async () => {
  const { page, context } = await openReady(browser);
  await member(page, 2).control("Same-day codes").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await member(page, 2).details.waitFor();
  await tabTo(page, (id) => id === "units-1");
  await page.keyboard.type("4");
  await member(page, 2).findings.waitFor();
  await stateIs(page, "ready");

  await page.keyboard.press("Shift+Tab");
  for (let presses = 0; !(await focusedId(page)).startsWith("finding-1"); presses += 1) {
    assert.ok(presses < 20);
    await page.keyboard.press("Shift+Tab");
  }
  await page.keyboard.press("Enter");
  await member(page, 2).findings.locator(".finding-body").waitFor();
  await tabTo(page, (id) => id.startsWith("fix-finding-1"));
  await page.keyboard.press("Enter");
  await stateIs(page, "ready");
  assert.equal((await lastRequest(page)).members[1].units, 1);
  assert.equal(await focusedId(page), "take-back");
  await page.keyboard.press("Enter");
  await stateIs(page, "ready");
  assert.equal((await lastRequest(page)).members[1].units, 4);
  await context.close();
});

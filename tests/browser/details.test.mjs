// What claims are checked by, told of a member or of the whole group.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  controlOf,
  focusedId,
  lastRequest,
  member,
  startBrowser,
  stateIs,
  tell,
} from "./estimator-page.mjs";
import { findingsAreTheNativeOnes, openReady, words } from "./findings-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

test("modifiers stay as typed, and what is wrong with one is said in the engine's words", async () => {
  const { page, context } = await openReady(browser);
  const modifiers = member(page, 4).control("Modifiers");
  await modifiers.pressSequentially("gt, 9");
  assert.equal(await modifiers.inputValue(), "gt, 9");
  assert.equal(await page.getByRole("alert").count(), 0, "not while it is typed");
  await modifiers.blur();
  await stateIs(page, "error");
  const problem = page.getByRole("alert").getByRole("link");
  const said = '"9" is not a modifier: two digits or capital letters, such as 95.';
  assert.equal(await words(problem), `Member 4, modifiers: ${said}`);
  await problem.click();
  assert.equal(await focusedId(page), "modifiers-3");
  const cell = page.locator("td", { has: modifiers });
  assert.match(await words(cell), /Error: Member 4, modifiers: "9" is not/);

  await modifiers.pressSequentially("5");
  await stateIs(page, "ready");
  assert.equal(await modifiers.inputValue(), "gt, 95");
  assert.deepEqual((await lastRequest(page)).members[3].modifiers, ["GT", "95"]);
  const { claims } = await findingsAreTheNativeOnes(page);
  assert.ok(claims[3].findings.some(({ rule }) => rule === "gt-on-medicare"));
  await context.close();
});

for (const [label, typed, said] of [
  ["Same-day codes", "9083-59", /same-day codes: A code has five digits/],
  ["Same-day codes", "90834-595", /same-day codes: "595" is not a modifier/],
  ["Units", "0", /units: 0 is outside 1 to 999/],
  ["Units", "two", /units: Expected a whole number/],
  ["First diagnosis", "F33.1 recurrent depression", /first diagnosis: Expected text/],
]) {
  test(`"${typed}" as ${label.toLowerCase()} is refused where it stands`, async () => {
    const { page, context } = await openReady(browser);
    const control = await controlOf(page, 2, label);
    await control.fill(typed);
    await control.blur();
    await stateIs(page, "error");
    assert.match(await words(page.getByRole("alert").getByRole("link")), said);
    assert.equal(await control.getAttribute("aria-invalid"), "true");
    await context.close();
  });
}

for (const [label, typed, said] of [
  ["Session minutes", "sixty", "Session minutes: Expected a whole number"],
  ["Clinicians who bill", "0", "Clinicians who bill: 0 is outside 1 to 9"],
  ["Filing date", "2026-03-01", "before the date of service"],
]) {
  test(`"${typed}" as ${label.toLowerCase()} is refused where it stands`, async () => {
    const { page, context } = await openReady(browser);
    await page.getByText("More options").click();
    const control = page.getByLabel(label);
    await control.fill(typed);
    await control.blur();
    await stateIs(page, "error");
    const problem = page.getByRole("alert").getByRole("link");
    assert.ok((await words(problem)).includes(said));
    await page.getByText("More options").click();
    await problem.click();
    assert.equal(await focusedId(page), await control.getAttribute("id"));
    await context.close();
  });
}

test("what the group as a whole is checked by reaches the engine", async () => {
  const { page, context } = await openReady(browser);
  await page.getByText("More options").click();
  await page.getByLabel("Session minutes").fill("45");
  await page.getByLabel("Attendees").fill("11");
  await page.getByLabel("Who sat in the group").selectOption("One family");
  await page.getByLabel("Clinicians who bill").fill("2");
  await page.getByLabel("Filing date").fill("2026-04-01");
  await findingsAreTheNativeOnes(page);
  const { service } = await lastRequest(page);
  assert.deepEqual(service, {
    code: "90853",
    date: "2026-03-02",
    minutes: 45,
    attendees: 11,
    composition: "one_family",
    billing_clinicians: 2,
    filing_date: "2026-04-01",
  });
  await context.close();
});

test("what is told of a member reaches the engine, and is said in the closed row", async () => {
  const { page, context } = await openReady(browser);
  await member(page, 2).complexity.check();
  await tell(page, 2, {
    Payer: "medicaid-NC",
    Modifiers: "95",
    "First diagnosis": "F33.1",
    "Same-day codes": "90834-59-XE, 99213 - 25 96127",
    Note: "incomplete",
    Authorization: "unverified",
    Coverage: "unverified",
    Units: "2",
    "How the patient attended": "audio",
    "Where the patient was": "home",
    "Reason for 90785": "interpreter",
  });
  const { payer, ...told } = (await lastRequest(page)).members[1];
  assert.equal(payer, "medicaid-NC");
  assert.deepEqual(told, {
    place_of_service: "11",
    modifiers: ["95"],
    diagnosis: "F33.1",
    same_day: [
      { code: "90834", modifiers: ["59", "XE"] },
      { code: "99213", modifiers: ["25"] },
      { code: "96127", modifiers: [] },
    ],
    note: "incomplete",
    authorization: "unverified",
    coverage: "unverified",
    units: 2,
    delivery: "audio",
    patient_location: "home",
    complexity_reason: "interpreter",
    add_ons: ["90785"],
  });
  await member(page, 2).openDetails.click();
  await page.getByText("First diagnosis F33.1 · Units 2 · By telephone").waitFor();
  await findingsAreTheNativeOnes(page);
  await page.getByText("More options").click();
  await page.getByRole("button", { name: "Reset to example" }).click();
  await stateIs(page, "ready");
  assert.deepEqual((await lastRequest(page)).members[1], (await lastRequest(page)).members[0]);
  await context.close();
});

test("details and bodies of findings are made only once they are opened", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Note: "missing", Units: "1" });
  assert.equal(await page.getByRole("group", { name: /^Details of member/ }).count(), 1);
  assert.equal(await page.locator(".finding-body").count(), 0);
  await context.close();
});

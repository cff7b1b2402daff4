import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  headlineFigures,
  inDollars,
  member,
  nativeAnswer,
  receiptSteps,
  rosterFigures,
  startBrowser,
  stateIs,
  tell,
} from "./estimator-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

/** Holds every figure on the page against the native command line, given the same request. */
async function figuresAreTheNativeOnes(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await stateIs(page, "ready");
  const { status, session, claims } = await nativeAnswer(page);
  assert.equal(status, "ok");

  const { lowest_claim_cents: lowest, highest_claim_cents: highest } = session;
  assert.deepEqual(await headlineFigures(page), {
    "Allowed for each patient":
      lowest === highest ? inDollars(lowest) : `${inDollars(lowest)} to ${inDollars(highest)}`,
    [`Session total, ${session.claims} claims`]: inDollars(session.allowed_cents),
    "Medicare pays": inDollars(session.payer_pays_cents),
    "Patients owe": inDollars(session.patient_owes_cents),
    "Withheld by sequestration": inDollars(session.sequestration_cents),
    "Billed for each patient": inDollars(session.allowed_cents),
    "If billed once for the group": inDollars(session.if_billed_once_cents),
    Losing: inDollars(session.lost_if_billed_once_cents),
  });

  const amounts = (figures) =>
    [figures.allowed_cents, figures.payer_pays_cents, figures.patient_owes_cents].map(inDollars);
  assert.deepEqual(await rosterFigures(page), [
    ...claims.map((claim, index) => [`Member ${index + 1}`, ...amounts(claim)]),
    [`Session, ${claims.length} members`, ...amounts(session)],
  ]);

  const printed = (arithmetic) =>
    arithmetic
      .replaceAll("*", "×")
      .replaceAll(" - ", " − ")
      .replace(/^min\((.+), (.+)\)$/, "lesser of $1 and $2");
  const steps = (claim) =>
    claim.lines.flatMap((line) =>
      line.receipt.map(({ step, arithmetic, value, source }) => [
        step.replaceAll(" x ", " × "),
        printed(arithmetic),
        value,
        source,
      ]),
    );
  const different = [...new Map(claims.map((claim) => [JSON.stringify(steps(claim)), claim]))];
  const receipts = await page.locator(".shared-receipt").all();
  const shown = await Promise.all(receipts.map(receiptSteps));
  assert.deepEqual(
    shown.map((each) => JSON.stringify(each)).sort(),
    different.map(([key]) => key).sort(),
  );
  return { session, claims };
}

test("the first estimate needs no typing and is right to the cent", async () => {
  const { page } = await browser.open();
  const { claims } = await figuresAreTheNativeOnes(page);
  assert.equal(claims.length, 8);
  assert.equal(await page.getByLabel("ZIP code", { exact: true }).inputValue(), "90012");
});

test("a practice describes its own session and every figure follows", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("ZIP code", { exact: true }).fill("60601");
  await page.getByLabel("Date of service").fill("2025-06-02");
  await page.getByLabel("Who leads the group").selectOption("Nurse practitioner (NP, PMHNP)");
  await page.getByRole("button", { name: "One member more" }).click();
  await page.getByRole("button", { name: "One member more" }).click();
  await page.getByLabel("Place of service", { exact: true }).first().selectOption("10");
  await member(page, 3).complexity.check();
  await member(page, 5).place.selectOption("22");
  const { claims } = await figuresAreTheNativeOnes(page);
  assert.equal(claims.length, 10);
  assert.deepEqual(
    claims.map((claim) => claim.place_of_service),
    ["10", "10", "10", "10", "22", "10", "10", "10", "10", "10"],
  );
  assert.deepEqual(
    claims.map((claim) => claim.lines.length),
    [1, 1, 2, 1, 1, 1, 1, 1, 1, 1],
  );
  await context.close();
});

test("every kind of clinician and both settings give the native figures", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  const clinician = page.getByLabel("Who leads the group");
  const types = await clinician.evaluate((select) => [...select.options].map(({ value }) => value));
  assert.equal(types.length, 8);
  for (const type of types) {
    await clinician.selectOption(type);
    await member(page, 2).place.selectOption(type.length % 2 === 0 ? "53" : "02");
    await figuresAreTheNativeOnes(page);
  }
  await context.close();
});

test("charge, deductibles, participation and alternative payment model reach the engine", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("Who leads the group").selectOption("psychiatrist");
  await page.getByLabel("Participates in Medicare").uncheck();
  await page.getByText("More options").click();
  await page.getByLabel("Charge for each patient").fill("$1,020.5");
  await page.getByLabel("Deductible left, every member").fill("10");
  await tell(page, 2, { "Deductible left": "283" });
  await page.getByLabel("Qualifying APM participant").check();
  await figuresAreTheNativeOnes(page);

  const request = await page.locator("cpt-roster").evaluate((element) => element.request);
  assert.deepEqual(request.clinician, {
    type: "psychiatrist",
    medicare_participating: false,
    qualifying_apm: true,
  });
  assert.deepEqual(
    request.members.slice(0, 3).map((each) => [each.charge_cents, each.deductible_remaining_cents]),
    [
      [102050, 1000],
      [102050, 28300],
      [102050, 1000],
    ],
  );
  await context.close();
});

test("interactive complexity is set for all members and for none at once", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  const setAll = async (isOn) => {
    await page.getByRole("button", { name: /^Set for all 8 members: Interactive/ }).click();
    await page.getByRole("checkbox", { name: /for all 8 members$/ }).setChecked(isOn);
    await page.getByRole("button", { name: "Apply" }).click();
  };
  await setAll(true);
  const all = await figuresAreTheNativeOnes(page);
  assert.ok(all.claims.every((claim) => claim.lines.length === 2));
  await setAll(false);
  const none = await figuresAreTheNativeOnes(page);
  assert.ok(none.claims.every((claim) => claim.lines.length === 1));
  await context.close();
});

test("a receipt opens to the arithmetic of its member", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await member(page, 4).complexity.check();
  await member(page, 4).openReceipt.click();
  const { receipt } = member(page, 4);
  await receipt.getByText("The claim, all lines").waitFor();
  const { claims } = await figuresAreTheNativeOnes(page);
  const steps = await receiptSteps(receipt);
  assert.deepEqual(
    steps.map(([, , value]) => value),
    claims[3].lines.flatMap((line) => line.receipt.map((step) => step.value)),
  );
  await context.close();
});

test("reset brings the example back", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  const before = await headlineFigures(page);
  await page.getByLabel("Group size").fill("12");
  await member(page, 1).complexity.check();
  await page.getByLabel("ZIP code", { exact: true }).fill("10001");
  await figuresAreTheNativeOnes(page);
  await page.getByText("More options").click();
  await page.getByRole("button", { name: "Reset to example" }).click();
  await figuresAreTheNativeOnes(page);
  assert.deepEqual(await headlineFigures(page), before);
  assert.equal(await member(page, 1).complexity.isChecked(), false);
  await context.close();
});

test("a member keeps what was set while the group shrinks and grows again", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await member(page, 8).complexity.check();
  await page.getByRole("button", { name: "One member fewer" }).click();
  assert.equal((await figuresAreTheNativeOnes(page)).claims.length, 7);
  await page.getByRole("button", { name: "One member more" }).click();
  const { claims } = await figuresAreTheNativeOnes(page);
  assert.equal(claims[7].lines.length, 2);
  await context.close();
});

test("a locality is chosen by name instead of a ZIP code", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("Medicare locality").selectOption({ label: "Manhattan (13202-01)" });
  await figuresAreTheNativeOnes(page);
  assert.equal(await page.getByLabel("ZIP code", { exact: true }).inputValue(), "");
  assert.match(await page.locator(".facts").innerText(), /Manhattan, NY\s+13202-01/);
  await context.close();
});

test("a ZIP code that CMS splits offers its localities, and one click takes another", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("ZIP code", { exact: true }).fill("01434");
  const choice = page.getByRole("group", { name: "Which locality is ZIP 01434 in?" });
  await choice.waitFor();
  const first = await headlineFigures(page);
  assert.equal(await choice.getByRole("radio").count(), 2);
  await choice.getByLabel("Rest of Massachusetts, MA").check();
  await figuresAreTheNativeOnes(page);
  const request = await page.locator("cpt-roster").evaluate((element) => element.request);
  assert.equal(request.locality, "14212-99");
  assert.equal(request.zip, undefined);
  assert.notDeepEqual(await headlineFigures(page), first);
  await choice.getByLabel("Metropolitan Boston, MA").check();
  await figuresAreTheNativeOnes(page);
  assert.deepEqual(await headlineFigures(page), first);
  await context.close();
});

test("a line that nothing prices is said to be not known", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("Date of service").fill("2023-05-02");
  await page.getByLabel("Who leads the group").selectOption("marriage_family_therapist");
  await page.locator(".unpriced").waitFor();
  assert.match(await page.locator(".unpriced").innerText(), /8 members have a line/);
  assert.match((await rosterFigures(page))[0].join(), /not known/);
  assert.deepEqual(
    await page.locator(".figures dd").allInnerTexts(),
    ["not known", "not known"],
    "a total of nothing known is not nothing",
  );
  await context.close();
});

test("figures stay in sight while they change", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("cpt-roster");
    window.gaps = 0;
    const look = () => {
      if (!/^\$/.test(shadowRoot.querySelector(".figures dd")?.textContent ?? "")) window.gaps += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  for (let press = 0; press < 10; press += 1) {
    await page.getByRole("button", { name: "One member more" }).click();
  }
  await page.getByLabel("Date of service").fill("2021-02-03");
  const { claims } = await figuresAreTheNativeOnes(page);
  assert.equal(claims.length, 18);
  assert.equal(await page.evaluate(() => window.gaps), 0);
  await context.close();
});

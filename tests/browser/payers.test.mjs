// Payers other than Medicare: which are offered, where their amounts are from, and who pays what.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  controlOf,
  dataFolder,
  inDollars,
  lastRequest,
  member,
  nativeAnswer,
  rosterFigures,
  startBrowser,
  stateIs,
  tell,
} from "./estimator-page.mjs";
import { bill, openReady, words } from "./findings-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const row = (page, number) => page.locator("table.roster tbody").nth(number - 1);
const known = (cents) => (cents === null ? "not known" : inDollars(cents));

/** Holds every amount of the roster against the native command line's. */
async function amountsAreTheNativeOnes(page) {
  await stateIs(page, "ready");
  const answer = await nativeAnswer(page);
  const expected = answer.claims.map(({ lines, ...claim }) => {
    const isPriced = lines.some(({ allowed_cents: cents }) => cents !== null);
    return [claim.allowed_cents, claim.payer_pays_cents, claim.patient_owes_cents].map((cents) =>
      known(isPriced ? cents : null),
    );
  });
  const figures = await rosterFigures(page);
  assert.deepEqual(
    figures.slice(0, -1).map(([, ...amounts]) => amounts),
    expected,
  );
  return answer;
}

test("every payer that something is held of is offered, by kind", async () => {
  const { page, context } = await openReady(browser);
  const payer = member(page, 1).control("Payer");
  await payer.focus();
  const groups = await payer
    .locator("optgroup")
    .evaluateAll((all) =>
      all.map(({ label, children }) => [label, [...children].map(({ value }) => value)]),
    );
  const read = async (name) =>
    (await page.request.get(`${browser.site.url}${dataFolder()}/${name}`)).json();
  const { payers } = await read("payers.json");
  const { files } = await read("index.json");
  const of = (program) => payers.filter((payer) => payer.program === program).map(({ id }) => id);
  const tables = files.flatMap((file) => file.payers ?? []);
  assert.deepEqual(groups, [
    ["Medicare", of("medicare")],
    ["Medicaid, by state", of("medicaid")],
    ["Commercial", of("commercial")],
    ["Federal", of("federal")],
    ["Self-pay", of("self_pay")],
    ["Benchmarks: what others were paid", tables.filter((id) => id.startsWith("benchmark-"))],
  ]);
  await context.close();
});

test("a benchmark is called one wherever it shows, with its range", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Payer: "benchmark-commercial" });
  const payer = member(page, 2).control("Payer");
  const option = await payer.evaluate((select) => select.selectedOptions[0].textContent.trim());
  assert.equal(option, "Benchmark: Commercial plan");
  const { claims, session, schedules } = await amountsAreTheNativeOnes(page);
  const { range } = claims[1];
  assert.equal(claims[1].amounts_from, "benchmark");
  const middle = `${inDollars(range.p25_cents)} to ${inDollars(range.p75_cents)}, median ${inDollars(range.median_cents)}`;
  const said = await words(row(page, 2));
  assert.match(said, /Benchmark Middle half of what others were paid/);
  assert.ok(said.includes(middle));

  const headline = await words(page.locator(".headline"));
  assert.match(headline, /Benchmark 1 member is priced by what others were paid/);
  const { low_cents: low, high_cents: high } = session.range;
  assert.ok(headline.includes(`${inDollars(low)} to ${inDollars(high)}`));
  assert.match(await words(page.locator("table.roster tfoot")), /8 members, 1 by benchmark/);
  await page.getByRole("status").first().filter({ hasText: "1 by benchmark" }).waitFor();

  const shared = page.locator(".shared-receipt").filter({ hasText: "Member 2" });
  assert.match(await words(shared.locator("summary")), /Benchmark/);
  await member(page, 2).openReceipt.click();
  const receipt = await words(member(page, 2).receipt);
  const used = schedules.find(({ kind }) => kind === "benchmark").id;
  assert.ok(receipt.includes(`Benchmark: ${used}`), receipt);
  assert.match(receipt, /Chosen by the code/);
  assert.ok(receipt.includes(middle));
  await context.close();
});

test("a payer whose amount is not known says how it could be, and leads there", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 3, { Payer: "medicaid-NC" });
  await amountsAreTheNativeOnes(page);
  assert.deepEqual((await rosterFigures(page))[2].slice(1), Array(3).fill("not known"));
  assert.match(await words(bill(page)), /not known: load your contract or choose a benchmark/i);
  await row(page, 3).getByRole("button", { name: "Load your contract" }).click();
  await page.getByRole("group", { name: "Add a contract from" }).waitFor();
  await context.close();
});

test("a program is asked for where a payer has several schedules, and told only then", async () => {
  const { page, context } = await openReady(browser);
  const program = member(page, 2).details.getByLabel("Which of its schedules");
  await member(page, 2).openDetails.click();
  await tell(page, 2, { Payer: "medicaid-MD" });
  assert.equal(await program.count(), 0);
  await tell(page, 2, { Payer: "medicaid-WA" });
  await program.waitFor();
  const usual = await amountsAreTheNativeOnes(page);
  assert.equal(usual.claims[1].amounts_from, "fee_schedule");
  await program.selectOption("specialized-mental-health");
  const { claims } = await amountsAreTheNativeOnes(page);
  assert.equal(claims[1].program, "specialized-mental-health");
  await member(page, 2).openDetails.click();
  assert.match(await words(row(page, 2)), /Specialized mental health/);
  await tell(page, 2, { Payer: "medicaid-MD" });
  assert.equal((await lastRequest(page)).members[1].program, undefined);
  await context.close();
});

test("an amount from a secondary source says so", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Payer: "medicaid-VT" });
  const { claims } = await amountsAreTheNativeOnes(page);
  assert.equal(claims[1].amounts_from, "secondary_source");
  assert.match(await words(row(page, 2)), /Secondary source The amount is from elsewhere/);
  await context.close();
});

test("a date later than a schedule is known to have stood is said with the schedule", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Payer: "medicaid-WA" });
  const { schedules } = await amountsAreTheNativeOnes(page);
  const { last_known: lastKnown } = schedules.find((each) => each.last_known);
  assert.equal(lastKnown, "2026-01-01");
  assert.match(
    await words(page.locator(".schedules")),
    /Known to have stood until January 1, 2026/,
  );
  await context.close();
});

test("copay, coinsurance and what is left of the maximum reach the engine, but not of Medicare", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, {
    Payer: "benchmark-commercial",
    "Deductible left": "5",
    Copay: "$10.50",
    "Coinsurance percent": "12.5 %",
    "Out-of-pocket left": "14",
    Charge: "150",
  });
  await amountsAreTheNativeOnes(page);
  assert.deepEqual((await lastRequest(page)).members[1], {
    payer: "benchmark-commercial",
    place_of_service: "11",
    deductible_remaining_cents: 500,
    copay_cents: 1050,
    coinsurance_percent: "12.5",
    out_of_pocket_remaining_cents: 1400,
    charge_cents: 15000,
  });
  assert.match(await words(row(page, 2)), /Copay \$10\.50/);
  await tell(page, 2, { Payer: "medicare" });
  assert.deepEqual((await lastRequest(page)).members[1], {
    payer: "medicare",
    place_of_service: "11",
    deductible_remaining_cents: 500,
    charge_cents: 15000,
  });
  await context.close();
});

test("what is no amount and no percentage is refused where it stands", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Payer: "benchmark-uhc" });
  for (const [label, typed, said] of [
    ["Copay", "1.234", "Member 2: enter the copay in dollars"],
    ["Coinsurance percent", "120", "Member 2, coinsurance percent:"],
  ]) {
    const control = await controlOf(page, 2, label);
    await control.fill(typed);
    await control.blur();
    await stateIs(page, "error");
    const problem = page.locator(".notices").getByRole("link");
    assert.ok((await words(problem)).includes(said), await words(problem));
    await control.fill("");
    await stateIs(page, "ready");
  }
  await context.close();
});

test("what a secondary payer pays stands beside the other parts", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 1, { "Secondary payer": "coinsurance" });
  const { session, claims } = await amountsAreTheNativeOnes(page);
  const pays = inDollars(claims[0].secondary_pays_cents);
  assert.equal(session.secondary_pays_cents, claims[0].secondary_pays_cents);
  assert.ok(claims[0].secondary_pays_cents > 0);
  assert.ok((await words(row(page, 1))).includes(`The secondary payer pays ${pays}`));
  assert.ok((await words(page.locator(".who-pays"))).includes(`Secondary payer pays ${pays}`));
  await member(page, 1).complexity.check();
  await member(page, 1).openReceipt.click();
  assert.match(await words(member(page, 1).receipt), /The claim, all lines.*Secondary payer pays/);
  await context.close();
});

test("a self-pay member has a fee, and neither deductible nor copay", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 2, { Payer: "self-pay", Fee: "60" });
  const { claims } = await amountsAreTheNativeOnes(page);
  assert.equal(claims[1].allowed_cents, 6000);
  assert.equal(claims[1].patient_owes_cents, 6000);
  const { details, openDetails } = member(page, 2);
  await openDetails.click();
  for (const label of ["Copay", "Deductible left", "Secondary payer"]) {
    assert.equal(await details.getByLabel(label, { exact: true }).count(), 0, label);
  }
  await context.close();
});

// What is found with claims: beside the member, in the summary, and with one habit for everyone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  focusedId,
  inDollars,
  lastRequest,
  member,
  rosterFigures,
  startBrowser,
  stateIs,
  tell,
} from "./estimator-page.mjs";
import {
  bill,
  entries,
  entry,
  findingsAreTheNativeOnes,
  habit,
  money,
  openFinding,
  openReady,
  words,
} from "./findings-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

test("on arrival nothing is refused, and where to tell more is said", async () => {
  const { page, context } = await openReady(browser);
  const { session, claims } = await findingsAreTheNativeOnes(page);
  assert.deepEqual([session.fixes, session.findings], [[], []]);
  assert.ok(claims.every(({ findings }) => findings.length === 0));
  assert.match(await words(bill(page)), /Nothing stands out.*Details/);
  await context.close();
});

test("a missing note is found, said in both places, worth its claim, and gone once written", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 3, { Note: "missing" });
  const { session, claims } = await findingsAreTheNativeOnes(page);
  const [finding] = claims[2].findings;
  assert.equal(finding.rule, "note-missing");
  assert.equal(finding.basis, "inferred");

  const beside = await openFinding(page, 3, finding.message);
  const text = await words(beside);
  for (const said of [
    "Denial risk",
    "Inferred",
    `At risk ${inDollars(finding.at_risk_cents)}`,
    finding.fix,
    `${finding.group}-${finding.carc}`,
    ...finding.sources.map(({ title }) => title),
  ]) {
    assert.ok(text.includes(said), `${said} in ${text}`);
  }
  const { url, title } = finding.sources.find((source) => source.url);
  assert.equal(await beside.getByRole("link", { name: title }).getAttribute("href"), url);

  const summary = entry(page, finding.message);
  assert.match(await words(summary), /Denial risk Member 3: note Inferred/);
  assert.deepEqual(await money(summary.locator(".worth")), [
    inDollars(session.fixes[0].worth_cents),
  ]);
  await summary.getByRole("link", { name: "Member 3: note" }).click();
  assert.equal(await focusedId(page), "note-2");
  assert.ok((await words(member(page, 3).findings)).includes(finding.message));

  await tell(page, 3, { Note: "complete" });
  assert.equal(await member(page, 3).findings.count(), 0);
  assert.match(await words(bill(page)), /Nothing stands out/);
  await context.close();
});

test("equal findings are said once, with all whom they concern", async () => {
  const { page, context } = await openReady(browser);
  for (const number of [2, 3, 6]) await tell(page, number, { Note: "missing" });
  await member(page, 6).complexity.check();
  await tell(page, 6, { "Reason for 90785": "caregiver" });
  await findingsAreTheNativeOnes(page);
  assert.equal(await entries(page).count(), 1);
  await entries(page).getByRole("link", { name: "Members 2, 3, and 6: note" }).click();
  assert.equal(await focusedId(page), "note-1");
  await context.close();
});

test("a payer without amounts is checked, said to be not known, and left out of the totals", async () => {
  const { page, context } = await openReady(browser);
  const before = await rosterFigures(page);
  await tell(page, 2, { Payer: "medicaid-TX", Note: "missing" });
  const { session, claims } = await findingsAreTheNativeOnes(page);
  assert.equal(session.unpriced_members, 1);
  const figures = await rosterFigures(page);
  assert.deepEqual(figures[1], ["Member 2", "not known", "not known", "not known"]);
  assert.deepEqual(figures[2], before[2]);
  const amounts = [session.allowed_cents, session.payer_pays_cents, session.patient_owes_cents];
  assert.deepEqual(figures.at(-1), ["Session, 8 members", ...amounts.map(inDollars)]);
  assert.match(
    await words(page.locator(".unpriced")),
    /1 member has a line.*not known.*leave it out/,
  );
  const why = claims[1].findings.find(({ rule }) => rule === "payer-not-priced");
  assert.ok((await words(member(page, 2).findings)).includes(why.message));
  assert.match(await words(entry(page, "no note of the session")), /Worth not known/);

  assert.ok((await words(page.locator(".layout"))).includes("Payer pays"));
  const payer = member(page, 2).control("Payer");
  assert.equal(await payer.evaluate((list) => list.selectedOptions[0].text), "Texas Medicaid");
  assert.equal(await page.locator(".headline").getByText("Medicare pays").count(), 0);
  await tell(page, 2, { Payer: "medicare" });
  await page.locator(".headline").getByText("Medicare pays").waitFor();
  await context.close();
});

test("a total of amounts that are all not known is not zero dollars", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 1, { Payer: "aetna" });
  await member(page, 1).more.click();
  await page.getByRole("button", { name: "Same for all 8 members" }).click();
  await stateIs(page, "ready");
  assert.deepEqual(await page.locator(".figures dd").allInnerTexts(), ["not known", "not known"]);
  assert.equal(await page.locator(".headline").getByText("$0.00").count(), 0);
  await findingsAreTheNativeOnes(page);
  await context.close();
});

test("where sources disagree about a group of eleven, that is said at once", async () => {
  const { page, context } = await openReady(browser);
  await page.getByLabel("Group size").fill("11");
  const { session } = await findingsAreTheNativeOnes(page);
  const finding = session.findings.find(({ basis }) => basis === "disputed");
  const summary = entry(page, finding.message);
  assert.match(await words(summary.locator(".finding-head")), /Sources disagree/);
  await summary.getByText("Why, and who says so").click();
  const text = await words(summary);
  for (const { title } of finding.sources) assert.ok(text.includes(title), title);
  await summary.getByRole("link", { name: "The whole group: group size" }).click();
  assert.equal(await focusedId(page), "size");
  await context.close();
});

test("nothing is shown as certain that the data does not call published", async () => {
  const { page, context } = await openReady(browser);
  await page.getByLabel("Group size").fill("13");
  await tell(page, 2, { Note: "missing", Modifiers: "59 25", Coverage: "unverified" });
  await tell(page, 3, { Payer: "cigna", Modifiers: "95", "How the patient attended": "in_person" });
  const { session, claims } = await findingsAreTheNativeOnes(page);
  const all = [...session.findings, ...claims.flatMap(({ findings }) => findings)];
  const tags = { published: undefined, inferred: "Inferred", disputed: "Sources disagree" };
  assert.deepEqual(new Set(all.map(({ basis }) => basis)).size, 3);
  for (const { message, basis } of all) {
    const shown = await page
      .locator(".finding, .member-findings li", { hasText: message })
      .evaluateAll((each) => each.map((one) => one.querySelector(".basis")?.textContent));
    assert.ok(shown.length > 0, message);
    for (const tag of shown) assert.equal(tag, tags[basis], message);
  }
  await context.close();
});

test("one habit with every member: what it costs in a session and in a year", async () => {
  const { page, context } = await openReady(browser);
  assert.equal(await habit(page).getByLabel("A habit").inputValue(), "");
  assert.equal((await lastRequest(page)).what_if, undefined);
  const choice = habit(page).getByLabel("A habit, with every member");
  const names = await choice.evaluate(({ options }) => [...options].map(({ value }) => value));
  for (const id of names.filter(Boolean)) {
    await choice.selectOption(id);
    const { whatIf } = await findingsAreTheNativeOnes(page);
    assert.equal(whatIf.habit, id);
    const text = await words(habit(page));
    for (const { fix } of whatIf.fixes.slice(0, 3)) assert.ok(text.includes(fix), fix);
  }
  await choice.selectOption("note-missing");
  await habit(page).getByLabel("Sessions per year").fill("40");
  const { whatIf } = await findingsAreTheNativeOnes(page);
  assert.equal(whatIf.sessions_per_year, 40);
  assert.ok(whatIf.lost_per_year_cents > 0);
  assert.match(await words(habit(page)), /40 sessions/);

  await habit(page).getByLabel("Sessions per year").fill("900");
  await habit(page).getByLabel("Sessions per year").blur();
  await stateIs(page, "error");
  await page
    .getByRole("alert")
    .getByRole("link", { name: /Sessions per year: 900/ })
    .click();
  assert.equal(await focusedId(page), "sessions_per_year");
  await choice.selectOption("");
  await stateIs(page, "ready");
  assert.equal(await habit(page).locator(".costs").count(), 0);
  await context.close();
});

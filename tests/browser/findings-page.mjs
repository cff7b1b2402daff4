// What the tests of findings share: where findings stand on the page, and how all their figures are
// held against the native command line's.
import assert from "node:assert/strict";
import { inDollars, member, nativeAnswer, stateIs } from "./estimator-page.mjs";

/** A page of a fixed day that has its first estimate. */
export async function openReady(browser) {
  const opened = await browser.open({}, (page) =>
    page.clock.setFixedTime(new Date("2026-03-02T12:00:00")),
  );
  await stateIs(opened.page, "ready");
  return opened;
}

export const bill = (page) => page.getByRole("region", { name: "Before you bill" });
export const habit = (page) => page.getByRole("region", { name: "What one habit costs" });
export const entries = (page) =>
  bill(page)
    .getByRole("listitem")
    .filter({ has: page.locator(".finding-head") });
export const entry = (page, words) => entries(page).filter({ hasText: words });
export const words = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();
export const money = async (locator) => (await words(locator)).match(/−?\$[\d,]+\.\d\d/g) ?? [];

/** A finding beside its member, opened. */
export async function openFinding(page, number, text) {
  const finding = member(page, number).findings.locator("details", { hasText: text });
  if (!(await finding.evaluate((box) => box.open))) await finding.locator("summary").click();
  await finding.locator(".finding-body").waitFor();
  return finding;
}

/** Holds every figure that findings show against the native command line's. */
export async function findingsAreTheNativeOnes(page) {
  await stateIs(page, "ready");
  const { session, claims, what_if: whatIf } = await nativeAnswer(page);
  const atStake = [session.at_risk_cents, session.denied_cents, session.expected_if_unfixed_cents];
  const besides = session.other_lines_at_risk_cents;
  assert.deepEqual(
    await page.locator(".stakes .money").allInnerTexts(),
    [...(session.at_risk_cents > 0 ? atStake : []), ...(besides > 0 ? [besides] : [])].map(
      inDollars,
    ),
  );

  const shown = await bill(page)
    .locator(".finding-head")
    .evaluateAll((heads) =>
      heads
        .map((head) => [...head.querySelectorAll(".worth")])
        .filter((worths) => worths.length > 0)
        .map((worths) => worths.map((worth) => worth.textContent.replace(/\s+/g, " ").trim())),
    );
  const worth = ({ rule, worth_cents: secured, at_risk_cents: touched }) => {
    if (secured > 0) return [`Worth ${inDollars(secured)}`];
    if (touched > 0) return [`At risk ${inDollars(touched)}`];
    const lines = claims
      .flatMap(({ findings }) => findings.filter((finding) => finding.rule === rule))
      .map((finding) => finding.other_line_cents)
      .filter((cents) => cents > 0);
    if (lines.length === 0) return ["Worth not known"];
    return [...new Set(lines)].map((cents) => {
      const each = lines.filter((other) => other === cents).length > 1 ? " each" : "";
      return `Other line that day ${inDollars(cents)}${each}`;
    });
  };
  assert.deepEqual(shown, session.fixes.map(worth));

  for (const [index, { findings }] of claims.entries()) {
    const lines = member(page, index + 1).findings.locator("summary");
    const expected = findings.map((finding) => [
      finding.message,
      ...[
        ["At risk", finding.at_risk_cents],
        ["Would add", finding.gain_cents],
        ["Other line that day", finding.other_line_cents],
      ]
        .filter(([, cents]) => cents > 0)
        .map(([said, cents]) => `${said} ${inDollars(cents)}`),
    ]);
    const found = await lines.evaluateAll((each) =>
      each.map((line) => [
        line.querySelector(".said > span").textContent,
        ...[...line.querySelectorAll(".worth > span")].map((part) =>
          part.textContent.replace(/\s+/g, " ").trim(),
        ),
      ]),
    );
    assert.deepEqual(found.sort(), expected.sort(), `member ${index + 1}`);
  }

  const costs = await habit(page).locator(".costs td.money").allInnerTexts();
  const expected = whatIf && [
    [whatIf.lost_cents, whatIf.lost_per_year_cents],
    [whatIf.newly_at_risk_cents, whatIf.newly_at_risk_per_year_cents],
    [whatIf.other_lines_newly_at_risk_cents, whatIf.other_lines_newly_at_risk_per_year_cents],
  ];
  if (expected?.[2][0] === 0) expected.pop();
  assert.deepEqual(costs, (expected ?? []).flat().map(inDollars));
  return { session, claims, whatIf };
}

// Ways to use and to read the visitor's page.
import { answerOf } from "./estimator-page.mjs";

export const AT = { path: "index.html" };

export function visitorIs(page, state) {
  return page.locator(`cpt-estimator[data-state=${state}]`).waitFor();
}

/** The response of the native command line to the request that the page priced last. */
export async function nativeEstimate(page) {
  return answerOf(await page.locator("cpt-estimator").evaluate((element) => element.request));
}

/** "A session, 8 patients": "$195.68", and so on. */
export async function shownFigures(page) {
  const rows = await page
    .locator(".figures > div")
    .evaluateAll((all) =>
      all.map((row) => ["dt", "dd"].map((name) => row.querySelector(name).textContent.trim())),
    );
  return Object.fromEntries(rows);
}

export function payerCount(page, payer) {
  const group = page.getByRole("group", { name: payer, exact: true });
  return {
    more: group.getByRole("button", { name: `One ${payer} patient more` }),
    fewer: group.getByRole("button", { name: `One ${payer} patient fewer` }),
    count: group.locator("output"),
  };
}

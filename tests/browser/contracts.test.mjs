// The practice's own contracts: brought in, checked, kept only on request, and given back.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import {
  AETNA_CSV,
  alertOf,
  choose,
  chooseSheet,
  countsOf,
  databases,
  held,
  isRefused,
  onDisk,
  openContracts,
  openPanel,
  panel,
  rolesOf,
  takeUp,
  title,
} from "./contracts-page.mjs";
import { lastRequest, rosterFigures, startBrowser, stateIs, tell } from "./estimator-page.mjs";
import { openReady, words } from "./findings-page.mjs";
import { longCsv, sheetXml, workbook } from "./sheet-files.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const focused = (page) =>
  page.evaluate(() => {
    let deepest = document.activeElement;
    while (deepest?.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement;
    return deepest?.id ?? "";
  });

test("a CSV file is previewed, saved, and prices the payer that it stands for", async () => {
  const { page, context, complaints } = await openPanel(browser);
  await chooseSheet(page, "Blue_Plan 2026.csv", AETNA_CSV);
  assert.equal(await focused(page), "sheet-title");
  assert.deepEqual(await rolesOf(page), { CPT: "Procedure code", "Allowed Amount": "Rate" });
  assert.deepEqual(await countsOf(page), {
    "Rows read": 3,
    "Rates for codes that are priced here": 2,
    "Rows of other codes, left out": 1,
  });
  assert.equal(await page.getByLabel("Name of the contract").inputValue(), "Blue Plan 2026");
  assert.match(await words(panel(page).getByRole("table")), /90853 41\.38/);
  await takeUp(page, { payer: "aetna" });
  await held(page).waitFor();
  assert.equal(await focused(page), "told");
  assert.match(
    await words(held(page)),
    /Blue Plan 2026 Saved in this browser Aetna · Any date · 2 rows/,
  );

  await tell(page, 2, { Payer: "aetna" });
  assert.equal((await rosterFigures(page))[1][1], "$41.38");
  assert.match(await page.locator(".roster").innerText(), /Your contract/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("nothing is stored before Save, nor by using without saving", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  assert.deepEqual(await databases(page), []);
  await takeUp(page, { name: "Visit", payer: "aetna", button: "Use without saving" });
  assert.match(await words(held(page)), /Visit For this visit only/);
  assert.deepEqual(await databases(page), []);
  await context.close();
});

test("what was saved prices again on the next visit, without the panel being opened", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await takeUp(page, { name: "Kept", payer: "aetna" });
  await held(page).waitFor();
  await page.reload();
  await stateIs(page, "ready");
  await tell(page, 1, { Payer: "aetna" });
  await page.getByText("Your contract", { exact: true }).first().waitFor();
  assert.equal((await rosterFigures(page))[0][1], "$41.38");
  await openContracts(page);
  assert.match(await words(held(page)), /Kept Saved in this browser/);
  await context.close();
});

test("a second contract of the same payer and days is refused in words, and may be dated apart", async () => {
  const { page, context } = await openPanel(browser);
  for (const name of ["First", "Second"]) {
    await chooseSheet(page, "a.csv", AETNA_CSV);
    await takeUp(page, { name, payer: "aetna" });
    if (name === "First") await held(page).waitFor();
  }
  const problem = alertOf(page).getByRole("link");
  assert.match(await words(problem), /^First prices the same payer on the same days/);
  await problem.click();
  assert.equal(await focused(page), "contract-from");
  await page.getByLabel("List it as a payer of its own").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await held(page).nth(1).waitFor();
  await context.close();
});

test("a contract with a payer whose amounts are published stands beside it", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await page.getByLabel("Payer that it stands for").selectOption("medicaid-WA");
  await panel(page).getByText("so this contract is listed as a payer of its own").waitFor();
  await takeUp(page, { name: "Managed care", payer: "medicaid-WA" });
  await held(page).waitFor();
  await tell(page, 1, { Payer: "own-managed-care" });
  assert.equal((await rosterFigures(page))[0][1], "$41.38");
  await context.close();
});

test("the practice's own fees have a sliding scale, which members are asked for", async () => {
  const { page, context } = await openPanel(browser);
  await page.getByLabel("Rates typed here").check();
  await page.getByLabel("Rate of 90853 in dollars").fill("60");
  await page.getByLabel("Payer that it stands for").selectOption("self-pay");
  await page.getByLabel("Steps of a sliding scale").fill("A 75, B");
  await takeUp(page, { name: "Our fees", payer: "self-pay" });
  await alertOf(page).getByRole("link", { name: "Enter each step" }).click();
  assert.equal(await focused(page), "contract-scale");
  await page.getByLabel("Steps of a sliding scale").fill("A 75, B 50");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await held(page).waitFor();
  await tell(page, 1, { Payer: "self-pay" });
  assert.equal((await rosterFigures(page))[0][1], "$60.00");
  await tell(page, 1, { "Step of the sliding scale": "B" });
  assert.deepEqual((await lastRequest(page)).members[0].sliding_scale, "B");
  assert.equal((await rosterFigures(page))[0][3], "$30.00");
  await context.close();
});

test("a contract may stand beside its payer, under a name of its own", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await page.getByLabel("List it as a payer of its own").check();
  await takeUp(page, { name: "Beside", payer: "aetna" });
  await held(page).waitFor();
  await tell(page, 1, { Payer: "own-beside" });
  await tell(page, 2, { Payer: "aetna" });
  const figures = await rosterFigures(page);
  assert.deepEqual([figures[0][1], figures[1][1]], ["$41.38", "not known"]);
  const group = page.locator("optgroup[label='Your own contracts'] option").first();
  assert.equal((await group.textContent()).trim(), "Beside");
  await context.close();
});

test("columns that are not recognised can be told, and the rows follow", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", "What,How much,Was\n90853,41.38,40\n90834,90,80\n");
  await page.getByLabel("How much", { exact: true }).selectOption("rate");
  await page.getByLabel("What", { exact: true }).selectOption("code");
  await page.getByLabel("Was", { exact: true }).selectOption("");
  await panel(page).locator(".columns[aria-busy=false]").waitFor();
  assert.equal((await countsOf(page))["Rates for codes that are priced here"], 2);
  await context.close();
});

test("a sheet without a column of rates is not taken up, and the summary leads to the columns", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", "CPT,Note\n90853,x\n");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const links = alertOf(page).getByRole("link");
  assert.deepEqual(await links.allInnerTexts(), [
    "Say which column holds the rate.",
    "Choose the payer that the contract stands for.",
  ]);
  assert.equal(await focused(page), "problems-title");
  await links.nth(1).click();
  assert.equal(await focused(page), "contract-payer");
  assert.match(
    await words(panel(page).locator(".field.has-problem").nth(1)),
    /Error: Choose the payer that the contract stands for/,
  );
  await context.close();
});

test("mistakes are said by row, and rows are left out only when that is asked for", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(
    page,
    "a.csv",
    "CPT,Rate,Provider Type\n90853,41.375,LCSW\n90834,90,XYZ\n90837,120,PhD\n",
  );
  const list = panel(page).locator(".row-problems li");
  assert.deepEqual(await list.allInnerTexts(), [
    "Row 2, Rate: has “41.375”; accepted is at most two decimals, such as 41.38.",
    "Row 3, Provider Type: has “XYZ”; accepted is a credential such as LCSW, PhD, PsyD, MD, NP, PA, CNS, LMFT, LPC, LMHC or LPCC.",
  ]);
  await takeUp(page, { name: "Mended", payer: "cigna" });
  assert.match(await words(alertOf(page)), /2 mistakes are in the rows/);
  await alertOf(page).getByRole("link").click();
  assert.equal(await focused(page), "row-problems");
  await page.getByLabel("Leave the rows with mistakes out").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  assert.match(await words(held(page)), /1 row$|1 row Export/);
  await context.close();
});

test("pasted rows are read", async () => {
  const { page, context } = await openPanel(browser);
  await page.getByLabel("Rows pasted from a sheet").check();
  await page.getByRole("button", { name: "Read the rows" }).click();
  assert.match(await words(alertOf(page)), /Paste at least one row/);
  await page.getByLabel("Rows, with their column names").fill("90853\t41.38\n90834\t90.00");
  await page.getByRole("button", { name: "Read the rows" }).click();
  await title(page).waitFor();
  await takeUp(page, { name: "Pasted", payer: "uhc" });
  assert.match(await words(held(page)), /Pasted .* 2 rows/);
  await context.close();
});

test("typed rates price: a percent of Medicare, and a rate of 90853", async () => {
  const { page, context } = await openPanel(browser);
  await page.getByLabel("Rates typed here").check();
  await page.getByLabel("Percent of Medicare").fill("200");
  assert.equal(await page.getByLabel("Of Medicare’s schedule of").inputValue(), "2026");
  await takeUp(page, { name: "Twice Medicare", payer: "humana" });
  await held(page).waitFor();
  await page.getByLabel("Rates typed here").check();
  await page.getByLabel("Rate of 90853 in dollars").fill("45.5");
  await takeUp(page, { name: "Flat", payer: "magellan" });
  await held(page).nth(1).waitFor();
  await tell(page, 1, { Payer: "humana" });
  await tell(page, 2, { Payer: "magellan" });
  const figures = await rosterFigures(page);
  assert.deepEqual([figures[0][1], figures[1][1]], ["$65.22", "$45.50"]);
  await context.close();
});

test("a typed rate that is no amount is refused at its field", async () => {
  const { page, context } = await openPanel(browser);
  await page.getByLabel("Rates typed here").check();
  await page.getByLabel("Rate of 90853 in dollars").fill("45.555");
  await takeUp(page, { name: "Flat", payer: "magellan" });
  await alertOf(page).getByRole("link", { name: "Enter the rate of 90853" }).click();
  assert.equal(await focused(page), "flat");
  await context.close();
});

test("a file may be dropped", async () => {
  const { page, context } = await openPanel(browser);
  const data = await page.evaluateHandle((csv) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([csv], "dropped.csv", { type: "text/csv" }));
    return transfer;
  }, AETNA_CSV);
  await panel(page).locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  await title(page).waitFor();
  assert.match(await title(page).innerText(), /dropped\.csv/);
  await context.close();
});

test("what is exported is imported again as it was", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(
    page,
    "a.csv",
    "CPT,Mod,Rate,Eff Date,POS,Provider Type\n90853,HQ,41.38,1/1/2026,11,LCSW/LPC\n90834,,90,,,\n",
  );
  await takeUp(page, { name: "There and back", payer: "aetna" });
  const exported = async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export There and back" }).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), "there-and-back.json");
    return readFile(await file.path(), "utf8");
  };
  const first = await exported();
  const [table] = JSON.parse(first).tables;
  assert.deepEqual(table.rows[0], {
    code: "90853",
    modifiers: ["HQ"],
    from: "2026-01-01",
    places_of_service: ["11"],
    clinicians: ["clinical_social_worker", "mental_health_counselor"],
    amount: "41.38",
    row: 2,
  });
  await page.getByRole("button", { name: "Delete There and back" }).click();
  await panel(page).getByRole("button", { name: "Undo" }).waitFor();
  assert.equal(await held(page).count(), 0);
  await choose(page, "there-and-back.json", first);
  await page.getByRole("heading", { name: "There and back, as it was exported" }).waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await held(page).waitFor();
  assert.equal(await exported(), first);
  await context.close();
});

test("what is deleted can be had back, and the last one leaves no database", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await takeUp(page, { name: "Gone", payer: "aetna" });
  await tell(page, 1, { Payer: "aetna" });
  assert.equal((await databases(page)).length, 1);
  await page.getByRole("button", { name: "Delete Gone" }).click();
  await panel(page).getByRole("button", { name: "Undo" }).waitFor();
  assert.equal(await focused(page), "undo");
  await stateIs(page, "ready");
  assert.equal((await rosterFigures(page))[0][1], "not known");
  assert.deepEqual(await databases(page), []);
  await panel(page).getByRole("button", { name: "Undo" }).click();
  await held(page).waitFor();
  assert.match(await words(held(page)), /Gone Saved in this browser/);
  await stateIs(page, "ready");
  assert.equal((await rosterFigures(page))[0][1], "$41.38");
  assert.equal((await databases(page)).length, 1);
  await context.close();
});

test("one of the same name takes its place, which is said before", async () => {
  const { page, context } = await openPanel(browser);
  for (const rate of ["41.38", "42.00"]) {
    await chooseSheet(page, "a.csv", `CPT,Rate\n90853,${rate}\n`);
    await page.getByLabel("Name of the contract").fill("Same");
    const said = panel(page).getByText("A contract of this name is here already");
    assert.equal(await said.count(), rate === "41.38" ? 0 : 1);
    await takeUp(page, { payer: "aetna" });
    await panel(page).getByText("Same: 1 row. Saved").waitFor();
  }
  assert.equal(await held(page).count(), 1);
  await tell(page, 1, { Payer: "aetna" });
  assert.equal((await rosterFigures(page))[0][1], "$42.00");
  await context.close();
});

test("where storage is blocked a contract is kept for the visit, and that is said", async () => {
  const { page, context } = await openReady(browser);
  await page.evaluate(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("storage is switched off", "SecurityError");
    };
  });
  await openContracts(page);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await takeUp(page, { name: "Visit", payer: "aetna" });
  await panel(page)
    .getByText(/would not save it \(storage is switched off\)/)
    .waitFor();
  assert.match(await words(held(page)), /For this visit only/);
  await tell(page, 1, { Payer: "aetna" });
  assert.equal((await rosterFigures(page))[0][1], "$41.38");
  await context.close();
});

test("a workbook is read", async () => {
  const { page, context } = await openPanel(browser);
  const rows = [
    ["CPT", "Rate", "Effective Date"],
    [90853, 41.38, { day: "2026-01-01" }],
    ["90834", 90, ""],
  ];
  await chooseSheet(page, "plan.xlsx", workbook(sheetXml(rows)));
  assert.equal((await countsOf(page))["Rates for codes that are priced here"], 2);
  await context.close();
});

const BOM = "\ufeff";
const HOSTILE = {
  "a picture": ["a.csv", "GIF89a\0\0\0", /not text/],
  "another encoding": ["a.csv", Buffer.from("CPT,Rate\n90853,é\n", "latin1"), /CSV UTF-8/],
  "a million empty columns": ["a.csv", `CPT,Rate${",".repeat(1_000_000)}\n`, /200 columns/],
  "a quotation mark left open": ["a.csv", 'CPT,Rate\n90853,"41\n', /never closes/],
  "a workbook cut short": ["a.xlsx", workbook(sheetXml([[1]])).subarray(0, 500), /XLSX/],
  "a workbook that unpacks without end": [
    "a.xlsx",
    workbook(sheetXml([[" ".repeat(150_000_000)]])),
    /unpacks to more/,
  ],
  "an export that is none": ["a.json", '{"schema": "payer-table/1"}', /no contract/],
  "a benchmark": [
    "a.json",
    '{"schema": "payer-table/1", "tables": [{"kind": "benchmark", "title": "x", "payer": "y", "rows": []}]}',
    /not a contract/,
  ],
};

test("what cannot be read is said, and leaves what was there", async (t) => {
  const { page, context, complaints } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await takeUp(page, { name: "Before", payer: "aetna" });
  await tell(page, 1, { Payer: "aetna" });
  const figures = await rosterFigures(page);
  for (const [what, [name, content, said]] of Object.entries(HOSTILE)) {
    await t.test(what, async () => {
      const start = performance.now();
      await choose(page, name, content);
      await isRefused(page, said);
      t.diagnostic(`${what}: ${Math.round(performance.now() - start)} ms`);
      assert.match(await words(held(page)), /Before/);
      assert.deepEqual(await rosterFigures(page), figures);
      await alertOf(page).getByRole("link").click();
      assert.equal(await focused(page), "file");
    });
  }
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a byte order mark, quotes and what looks like a formula are only text", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(
    page,
    "a.csv",
    `${BOM}"CPT","Rate","Note"\r\n"90853","$1,041.38","<img src=x onerror=alert(1)>"\r\n90834,50,"=cmd|' /C calc'!A0"\r\n`,
  );
  const table = await words(panel(page).getByRole("table"));
  assert.ok(table.includes("=cmd|' /C calc'!A0"));
  assert.ok(table.includes("<img src=x onerror=alert(1)>"));
  assert.equal(await panel(page).locator("img").count(), 0);
  await context.close();
});

/** The longest time between two frames while `act` runs. */
async function longestGap(page, act) {
  await page.evaluate(() => {
    globalThis.gaps = [];
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      globalThis.gaps.push(now - last);
      last = now;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  await act();
  return page.evaluate(() => Math.max(...globalThis.gaps));
}

test("200,000 rows are read while the page stays alive", async (t) => {
  const { page, context } = await openPanel(browser);
  const file = await onDisk("long.csv", longCsv(200_000));
  const start = performance.now();
  const gap = await longestGap(page, () => chooseSheet(page, file));
  t.diagnostic(`longest gap between frames ${Math.round(gap)} ms`);
  t.diagnostic(`from choosing to the preview ${Math.round(performance.now() - start)} ms`);
  const counts = await countsOf(page);
  assert.equal(counts["Rows read"], 200_000);
  assert.equal(counts["Rates for codes that are priced here"], 500);
  assert.ok(gap < 2000, `${gap} ms without a frame`);
  await takeUp(page, { name: "Long", payer: "aetna" });
  await held(page).waitFor();
  await context.close();
});

test("a file of 50 MB is read, or given up at once", async (t) => {
  const { page, context } = await openPanel(browser);
  const line = `J1100,80.00,${"x".repeat(115)}\n`;
  const file = await onDisk("large.csv", `CPT,Rate,Note\n90853,41.38,\n${line.repeat(395_000)}`);
  const start = performance.now();
  await choose(page, file);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("group", { name: "Add a contract from" }).waitFor();
  await choose(page, file);
  await title(page).waitFor({ timeout: 60_000 });
  t.diagnostic(`${Math.round(performance.now() - start)} ms for both`);
  assert.equal((await countsOf(page))["Rows read"], 395_001);
  await context.close();
});

test("the panel asks for its own files and no others", async () => {
  const { page, context, requests } = await openReady(browser);
  await page.getByRole("button", { name: "Claim lines" }).waitFor();
  const before = requests.length;
  await openContracts(page);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await takeUp(page, { name: "Quiet", payer: "aetna" });
  await held(page).waitFor();
  const asked = requests.slice(before).map((url) => url.replace(browser.site.url, ""));
  const isOnDemand = (url) => /^(on_demand\/|words\/en-contracts-|assets\/cpt-full-)/.test(url);
  assert.ok(asked.length > 0 && asked.every(isOnDemand), asked.join());
  assert.equal(new Set(asked).size, asked.length, "each once");
  await context.close();
});

test("a panel that cannot be fetched is said, and trying again helps", async () => {
  const { page, context } = await openReady(browser);
  await page.route("**/on_demand/library-*.js", (route) => route.abort());
  await page.locator("summary#contracts").click();
  await page.getByText("This part of the page could not be loaded").waitFor();
  await page.unroute("**/on_demand/library-*.js");
  await context.close();
});

test("the roster of a payer whose contract is gone says so", async () => {
  const { page, context } = await openPanel(browser);
  await chooseSheet(page, "a.csv", AETNA_CSV);
  await page.getByLabel("List it as a payer of its own").check();
  await takeUp(page, { name: "Beside", payer: "aetna" });
  await tell(page, 1, { Payer: "own-beside" });
  await page.getByRole("button", { name: "Delete Beside" }).click();
  await stateIs(page, "error");
  const problem = page.locator(".notices").getByRole("link");
  assert.match(await problem.innerText(), /^Member 1, payer: /);
  await problem.click();
  assert.equal(await focused(page), "payer-0");
  assert.equal((await lastRequest(page)).members[0].payer, "own-beside");
  await context.close();
});

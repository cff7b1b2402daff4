// The roster as a biller brings it in and takes it out: files, pasted cells, claim lines, paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { lastRequest, nativeAnswer, startBrowser, stateIs } from "./estimator-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const button = (page, name) => page.getByRole("button", { name, exact: true });
const dialog = (page, name) => page.getByRole("dialog", { name });
const importer = (page) => dialog(page, "Paste or import a roster");
const box = (page) => page.getByLabel("Rows from a spreadsheet");

async function open(options) {
  const opened = await browser.open(options, (page) =>
    page.clock.setFixedTime(new Date("2026-03-02T12:00:00")),
  );
  await stateIs(opened.page, "ready");
  await button(opened.page, "Paste or import").waitFor();
  return opened;
}

async function paste(page, text) {
  await button(page, "Paste or import").click();
  await box(page).fill(text);
}

async function replaceBy(page, text) {
  await paste(page, text);
  await button(page, "Replace the roster").click();
  await stateIs(page, "ready");
}

/** The file that pressing gives. */
async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  const text = await readFile(await download.path(), "utf8");
  return { name: download.suggestedFilename(), text };
}

const members = async (page) => (await lastRequest(page)).members;
const focused = (page) =>
  page.evaluate(() => {
    let deepest = document.activeElement;
    while (deepest?.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement;
    return deepest?.id ?? "";
  });

const ROSTER = [
  "Initials\tInsurance\tPOS\tMods\tInteractive complexity\tNote\tCharge\tDx",
  "A.B.\tMedicare\t10\t95\tyes\tcomplete\t120\tF33.1",
  "C.D.\tTexas Medicaid\t2\t\tno\tMissing\t$120.00\t",
  "E.F.\tself pay\t11\t\t\t\t\t",
].join("\n");

test("a roster pasted from a spreadsheet replaces the one on the page, and can be taken back", async () => {
  const { page, context, complaints } = await open();
  const before = await members(page);
  await replaceBy(page, ROSTER);
  assert.deepEqual(
    (await members(page)).map(({ id, payer, place_of_service: place, ...rest }) => [
      id,
      payer,
      place,
      rest.modifiers,
      rest.add_ons,
      rest.note,
      rest.charge_cents,
    ]),
    [
      ["A.B.", "medicare", "10", ["95"], ["90785"], undefined, 12000],
      ["C.D.", "medicaid-TX", "02", undefined, undefined, "missing", 12000],
      ["E.F.", "self-pay", "11", undefined, undefined, undefined, undefined],
    ],
  );
  assert.equal(await importer(page).isVisible(), false);
  assert.equal(await focused(page), "open-import");
  await page.getByText("The roster was replaced by 3 members.").first().waitFor();
  await button(page, "Undo").click();
  await page.getByRole("spinbutton").or(page.getByLabel("Group size")).first().waitFor();
  await stateIs(page, "ready");
  await page.waitForFunction(() => document.querySelector("cpt-roster").request.members.length > 3);
  assert.deepEqual(await members(page), before);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("rows can be added to the roster, as far as there is room", async () => {
  const { page, context } = await open();
  await paste(page, "Member,Payer\nX,Aetna\n");
  await button(page, "Add to it").click();
  await stateIs(page, "ready");
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 9,
  );
  await paste(page, ["Payer", ...Array(45).fill("Aetna")].join("\n"));
  await button(page, "Add to it").click();
  await importer(page)
    .getByRole("alert")
    .getByText("9 members and 45 more are over the limit of 50 in one session.")
    .waitFor();
  await context.close();
});

test("mistakes are told by row and column, all at once, and nothing changes until they are decided on", async () => {
  const { page, context } = await open();
  const before = await members(page);
  await paste(page, "Member,Payer,POS,Charge,Shoe\nA.,Medicair,1x,12.345,9\nB.,Aetna,11,120,8\n");
  const said = await importer(page).innerText();
  for (const words of [
    "Row 2, Payer: has “Medicair”; accepted is a payer of the list",
    "Row 2, POS: has “1x”; accepted is a place of service code of two figures",
    "Row 2, Charge: has “12.345”; accepted is dollars and cents",
    "1 column is left out: Shoe.",
  ]) {
    assert.ok(said.includes(words), words);
  }
  await button(page, "Replace the roster").click();
  assert.equal(await focused(page), "import-problems");
  await importer(page).getByRole("link", { name: "3 things could not be read" }).click();
  assert.equal(await focused(page), "leave-empty");
  assert.deepEqual(await members(page), before);
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "open-import");
  await button(page, "Paste or import").click();
  assert.match(await box(page).inputValue(), /Medicair/);
  await page.getByLabel("Take the rest").check();
  await button(page, "Replace the roster").click();
  await stateIs(page, "ready");
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 2,
  );
  assert.deepEqual(
    (await members(page)).map(({ payer }) => payer),
    ["medicare", "aetna"],
  );
  await context.close();
});

test("names are shown and taken in as initials, unless a person says otherwise", async () => {
  const { page, context } = await open();
  await paste(page, "Patient name,Payer\nJane Smith,Medicare\nJohn Smith,Aetna\n");
  const preview = importer(page).getByRole("table");
  assert.match(await preview.innerText(), /J\.S\.\s+Medicare\s+3\s+J\.S\. 2/);
  await page.getByLabel("Shorten names to initials").uncheck();
  assert.match(await preview.innerText(), /Jane Smith/);
  await page.getByLabel("Shorten names to initials").check();
  await button(page, "Replace the roster").click();
  await stateIs(page, "ready");
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 2,
  );
  assert.deepEqual(
    (await members(page)).map(({ id }) => id),
    ["J.S.", "J.S. 2"],
  );
  await context.close();
});

test("a column that was not recognised can be said to hold something", async () => {
  const { page, context } = await open();
  await paste(page, "Member,Payer,Who pays what\nA.,Medicare,20\n");
  await importer(page).getByLabel("Who pays what").selectOption("charge_cents");
  await button(page, "Replace the roster").click();
  await stateIs(page, "ready");
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 1,
  );
  assert.equal((await members(page))[0].charge_cents, 2000);
  await context.close();
});

test("rubbish is refused in words, and the roster stays", async () => {
  const { page, context, complaints } = await open();
  const before = await members(page);
  await button(page, "Paste or import").click();
  for (const [text, words] of [
    ["", /Paste rows or choose a file first/],
    ["Call me Ishmael. ".repeat(6000), /too long to be a roster/],
    ['a,b\n"x,y\n', /opens a quotation mark/],
    ["\t\t\n\t\t\n  ", /Paste rows or choose a file first/],
    ["x\n".repeat(600), /600 rows: too many/],
  ]) {
    await box(page).fill(text);
    await button(page, "Replace the roster").click();
    assert.match(await importer(page).getByRole("alert").innerText(), words);
  }
  assert.deepEqual(await members(page), before);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the exported file brings the same roster back", async () => {
  const { page, context } = await open();
  await replaceBy(page, ROSTER);
  const before = await members(page);
  const { name, text } = await downloaded(page, () => button(page, "Export CSV").click());
  assert.equal(name, "roster-2026-03-02.csv");
  assert.match(text, /^\ufeffmember,payer,.*\r\nA\.B\.,medicare,,10,95,90785,,F33\.1,/);
  await page
    .getByText("The roster of 3 members was downloaded as roster-2026-03-02.csv.")
    .waitFor();
  await page.getByLabel("Group size").fill("5");
  await button(page, "Paste or import").click();
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("Or choose a file, or drop one here").setInputFiles(file);
  await importer(page).getByText("3 members in roster-2026-03-02.csv.").waitFor();
  await button(page, "Replace the roster").click();
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 3,
  );
  assert.deepEqual(await members(page), before);
  await context.close();
});

test("a file that is no sheet is refused in words", async () => {
  const { page, context } = await open();
  await button(page, "Paste or import").click();
  const choose = (buffer) =>
    page
      .getByLabel("Or choose a file, or drop one here")
      .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer });
  await choose(Buffer.from([0x80, 0x81, 0xfe, 0x00]));
  await importer(page).getByRole("alert").getByText("not UTF-8 text").waitFor();
  await choose(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
  await importer(page).getByRole("alert").getByText("old kind (XLS)").waitFor();
  await choose(Buffer.alloc(2_000_001, 97));
  await importer(page).getByRole("alert").getByText("more than 2 MB").waitFor();
  await context.close();
});

test("cells pasted onto the table fill it from there, as one step", async () => {
  const { page, context } = await open({ viewport: { width: 1440, height: 900 } });
  const before = await members(page);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() =>
    navigator.clipboard.writeText("Aetna\t02\t95\nCigna\t10\tXYZ\nHumana\t11\t\n"),
  );
  await page.locator("#payer-6").focus();
  await page.keyboard.press("ControlOrMeta+V");
  await page.getByText("8 cells pasted.").waitFor();
  await page
    .getByText("Row 8, Modifiers: has “XYZ”; accepted is modifiers of two characters")
    .waitFor();
  await stateIs(page, "ready");
  const now = await members(page);
  assert.deepEqual(
    now.slice(6).map(({ payer, place_of_service: place, modifiers }) => [payer, place, modifiers]),
    [
      ["aetna", "02", ["95"]],
      ["cigna", "10", undefined],
      ["humana", "11", undefined],
    ],
  );
  await button(page, "Undo").click();
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 8,
  );
  assert.deepEqual(await members(page), before);
  await context.close();
});

test("one cell is left to the control that it is pasted into", async () => {
  const { page, context } = await open({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText("95 HQ\n"));
  await page.locator("#modifiers-0").focus();
  await page.keyboard.press("ControlOrMeta+V");
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members[0].modifiers?.length === 2,
  );
  assert.equal(await page.getByText("cells pasted").count(), 0);
  await context.close();
});

test("claim lines are the engine's figures, a row for each claim, downloaded and copied", async () => {
  const { page, context } = await open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await replaceBy(page, ROSTER);
  const { claims } = await nativeAnswer(page);
  await button(page, "Claim lines").click();
  const { name, text } = await downloaded(page, () => button(page, "Download CSV").click());
  assert.equal(name, "claim-lines-2026-03-02.csv");
  const [header, ...rows] = text
    .slice(1)
    .trim()
    .split("\r\n")
    .map((row) => row.split(","));
  assert.equal(rows.length, claims.length);
  const amount = (cents) => (cents === null ? "" : (cents / 100).toFixed(2));
  for (const [at, claim] of claims.entries()) {
    const cell = (column) => rows[at][header.indexOf(column)];
    assert.equal(cell("member"), claim.member);
    assert.equal(cell("findings"), String(claim.findings.length));
    for (const [number, line] of claim.lines.entries()) {
      assert.equal(cell(`cpt_${number + 1}`), line.code);
      assert.equal(cell(`modifiers_${number + 1}`), line.modifiers.join(" "));
      assert.equal(cell(`expected_allowed_${number + 1}`), amount(line.allowed_cents));
      assert.equal(cell(`expected_payer_${number + 1}`), amount(line.payer_pays_cents));
      assert.equal(cell(`expected_patient_${number + 1}`), amount(line.patient_owes_cents));
    }
  }
  await button(page, "Copy").click();
  await page.getByText("3 claims were copied.").waitFor();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (await item.getType(type)).text();
    return [await read("text/plain"), await read("text/html")];
  });
  assert.equal(copied[0].trim(), text.slice(1).trim());
  assert.match(copied[1], /<td>A\.B\.<\/td>/);
  await context.close();
});

test("where the browser will not copy, the lines are selected to be copied by hand", async () => {
  const { page, context } = await open();
  await page.evaluate(() => {
    const refuse = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    Object.assign(navigator.clipboard, { write: refuse, writeText: refuse });
  });
  await button(page, "Claim lines").click();
  await button(page, "Copy").click();
  await page.getByText("The browser would not copy.").waitFor();
  const selected = await page
    .getByLabel("Claim lines as text")
    .evaluate((area) => area.selectionEnd - area.selectionStart === area.value.length);
  assert.ok(selected);
  await context.close();
});

test("figures that do not belong to the form are given to nobody", async () => {
  const { page, context } = await open();
  await page.getByLabel("ZIP code", { exact: true }).fill("00009");
  await page.getByLabel("ZIP code", { exact: true }).blur();
  await stateIs(page, "error");
  await button(page, "Claim lines").click();
  await page.getByText("The figures do not belong to what stands in the form.").waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await context.close();
});

const pageCount = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

/** What is on paper, in the page's own print. */
async function onPaper(page) {
  await page.setViewportSize({ width: 726, height: 960 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  return page.evaluate(() => ({
    text: document.querySelector(".cpt-sheet").shadowRoot.textContent.replace(/\s+/g, " "),
    others: [...document.body.children].filter((each) => each.checkVisibility()).length,
    title: document.title,
  }));
}

test("the sheet of eight members is one letter page, with all that belongs on it", async () => {
  const { page, context, complaints } = await open({ colorScheme: "dark" });
  assert.equal(pageCount(await page.pdf({ format: "Letter" })), 1);
  const { session } = await nativeAnswer(page);
  const { text, others, title } = await onPaper(page);
  const total = `$${(session.allowed_cents / 100).toFixed(2)}`;
  for (const words of [
    "March 2, 2026",
    "90853, Group therapy session",
    "Los Angeles",
    "Clinical social worker",
    `Allowed, all claims ${total}`,
    "Member 8 Medicare 11 90853",
    "Nothing stands out",
    "90853, Medicare: All 8 members",
    "Patient owes",
    "medicare-2026",
    "42 CFR 414.53",
    "not legal, medical or billing advice",
  ]) {
    assert.ok(text.includes(words), words);
  }
  assert.equal(others, 1);
  assert.equal(title, "Group session claims, March 2, 2026");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".cpt-sheet").count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("twenty members with findings flow over pages, and claims refer to their findings", async () => {
  const { page, context } = await open();
  const rows = Array.from({ length: 20 }, (_, at) => {
    const note = ["complete", "missing", "incomplete"][at % 3];
    return `P${at}\t${at % 2 ? "Medicare" : "Aetna"}\t11\t${at % 4 ? "" : "95"}\t${note}`;
  });
  await replaceBy(page, ["Member\tPayer\tPOS\tMods\tNote", ...rows].join("\n"));
  await page.waitForFunction(
    () => document.querySelector("cpt-roster").request.members.length === 20,
  );
  await stateIs(page, "ready");
  const pages = pageCount(await page.pdf({ format: "Letter" }));
  assert.ok(pages >= 2 && pages <= 3, `${pages} pages`);
  const { text } = await onPaper(page);
  const broken = await page.evaluate(() => {
    const root = document.querySelector(".cpt-sheet").shadowRoot;
    const rules = (selector) => getComputedStyle(root.querySelector(selector));
    return [
      rules("tbody tr").breakInside,
      rules(".findings li").breakInside,
      rules("thead").display,
    ];
  });
  assert.deepEqual(broken, ["avoid", "avoid", "table-header-group"]);
  const [, mark] = /P1 Medicare 11 90853 .*? (D\d+)/.exec(text);
  assert.match(text, new RegExp(`${mark} Denial risk, [^:]+: This patient has no note`));
  await context.close();
});

test("the sheet is saved as a page of its own that needs nothing else", async () => {
  const { page, context, complaints } = await open();
  const { name, text } = await downloaded(page, () => button(page, "Save sheet").click());
  assert.equal(name, "session-2026-03-02.html");
  assert.doesNotMatch(text, /<script|<link|src=|url\(|<!--/);
  assert.match(text, /default-src 'none'/);
  await context.setOffline(true);
  const other = await context.newPage();
  await other.setContent(text);
  assert.match(await other.locator("h1").innerText(), /Group session claims/);
  assert.equal(await other.locator("tbody tr").count(), 8);
  assert.deepEqual(await violations(other), []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the dialogs are accessible, wide and narrow", async () => {
  const { page, context } = await open();
  for (const [name, opener] of [
    ["Paste or import a roster", "Paste or import"],
    ["Claim lines for your system", "Claim lines"],
    ["Sessions in this browser", "Sessions"],
  ]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await button(page, opener).click();
    if (opener === "Paste or import") await box(page).fill("Jane Smith\tMedicair\n");
    if (opener === "Sessions") {
      await button(page, "Save this session in this browser").click();
      await button(page, "Wipe everything saved here").click();
    }
    await dialog(page, name).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.setViewportSize({ width: 320, height: 640 });
    const isWide = await dialog(page, name).evaluate((box) => box.scrollWidth > box.clientWidth);
    assert.equal(isWide, false, "no scrolling to the side");
    await page.keyboard.press("Escape");
    await dialog(page, name).waitFor({ state: "hidden" });
  }
  await context.close();
});

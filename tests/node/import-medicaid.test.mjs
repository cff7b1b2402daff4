// scripts/import-medicaid, run as a person would run it, on good files, bad ones and hostile ones.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import Ajv from "ajv";
import Papa from "papaparse";
import { readJson, root } from "./lib/root.mjs";
import { assertKeepsTo } from "./lib/schemas.mjs";
import { sheetXml, workbook, workbookParts, zip } from "./lib/workbook.mjs";

const MADE = "tests/data/state_files";
const LAYOUTS = { colorado: "rates.xlsx", north_dakota: "professional.csv" };
const work = mkdtempSync(join(tmpdir(), "import-medicaid-test-"));
after(() => rmSync(work, { recursive: true }));

const isPayerTable = new Ajv({ allowUnionTypes: true }).compile(
  readJson("fee_schedules/schema/payer-table.schema.json"),
);
const madeBytes = (...path) => readFileSync(join(root, MADE, ...path));
const made = (...path) => madeBytes(...path).toString("utf8");

let files = 0;
function write(name, content) {
  files += 1;
  const path = join(mkdtempSync(join(work, `${files}-`)), name);
  writeFileSync(path, content);
  return path;
}

function run(args) {
  const { status, stdout, stderr } = spawnSync(join(root, "scripts/import-medicaid"), args, {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

// --- a small sheet, with one thing changed ------------------------------------------------------

const MAPPING = {
  state: "ZZ",
  id: "zz-2026-07",
  title: "Fees, made for the tests",
  from: "2026-07-01",
  source: { title: "Fees, made for the tests" },
  columns: {
    code: "Code",
    amount: "Rate",
    modifiers: "Modifier",
    setting: "Place",
    effective: "From",
    end: "To",
  },
};
const LABELS = ["Code", "Rate", "Modifier", "Place", "From", "To"];
const ROW = ["90853", "29.85", "", "", "", ""];

/** A row with other values in the named columns. */
const row = (changes) => LABELS.map((label, at) => changes[label] ?? ROW[at]);

/** Imports a CSV file of these rows under the labels, by the mapping with changes. */
function importRows(rows, changes = {}, labels = LABELS) {
  const path = write("fees.csv", Papa.unparse([labels, ...rows]));
  return importFile(path, { ...MAPPING, ...changes });
}

function importFile(path, mapping, ...more) {
  const text = typeof mapping === "string" ? mapping : JSON.stringify(mapping);
  return run([path, "--mapping", write("mapping.json", text), ...more]);
}

function importBytes(name, bytes, changes = {}) {
  return importFile(write(name, bytes), { ...MAPPING, ...changes });
}

/** Imports a workbook whose second column of numbers has these digits. */
const importSheet = (rows, changes = {}) =>
  importBytes("fees.xlsx", workbook({ Fees: [LABELS, ...rows] }), changes);

function rowsOf({ status, stdout, stderr }) {
  assert.equal(status, 0, stderr);
  const document = JSON.parse(stdout);
  assertKeepsTo(isPayerTable, document);
  return document.tables.at(-1).rows;
}

function assertRefused({ status, stdout, stderr }, ...sentences) {
  assert.equal(status, 2, stdout + stderr);
  assert.equal(stdout, "");
  for (const sentence of sentences) {
    assert.ok(stderr.includes(sentence), `expected: ${sentence}\nprinted:\n${stderr}`);
  }
}

// --- good files ---------------------------------------------------------------------------------

for (const [layout, file] of Object.entries(LAYOUTS)) {
  const importLayout = (...more) =>
    run([
      join(root, MADE, layout, file),
      "--mapping",
      join(root, MADE, layout, "mapping.json"),
      ...more,
    ]);

  test(`a file in the layout of ${layout.replace("_", " ")} gives the table expected`, () => {
    const { status, stdout, stderr } = importLayout();
    assert.equal(status, 0, stderr);
    assert.equal(stdout, made(layout, "expected.json"));
    assertKeepsTo(isPayerTable, JSON.parse(stdout));
  });

  test(`--out writes what standard output would have, ${layout.replace("_", " ")}, and twice the same`, () => {
    const out = join(work, `${layout}.json`);
    for (let time = 0; time < 2; time += 1) {
      const { status, stdout } = importLayout("--out", out);
      assert.deepEqual([status, stdout], [0, ""]);
      assert.equal(readFileSync(out, "utf8"), made(layout, "expected.json"));
    }
  });
}

test("a byte order mark and line ends of any kind change nothing", () => {
  const mapping = made("north_dakota", "mapping.json");
  const text = made("north_dakota", "professional.csv");
  for (const same of [
    `\ufeff${text}`,
    text.replaceAll("\n", "\r\n"),
    text.replaceAll("\n", "\r"),
  ]) {
    const { stdout } = importFile(write("professional.csv", same), mapping);
    assert.equal(stdout, made("north_dakota", "expected.json"));
  }
});

test("what a code is said to be is neither written nor printed", () => {
  const mapping = made("north_dakota", "mapping.json");
  const broken = made("north_dakota", "professional.csv").replace("$27.55", "$27.5x");
  for (const text of [made("north_dakota", "professional.csv"), broken]) {
    const { stdout, stderr } = importFile(write("professional.csv", text), mapping);
    assert.doesNotMatch(stdout + stderr, /words|our own/i);
  }
});

test("a code that the sheet lacks is a warning, and so are rows that are left out", () => {
  const { stderr } = importFile(
    join(root, MADE, "north_dakota/professional.csv"),
    made("north_dakota", "mapping.json"),
  );
  assert.match(stderr, /Warning: code 90899 is not in the sheet; the table goes without it/);
  assert.match(stderr, /Rows left out by Covered: 1/);
  assert.match(stderr, /Amounts: 4; something else printed: 1/);
});

test("--help says how a mapping is written", () => {
  const { status, stdout } = run(["--help"]);
  assert.equal(status, 0);
  for (const name of Object.keys(MAPPING)) assert.match(stdout, new RegExp(`\\b${name}\\b`));
});

test("a table joins the others of its file by date, or replaces the one with its id", () => {
  const out = write("zz.json", readFileSync(join(root, "fee_schedules/medicaid/oh.json")));
  const before = JSON.parse(readFileSync(out, "utf8"));
  const ofOhio = {
    ...MAPPING,
    state: "OH",
    id: "oh-middle",
    from: "2018-01-01",
    program: "outpatient-hospital",
    default: false,
  };
  const path = write("fees.csv", Papa.unparse([LABELS, ROW]));
  for (let time = 0; time < 2; time += 1) {
    const { status, stderr } = importFile(path, ofOhio, "--out", out);
    assert.equal(status, 0, stderr);
    const { tables, left_out: leftOut } = JSON.parse(readFileSync(out, "utf8"));
    assert.deepEqual(leftOut, before.left_out);
    assert.deepEqual(
      tables.map(({ id }) => id),
      before.tables.map(({ id }) => id).toSpliced(3, 0, "oh-middle"),
    );
    assert.deepEqual(
      tables.filter(({ id }) => id !== "oh-middle"),
      before.tables,
    );
  }
});

test("a file of another format is left alone", () => {
  const text = readFileSync(join(root, "fee_schedules/payers.json"), "utf8");
  const out = write("payers.json", text);
  const result = importFile(write("fees.csv", Papa.unparse([LABELS, ROW])), MAPPING, "--out", out);
  assertRefused(result, "payers.json: ", "expected a payer-table/1 file or a new name");
  assert.equal(readFileSync(out, "utf8"), text);
});

test("the first sheet is read unless another is named or numbered", () => {
  const bytes = workbook({ One: [LABELS, ROW], "Two & <2>": [LABELS, row({ Rate: "31.00" })] });
  for (const [sheet, amount] of [
    [undefined, "29.85"],
    [1, "29.85"],
    [2, "31.00"],
    ["Two & <2>", "31.00"],
  ]) {
    assert.equal(rowsOf(importBytes("fees.xlsx", bytes, { sheet }))[0].amount, amount);
  }
});

test("empty rows and columns of a workbook do not move the rows that are named", () => {
  const rows = rowsOf(
    importBytes("fees.xlsx", workbook({ Fees: [[], ["Title"], LABELS, [], ROW] }), {
      header_row: 3,
    }),
  );
  assert.deepEqual(rows, [{ code: "90853", amount: "29.85", row: 5 }]);
});

test("a modifier, a setting and days in a row's own columns choose it", () => {
  const rows = rowsOf(
    importRows(
      [
        row({ Modifier: "HQ", Place: "Office", From: "7/1/2026", To: "12/31/9999" }),
        row({ Modifier: "none", Place: "facility", From: "2026-08-01", To: "2026-09-30" }),
        row({ Modifier: "95 or GT", Place: "any" }),
      ],
      {
        values: {
          setting: { Office: "nonfacility" },
          modifiers: { none: [], "95 or GT": ["95", "GT"] },
        },
      },
    ),
  );
  assert.deepEqual(rows, [
    {
      code: "90853",
      modifiers: ["HQ"],
      setting: "nonfacility",
      from: "2026-07-01",
      amount: "29.85",
      row: 2,
    },
    {
      code: "90853",
      setting: "facility",
      from: "2026-08-01",
      to: "2026-09-30",
      amount: "29.85",
      row: 3,
    },
    { code: "90853", modifiers: ["95", "GT"], amount: "29.85", row: 4 },
  ]);
});

test("one row of a sheet gives one row for each of the mapping's amounts", () => {
  const clinicians = ["psychiatrist"];
  const rows = rowsOf(
    importRows(
      [["90853", "30.00", "25.50"]],
      {
        columns: { code: "Code" },
        amounts: [
          { column: "MD", clinicians, asks_modifiers: ["AF"], who: "physician" },
          { column: "Intern", modifiers: ["U4"] },
        ],
      },
      ["Code", "MD", "Intern"],
    ),
  );
  assert.deepEqual(rows, [
    {
      code: "90853",
      asks_modifiers: ["AF"],
      clinicians,
      amount: "30.00",
      who: "physician",
      row: 2,
    },
    { code: "90853", modifiers: ["U4"], amount: "25.50", row: 2 },
  ]);
});

test("rows stand by code, those of a code as the sheet has them", () => {
  const rows = rowsOf(
    importRows([
      row({ Code: "H0005" }),
      row({ Modifier: "U8" }),
      row({ Code: "90785" }),
      row({ Modifier: "HQ" }),
    ]),
  );
  assert.deepEqual(
    rows.map((each) => each.row),
    [4, 3, 5, 2],
  );
});

test("the same line twice is right where its days do not overlap", () => {
  const rows = rowsOf(
    importRows([row({ To: "2026-09-30" }), row({ Rate: "31", From: "2026-10-01" })]),
  );
  assert.deepEqual(
    rows.map(({ amount }) => amount),
    ["29.85", "31.00"],
  );
});

// --- amounts ------------------------------------------------------------------------------------

const TEXTS = {
  29.85: "29.85",
  "$29.85": "29.85",
  "$ 29.85": "29.85",
  " 29.85 ": "29.85",
  "$1,029.85": "1029.85",
  "1,234,567.89": "1234567.89",
  1029.85: "1029.85",
  29: "29.00",
  29.8: "29.80",
  ".5": "0.50",
  "29.8500": "29.85",
  999999999.99: "999999999.99",
};
const BAD_TEXTS =
  `1,02.85|29,85|29.855|-29.85|(29.85)|29.85 each|£29.85|29.|$|.|1e3|=10+2|+29.85|٢٩|29.85.1
  |1000000000.00|NaN|Infinity|0x1D|N/A`
    .split("|")
    .map((text) => text.trim());

/** A modifier for each of many rows, so that none stands twice. */
const nth = (at) => `${String.fromCharCode(65 + Math.floor(at / 10))}${at % 10}`;

/** Imports one row for each cell of its Rate column. */
const importRates = (importThem, cells) =>
  importThem(cells.map((Rate, at) => row({ Rate, Modifier: nth(at) })));

function assertAmounts(importThem, cells, amounts) {
  const read = rowsOf(importRates(importThem, cells)).map(({ amount }) => amount);
  assert.deepEqual(read, amounts);
}

/** Each cell is refused with its row; a refusal prints 20 problems. */
function assertNoAmounts(importThem, place, cells, texts) {
  for (let at = 0; at < cells.length; at += 20) {
    const sentences = texts
      .slice(at, at + 20)
      .map(
        (text, row) =>
          `${place}, row ${row + 2}, column "Rate": ${JSON.stringify(text)}; expected more than 0 with at most two decimals`,
      );
    assertRefused(importRates(importThem, cells.slice(at, at + 20)), ...sentences);
  }
}

test("an amount in a text is read to the cent, with a dollar sign and separators", () => {
  assertAmounts(importRows, Object.keys(TEXTS), Object.values(TEXTS));
});

test("a text that is no amount is refused with its row and column", () => {
  assertNoAmounts(importRows, "fees.csv", BAD_TEXTS, BAD_TEXTS);
});

const NUMBERS = {
  29.85: "29.85",
  24.330000000000002: "24.33",
  "7.6999999999999993": "7.70",
  "0.28999999999999998": "0.29",
  101.5: "101.50",
  "2.5E1": "25.00",
  "2.9850000000000001E1": "29.85",
  "1e-2": "0.01",
  70: "70.00",
  24.330000001: "24.33",
};
const BAD_NUMBERS =
  "24.335 24.330000002 24.3300001 -29.85 1E99 1E10 0 0.00 1e-9 29.85E NaN 1/3".split(" ");

const numbers = (texts) => texts.map((digits) => ({ digits }));

test("a number of a workbook is read from its digits, a binary fraction to the cent that it means", () => {
  assertAmounts(importSheet, numbers(Object.keys(NUMBERS)), Object.values(NUMBERS));
});

test("a number of a workbook that is no amount of cents is refused", () => {
  assertNoAmounts(importSheet, "fees.xlsx, sheet 1", numbers(BAD_NUMBERS), BAD_NUMBERS);
});

test("of a formula the value saved with it counts, and nothing is calculated", () => {
  const sheet = (cell) => importSheet([["90853", cell, "", "", "", ""]]);
  assert.equal(rowsOf(sheet({ formula: "1+1", digits: "29.85" }))[0].amount, "29.85");
  assertRefused(sheet({ formula: "1+1" }), 'row 2, column "Rate": empty; expected more than 0');
});

test("what the mapping skips is a note with what was printed, and no row", () => {
  const result = importRows(
    [
      row({ Code: "90785", Rate: "N.C.", Place: "facility" }),
      row({ Code: "90849", Rate: "", Modifier: "HQ" }),
      row({ Code: "H0005", Rate: "$0.00" }),
      ROW,
    ],
    { skip: ["N.C.", "", "$0.00"], notes: ["Made for the tests."] },
  );
  assert.deepEqual(rowsOf(result), [{ code: "90853", amount: "29.85", row: 5 }]);
  assert.deepEqual(JSON.parse(result.stdout).tables[0].notes, [
    "Made for the tests.",
    "90785 facility: printed as 'N.C.'",
    "90849 HQ: nothing printed",
    "H0005: printed as '$0.00'",
  ]);
});

// --- bad sheets ---------------------------------------------------------------------------------

test("a missing column is refused with the columns that are there, and one that stands twice with both", () => {
  assertRefused(
    importRows([ROW], {}, ["Code", "Amount", "Modifier", "Place", "From", "Code"]),
    'fees.csv, row 1: column "Code" stands 2 times; expected once',
    'fees.csv, row 1: column "Rate" not found; found "Code", "Amount", "Modifier"',
    'fees.csv, row 1: column "To" not found',
  );
  assertRefused(
    importRows([ROW], { header_row: 9 }),
    'row 9: column "Code" not found; found an empty row',
  );
});

test("labels may be in other letters and break over lines", () => {
  assert.equal(
    rowsOf(importRows([ROW], {}, ["CODE", "rate", "Modifier\n", " Place", "From", "To"])).length,
    1,
  );
});

test("every problem is named at once, with its row and column", () => {
  assertRefused(
    importRows([
      row({ Rate: "BR" }),
      row({ Code: "9O853" }),
      row({ Code: "" }),
      row({ Rate: "" }),
      row({ Rate: "0.00" }),
      row({ Modifier: "HQ GT" }),
      row({ Place: "Office" }),
      row({ From: "July 1, 2026" }),
      row({ To: "2026-02-30" }),
      row({ From: "2026-09-01", To: "2026-08-31" }),
    ]),
    "Refused, 10 problems:",
    'row 2, column "Rate": "BR"; expected more than 0 with at most two decimals, such as 29.85 or "$1,029.85", or this text among the mapping\'s skip',
    'row 3, column "Code": "9O853"; expected a code such as 90853',
    'row 4, column "Code": empty beside an amount; expected the code in each row',
    'row 5, column "Rate": empty; expected more than 0',
    'row 6, column "Rate": "0.00"; expected more than 0',
    'row 7, column "Modifier": "HQ GT"; expected one modifier such as HQ, or what the text stands for under the mapping\'s values.modifiers',
    'row 8, column "Place": "Office"; expected any, nonfacility, facility, outpatient_hospital, or what the text stands for',
    'row 9, column "From": "July 1, 2026"; expected 2026-07-01, 7/1/2026 or a date cell',
    'row 10, column "To": "2026-02-30"; expected',
    'row 11, column "To": 2026-08-31; expected a day from 2026-09-01 on',
  );
});

test("a row that stands twice is refused with both rows, whatever the amounts", () => {
  const refused = (rows, sentence) => assertRefused(importRows(rows), sentence);
  refused(
    [ROW, ROW],
    "row 3: 90853 stands in row 2 too; expected one amount for each code, modifier, setting and day",
  );
  refused([ROW, row({ Rate: "31" })], "row 3: 90853 stands in row 2 too");
  refused(
    [row({ Modifier: "HQ" }), ROW, row({ Modifier: "HQ", Rate: "1" })],
    "row 4: 90853, HQ stands in row 2 too",
  );
  refused(
    [row({ To: "2026-10-01" }), row({ From: "2026-10-01" })],
    "row 3: 90853 stands in row 2 too",
  );
  const values = { modifiers: { "HQ or GT": ["HQ", "GT"] } };
  assertRefused(
    importRows([row({ Modifier: "HQ or GT" }), row({ Modifier: "GT", Rate: "31" })], { values }),
    "row 3: 90853, GT stands in row 2 too",
  );
});

test("a code to take that stands among other text is refused, and other text is passed over", () => {
  const rows = [
    row({ Code: "90853-HQ" }),
    row({ Code: "Group services" }),
    row({ Code: "99213-25" }),
    ROW,
  ];
  for (const codes of [["90853"], "9085\\d"]) {
    assertRefused(
      importRows(rows, { codes }),
      'Refused:\n  fees.csv, row 2, column "Code": "90853-HQ"; expected the code alone',
    );
    assert.deepEqual(
      rowsOf(importRows(rows.slice(1), { codes })).map((each) => each.row),
      [4],
    );
  }
});

test("a sheet without one amount of the codes to take is refused", () => {
  const sentence = "fees.csv: no row has an amount; expected one of a code that the mapping takes";
  assertRefused(importRows([ROW], { codes: ["90849"] }), sentence);
  assertRefused(importRows([row({ Rate: "BR" })], { skip: ["BR"] }), sentence);
  assertRefused(importRows([row({ To: "2026-06-30" })]), sentence);
  assertRefused(importRows([row({ From: "2027-01-01" })], { to: "2026-12-31" }), sentence);
});

test("a sheet that the workbook lacks is refused with those it has, and so is any of a CSV file", () => {
  assertRefused(
    importSheet([ROW], { sheet: "Rates" }),
    'fees.xlsx: no sheet "Rates"; found "Fees"',
  );
  assertRefused(importSheet([ROW], { sheet: 2 }), 'fees.xlsx: no sheet "2"; found "Fees"');
  assertRefused(
    importRows([ROW], { sheet: "Rates" }),
    'fees.csv: is a CSV file, which has no sheet "Rates"',
  );
});

test("a file, a mapping or the name of either that is not there is refused", () => {
  assertRefused(run([]), "one FILE is expected", "--mapping is missing");
  assertRefused(run(["a.csv", "b.csv", "--mapping", "m.json"]), "one FILE is expected");
  assertRefused(run(["--frobnicate"]), "--frobnicate");
  assertRefused(
    run(["fees.csv", "--mapping", join(work, "none.json")]),
    "none.json: cannot be read",
  );
  assertRefused(importFile(join(work, "none.csv"), MAPPING), "none.csv: cannot be read (ENOENT)");
});

// --- bad mappings -------------------------------------------------------------------------------

test("a mapping that is not one is refused, every problem at once", () => {
  const { title, ...untitled } = MAPPING;
  assertRefused(
    importRows([ROW], { colums: {} }),
    'mapping.json, /: must NOT have additional properties: "colums"',
  );
  assertRefused(importFile(write("fees.csv", ""), "{"), "mapping.json: is not JSON");
  assertRefused(
    importFile(write("fees.csv", ""), {
      ...untitled,
      state: "Ohio",
      columns: { amount: "Rate" },
      header_row: 0,
      amounts: [{ column: "A", setting: "office", clinicians: ["nurse"] }],
      source: {},
      codes: ["9085"],
    }),
    "mapping.json, /: must have required property 'title'",
    "mapping.json, /state: must match pattern",
    "mapping.json, /columns: must have required property 'code'",
    "mapping.json, /header_row: must be >= 1",
    "mapping.json, /amounts/0/setting: must be equal to one of the allowed values: any, nonfacility, facility, outpatient_hospital",
    "mapping.json, /amounts/0/clinicians/0: must be equal to one of the allowed values: psychiatrist, ",
    "mapping.json, /source: must have required property 'title'",
    "mapping.json, /codes",
  );
});

test("a mapping that contradicts itself is refused", () => {
  const { state, ...stateless } = MAPPING;
  const refused = (changes, ...sentences) =>
    assertRefused(importRows([ROW], changes), ...sentences.map((each) => `mapping.json, ${each}`));
  assertRefused(
    importFile(write("fees.csv", ""), stateless),
    "mapping.json, /: expected state or payer",
  );
  refused(
    { payer: "medicaid-OH" },
    "/payer: is medicaid-OH; expected medicaid-ZZ, as the state says, or no state",
  );
  refused({ columns: { code: "Code" } }, "/columns/amount: expected either this or amounts");
  refused({ amounts: [{ column: "Rate" }] }, "/columns/amount: expected either this or amounts");
  refused(
    {
      columns: { code: "Code", setting: "Place", modifiers: "Modifier" },
      amounts: [{ column: "Rate", setting: "facility", modifiers: ["HQ"], asks_modifiers: ["HE"] }],
    },
    "/amounts/0/setting: stands in a column too; expected one of both",
    "/amounts/0/modifiers: stands in a column too; expected one of both",
    "/amounts/0: modifiers choose a row or are asked for; expected one of both",
  );
  refused(
    { from: "2026-02-30", to: "tomorrow" },
    "/from: 2026-02-30 is no day; expected YYYY-MM-DD",
    "/to: tomorrow is no day",
  );
  refused(
    { to: "2026-06-30", as_of: "2026-06-29" },
    "/to: 2026-06-30 is before the first day, 2026-07-01",
    "/as_of: 2026-06-29 is before the first day, 2026-07-01",
  );
  refused(
    { to: "2026-12-31", as_of: "2027-01-01" },
    "/as_of: 2027-01-01 is after the last day, 2026-12-31",
  );
  refused({ codes: "9085[" }, "/codes: is no pattern");
});

// --- hostile files ------------------------------------------------------------------------------

test("a file that is not UTF-8 is refused with the line", () => {
  const text = Papa.unparse([LABELS, ROW, row({ Code: "90849", Place: "Café" })]);
  assertRefused(
    importBytes("fees.csv", Buffer.from(text, "latin1")),
    "fees.csv, line 3: is not UTF-8; expected UTF-8, with or without a byte order mark",
  );
  assertRefused(
    importBytes("fees.csv", Buffer.from(`\ufeff${text}`, "utf16le")),
    "line 1: is not UTF-8",
  );
});

test("quotes that do not end are refused, and quotes inside a cell are not", () => {
  assertRefused(importBytes("fees.csv", `${LABELS.join()}\n90853,"29.85,,,,\n`), "is not CSV");
  const fine = `${LABELS.join()}\n"90853","29.85","","","",""\n`;
  assert.equal(rowsOf(importBytes("fees.csv", fine)).length, 1);
});

test("a formula in a cell is a text like any other, and shown in quotes", () => {
  const hostile = "=cmd|' /C calc'!A0";
  assertRefused(
    importRows([row({ Code: hostile }), row({ Rate: hostile }), row({ Modifier: hostile })]),
    `row 2, column "Code": ${JSON.stringify(hostile)}; expected a code`,
    `row 3, column "Rate": ${JSON.stringify(hostile)}; expected more than 0`,
    `row 4, column "Modifier": ${JSON.stringify(hostile)}; expected one modifier`,
  );
  const passedOver = importRows([row({ Code: hostile }), ROW], { codes: ["90853"] });
  assert.doesNotMatch(passedOver.stdout + passedOver.stderr, /cmd/);
});

test("control characters and endless text of a cell do not reach the terminal", () => {
  const { stderr } = importRows([
    row({ Rate: "\u001b[2J\u009b31m\u202e5" }),
    row({ Code: "90849", Rate: "9".repeat(5000) }),
  ]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  assert.doesNotMatch(stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.match(stderr, /\\u001b\[2J\\u009b31m\\u202e5/);
  assert.ok(stderr.length < 2000);
});

test("a cell that is named like a property of every object stands for nothing", () => {
  const values = { setting: {}, modifiers: {} };
  for (const text of ["__proto__", "constructor", "toString"]) {
    assertRefused(
      importRows([row({ Modifier: text })], { values }),
      `"${text}"; expected one modifier`,
    );
    assertRefused(
      importRows([row({ Place: text })], { values }),
      `"${text}"; expected any, nonfacility`,
    );
  }
});

test("a file that only calls itself a workbook is refused", () => {
  assertRefused(
    importBytes("fees.xlsx", "Code,Rate\n"),
    "fees.xlsx: is not a zip archive; expected an .xlsx workbook",
  );
  assertRefused(importBytes("fees.xlsx", ""), "fees.xlsx: is not a zip archive");
  assertRefused(importBytes("fees.xlsx", "PK\x03\x04"), "fees.xlsx: is not a zip archive");
  assertRefused(
    importBytes("fees.xlsx", zip([{ name: "a.txt", content: "" }])),
    "fees.xlsx: cannot be read as a workbook",
  );
  assertRefused(
    importBytes("fees.xls", Buffer.from("d0cf11e0a1b11ae1", "hex")),
    "fees.xls: is an Excel workbook of before 2007; expected .xlsx or CSV",
  );
});

test("a workbook is known by its content, whatever its name", () => {
  assert.equal(rowsOf(importBytes("fees.csv", workbook({ Fees: [LABELS, ROW] }))).length, 1);
});

const parts = workbookParts({ Fees: sheetXml([LABELS, ROW]) });
const withSheet = (changes) => zip([...parts.slice(0, -1), { ...parts.at(-1), ...changes }]);

test("a damaged or encrypted workbook is refused", () => {
  assertRefused(importBytes("fees.xlsx", withSheet({ checksum: 1 })), "fees.xlsx: is damaged");
  assertRefused(importBytes("fees.xlsx", withSheet({ size: 9_999 })), "fees.xlsx: is damaged");
  assertRefused(importBytes("fees.xlsx", withSheet({ flags: 1 })), "fees.xlsx: is encrypted");
});

test("a workbook with one byte changed is refused or gives what it gave before", () => {
  const whole = withSheet({});
  const before = rowsOf(importBytes("fees.xlsx", whole));
  for (let at = 30; at < whole.length; at += 131) {
    const changed = Buffer.from(whole);
    changed[at] ^= 0xff;
    const result = importBytes("fees.xlsx", changed);
    if (result.status !== 2) assert.deepEqual(rowsOf(result), before, `byte ${at}`);
  }
});

test("a workbook cut anywhere is refused, and never crashes the command", () => {
  const whole = withSheet({});
  for (let length = 1; length < whole.length; length += 173) {
    const { status, stderr } = importBytes("fees.xlsx", whole.subarray(0, length));
    assert.equal(status, 2, `${length} bytes: ${stderr}`);
  }
});

/** Imports and says how long that took, in milliseconds. */
function timed(bytes) {
  const start = process.hrtime.bigint();
  const result = importBytes("fees.xlsx", bytes);
  return { result, elapsed: Number((process.hrtime.bigint() - start) / 1_000_000n) };
}

test("a sheet that inflates to more than 200 MB is refused at once, as its size says", () => {
  const { result, elapsed } = timed(withSheet({ content: Buffer.alloc(201 * 1024 * 1024, " ") }));
  assertRefused(result, "fees.xlsx: inflates to 202 MB; expected at most 200 MB");
  assert.ok(elapsed < 10_000, `${elapsed} ms`);
});

test("many sheets that inflate to more than 200 MB together are refused too", () => {
  const filler = Buffer.alloc(21 * 1024 * 1024, " ");
  const more = Array.from({ length: 10 }, (_, at) => ({
    name: `xl/worksheets/more${at}.xml`,
    content: filler,
  }));
  assertRefused(
    timed(zip([...parts, ...more])).result,
    "fees.xlsx: inflates to 211 MB; expected at most 200 MB",
  );
});

test("a sheet that says it is small and is not is refused at the size it says", () => {
  const { result, elapsed } = timed(
    withSheet({ content: Buffer.alloc(201 * 1024 * 1024, " "), size: 1_000 }),
  );
  assertRefused(
    result,
    "fees.xlsx: has a part, xl/worksheets/sheet1.xml, that inflates to more than the archive says",
  );
  assert.ok(elapsed < 10_000, `${elapsed} ms`);
});

test("a sheet that claims more cells than there are is refused before it is laid out", () => {
  const far = sheetXml([LABELS, ROW]).replace('r="F2"', 'r="XFD1048576"');
  const { result, elapsed } = timed(withSheet({ content: far }));
  assertRefused(
    result,
    "fees.xlsx: has a sheet, xl/worksheets/sheet1.xml, of 1048576 rows and 16384 columns; expected at most 5000000 cells",
  );
  assert.ok(elapsed < 10_000, `${elapsed} ms`);
});

test("a sheet with entities of its own is not expanded", () => {
  const laughs = Array.from(
    { length: 20 },
    (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`,
  ).join("");
  const content = sheetXml([LABELS, row({ Rate: "PLACE" })])
    .replace("<worksheet", `<!DOCTYPE x [<!ENTITY e0 "9">${laughs}]><worksheet`)
    .replace("PLACE", "&e20;");
  const { result, elapsed } = timed(withSheet({ content }));
  assert.equal(result.status, 2);
  assert.ok(elapsed < 10_000 && result.stderr.length < 2_000);
});

test("nothing is written when the input is refused", () => {
  const out = join(work, "refused.json");
  const path = write("fees.csv", Papa.unparse([LABELS, row({ Rate: "BR" })]));
  assertRefused(importFile(path, MAPPING, "--out", out), '"BR"');
  assert.ok(!existsSync(out));
});

// A payer's sheet as the page reads it: which columns are recognised, what a cell means, what is
// said of rows and files that cannot be read. The page's own modules, without the page.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { readSheet } from "read-excel-file/universal";
import { runnerImport } from "vite";
import { longCsv, sheetXml, workbook, zip } from "../browser/sheet-files.mjs";
import { root } from "./lib/root.mjs";

const load = async (name) => {
  const path = join(root, "web/src/contracts", name);
  return (await runnerImport(path, { configFile: false, logLevel: "error" })).module;
};
const { say } = await load("../../../tests/node/lib/english.mjs");
const cells = await load("cells.ts");
const columns = await load("columns.ts");
const { asTheSheetShows } = await load("read-xlsx.ts");
const { readSource } = await load("read-source.ts");
const { rowsOfRates } = await load("typed-rates.ts");
const table = await load("contract-table.ts");

const known = new Set(["90853", "90834", "90837", "90791", "H0004"]);
const read = (source, layout) =>
  readSource(typeof source === "string" ? source : new Uint8Array(source), { known, layout });
const rowsOf = async (source, layout) => (await read(source, layout)).rows;
const unreadable = (source, words) =>
  assert.rejects(read(source), ({ sentence }) => {
    assert.match(say(sentence), words);
    return true;
  });

const roles = (labels) => columns.recogniseColumns(labels.split("|")).join("|");

for (const [labels, expected] of [
  ["CPT|Rate", "code|rate"],
  ["HCPCS|Modifier|Fee Schedule Amount", "code|modifier|rate"],
  ["Procedure Code|Mod 1|Mod 2|Allowed Amount", "code|modifier|modifier|rate"],
  ["PROC_CODE|mod1|allowable", "code|modifier|rate"],
  ["CPTCode|AllowedAmount|EffectiveDate|TermDate", "code|rate|from|to"],
  ["Service Code|Description|Price|Start Date|End", "code||rate|from|to"],
  ["Code|Contracted Rate|Eff Date|Expiration", "code|rate|from|to"],
  ["CPT/HCPCS|POS|Fee|Provider Type", "code|place|rate|clinician"],
  ["Code|Place of Service|Credential|Allowed", "code|place|clinician|rate"],
  ["Code|Facility/Non-Facility|License|Rate", "code|place|clinician|rate"],
  ["Code|Non-Facility Fee|Facility Fee", "code|rate_nonfacility|rate_facility"],
  ["Code|Charge|Billed Amount|Allowed Amount|Rate Type", "code|||rate|"],
  ["Description|Notes|Units", "||"],
]) {
  test(`the columns ${labels} are recognised`, () => {
    assert.equal(roles(labels), expected);
  });
}

for (const [text, expected] of [
  ["41.38", "41.38"],
  ["$ 1,141.5 ", "1141.50"],
  ["USD 41", "41"],
  [".5", "0.50"],
  ["0041.380", "41.38"],
  ["41.", "41"],
  ["\u00a041.38\u00a0", "41.38"],
  ["", undefined],
]) {
  test(`"${text}" is ${expected} dollars`, () => assert.equal(cells.readDollars(text), expected));
}

for (const text of [
  "41.375",
  "41,38",
  "1,14",
  "-4",
  "(41.38)",
  "4e1",
  "=41",
  "N/A",
  "1234567890",
]) {
  test(`"${text}" is no amount`, () => {
    assert.match(say(cells.readDollars(text).accepted), /41\.38/);
  });
}

for (const [text, expected] of [
  ["2026-01-31", "2026-01-31"],
  ["1/31/2026", "2026-01-31"],
  ["01/31/26", "2026-01-31"],
  ["20260131", "2026-01-31"],
  ["Jan 31, 2026", "2026-01-31"],
  ["31-Jan-2026", "2026-01-31"],
  ["2026-01-31 00:00:00", "2026-01-31"],
  ["12/31/9999", undefined],
  ["", undefined],
]) {
  test(`"${text}" is the day ${expected}`, () => assert.equal(cells.readDay(text), expected));
}

for (const text of ["2026-02-30", "13/1/2026", "46023", "soon", "=TODAY()"]) {
  test(`"${text}" is no day`, () => assert.match(say(cells.readDay(text).accepted), /a date/));
}

for (const [text, expected] of [
  ["LCSW", ["clinical_social_worker"]],
  ["PhD/PsyD", ["clinical_psychologist"]],
  ["MD, DO, NP", ["psychiatrist", "nurse_practitioner"]],
  ["L.M.F.T.", ["marriage_family_therapist"]],
  ["LPC or LMHC or LPCC", ["mental_health_counselor"]],
  ["PA-C", ["physician_assistant"]],
  ["CNS", ["clinical_nurse_specialist"]],
  ["Licensed Clinical Social Worker (LCSW)", ["clinical_social_worker"]],
  ["All", undefined],
]) {
  test(`"${text}" treats as ${expected ?? "anyone"}`, () => {
    assert.deepEqual(cells.readClinicians(text), expected);
  });
}

test("a credential that is not known is never guessed", () => {
  for (const text of ["XYZ", "LCSW/XYZ", "RN"]) {
    assert.match(say(cells.readClinicians(text).accepted), /LCSW, PhD/);
  }
});

test("places are codes, or a setting in words", () => {
  assert.deepEqual(cells.readPlace("11"), { places_of_service: ["11"] });
  assert.deepEqual(cells.readPlace("2, 10"), { places_of_service: ["02", "10"] });
  assert.deepEqual(cells.readPlace("Non-Facility"), { setting: "nonfacility" });
  assert.deepEqual(cells.readPlace("F"), { setting: "facility" });
  assert.match(say(cells.readPlace("elsewhere").accepted), /facility or nonfacility/);
});

test("titles above the labels and remarks between the rows are passed over", async () => {
  const reading = await read(
    "Blue Plan 2026\n\nCPT Code;Mod;Allowed Amount\n90853;;$41.38\nSee page 3\n99213;;80\n90834;HO;90\n",
  );
  assert.equal(reading.layout.headerRow, 3);
  assert.deepEqual(reading.rows, [
    { code: "90853", amount: "41.38", row: 4 },
    { code: "90834", modifiers: ["HO"], amount: "90", row: 7 },
  ]);
  assert.deepEqual(reading.leftOut, { otherCodes: 1, repeated: 0, remarks: 1 });
});

test("rows without labels are read by what stands in them", async () => {
  assert.deepEqual(await rowsOf("90853\tGroup\t41.38\n90834\tHour\t90.00"), [
    { code: "90853", amount: "41.38", row: 1 },
    { code: "90834", amount: "90.00", row: 2 },
  ]);
});

test("a column is what a person says it is", async () => {
  const sheet = "Code,Rate,Old\n90853,40,41\n";
  const { layout } = await read(sheet);
  layout.roles = ["code", "", "rate"];
  assert.deepEqual(await rowsOf(sheet, layout), [{ code: "90853", amount: "41", row: 2 }]);
});

test("two columns of rates are a row each", async () => {
  assert.deepEqual(await rowsOf("Code,Non-Facility Rate,Facility Rate\n90853,41,31\n"), [
    { code: "90853", setting: "nonfacility", amount: "41", row: 2 },
    { code: "90853", setting: "facility", amount: "31", row: 2 },
  ]);
});

test("every mistake is said by row, column, what was found and what would do", async () => {
  const { problems, problemCount, rows } = await read(
    "CPT,Allowed,Eff Date,End Date,Provider Type\n90853,41.375,soon,,XYZ\n90834,,,,\n90837,9,2026-02-01,2026-01-01,\n90853,1,,,\n90853,2,,,\n9083,5,,,\n",
  );
  assert.deepEqual(
    problems.map(({ row, column, found }) => [row, column, found]),
    [
      [2, "Allowed", "41.375"],
      [2, "Eff Date", "soon"],
      [2, "Provider Type", "XYZ"],
      [3, "Allowed", ""],
      [4, "End Date", "2026-01-01"],
      [6, "Allowed", "2"],
      [7, "CPT", "9083"],
    ],
  );
  assert.match(say(problems[5].accepted), /1, as in row 5/);
  assert.equal(problemCount, 7);
  assert.equal(rows.length, 1);
});

test("mistakes beyond the limit are counted", async () => {
  const { problems, problemCount } = await read(`CPT,Rate\n${"90853,x\n".repeat(120)}`);
  assert.deepEqual([problems.length, problemCount], [50, 120]);
});

test("a rate ends where the next one of the same line begins", async () => {
  const sheet =
    "CPT,Mod,Rate,Eff Date,End Date\n90853,,40,1/1/2025,\n90853,,41,3/1/2026,\n90853,,39,,\n90853,HO,9,,\n90834,,1,1/1/2025,6/30/2025\n90834,,2,1/1/2026,\n";
  assert.deepEqual(
    (await rowsOf(sheet)).map(({ row, from, to }) => [row, from, to]),
    [
      [2, "2025-01-01", "2026-02-28"],
      [3, "2026-03-01", undefined],
      [4, undefined, "2024-12-31"],
      [5, undefined, undefined],
      [6, "2025-01-01", "2025-06-30"],
      [7, "2026-01-01", undefined],
    ],
  );
});

test("the same row twice counts once", async () => {
  const { rows, leftOut } = await read("CPT,Rate\n90853,41\n90853,$41\n");
  assert.deepEqual([rows.length, leftOut.repeated], [1, 1]);
});

test("quotes, blanks and what looks like a formula stay text", async () => {
  const { preview, rows } = await read(
    `"CPT","Rate","Note"\r\n"90853","$1,041.38","say ""so"", twice"\r\n90834,50,"=cmd|' /C calc'!A0"\r\n`,
  );
  assert.deepEqual(rows[0].amount, "1041.38");
  assert.equal(preview[0][2], 'say "so", twice');
  assert.equal(preview[1][2], "=cmd|' /C calc'!A0");
});

for (const [name, bytes] of Object.entries({
  "UTF-8 with a byte order mark": Buffer.from("\ufeffCPT,Rate\n90853,41\n"),
  "UTF-16, little end first": Buffer.from("\ufeffCPT,Rate\n90853,41\n", "utf16le"),
  "UTF-16, big end first": Buffer.from("\ufeffCPT,Rate\n90853,41\n", "utf16le").swap16(),
})) {
  test(`${name} is read`, async () => {
    assert.deepEqual(await rowsOf(bytes), [{ code: "90853", amount: "41", row: 2 }]);
  });
}

test("bytes that are not UTF-8 are said to be so", () =>
  unreadable(Buffer.from("CPT,Rate,Médecin\n90853,41,é\n", "latin1"), /CSV UTF-8/));

test("a picture is said to be no text", () => unreadable(Buffer.from("GIF89a\0\0"), /not text/));

test("an old workbook is said to be one", () =>
  unreadable(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), /XLS/));

test("an empty file is said to be empty", () => unreadable("", /no rows/));

test("a million columns are refused at once", () =>
  unreadable(`CPT,Rate${",".repeat(1_000_000)}\n`, /more than 200 columns/));

test("a line without end is refused", () => unreadable("9".repeat(200_000), /100,000 characters/));

test("a quotation mark that never closes is said by row", () =>
  unreadable('CPT,Rate\n90834,5\n90853,"41\n90837,6\n', /Row 3 opens a quotation mark/));

test("a quotation mark that never closes in a long file costs no time", async () => {
  const start = performance.now();
  await unreadable(`CPT,Rate\n90853,"41\n${"90837,6\n".repeat(1_000_000)}`, /Row 2 opens/);
  assert.ok(performance.now() - start < 5000);
});

test("a cell that is too long is a mistake of its row", async () => {
  const { problems } = await read(`CPT,Rate\n90853,${"4".repeat(5000)}\n`);
  assert.equal(say(problems[0].accepted), "at most 1,000 characters");
  assert.ok(problems[0].found.length < 100);
});

test("too many rows are refused", () =>
  unreadable(`CPT,Rate\n${"99213,1\n".repeat(500_001)}`, /more than 500,000 rows/));

test("more rates than a contract has are refused", () =>
  unreadable(
    `CPT,Mod,Rate,Eff Date\n${Array.from({ length: 5_001 }, (_, n) => `90853,A${n % 10},${n}.00,${new Date(n * 864e5).toISOString().slice(0, 10)}`).join("\n")}`,
    /More than 5,000 rows/,
  ));

const SHEET = [
  ["CPT", "Rate", "Eff Date", "Note"],
  [90853, 41.38, { day: "2026-01-01" }, "a & b"],
  [],
  ["90834", { number: "41.380000000000003" }, "2026-02-01", { formula: "1+1", was: "2" }],
  [90791, { number: "1.405E2" }, "", "=cmd|' /C calc'!A0"],
];

test("a workbook is read: numbers, days, text and what a formula last gave", async () => {
  const { rows, preview } = await read(workbook(sheetXml(SHEET)));
  assert.deepEqual(rows, [
    { code: "90853", from: "2026-01-01", amount: "41.38", row: 2 },
    { code: "90834", from: "2026-02-01", amount: "41.38", row: 4 },
    { code: "90791", amount: "140.50", row: 5 },
  ]);
  assert.deepEqual(
    preview.map((each) => each[3]),
    ["a & b", "2", "=cmd|' /C calc'!A0"],
  );
});

test("a workbook is read as read-excel-file reads it", async () => {
  const file = new Uint8Array(workbook(sheetXml(SHEET.filter((row) => row.length > 0))));
  const peer = await readSheet(file.buffer);
  const text = (value) =>
    value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? "");
  const { labels, preview } = await read(file);
  assert.deepEqual(
    [labels, ...preview].map((row) => labels.map((_, at) => row[at] ?? "")),
    peer.map((row) => row.map((value) => (value === 41.380000000000003 ? "41.38" : text(value)))),
  );
});

test("shared strings may have runs, and rows may be left out", async () => {
  const sheet = `<worksheet><sheetData><row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row><row r="5"><c r="A5"><v>90853</v></c><c r="C5"><v>41</v></c></row></sheetData></worksheet>`;
  const strings = "<sst><si><r><t>C</t></r><r><t>PT</t></r></si><si><t>Rate</t></si></sst>";
  assert.deepEqual(await rowsOf(workbook(sheet, { "xl/sharedStrings.xml": strings })), [
    { code: "90853", amount: "41", row: 5 },
  ]);
});

for (const [value, shown] of [
  ["41.380000000000003", "41.38"],
  ["0.1", "0.1"],
  ["99.999999999999997", "100"],
  ["1.405E2", "140.5"],
  ["5E-2", "0.05"],
  ["1E3", "1000"],
  ["-0.5", "-0.5"],
  ["text", "text"],
]) {
  test(`a sheet that holds ${value} shows ${shown}`, () => {
    assert.equal(asTheSheetShows(value), shown);
  });
}

test("an archive that says it unpacks to too much is refused before it is unpacked", () =>
  unreadable(workbook(sheetXml(SHEET), {}, { declared: 4_000_000_000 }), /unpacks to more/));

test("an archive that lies about its size is stopped while it is unpacked", async () => {
  const bomb = sheetXml([]).replace("<sheetData>", `<sheetData>${" ".repeat(210_000_000)}`);
  await unreadable(workbook(bomb, {}, { declared: 1000 }), /unpacks to more|too many/);
});

test("a sheet of a million columns is refused", () =>
  unreadable(
    workbook(sheetXml([["CPT", "Rate"], Array.from({ length: 18_000 }, () => 1)])),
    /more than 200 columns/,
  ));

for (const [what, bytes] of Object.entries({
  "an archive cut short": workbook(sheetXml(SHEET)).subarray(0, 700),
  "an archive that is no workbook": zip({ "a.txt": "a" }),
  "a workbook without its sheet": zip({
    "xl/workbook.xml": '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
  }),
})) {
  test(`${what} is refused`, () => unreadable(bytes, /XLSX|first sheet/));
}

test("a damaged sheet is refused", async () => {
  const file = workbook(sheetXml(SHEET));
  const at = file.indexOf("worksheets/sheet1.xml") + "worksheets/sheet1.xml".length;
  file.fill(0xff, at, at + 40);
  await unreadable(file, /whole XLSX/);
});

test("rates that are typed are rows", () => {
  const typed = { percent: "110 %", year: "2026", locality: "national", flat: "$45.50" };
  assert.deepEqual(rowsOfRates(typed), {
    rows: [
      { code: "*", percent_of_medicare: { percent: "110", year: 2026, locality: "national" } },
      { code: "90853", amount: "45.50" },
    ],
    problems: [],
  });
  assert.equal(rowsOfRates({ ...typed, percent: "11x", flat: "4.555" }).problems.length, 2);
  assert.equal(rowsOfRates({ ...typed, percent: "", flat: "" }).problems[0].field, "percent");
});

const DETAILS = {
  name: "Plan Bleué / 2026",
  payer: "aetna",
  isOwnPayer: false,
  from: "2026-01-01",
  to: "",
  isLesserOfCharge: true,
  scale: "",
};

test("a contract stands for its payer, or beside it", () => {
  const rows = [{ code: "90853", amount: "41.38", row: 2 }];
  const [own] = table.documentOf({ ...DETAILS, isOwnPayer: true }, rows, "a.csv").tables;
  const [instead] = table.documentOf(DETAILS, rows, "a.csv").tables;
  assert.deepEqual(
    [instead.payer, instead.rules_of, instead.kind],
    ["aetna", undefined, "contract"],
  );
  assert.deepEqual(
    [own.payer, own.rules_of, own.name],
    [`own-${table.slugOf(DETAILS.name)}`, "aetna", DETAILS.name],
  );
  const [fees] = table.documentOf({ ...DETAILS, payer: "self-pay" }, rows, "a.csv").tables;
  assert.equal(fees.kind, "self_pay");
});

test("steps of a sliding scale are a name and a percentage each", () => {
  assert.deepEqual(
    table
      .stepsOf("A 75, Full-time student: 50 %; C=12.5")
      .map(({ step, percent }) => [step, percent]),
    [
      ["A", "75"],
      ["Full-time student", "50"],
      ["C", "12.5"],
    ],
  );
  assert.deepEqual(table.stepsOf(" "), []);
  for (const text of ["A", "75", "A 75, B half"]) assert.equal(table.stepsOf(text), undefined);
});

test("names that no letter is left of still have a file", () => {
  assert.equal(table.slugOf("日本"), "contract");
  assert.equal(table.slugOf("Blue Plan, 2026!"), "blue-plan-2026");
});

test("what the engine says of a row is led back to the row of the sheet", () => {
  const document = table.documentOf(DETAILS, [{ code: "90853", amount: "41", row: 17 }], "a.csv");
  assert.deepEqual(table.placeOf({ path: "/tables/0/rows/0/amount" }, document), {
    position: 0,
    row: 17,
    field: "amount",
  });
  assert.equal(table.placeOf({ path: "/tables/0/from" }, document).field, "from");
});

test("200,000 rows are read", async () => {
  const { rowsRead, rows, problemCount } = await read(longCsv(200_000));
  assert.equal(rowsRead, 200_000);
  assert.ok(rows.length > 400);
  assert.equal(problemCount, 0);
});

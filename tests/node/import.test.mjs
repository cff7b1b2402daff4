// scripts/import-pfs and scripts/import-zip5, run as a person would run them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";

const root = fileURLToPath(new URL("../..", import.meta.url));
const schedules = join(root, "fee_schedules");
const work = mkdtempSync(join(tmpdir(), "import-test-"));
after(() => rmSync(work, { recursive: true }));

const LAYOUTS = {
  "2025_october": { year: "2025", rvu: "PPRRVU2025_Oct.csv", gpci: "GPCI2025.csv" },
  "2026_january": {
    year: "2026",
    rvu: "PPRRVU2026_Jan_nonQPP.csv",
    "rvu-qpp": "PPRRVU2026_Jan_QPP.csv",
    gpci: "GPCI2026.csv",
  },
  "2026_july": {
    year: "2026",
    rvu: "PPRRVU2026_Jul_nonQPP.csv",
    "rvu-qpp": "PPRRVU2026_Jul_QPP.csv",
    gpci: "GPCI2026.csv",
    release: "July 2026 release (RVU26C)",
  },
};
const FIRST_CODE_ROW = 13; // 90785, after eight rows of titles and labels and four of other codes
const made = (folder, name) => join(root, "tests/data/cms_files", folder, name);

let folders = 0;
function newFolder() {
  folders += 1;
  return mkdtempSync(join(work, `${folders}-`));
}

function copyOfSchedules() {
  const copy = newFolder();
  cpSync(schedules, copy, { recursive: true });
  return copy;
}

function run(script, args) {
  const { status, stdout, stderr } = spawnSync(join(root, "scripts", script), args, {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const asArguments = (options) =>
  Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );

/**
 * Imports the made-up files of a layout, each first changed by `edits[option]`, and writes to a new
 * file unless told otherwise.
 */
function importPfs(folder, edits = {}, options = {}) {
  const out = join(newFolder(), "year.json");
  const given = { ...LAYOUTS[folder] };
  for (const name of ["rvu", "rvu-qpp", "gpci"]) {
    if (given[name] === undefined) continue;
    const file = made(folder, given[name]);
    given[name] = edits[name] ? editedCopy(file, given[name], edits[name]) : file;
  }
  const result = run("import-pfs", asArguments({ out, ...given, ...options }));
  return { ...result, out: options.out ?? out };
}

function editedCopy(file, name, edit) {
  const before = readFileSync(file, "latin1");
  const text = edit(before);
  assert.notEqual(text, before, "the edit changes nothing");
  const copy = join(newFolder(), name);
  writeFileSync(copy, text, "latin1");
  return copy;
}

const replace = (from, to) => (text) => text.replaceAll(from, to);
const inSequence =
  (...edits) =>
  (text) =>
    edits.reduce((left, edit) => edit(left), text);

/** Replaces cells of the row that a spreadsheet would number so. */
const setCells = (row, cells) => (text) => {
  const lines = text.split("\r\n");
  const [parts] = Papa.parse(lines[row - 1]).data;
  for (const [at, value] of Object.entries(cells)) parts[at] = value;
  lines[row - 1] = Papa.unparse([parts]);
  return lines.join("\r\n");
};
const repeatRow = (row) => (text) => {
  const lines = text.split("\r\n");
  return [...lines.slice(0, row), ...lines.slice(row - 1)].join("\r\n");
};
const dropRows = (from, to) => (text) => {
  const lines = text.split("\r\n");
  return [...lines.slice(0, from - 1), ...lines.slice(to)].join("\r\n");
};

function assertRefused(result, ...sentences) {
  assert.equal(result.status, 2, result.stdout + result.stderr);
  for (const sentence of sentences) {
    assert.ok(
      result.stderr.includes(sentence),
      `expected: ${sentence}\nprinted:\n${result.stderr}`,
    );
  }
  if (result.out) assert.ok(!existsSync(result.out), "nothing is written when refused");
}

for (const folder of Object.keys(LAYOUTS)) {
  test(`files in the layout of ${folder.replace("_", " ")} give the year file expected`, () => {
    const { status, out, stdout, stderr } = importPfs(folder);
    assert.equal(status, 0, stderr);
    assert.equal(readFileSync(out, "utf8"), readFileSync(made(folder, "expected.json"), "utf8"));
    assert.match(stdout, /66 codes, 109 localities/);
  });
}

test("line ends of any kind give the same year file", () => {
  for (const end of ["\r", "\n"]) {
    const edit = replace("\r\n", end);
    const { out } = importPfs("2025_october", { rvu: edit, gpci: edit });
    const expected = readFileSync(made("2025_october", "expected.json"), "utf8");
    assert.equal(readFileSync(out, "utf8"), expected);
  }
});

test("descriptors are neither written nor printed", () => {
  const { out, stdout, stderr } = importPfs("2025_october");
  const broken = importPfs("2025_october", { rvu: replace("32.3465,09", "32.34651,09") });
  const everything = [
    readFileSync(out, "utf8"),
    stdout,
    stderr,
    broken.stdout,
    broken.stderr,
  ].join();
  assert.doesNotMatch(everything, /talk|own words/i);
});

test("a work index column without a word about the floor is accepted", () => {
  const { status, out } = importPfs("2026_july", { gpci: replace(" (with 1.0 Floor)***", "") });
  assert.equal(status, 0);
  assert.match(JSON.parse(readFileSync(out)).sources.indices, /work index as printed$/);
});

test("a wanted code that the file lacks is a warning, and the year goes without it", () => {
  const { status, out, stdout } = importPfs("2025_october", {
    rvu: dropRows(FIRST_CODE_ROW, FIRST_CODE_ROW),
  });
  assert.equal(status, 0);
  assert.match(stdout, /Warning: code 90785 is not in the relative value file/);
  const codes = JSON.parse(readFileSync(out)).codes.rows.map(([code]) => code);
  assert.equal(codes.length, 65);
  assert.ok(!codes.includes("90785"));
});

test("a locality without a name on file is a warning", () => {
  const { status, stdout } = importPfs("2025_october", {
    gpci: replace("10112,AL,0,", "10112,AL,7,"),
  });
  assert.equal(status, 0);
  assert.match(stdout, /Warning: locality 10112-07 is not in medicare\/localities\.json/);
});

test("--codes takes the codes of a list, remarks left out", () => {
  const codes = join(newFolder(), "codes.txt");
  writeFileSync(codes, "# group\n90853\n90785 # add-on\n\n");
  const { out } = importPfs("2025_october", {}, { codes });
  assert.deepEqual(
    JSON.parse(readFileSync(out)).codes.rows.map(([code]) => code),
    ["90785", "90853"],
  );
});

test("--check writes nothing and names each figure that would change", () => {
  const copy = copyOfSchedules();
  const out = join(copy, "medicare/2025.json");
  const before = readFileSync(out, "utf8");
  const edits = {
    rvu: setCells(FIRST_CODE_ROW, { 5: ".34", 11: ".45", 12: ".39" }),
    gpci: replace("10112,AL,0,ALABAMA,0.950,1,", "10112,AL,0,ALABAMA,0.950,1.007,"),
  };
  const { status, stdout } = importPfs("2025_october", edits, {
    out,
    schedules: copy,
    check: true,
  });
  assert.equal(status, 0);
  assert.match(stdout, /Would change in 2025\.json:/);
  assert.match(stdout, /code 90785: work 0\.33 -> 0\.34/);
  assert.match(stdout, /locality 10112-00: work 1\.000 -> 1\.007/);
  assert.equal(stdout.match(/->/g).length, 2);
  assert.equal(readFileSync(out, "utf8"), before);
});

test("--check says that nothing changes where the file is the same already", () => {
  const folder = newFolder();
  const out = join(folder, "2025.json");
  importPfs("2025_october", {}, { out });
  const { stdout } = importPfs("2025_october", {}, { out, check: true });
  assert.match(stdout, /Nothing changes in 2025\.json/);
});

test("importing twice gives the same bytes", () => {
  const { out } = importPfs("2026_july");
  const once = readFileSync(out, "utf8");
  importPfs("2026_july", {}, { out });
  assert.equal(readFileSync(out, "utf8"), once);
});

test("a new year goes into the index after the others, and a check leaves the index alone", () => {
  const copy = copyOfSchedules();
  const next = replace("2026", "2027");
  const edits = { rvu: next, "rvu-qpp": next, gpci: next };
  const options = { year: "2027", schedules: copy, out: join(copy, "medicare/2027.json") };
  const before = readFileSync(join(copy, "index.json"), "utf8");

  const checked = importPfs("2026_july", edits, { ...options, check: true });
  assert.match(checked.stdout, /index\.json: the year is added/);
  assert.equal(readFileSync(join(copy, "index.json"), "utf8"), before);
  assert.ok(!existsSync(options.out));

  assert.equal(importPfs("2026_july", edits, options).status, 0);
  const line = `{"name": "medicare/2027.json", "schema": "medicare-year/1", "load": "date", "from": "2027-01-01", "to": "2027-12-31"}`;
  const expected = before.replace(/("to": "2026-12-31"\})\n/, `$1,\n    ${line}\n`);
  assert.equal(readFileSync(join(copy, "index.json"), "utf8"), expected);
});

test("a year that the index has already leaves the index as it is", () => {
  const copy = copyOfSchedules();
  importPfs("2026_july", {}, { schedules: copy, out: join(copy, "medicare/2026.json") });
  const index = readFileSync(join(copy, "index.json"), "utf8");
  assert.equal(index, readFileSync(join(schedules, "index.json"), "utf8"));
});

test("candidates for a malpractice index stay while the locality's row stands, and go when it changes", () => {
  const copy = copyOfSchedules();
  const out = join(copy, "medicare/2026.json");
  const before = JSON.parse(readFileSync(out)).malpractice_candidates;
  importPfs("2026_july", {}, { schedules: copy, out });
  assert.deepEqual(JSON.parse(readFileSync(out)).malpractice_candidates, before);

  const settled = replace("WISCONSIN,1.000,0.958,0.308", "WISCONSIN,1.000,0.958,0.307");
  importPfs("2026_july", { gpci: settled }, { schedules: copy, out });
  const { "06302-00": wisconsin, ...others } = before;
  assert.deepEqual(wisconsin, ["0.307", "0.308"]);
  assert.deepEqual(JSON.parse(readFileSync(out)).malpractice_candidates, others);
});

test("dated factors on file stay, with their source, when a release has one of them", () => {
  const copy = copyOfSchedules();
  const out = join(copy, "medicare/2024.json");
  const before = JSON.parse(readFileSync(out));
  const edits = {
    rvu: inSequence(replace("2025", "2024"), replace("32.3465", "33.2875")),
    gpci: replace("2025", "2024"),
  };
  const { status } = importPfs("2025_october", edits, { year: "2024", schedules: copy, out });
  assert.equal(status, 0);
  const after2024 = JSON.parse(readFileSync(out));
  assert.deepEqual(after2024.conversion_factors, before.conversion_factors);
  assert.equal(after2024.sources.conversion_factors, before.sources.conversion_factors);
});

test("a factor that contradicts the one on file is refused and the file left alone", () => {
  const copy = copyOfSchedules();
  const out = join(copy, "medicare/2025.json");
  const before = readFileSync(out, "utf8");
  const edits = { rvu: replace("32.3465", "33.0000") };
  const { status, stderr } = importPfs("2025_october", edits, { schedules: copy, out });
  assert.equal(status, 2);
  assert.match(stderr, /conversion factor 33\.0000, but 2025\.json has 32\.3465; .* new dated row/);
  assert.equal(readFileSync(out, "utf8"), before);
});

test("a relative value file without a row that starts with HCPCS is refused", () => {
  assertRefused(
    importPfs("2025_october", { rvu: replace("HCPCS,", "CODE,") }),
    "PPRRVU2025_Oct.csv: no row starts with HCPCS",
  );
});

test("a relative value file whose labels changed is refused, each missing column named", () => {
  const edit = inSequence(replace(",WORK,", ",LABOUR,"), replace(",CONV,", ",SOME,"));
  assertRefused(
    importPfs("2025_october", { rvu: edit }),
    'PPRRVU2025_Oct.csv, row 8: column "WORK RVU" not found',
    'PPRRVU2025_Oct.csv, row 8: column "CONV FACTOR" not found',
  );
});

test("a label that stands over two columns is refused", () => {
  assertRefused(
    importPfs("2025_october", {
      rvu: replace(",NON-FACILITY,FACILITY,PCTC", ",FACILITY,FACILITY,PCTC"),
    }),
    'row 8: column "NON-FACILITY TOTAL" not found',
    'row 8: column "FACILITY TOTAL" 2 times',
  );
});

test("a relative value file without the NA mark beside a practice expense is refused", () => {
  assertRefused(
    importPfs("2025_october", { rvu: replace(",FACILITY,NA,MP,", ",FACILITY,OK,MP,") }),
    'row 8: column "NA INDICATOR" not found to the right of "FACILITY PE RVU"',
  );
});

test("a GPCI file without its label row or without a column is refused", () => {
  assertRefused(
    importPfs("2025_october", {
      gpci: replace("Medicare Administrative Contractor", "Contractor"),
    }),
    'GPCI2025.csv: no row starts with "Medicare Administrative Contractor (MAC)"',
  );
  assertRefused(
    importPfs("2025_october", {
      gpci: inSequence(replace("PE GPCI", "XX GPCI"), replace("Locality Number", "No.")),
    }),
    'GPCI2025.csv, row 3: column "PE GPCI" not found',
    'GPCI2025.csv, row 3: column "Locality Number" not found',
  );
});

test("a GPCI file that has the work index without the floor only is refused", () => {
  assertRefused(
    importPfs("2026_july", { gpci: replace("(with 1.0 Floor)", "(without 1.0 Floor)") }),
    'GPCI2026.csv, row 2: column "PW GPCI (with 1.0 Floor)" not found',
  );
});

test("a total that is not the sum of its parts is refused in either setting, with its row", () => {
  assertRefused(
    importPfs("2025_october", { rvu: setCells(FIRST_CODE_ROW, { 11: ".99", 12: ".98" }) }),
    "PPRRVU2025_Oct.csv, row 13: code 90785, NON-FACILITY TOTAL 0.99; expected 0.44",
    "PPRRVU2025_Oct.csv, row 13: code 90785, FACILITY TOTAL 0.98; expected 0.38",
  );
});

test("two conversion factors in one file are refused, even on a row of a code we do not take", () => {
  assertRefused(
    importPfs("2025_october", { rvu: setCells(10, { 24: "32.7442" }) }),
    "PPRRVU2025_Oct.csv, row 10: conversion factor 32.7442; expected 32.3465 as in row 9",
  );
});

test("a file without any conversion factor is refused", () => {
  assertRefused(
    importPfs("2025_october", { rvu: replace(",32.3465,", ",,") }),
    "PPRRVU2025_Oct.csv: no conversion factor in any row",
  );
});

test("values with too many decimals, signs or letters are refused, each with its row", () => {
  const result = importPfs("2025_october", {
    rvu: inSequence(
      setCells(FIRST_CODE_ROW, { 5: "0.333" }),
      setCells(FIRST_CODE_ROW + 1, { 6: "-.78" }),
      setCells(FIRST_CODE_ROW + 2, { 8: "n/a", 10: "" }),
      setCells(9, { 24: "32.34651" }),
    ),
    gpci: replace("ALABAMA,0.950,1,0.869,", "ALABAMA,0.950,1.0000,.,"),
  });
  assertRefused(
    result,
    'PPRRVU2025_Oct.csv, row 13: code 90785, WORK RVU "0.333"; expected a decimal with at most 2',
    'PPRRVU2025_Oct.csv, row 14: code 90791, NON-FAC PE RVU "-.78"',
    'PPRRVU2025_Oct.csv, row 15: code 90792, FACILITY PE RVU "n/a"',
    'PPRRVU2025_Oct.csv, row 15: code 90792, MP RVU ""',
    'PPRRVU2025_Oct.csv, row 9: conversion factor "32.34651"; expected a decimal with at most 4',
    'GPCI2025.csv, row 5: work index "1.0000"; expected a decimal with at most 3',
    'GPCI2025.csv, row 5: pe index "."',
  );
});

test("a status that is no letter and an unknown or doubled NA mark are refused", () => {
  assertRefused(
    importPfs("2025_october", {
      rvu: inSequence(
        setCells(FIRST_CODE_ROW, { 3: "7" }),
        setCells(FIRST_CODE_ROW + 1, { 7: "X" }),
        setCells(FIRST_CODE_ROW + 2, { 7: "NA", 9: "NA" }),
      ),
    }),
    'row 13: code 90785, STATUS CODE "7"; expected one letter',
    'row 14: code 90791, NA INDICATOR "X"; expected NA or nothing',
    "row 15: code 90792 is marked NA in both settings",
  );
});

test("a code or a locality that stands twice is refused", () => {
  assertRefused(
    importPfs("2025_october", { rvu: repeatRow(FIRST_CODE_ROW), gpci: repeatRow(5) }),
    "PPRRVU2025_Oct.csv, row 14: code 90785 a second time; expected it once, as in row 13",
    "GPCI2025.csv, row 6: locality 10112-00 a second time; expected it once, as in row 5",
  );
});

test("fewer than 100 localities are refused", () => {
  assertRefused(
    importPfs("2025_october", { gpci: dropRows(10, 19) }),
    "GPCI2025.csv: 99 localities; expected at least 100",
  );
});

test("a locality without proper numbers is refused", () => {
  assertRefused(
    importPfs("2025_october", { gpci: replace("10112,AL,0,", "J-10112,AL,,") }),
    'GPCI2025.csv, row 5: MAC "J-10112", locality number ""; expected five and two digits',
  );
});

test("a title or a label of another year is refused; the year of a copyright line is not looked at", () => {
  assertRefused(
    importPfs("2025_october", {}, { year: "2024" }),
    "PPRRVU2025_Oct.csv, row 1: is about 2025; expected 2024, the year given",
    "GPCI2025.csv, row 1: is about 2025; expected 2024",
    "GPCI2025.csv, row 3: is about 2025; expected 2024",
  );
});

test("a qualifying APM file whose values differ from the other is refused", () => {
  assertRefused(
    importPfs("2026_july", {
      "rvu-qpp": setCells(FIRST_CODE_ROW, { 5: "0.34", 11: "0.45", 12: "0.36" }),
    }),
    "PPRRVU2026_Jul_QPP.csv: code 90785 is A 0.34 0.11 0.02 0.00 ; expected A 0.33 0.11 0.02 0.00",
  );
});

test("a CSV file with an open quote is refused", () => {
  assertRefused(
    importPfs("2025_october", { gpci: replace("* A made-up copy", '* A "made-up copy') }),
    "GPCI2025.csv, row 114: is not CSV",
  );
});

test("all problems of all files are named at once, the first twenty of them in full", () => {
  const few = importPfs("2025_october", {
    rvu: setCells(FIRST_CODE_ROW, { 11: ".99" }),
    gpci: dropRows(10, 19),
  });
  assertRefused(few, "Refused, 2 problems:", "row 13: code 90785", "99 localities");
  assert.doesNotMatch(few.stderr, /more/);

  const many = importPfs("2025_october", { gpci: replace(/(\d)\r\n/g, "$1x\r\n") });
  assertRefused(many, "Refused, 109 problems:", "and 89 more");
  assert.equal(many.stderr.match(/GPCI2025\.csv, row/g).length, 20);
});

test("options that are missing, unknown or do not fit the year are refused", () => {
  const rvu = made("2025_october", "PPRRVU2025_Oct.csv");
  const gpci = made("2025_october", "GPCI2025.csv");
  assertRefused(
    run("import-pfs", []),
    "--rvu is missing",
    "--gpci is missing",
    "--year is missing",
  );
  assertRefused(run("import-pfs", ["--colour", "red"]), "Unknown option '--colour'");
  assertRefused(
    run("import-pfs", asArguments({ rvu, gpci, year: "25" })),
    "--year 25: expected four digits",
  );
  assertRefused(
    run("import-pfs", asArguments({ rvu, gpci, year: "2026" })),
    "--rvu-qpp is missing",
  );
  assertRefused(
    run("import-pfs", asArguments({ rvu, gpci, "rvu-qpp": rvu, year: "2025" })),
    "--rvu-qpp: there is one conversion factor before 2026",
  );
  const absent = join(work, "absent.csv");
  assertRefused(
    run("import-pfs", asArguments({ rvu: absent, gpci, year: "2025" })),
    `${absent}: cannot be read (ENOENT)`,
  );
});

test("--help explains both importers and succeeds", () => {
  for (const script of ["import-pfs", "import-zip5"]) {
    const { status, stdout } = run(script, ["--help"]);
    assert.equal(status, 0);
    assert.ok(stdout.startsWith(`Usage: scripts/${script}`));
  }
});

const zipList = join(schedules, "sources/zip5_locality.tsv");

/** A line of CMS record layout ZIP5lyout: 80 characters. */
function cmsRecord({ zip, state, locality, split, quarter = "20254" }) {
  const [carrier, number] = locality.split("-");
  const record = `${state}${zip}${carrier}${number}R01B  ${split} 1`;
  return record.padEnd(75) + quarter;
}

const ALABAMA = { zip: "35004", state: "AL", locality: "10112-00", split: "0" };
const LOS_ANGELES = { zip: "90001", state: "CA", locality: "01182-18", split: "1" };

function importZip5(lines, args = []) {
  const file = join(newFolder(), "ZIP5_OCT2025.txt");
  writeFileSync(file, `${lines.join("\r\n")}\r\n`);
  const folder = newFolder();
  return {
    ...run("import-zip5", [file, "--out", folder, ...args]),
    out: join(folder, "medicare/zip5.json"),
    folder,
  };
}

const written = (folder) =>
  ["sources/zip5_locality.tsv", "medicare/zip5.json"].map((name) =>
    readFileSync(join(folder, name), "utf8"),
  );

test("importing our own list of ZIP codes gives the list and the compact table byte for byte", () => {
  const folder = newFolder();
  const { status, stdout, stderr } = run("import-zip5", [zipList, "--out", folder]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /42956 ZIP codes as of 2025-10-01, 580 of them split/);
  assert.deepEqual(written(folder), written(schedules));
});

test("the same ZIP codes as CMS records, in any order, give the same files", () => {
  const records = readFileSync(zipList, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"))
    .map(([zip, state, locality, split]) => cmsRecord({ zip, state, locality, split }));
  const { status, folder, stderr } = importZip5([...records.reverse(), records[0]]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(written(folder), written(schedules));
});

test("a record's quarter is the date of the table, and a mark of the file's end is no record", () => {
  const { folder } = importZip5([cmsRecord({ ...ALABAMA, quarter: "20262" }), "\u001a"]);
  const [list, table] = written(folder);
  assert.equal(JSON.parse(table).as_of, "2026-04-01");
  assert.match(list, /ZIP5, April 2026 \(record layout ZIP5lyout\); 1 ZIP codes, 1 localities/);
});

test("runs join consecutive ZIP codes of one place and no others", () => {
  const zips = ["35004", "35005", "35007"].map((zip) => cmsRecord({ ...ALABAMA, zip }));
  const { folder } = importZip5([
    ...zips,
    cmsRecord({ ...ALABAMA, zip: "35008", split: "1" }),
    cmsRecord(LOS_ANGELES),
  ]);
  const { localities, runs } = JSON.parse(written(folder)[1]);
  assert.deepEqual(localities, ["01182-18", "10112-00"]);
  assert.deepEqual(runs, [35004, 2, 2, 1, 1, 2, 0, 1, 3, 54992, 1, 1]);
});

test("records that are short, or whose ZIP code, flag or quarter is none, are refused with their line", () => {
  const good = cmsRecord(ALABAMA);
  assertRefused(
    importZip5([
      good,
      good.slice(0, 70),
      cmsRecord({ ...ALABAMA, zip: "3500A" }),
      cmsRecord({ ...ALABAMA, zip: "35006", split: "2" }),
      cmsRecord({ ...ALABAMA, zip: "35007", quarter: "20255" }),
      cmsRecord({ ...ALABAMA, zip: "35008", state: "a1" }),
      cmsRecord({ ...ALABAMA, zip: "35009", locality: "1O112-00" }),
    ]),
    "Refused, 6 problems:",
    "ZIP5_OCT2025.txt, line 2: 70 characters; expected a record of 80",
    'line 3: ZIP code "3500A"; expected five digits',
    'line 4: plus-four flag "2"; expected 0 or 1',
    'line 5: year and quarter "20255" in columns 76-80',
    'line 6: state "a1"; expected two letters',
    'line 7: carrier and locality "1O112-00"; expected five and two digits',
  );
});

test("a ZIP code that stands twice with different data is refused", () => {
  assertRefused(
    importZip5([cmsRecord(ALABAMA), cmsRecord({ ...LOS_ANGELES, zip: ALABAMA.zip })]),
    "line 2: ZIP code 35004 a second time, with CA 01182-18 1; expected AL 10112-00 0, as in line 1",
  );
});

test("records of two quarters in one file are refused", () => {
  assertRefused(
    importZip5([cmsRecord(ALABAMA), cmsRecord({ ...LOS_ANGELES, quarter: "20261" })]),
    "line 2: is of the quarter from 2026-01-01; expected 2025-10-01, as in line 1",
  );
});

test("localities that no year file has are refused and listed", () => {
  const strange = (zip, locality) => cmsRecord({ ...ALABAMA, zip, locality });
  assertRefused(
    importZip5([
      cmsRecord(ALABAMA),
      strange("35006", "99999-01"),
      strange("35007", "99999-01"),
      strange("35008", "88888-00"),
    ]),
    "line 2: carrier and locality 99999-01 (2 ZIP codes); expected one that a year file has",
    "line 4: carrier and locality 88888-00 (1 ZIP codes)",
  );
});

test("a date that the file contradicts, or that begins no quarter, is refused", () => {
  const records = [cmsRecord(ALABAMA)];
  assert.equal(importZip5(records, ["--as-of", "2025-10-01"]).status, 0);
  assertRefused(
    importZip5(records, ["--as-of", "2026-01-01"]),
    "is of the quarter from 2025-10-01; expected 2026-01-01, as --as-of says",
  );
  assertRefused(
    importZip5(records, ["--as-of", "2025-10-02"]),
    "expected the first day of a quarter",
  );
});

test("a list that does not name its quarter needs --as-of", () => {
  const [header] = readFileSync(zipList, "utf8").split("\n");
  const list = [header, "35004\tAL\t10112-00\t0"];
  assertRefused(importZip5(list), "does not say its quarter; expected --as-of DATE");
  const { status, folder } = importZip5(list, ["--as-of", "2025-07-01"]);
  assert.equal(status, 0);
  assert.equal(JSON.parse(written(folder)[1]).as_of, "2025-07-01");
});

test("a list whose line lacks a field, and a command without a file, are refused", () => {
  const [header] = readFileSync(zipList, "utf8").split("\n");
  assertRefused(
    importZip5([header, "35004\tAL\t10112-00"]),
    "line 2: 3 fields; expected ZIP code, state",
  );
  assertRefused(run("import-zip5", []), "one FILE is expected");
});

// The fee schedules against their schemas, their dates, the lists they were made from and figures
// that others print.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import Ajv from "ajv";

const FIRST_DAY = "2019-01-01";
const LAST_DAY = "2026-12-31";
const YEARS = ["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"];
const CLINICIANS = [
  "psychiatrist",
  "clinical_psychologist",
  "clinical_social_worker",
  "marriage_family_therapist",
  "mental_health_counselor",
  "nurse_practitioner",
  "clinical_nurse_specialist",
  "physician_assistant",
];

const schedules = fileURLToPath(new URL("../../fee_schedules/", import.meta.url));
const readText = (name) => readFileSync(schedules + name, "utf8");
const readJson = (name) => JSON.parse(readText(name));
const published = JSON.parse(
  readFileSync(new URL("../data/published_figures.json", import.meta.url), "utf8"),
);

const index = readJson("index.json");
const years = new Map(YEARS.map((year) => [year, readJson(`medicare/${year}.json`)]));
const localities = readJson("medicare/localities.json").localities;
const terms = readJson("medicare/terms.json");
const places = readJson("places_of_service.json").places;
const zip5 = readJson("medicare/zip5.json");
const rules = index.files
  .filter(({ schema }) => schema === "rules/1")
  .flatMap(({ name }) => readJson(name).rules);

const payerTableFiles = index.files.filter(({ schema }) => schema === "payer-table/1");

const rowsByKey = (table) => new Map(table.rows.map((row) => [row[0], row]));
const isSorted = (keys) => keys.every((key, at) => at === 0 || keys[at - 1] < key);

function dayAfter(date) {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Holds where each day from first to last has exactly one row in force; a null date is open. */
function assertOneRowADay(rows, first, last, what) {
  const inOrder = rows.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  assert.ok((inOrder[0].from ?? first) <= first, `${what}: nothing before ${inOrder[0].from}`);
  for (const [at, row] of inOrder.entries()) {
    assert.ok(row.to === null || row.from === null || row.from <= row.to, `${what}: ${row.from}`);
    if (at === 0) continue;
    assert.equal(row.from, dayAfter(inOrder[at - 1].to), `${what}: gap or overlap at ${row.from}`);
  }
  assert.ok((inOrder.at(-1).to ?? last) >= last, `${what}: nothing after ${inOrder.at(-1).to}`);
}

function inForce(rows, date) {
  return rows.filter((row) => row.from <= date && (row.to === null || date <= row.to));
}

test("every data file is valid against the schema it names", () => {
  const ajv = new Ajv({ allErrors: true, strictTypes: true, strictTuples: true });
  for (const { name, schema } of [{ name: "index.json", schema: "index/1" }, ...index.files]) {
    const document = readJson(name);
    assert.equal(document.schema, schema, name);
    const validate = ajv.compile(readJson(`schema/${schema.replace("/1", "")}.schema.json`));
    assert.ok(validate(document), `${name}: ${ajv.errorsText(validate.errors)}`);
    ajv.removeSchema();
  }
});

test("a schema refuses a property it does not know, a number for a figure and a missing source", () => {
  const ajv = new Ajv();
  const validate = ajv.compile(readJson("schema/medicare-year.schema.json"));
  const year = years.get("2026");
  assert.ok(validate(year));
  assert.ok(!validate({ ...year, remark: "" }));
  const [row, ...others] = year.codes.rows;
  const withNumber = [row[0], row[1], 0.33, ...row.slice(3)];
  assert.ok(!validate({ ...year, codes: { ...year.codes, rows: [withNumber, ...others] } }));
  assert.ok(!validate({ ...year, sources: { ...year.sources, indices: "" } }));
  assert.ok(!validate({ ...year, status_basis: "inferred" }));
});

test("the index lists exactly the files that are there", () => {
  const present = readdirSync(schedules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replaceAll("//", "/"))
    .map((path) => path.slice(schedules.length))
    .filter((name) => !/^(index\.json|(schema|sources)\/.*)$/.test(name));
  assert.deepEqual(index.files.map(({ name }) => name).sort(), present.sort());
});

test("what is loaded at the start stands in the order in which one file builds on another", () => {
  const atStart = index.files.filter(({ load }) => load === "start").map(({ name }) => name);
  assert.deepEqual(atStart, [
    "medicare/localities.json",
    "medicare/terms.json",
    "places_of_service.json",
    "payers.json",
    "rules/denial_codes.json",
    "rules/modifier_codes.json",
    "rules/pricing.json",
    "rules/units.json",
    "rules/group.json",
    "rules/modifiers.json",
    "rules/telehealth.json",
    "rules/add_ons.json",
    "rules/same_day.json",
    "rules/readiness.json",
    "rules/habits.json",
  ]);
});

test("only years are loaded by date, ZIP codes by ZIP code, payer tables by payer, and their rules with them", () => {
  for (const [load, names] of [
    ["date", YEARS.map((year) => `medicare/${year}.json`)],
    ["zip", ["medicare/zip5.json"]],
    ["payer", payerTableFiles.map(({ name }) => name)],
    ["tables", ["rules/payer_tables.json"]],
  ]) {
    const listed = index.files.filter((file) => file.load === load).map(({ name }) => name);
    assert.deepEqual(listed, names);
  }
});

test("the index gives each file of payer tables the payers that the file has, and each payer one file", () => {
  for (const { name, payers } of payerTableFiles) {
    const priced = readJson(name).tables.map(({ payer }) => payer);
    assert.deepEqual(payers, [...new Set(priced)], name);
  }
  const everyPayer = payerTableFiles.flatMap(({ payers }) => payers);
  assert.deepEqual(everyPayer, [...new Set(everyPayer)]);
});

test("the years stand last in the index", () => {
  const loads = index.files.map(({ load }) => load);
  assert.deepEqual(
    loads.slice(loads.indexOf("date")),
    YEARS.map(() => "date"),
  );
});

test("an index entry has payers when it is loaded by payer, and dates when it is loaded by date", () => {
  const validate = new Ajv().compile(readJson("schema/index.schema.json"));
  const accepts = (file) => validate({ schema: "index/1", files: [file] });
  const byPayer = { name: "medicaid/zz.json", schema: "payer-table/1", load: "payer" };
  assert.ok(accepts({ ...byPayer, payers: ["medicaid-ZZ"] }));
  assert.ok(!accepts(byPayer));
  assert.ok(!accepts({ ...byPayer, payers: [] }));
  assert.ok(!accepts({ ...byPayer, payers: ["medicaid ZZ"] }));
  assert.ok(!accepts({ ...byPayer, payers: ["medicaid-ZZ"], from: FIRST_DAY, to: LAST_DAY }));
  assert.ok(!accepts({ ...byPayer, load: "start", payers: ["medicaid-ZZ"] }));
  const byDate = { name: "medicare/2027.json", schema: "medicare-year/1", load: "date" };
  assert.ok(!accepts({ ...byDate, from: FIRST_DAY, to: LAST_DAY, payers: ["medicare"] }));
  assert.ok(!accepts(byDate));
});

test("the index gives each dated file the dates that the file has, in ascending order", () => {
  const dated = index.files.filter(({ load }) => load === "date");
  assert.deepEqual(
    dated.map(({ name }) => name),
    YEARS.map((year) => `medicare/${year}.json`),
  );
  for (const { name, from, to } of dated) {
    const document = readJson(name);
    assert.deepEqual([document.from, document.to], [from, to], name);
  }
});

test("each day from 2019 to 2026 has exactly one year file", () => {
  assertOneRowADay([...years.values()], FIRST_DAY, LAST_DAY, "years");
});

test("each day of a year has exactly one conversion factor row, and no row leaves the year", () => {
  for (const [year, { conversion_factors: factors, from, to }] of years) {
    assertOneRowADay(factors, from, to, `conversion factors of ${year}`);
    assert.equal(factors[0].from, from);
    assert.equal(factors.at(-1).to, to);
  }
});

test("a factor for qualifying APM participants is there from 2026 on and not before", () => {
  for (const [year, { conversion_factors: factors }] of years) {
    for (const row of factors) assert.equal(row.qualifying_apm !== null, year >= "2026", year);
  }
});

test("deductible, coinsurance and sequestration have exactly one row for each day", () => {
  for (const table of ["deductible", "coinsurance", "sequestration"]) {
    assertOneRowADay(terms[table], FIRST_DAY, LAST_DAY, table);
  }
});

test("each clinician type has exactly one percentage for each day on which it can bill Medicare", () => {
  for (const type of CLINICIANS) {
    const isNew = ["marriage_family_therapist", "mental_health_counselor"].includes(type);
    const rows = terms.clinician_percentages.filter(({ types }) => types.includes(type));
    assertOneRowADay(rows, isNew ? "2024-01-01" : FIRST_DAY, LAST_DAY, type);
  }
});

test("family therapists and counselors have no percentage before 2024, and the source says why", () => {
  for (const type of ["marriage_family_therapist", "mental_health_counselor"]) {
    const rows = terms.clinician_percentages.filter(({ types }) => types.includes(type));
    assert.deepEqual(inForce(rows, "2023-12-31"), []);
    assert.match(rows[0].source, /from 2024; before that they cannot bill Medicare/);
  }
});

test("every clinician either must take assignment or has a non-participating percentage each day", () => {
  for (const type of CLINICIANS) {
    const rows = terms.non_participating.filter(({ types }) => types.includes(type));
    if (terms.mandatory_assignment.types.includes(type)) assert.deepEqual(rows, []);
    else assertOneRowADay(rows, FIRST_DAY, LAST_DAY, type);
  }
});

test("each place of service has exactly one setting for each day", () => {
  for (const { code, settings } of places) {
    assertOneRowADay(settings, FIRST_DAY, LAST_DAY, `place ${code}`);
  }
});

test("the two telehealth places have a row of their own from 2024 on", () => {
  const telehealth = places.filter((place) => place.telehealth);
  assert.deepEqual(
    telehealth.map(({ code, settings }) => [code, settings[0].from, settings[0].setting]),
    [
      ["02", "2024-01-01", "facility"],
      ["10", "2024-01-01", "nonfacility"],
    ],
  );
});

test("every table and every dated row names its source", () => {
  const sources = [
    ...[...years.values()].flatMap((year) => Object.values(year.sources)),
    ...Object.values(readJson("medicare/localities.json").sources),
    ...Object.values(terms)
      .flat()
      .filter((row) => typeof row === "object")
      .map(({ source }) => source),
    ...places.flatMap(({ settings }) => settings.map(({ source }) => source)),
    zip5.source,
    ...rules.flatMap((rule) => rule.sources.map(({ title }) => title)),
    ...["modifier_codes", "denial_codes"]
      .flatMap((name) => readJson(`rules/${name}.json`).sources)
      .map(({ title, url }) => `${title}, ${url}`),
    ...payerTableFiles
      .flatMap(({ name }) => readJson(name))
      .flatMap(({ tables, left_out: leftOut = [] }) => [...tables, ...leftOut])
      .map(({ source }) => source.title),
  ];
  for (const source of sources) assert.match(source ?? "", /\S.{8,}\S/);
});

test("codes, localities, names and places are sorted and stand once", () => {
  for (const [year, { codes, localities: indices }] of years) {
    assert.ok(isSorted(codes.rows.map(([code]) => code)), `codes of ${year}`);
    assert.ok(isSorted(indices.rows.map(([id]) => id)), `localities of ${year}`);
  }
  assert.ok(isSorted(localities.map(({ state, id }) => `${state} ${id}`)));
  assert.ok(isSorted(places.map(({ code }) => code)));
  assert.ok(isSorted(zip5.localities));
});

test("relative values and conversion factors are those that were published", () => {
  for (const { year, row } of published.relative_values) {
    const values = rowsByKey(years.get(year).codes).get(row[0]);
    assert.deepEqual(values, row, `${row[0]} in ${year}`);
  }
  for (const { date, nonqualifying, qualifying_apm } of published.conversion_factors) {
    const [row, ...others] = inForce(years.get(date.slice(0, 4)).conversion_factors, date);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [row.nonqualifying, row.qualifying_apm],
      [nonqualifying, qualifying_apm],
      date,
    );
  }
});

test("values, indices and the factor of 2026 give the amounts that others print, to the cent", () => {
  const { codes, localities: indices, conversion_factors: factors } = years.get("2026");
  const units = (text) => BigInt(text.replace(".", ""));
  for (const { code, locality, dollars } of published.nonfacility_amounts_2026.rows) {
    const [, , work, pe, , malpractice] = rowsByKey(codes).get(code);
    const [, ...index] = rowsByKey(indices).get(locality) ?? [null, "1.000", "1.000", "1.000"];
    const adjusted = [work, pe, malpractice]
      .map((value, at) => units(value) * units(index[at]))
      .reduce((left, right) => left + right);
    // hundredths x thousandths x ten-thousandths of a dollar = 10^-7 of a cent
    const cents = (adjusted * units(factors[0].nonqualifying) + 5_000_000n) / 10_000_000n;
    assert.equal(cents, units(dollars), `${code} in ${locality ?? "the nation"}`);
  }
});

test("Alaska has the work index 1.500 in every year, and no locality is below 1.000", () => {
  for (const [year, { localities: indices }] of years) {
    assert.equal(rowsByKey(indices).get("02102-01")[1], "1.500", year);
    for (const [id, work] of indices.rows) assert.ok(work >= "1.000", `${id} in ${year}`);
  }
});

test("status letters that were inferred are those of 2022 and 2025 where both agree", () => {
  const [before, after] = [years.get("2022"), years.get("2025")].map(({ codes }) =>
    rowsByKey(codes),
  );
  const agreed = (code, column) => {
    const [left, right] = [before.get(code)?.[column], after.get(code)?.[column]];
    return left === right && left !== undefined ? left : "";
  };
  for (const [year, { status_basis: basis, codes }] of years) {
    assert.equal(basis, ["2022", "2025", "2026"].includes(year) ? "published" : "inferred", year);
    if (basis === "published") continue;
    for (const row of codes.rows) {
      assert.deepEqual(
        [row[1], row[6]],
        [agreed(row[0], 1), agreed(row[0], 6)],
        `${row[0]} ${year}`,
      );
    }
  }
});

test("every locality of a year has a name for the whole year, and none is named in vain", () => {
  for (const [year, { from, to, localities: indices }] of years) {
    const named = localities.filter((one) => one.from <= from && (one.to === null || to <= one.to));
    assert.deepEqual(
      named.map(({ id }) => id).sort(),
      indices.rows.map(([id]) => id),
      year,
    );
  }
});

test("a locality that ended had the indices of its successor in every year before", () => {
  const ended = localities.filter(({ to }) => to !== null);
  assert.deepEqual(
    ended.map(({ id, merged_into, to }) => [id, merged_into, to]),
    [
      ["01112-06", "01112-05", "2023-12-31"],
      ["01112-07", "01112-05", "2023-12-31"],
      ["01182-26", "01182-18", "2023-12-31"],
    ],
  );
  for (const year of YEARS.filter((each) => each <= "2023")) {
    const indices = rowsByKey(years.get(year).localities);
    for (const { id, merged_into: successor } of ended) {
      assert.deepEqual(indices.get(id).slice(1), indices.get(successor).slice(1), `${id} ${year}`);
    }
  }
});

test("a malpractice index with candidates is the last of them, a thousandth above the other", () => {
  const { malpractice_candidates: candidates, localities: indices } = years.get("2026");
  assert.equal(Object.keys(candidates).length, 23);
  for (const [id, [low, high]] of Object.entries(candidates)) {
    assert.equal(rowsByKey(indices).get(id)[3], high, id);
    assert.equal(Number(high.replace(".", "")) - Number(low.replace(".", "")), 1, id);
  }
});

/** ZIP code -> [locality, split], from the runs alone. */
function decodeZip5({ localities: ids, runs }) {
  const placeOf = new Map();
  let zip = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const [skip, count, place] = runs.slice(at, at + 3);
    zip += skip;
    for (const end = zip + count; zip < end; zip += 1) {
      placeOf.set(String(zip).padStart(5, "0"), [ids[place >> 1], String(place & 1)]);
    }
  }
  return placeOf;
}

const zipList = readText("sources/zip5_locality.tsv")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t"));

test("each of the 42,956 ZIP codes decodes to its line of the list, and no other number decodes", () => {
  const decoded = decodeZip5(zip5);
  const listed = new Map(zipList.map(([zip, , locality, split]) => [zip, [locality, split]]));
  assert.equal(zipList.length, 42_956);
  assert.equal(listed.size, 42_956);
  assert.equal(zip5.zip_codes, 42_956);
  for (let number = 0; number <= 99_999; number += 1) {
    const zip = String(number).padStart(5, "0");
    assert.deepEqual(decoded.get(zip), listed.get(zip), zip);
  }
  assert.equal(decoded.size, listed.size);
});

test("runs are whole, never empty, and as long as they can be", () => {
  assert.equal(zip5.runs.length % 3, 0);
  for (let at = 0; at < zip5.runs.length; at += 3) {
    const [skip, count, place] = zip5.runs.slice(at, at + 3);
    assert.ok(count > 0 && place < 2 * zip5.localities.length, `run ${at / 3}`);
    assert.ok(at === 0 || skip > 0 || place !== zip5.runs[at - 1], `run ${at / 3}`);
  }
});

test("580 ZIP codes are split by their last four digits", () => {
  assert.equal([...decodeZip5(zip5).values()].filter(([, split]) => split === "1").length, 580);
});

test("the locality of every ZIP code has indices in every year from 2024 on", () => {
  for (const year of YEARS.filter((each) => each >= "2024")) {
    const indices = rowsByKey(years.get(year).localities);
    const missing = zipList.filter(([, , locality]) => !indices.has(locality));
    assert.deepEqual(missing, [], year);
    assert.deepEqual(zip5.localities, [...indices.keys()], year);
  }
});

test("the year files fit in 25 KB and the ZIP codes in 60 KB, compressed", () => {
  const compressed = (name) => brotliCompressSync(readText(name)).length;
  const yearsTogether = YEARS.map((year) => compressed(`medicare/${year}.json`));
  assert.ok(yearsTogether.reduce((left, right) => left + right) <= 25 * 1024);
  assert.ok(compressed("medicare/zip5.json") <= 60 * 1024);
});

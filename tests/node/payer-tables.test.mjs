// The payer tables against their schema, each other, and what their sources print: every amount of
// tests/data is in fee_schedules, and no other.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv";
import { groupBy } from "./lib/group-by.mjs";
import { readJson } from "./lib/root.mjs";
import { assertKeepsTo } from "./lib/schemas.mjs";

const ROWS_PRINTED = 1145;
const PRICED_BY_A_PHYSICIAN = [
  "psychiatrist",
  "nurse_practitioner",
  "clinical_nurse_specialist",
  "physician_assistant",
];

const files = readJson("fee_schedules/index.json").files.filter(
  ({ schema }) => schema === "payer-table/1",
);
const documents = new Map(files.map(({ name }) => [name, readJson("fee_schedules", name)]));
const tables = [...documents.values()].flatMap((document) => document.tables);
const tableOf = new Map(tables.map((table) => [table.id, table]));
const payers = new Map(
  readJson("fee_schedules/payers.json").payers.map((payer) => [payer.id, payer]),
);
const { schedules } = readJson("tests/data/medicaid_fee_schedules.json");
const { commercial, medicaid, secondary } = readJson("tests/data/benchmarks.json");

const validate = new Ajv({
  allErrors: true,
  strictTypes: true,
  strictTuples: true,
  allowUnionTypes: true,
}).compile(readJson("fee_schedules/schema/payer-table.schema.json"));

/** Cents of "20.47", "20.5" or "20". */
function cents(text) {
  const [whole, fraction = ""] = text.split(".");
  return Number(whole + fraction.padEnd(2, "0"));
}

const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();
const isSorted = (keys) => keys.every((key, at) => at === 0 || keys[at - 1] <= key);

function dayBefore(date) {
  const before = new Date(`${date}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}

const groups = (items, keyOf) => [...groupBy(items, keyOf).values()];
const programs = groups(tables, ({ payer, program = "general" }) => `${payer} ${program}`);

/** Whether both have a day in common; an end that is not known lasts until the other begins. */
function areInForceTogether(left, right) {
  const [first, second] = (left.from ?? "") <= (right.from ?? "") ? [left, right] : [right, left];
  if ((first.from ?? "") === (second.from ?? "")) return true;
  return first.to != null && first.to >= (second.from ?? "");
}

// --- each file and table ------------------------------------------------------------------------

test("every file of payer tables keeps to the schema", () => {
  assert.equal(documents.size, 13);
  for (const document of documents.values()) assertKeepsTo(validate, document);
});

test("the schema refuses a number for a figure, two bases, half a range and a missing source", () => {
  const [table] = documents.get("medicaid/de.json").tables;
  const [row] = table.rows;
  const withTable = (change) => ({ schema: "payer-table/1", tables: [{ ...table, ...change }] });
  const withRow = (change) => withTable({ rows: [{ ...row, ...change }] });
  assert.ok(validate(withTable({})));
  for (const refused of [
    withTable({ source: undefined }),
    withTable({ source: { file: "de.xlsx" } }),
    withTable({ remark: "" }),
    withTable({ rows: [] }),
    withTable({ kind: "rumour" }),
    withRow({ amount: 14.68 }),
    withRow({ amount: "14.680" }),
    withRow({ amount: "$14.68" }),
    withRow({ percent_of_charge: "40" }),
    withRow({ amount: undefined }),
    withRow({ amount: undefined, range: { median: "14.68", p25: "10" } }),
    withRow({ clinicians: ["any"] }),
    withRow({ modifiers: [] }),
  ]) {
    assert.ok(
      !validate(JSON.parse(JSON.stringify(refused))),
      JSON.stringify(refused).slice(0, 900),
    );
  }
});

test("an id stands for one table", () => {
  assert.equal(tableOf.size, tables.length);
});

test("every table says where its amounts were read", () => {
  for (const { id, source } of tables) {
    assert.match(source.title, /\S.{8,}\S/, id);
    assert.ok(source.file || source.copy || source.url, id);
    for (const { url } of [source]) assert.match(url ?? "https://", /^https?:\/\//, id);
  }
});

test("a payer without a name of its own is one that payers.json names, and so is each rules_of", () => {
  for (const { id, payer, name, rules_of: rulesOf } of tables) {
    assert.equal(payers.has(payer), name === undefined, id);
    if (rulesOf !== undefined || name !== undefined) assert.ok(payers.has(rulesOf), id);
  }
});

test("the rows of a table stand by code", () => {
  for (const { id, rows } of tables) assert.ok(isSorted(rows.map(({ code }) => code)), id);
});

test("a modifier either chooses a row or is asked for, and only a benchmark has a range", () => {
  for (const { id, kind, rows } of tables) {
    for (const row of rows) {
      assert.ok(row.modifiers === undefined || row.asks_modifiers === undefined, id);
      assert.equal("range" in row, kind === "benchmark", id);
    }
  }
});

// --- programs and dates -------------------------------------------------------------------------

test("a payer has one default program or none, and the tables of a program agree on it", () => {
  const defaults = new Map();
  for (const program of programs) {
    const [{ payer, default: isDefault = true }] = program;
    for (const table of program) assert.equal(table.default ?? true, isDefault, table.id);
    defaults.set(payer, (defaults.get(payer) ?? 0) + Number(isDefault));
  }
  const without = [...defaults].filter(([, count]) => count === 0).map(([payer]) => payer);
  assert.deepEqual(without, ["medicaid-MA"]);
  for (const [payer, count] of defaults) assert.ok(count <= 1, payer);
});

test("the tables of a program stand in date order, and none ends before it begins", () => {
  for (const program of programs) {
    assert.ok(isSorted(program.map(({ from }) => from ?? "")), program[0].id);
    for (const { id, from, to, as_of: asOf } of program) {
      if (to != null) assert.ok(from <= to && asOf <= to, id);
      if (asOf != null && from != null) assert.ok(from <= asOf, id);
    }
  }
});

test("tables of a program that are in force together share no code", () => {
  for (const program of programs) {
    for (const [at, table] of program.entries()) {
      const together = program.slice(at + 1).filter((other) => areInForceTogether(table, other));
      const codes = new Set(together.flatMap(({ rows }) => rows.map(({ code }) => code)));
      const shared = table.rows.filter(({ code }) => codes.has(code));
      assert.deepEqual(shared, [], table.id);
    }
  }
});

test("a table lasts until the day before the next, or says on which day it was last known", () => {
  for (const program of programs) {
    for (const [at, table] of program.slice(0, -1).entries()) {
      const next = program.slice(at + 1).find((later) => !areInForceTogether(table, later));
      if (next === undefined) continue;
      if (table.to === null) assert.ok(table.as_of < dayBefore(next.from), table.id);
      else assert.equal(table.to, dayBefore(next.from), table.id);
    }
  }
});

test("no two rows of tables in force together are for the very same lines", () => {
  const linesOf = ({ amount, range, who, comment, row, asks_modifiers, ...lines }) =>
    JSON.stringify(Object.entries(lines).sort());
  for (const program of programs) {
    for (const [at, table] of program.entries()) {
      const lines = table.rows.map(linesOf);
      assert.equal(new Set(lines).size, lines.length, table.id);
      const together = program.slice(at + 1).filter((other) => areInForceTogether(table, other));
      const taken = new Set(together.flatMap(({ rows }) => rows.map(linesOf)));
      assert.deepEqual(
        lines.filter((each) => taken.has(each)),
        [],
        table.id,
      );
    }
  }
});

test("of the rows for one code and setting, no clinician type is in two", () => {
  for (const { id, rows } of tables) {
    const named = rows.filter(({ clinicians }) => clinicians !== undefined);
    const alike = groups(named, ({ code, setting }) => `${code} ${setting}`);
    for (const group of alike) {
      const types = group.flatMap(({ clinicians }) => clinicians);
      assert.equal(new Set(types).size, types.length, `${id} ${group[0].code}`);
    }
  }
});

// --- what the states print ----------------------------------------------------------------------

const SETTINGS = {
  any: undefined,
  non_facility: "nonfacility",
  facility: "facility",
  outpatient_hospital: "outpatient_hospital",
};

const modifiersPrinted = ({ modifiers_any_of: modifiers = [] }) => modifiers;
const isHospitalsOwn = ({ state }, row) => state === "MS" && row.clinicians.length === 0;

/** The table that carries a row, as an id. */
const carrierOf = (schedule, row) =>
  isHospitalsOwn(schedule, row) ? `${schedule.id}-outpatient-hospital` : schedule.id;

function cliniciansPrinted(schedule, { clinicians }) {
  if (schedule.id === "ky-physician-2025") return PRICED_BY_A_PHYSICIAN;
  return clinicians[0] === "any" || clinicians.length === 0 ? undefined : clinicians;
}

/** A row as it is printed and as it is carried, in the same words. */
const asPrinted = (schedule, row) => [
  carrierOf(schedule, row),
  row.code,
  row.amount_cents,
  SETTINGS[row.setting],
  cliniciansPrinted(schedule, row),
  modifiersPrinted(row),
  row.from,
  row.who,
  row.comment,
  row.row,
];
const asCarried = ({ id }, row) => [
  id,
  row.code,
  cents(row.amount),
  row.setting,
  row.clinicians,
  row.modifiers ?? row.asks_modifiers ?? [],
  row.from,
  row.who,
  row.comment,
  row.row,
];

// Ohio's sheet has these codes on three rows that overlap in time and do not agree.
const DISPUTED = {
  "oh-outpatient-hospital-bh-2017-08-to-2023-12": [10, 97],
  "oh-outpatient-hospital-bh-2019-08-to-2023-12": [12, 99],
};
const isDisputed = ({ id }, { row }) => DISPUTED[id]?.includes(row) ?? false;

const everyRow = schedules.flatMap((schedule) => schedule.rows.map((row) => [schedule, row]));
const printed = everyRow.filter((each) => !isDisputed(...each));
const ofStates = tables.filter(({ kind }) => kind === "fee_schedule");

test("every amount that the ten states print is carried with its row, and no other is", () => {
  const carried = ofStates.flatMap((table) => table.rows.map((row) => asCarried(table, row)));
  assert.equal(everyRow.length, ROWS_PRINTED);
  assert.deepEqual(sorted(carried), sorted(printed.map((each) => asPrinted(...each))));
});

test("rows that the sheet contradicts are left out with their amounts and the reason", () => {
  const leftOut = documents.get("medicaid/oh.json").left_out;
  const disputed = everyRow.filter((each) => isDisputed(...each));
  assert.equal(disputed.length, 40);
  const rows = [...new Set(disputed.map(([, { code, row }]) => `${code} ${row}`))];
  assert.equal(leftOut.length, rows.length);
  for (const [
    { from, to, source },
    {
      code,
      row,
      modifiers_any_of: [modifier],
      amount_cents: amount,
    },
  ] of disputed) {
    const beginning = `${code} in an outpatient hospital, row ${row}, ${from} to ${to}: `;
    const entry = leftOut.find(({ what }) => what.startsWith(beginning));
    const amounts = entry.what.slice(beginning.length).split("; ");
    const shared = amounts.filter((each) => each.split(/,? /).includes(modifier));
    assert.deepEqual(
      shared.map((each) => cents(each.split(" ").at(-1))),
      [amount],
    );
    assert.equal(entry.source.file, source.file);
    assert.match(entry.reason, /overlap in time and differ/);
  }
});

test("a row has no other field than those that are compared", () => {
  const known =
    "code modifiers asks_modifiers clinicians setting from amount who comment row".split(" ");
  for (const { id, rows } of ofStates) {
    for (const row of rows) {
      assert.deepEqual(
        Object.keys(row).filter((key) => !known.includes(key)),
        [],
        id,
      );
    }
  }
});

test("every table has the dates, the agency, the unit, the notes and the source of its schedule", () => {
  const ids = new Set(printed.map((each) => carrierOf(...each)));
  assert.deepEqual([...ids].sort(), ofStates.map(({ id }) => id).sort());
  for (const table of ofStates) {
    const schedule = schedules.find(({ id }) => table.id.startsWith(id));
    const { state, title, agency, from, to, as_of, unit, notes, source } = schedule;
    assert.equal(table.payer, `medicaid-${state}`);
    for (const [field, value] of Object.entries({ title, agency, from, to, as_of, unit })) {
      assert.equal(table[field], value, `${table.id} ${field}`);
    }
    assert.deepEqual(table.source, { title, ...source });
    for (const note of notes) assert.ok(table.notes.includes(note), `${table.id}: ${note}`);
    if (table.id !== schedule.id) continue;
    assert.deepEqual([table.program, table.default], [schedule.program, schedule.default]);
    assert.deepEqual(table.notes, notes);
  }
});

test("a modifier chooses a row where no clinician type can, and is only asked for elsewhere", () => {
  for (const table of ofStates) {
    const isChosenAsAProgram = table.chosen_by_modifiers !== undefined;
    for (const row of table.rows) {
      const modifiers = row.modifiers ?? row.asks_modifiers;
      if (modifiers === undefined) continue;
      const chooses = row.clinicians === undefined && !isChosenAsAProgram;
      assert.equal(row.modifiers !== undefined, chooses, `${table.id} ${row.code}`);
    }
  }
});

test("TG chooses Washington's specialized program, and every row of it asks for TG", () => {
  const chosen = ofStates.filter((table) => table.chosen_by_modifiers !== undefined);
  assert.deepEqual(
    chosen.map(({ id, chosen_by_modifiers: by }) => [id, by]),
    [["wa-specialized-mental-health-2026-01", ["TG"]]],
  );
  for (const row of chosen[0].rows) assert.deepEqual(row.asks_modifiers, ["TG"]);
});

test("what Mississippi pays a hospital for its own claim is a program of its own", () => {
  const hospital = tableOf.get("ms-2025-07-outpatient-hospital");
  assert.deepEqual([hospital.program, hospital.default], ["outpatient-hospital", false]);
  assert.match(hospital.notes[0], /hospital .* own claim .*OPP.*facility rows of the general/);
  for (const row of hospital.rows) assert.equal(row.setting, "outpatient_hospital");
});

test("Kentucky pays an APRN or PA 75 % of the physician amount, and says so", () => {
  const shared = ofStates.filter((table) => table.clinician_percentages !== undefined);
  assert.deepEqual(
    shared.map(({ id }) => id),
    ["ky-physician-2025"],
  );
  assert.deepEqual(shared[0].clinician_percentages, [
    { clinicians: PRICED_BY_A_PHYSICIAN.slice(1), percent: "75", who: "APRN and PA" },
  ]);
  assert.match(shared[0].notes[0], /receive 75% of physician rate/);
});

// --- states known from elsewhere ----------------------------------------------------------------

test("a secondary source prices only states whose schedule is not held", () => {
  const held = new Set(ofStates.map(({ payer }) => payer));
  const others = tables.filter(({ kind }) => kind === "secondary_source");
  assert.deepEqual(
    [...new Set(others.map(({ payer }) => payer))],
    ["medicaid-AR", "medicaid-MA", "medicaid-SD", "medicaid-VT"],
  );
  for (const { payer } of others) assert.ok(!held.has(payer), payer);
});

test("every figure of a secondary source is priced from or left out with a reason", () => {
  const { tables: priced, left_out: leftOut } = documents.get("medicaid/other_states.json");
  const carried = [
    ...priced.map(({ rows: [row], source }) => [row.amount, row.percent_of_charge, source.url]),
    ...leftOut.map(({ amount, percent, source }) => [amount, percent, source.url]),
  ].map(([amount, percent, url]) => [amount && cents(amount), percent && cents(percent), url]);
  const stated = [...secondary.published_rates, ...secondary.formula_rates].map(
    ({ amount, percent, source }) => [amount && cents(amount), percent && cents(percent), source],
  );
  assert.deepEqual(sorted(carried), sorted(stated));
  for (const { what, reason } of leftOut)
    assert.ok(reason.length > 10 || reason === "A proposal.", what);
});

test("what each secondary source says is carried with its unit, code and dates", () => {
  const { tables: priced } = documents.get("medicaid/other_states.json");
  const rows = priced.map(({ payer, from, to, as_of, rows: [row, ...more] }) => {
    assert.deepEqual(more, []);
    return [payer, row.code, row.amount ?? `${row.percent_of_charge} %`, row.per, from, to, as_of];
  });
  assert.deepEqual(rows, [
    ["medicaid-AR", "90853", "55.20", "hour", "2016-10-01", null, "2016-10-31"],
    ["medicaid-MA", "T1040", "233.90", "session", undefined, undefined, undefined],
    ["medicaid-SD", "*", "40 %", undefined, undefined, undefined, undefined],
    ["medicaid-VT", "90853", "41.00", "session", "2015-07-01", "2015-12-31", "2015-12-31"],
    ["medicaid-VT", "90853", "20.50", "session", "2016-01-01", null, "2016-01-01"],
  ]);
});

// --- benchmarks ---------------------------------------------------------------------------------

const benchmarks = tables.filter(({ kind }) => kind === "benchmark");

/** Every benchmark row as [payer, code, p25, median, p75, p90, observations, providers, low_sample]. */
const rangesCarried = benchmarks.flatMap(({ payer, rows }) =>
  rows.map(({ code, range }) => [
    payer,
    code,
    ...["p25", "median", "p75", "p90"].map((name) => range[name] && cents(range[name])),
    range.observations,
    range.providers,
    range.low_sample ?? false,
  ]),
);

const byColumn = ({ columns, rows }) =>
  rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));

function rangesStated() {
  const plans = byColumn(commercial);
  const ofAll = plans.map(({ code, p25, median, p75, p90, observations }) => [
    "benchmark-commercial",
    code,
    ...[p25, median, p75, p90].map(cents),
    observations,
    undefined,
    false,
  ]);
  const onlyMedian = (payer, code, median) => [
    payer,
    code,
    undefined,
    cents(median),
    ...[undefined, undefined, undefined, undefined],
    false,
  ];
  const ofOne = ["uhc", "cigna", "centene", "anthem"].flatMap((payer) =>
    plans
      .filter((plan) => plan[`${payer}_median`] !== null)
      .map((plan) => onlyMedian(`benchmark-${payer}`, plan.code, plan[`${payer}_median`])),
  );
  const { code, p25, median, p75, p90, providers } = medicaid.national;
  const national = [p25, median, p75, p90].map(cents);
  const ofStatesSeen = byColumn(medicaid.by_state).map((seen) => [
    `benchmark-medicaid-${seen.state}`,
    "90853",
    ...[seen.provider_p25, seen.provider_median, seen.provider_p75].map(cents),
    ...[undefined, undefined],
    seen.providers,
    seen.low_sample,
  ]);
  return [
    ...ofAll,
    ...ofOne,
    ["benchmark-medicaid", code, ...national, undefined, providers, false],
    ...Object.entries(medicaid.related_medians).map((related) =>
      onlyMedian("benchmark-medicaid", ...related),
    ),
    ...ofStatesSeen,
  ];
}

test("every range and median of the benchmarks is carried, and no other is", () => {
  assert.deepEqual(sorted(rangesCarried), sorted(rangesStated()));
});

test("the quartiles of a range enclose its median", () => {
  for (const [payer, code, ...quartiles] of rangesCarried) {
    const known = quartiles.slice(0, 4).filter((each) => each !== undefined);
    assert.deepEqual(
      known,
      known.toSorted((a, b) => a - b),
      `${payer} ${code}`,
    );
  }
});

test("a benchmark has no days in force, never lowers a charge and cannot be taken for a payer", () => {
  for (const { id, payer, from, to, as_of: asOf, lesser_of_charge: isMaximum } of benchmarks) {
    assert.deepEqual([from, to, isMaximum], [undefined, undefined, false], id);
    assert.equal(asOf, payer.startsWith("benchmark-medicaid") ? "2024-12-31" : "2026-06-01", id);
    assert.ok(payer.startsWith("benchmark-") && !payers.has(payer), id);
  }
});

test("a benchmark is checked against the rules of the payer that it is about", () => {
  for (const { payer, rules_of: rulesOf } of benchmarks)
    assert.equal(payer, `benchmark-${rulesOf}`);
});

test("a small sample is marked and said to be one, and so are the states that hospitals inflate", () => {
  for (const { id, payer, notes, rows } of benchmarks) {
    const isSmall = rows.some(({ range }) => range.low_sample === true);
    assert.equal(/small sample/.test(notes.join()), isSmall, id);
    const isInflated = /medicaid-(TX|CA|NJ|MN)$/.test(payer);
    assert.equal(/inflate/.test(notes.join()), isInflated, id);
    for (const { range } of rows) assert.notEqual(range.low_sample, false, id);
  }
});

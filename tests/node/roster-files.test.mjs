// A roster as a file: written and read back, whatever a spreadsheet program or a person makes of it;
// cells pasted into the table; claim lines; sessions as they are kept. Without the page.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { runnerImport } from "vite";
import { readJson, root } from "./lib/root.mjs";

const path = join(root, "tests/node/lib/roster-files.ts");
const { module } = await runnerImport(path, { configFile: false, logLevel: "error" });
const {
  i18n,
  form,
  claims,
  csv,
  decimal,
  names,
  paste,
  cell,
  columns,
  roster,
  rows,
  sessions,
  words,
} = module;

const reference = {
  payers: readJson("fee_schedules", "payers.json").payers,
  places: readJson("fee_schedules", "places_of_service.json").places,
  tableFiles: [],
};
const known = { reference, contracts: [], place: "11", tables: new Map() };
const usual = form.LIKE_THE_GROUP;
const session = (members) => ({ ...form.exampleSession("2026-03-02"), members });
const read = (text, asked = {}) =>
  roster.readRoster(rows.rowsOfText(text), known, { isShortening: true, ...asked });
const accepted = ({ problems }) =>
  problems.map(({ row, column, found, accepted }) => [row, column, found, accepted]);

/** The same numbers each time. */
function generator(seed) {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
}

function generatedRoster(seed) {
  const next = generator(seed);
  const pick = (...values) => values[next(values.length)];
  const count = 1 + next(50);
  return Array.from({ length: count }, (_, at) => ({
    ...usual,
    alias: pick(
      "",
      `A.${at}`,
      `=SUM(${at})`,
      `'${at}`,
      `-${at}`,
      `"${at}", x`,
      `ñ ${at};`,
      `@${at}`,
      `'+${at}`,
    ),
    payer: pick("medicare", "medicaid-TX", "aetna", "self-pay", "uhc", "own-blue-plan"),
    program: pick("", "outpatient-hospital"),
    place: pick("", "02", "10", "53"),
    isComplex: next(2) === 1,
    modifiers: pick("", "95", "95 HQ", "95, hq", "59;25"),
    diagnosis: pick("", "F33.1", "f41.1", "Z63.0"),
    same_day: pick("", "90834-59", "90834-59, 99213-25"),
    note: pick("complete", "incomplete", "missing"),
    authorization: pick(
      "not_required",
      "verified",
      "unverified",
      "missing",
      "expired",
      "exhausted",
    ),
    coverage: pick("verified", "unverified", "inactive"),
    units: pick("", "1", "4"),
    delivery: pick("", "in_person", "video", "audio"),
    patient_location: pick("", "home", "elsewhere"),
    complexity_reason: pick("", "communication", "caregiver", "reportable_event", "interpreter"),
    charge_cents: pick("", "120", "$120.00", "1,234.5", "0"),
    deductible_remaining_cents: pick("", "257", "0"),
    copay_cents: pick("", "25.5"),
    coinsurance_percent: pick("", "20", "12.5 %"),
    out_of_pocket_remaining_cents: pick("", "1,000"),
    secondary: pick("", "coinsurance", "all"),
    sliding_scale: pick("", "B"),
  }));
}

test("a roster comes back from its file as it was, whatever stands in it", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const members = generatedRoster(seed);
    const reading = read(roster.writeRoster(session(members)), { isShortening: false });
    assert.deepEqual(reading.problems, [], `seed ${seed}`);
    assert.deepEqual(reading.members, members, `seed ${seed}`);
  }
});

test("a member's place is written as it is billed, and read as the group's where it is the same", () => {
  const text = roster.writeRoster(session([usual, { ...usual, place: "02" }]));
  const lines = text.slice(1).split("\r\n");
  assert.match(lines[1], /^,medicare,,11,/);
  assert.match(lines[2], /^,medicare,,02,/);
  const elsewhere = roster.readRoster(
    rows.rowsOfText(text),
    { ...known, place: "02" },
    {
      isShortening: true,
    },
  );
  assert.deepEqual(
    elsewhere.members.map(({ place }) => place),
    ["11", ""],
  );
});

test("the file is UTF-8 with its mark, ends lines as Excel does, and names every part of an entry", () => {
  const text = roster.writeRoster(session([usual]));
  assert.ok(text.startsWith("\ufeffmember,payer,program,place_of_service,modifiers,add_ons,"));
  assert.equal(text.split("\r\n").length, 3);
  assert.equal(columns.ROLES.length, Object.keys(usual).length);
  assert.deepEqual([...columns.ROLES].sort(), Object.keys(usual).sort());
});

test("no cell is taken for a formula by a spreadsheet program", () => {
  const text = roster.writeRoster(
    session([
      { ...usual, alias: "=1+1" },
      { ...usual, alias: "@x" },
    ]),
  );
  assert.match(text, /\r\n'=1\+1,/);
  assert.match(text, /\r\n'@x,/);
  for (const cells of rows.rowsOfText(text)) {
    for (const each of cells) assert.doesNotMatch(each, /^[=+\-@\t\r]/);
  }
});

for (const [label, expected] of [
  ["Member", "alias"],
  ["Initials", "alias"],
  ["Payer", "payer"],
  ["Insurance Company", "payer"],
  ["POS", "place"],
  ["Place of service", "place"],
  ["Mod 1", "modifiers"],
  ["MODIFIER_2", "modifiers"],
  ["Interactive complexity (90785)", "isComplex"],
  ["Charge, optional", "charge_cents"],
  ["Dx", "diagnosis"],
  ["Prior Auth", "authorization"],
  ["Lugar de servicio", "place"],
  ["Modificadores", "modifiers"],
  ["Códigos adicionales", "isComplex"],
  ["Diagnóstico", "diagnosis"],
  ["Autorización", "authorization"],
  ["Aseguradora", "payer"],
  ["Patient name", "alias"],
  ["Date of birth", ""],
  ["SSN", ""],
]) {
  test(`a column called ${label} is read as ${expected || "nothing"}`, () => {
    assert.equal(columns.roleOf(label), expected);
  });
}

test("each title that the page shows is recognised", () => {
  for (const role of columns.ROLES) {
    const name =
      role === "isComplex" || role === "place" || role === "alias"
        ? `column.${role}.full`
        : `detail.${role}`;
    const title = i18n.t(`roster.${name}`);
    assert.equal(columns.roleOf(title), role, title);
  }
});

const cellOf = (role, text, payer) => {
  const found = cell.readCell(role, text, known, payer);
  return "accepted" in found ? { accepted: found.accepted } : found[role];
};

for (const [role, text, expected] of [
  ["payer", "Medicare", "medicare"],
  ["payer", "MEDICARE PART B", "medicare"],
  ["payer", "Texas Medicaid", "medicaid-TX"],
  ["payer", "tx medicaid", "medicaid-TX"],
  ["payer", "medicaid-tx", "medicaid-TX"],
  ["payer", "Medi-Cal", { accepted: "California Medicaid (Medi-Cal)" }],
  ["payer", "Self pay", "self-pay"],
  ["payer", "Cigna", "cigna"],
  ["place", "2", "02"],
  ["place", "11", ""],
  ["place", "10 Telehealth Provided in Patient’s Home", "10"],
  ["place", "office", ""],
  ["place", "Community Mental Health Center", "53"],
  ["modifiers", "95/HQ", "95 HQ"],
  ["modifiers", "none", ""],
  ["isComplex", "Yes", true],
  ["isComplex", "sí", true],
  ["isComplex", "90785", true],
  ["isComplex", "0", false],
  ["note", "COMPLETE", "complete"],
  ["note", "falta", "missing"],
  ["authorization", "Not required", "not_required"],
  ["authorization", "Used up", "exhausted"],
  ["coverage", "not verified", "unverified"],
  ["delivery", "By video", "video"],
  ["delivery", "in-person", "in_person"],
  ["charge_cents", "USD 120", "120"],
  ["charge_cents", "$120.00", "$120.00"],
  ["secondary", "None", ""],
]) {
  test(`${role} "${text}" is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(cellOf(role, text), expected);
  });
}

test("each choice is read by the contract's value and by the page's words for it", () => {
  for (const role of columns.ROLES.filter(words.isChoice)) {
    for (const [value, said] of words.choicesOf(role)) {
      assert.equal(cellOf(role, value), value || usual[role], `${role} ${value}`);
      assert.equal(cellOf(role, said.toUpperCase()), value, `${role} ${said}`);
    }
  }
});

test("everything that is wrong is told at once, with its row, its column and what is accepted", () => {
  const reading = read(
    [
      "Member,Payer,POS,Mods,Charge,Note,Auth,Shoe size",
      "A.B.,Medicare,11,95,120,complete,verified,9",
      "C.D.,Medicair,1x,9,12.345,lost,maybe,",
      "",
      'A.B.,aetna,02,95,"1,20",missing,expired,8',
    ].join("\n"),
  );
  assert.deepEqual(
    accepted(reading).map(([row, column, found]) => `${row} ${column} ${found}`),
    [
      "3 Payer Medicair",
      "3 POS 1x",
      "3 Mods 9",
      "3 Note lost",
      "3 Auth maybe",
      "3 Charge 12.345",
      "5 Charge 1,20",
      "5 Member A.B.",
    ],
  );
  assert.match(reading.problems[0].accepted, /^a payer of the list, such as Medicare/);
  assert.equal(reading.problems[3].accepted, "complete, incomplete or missing");
  assert.equal(reading.problems.at(-1).accepted, "an alias of its own: row 2 has the same");
  assert.deepEqual(reading.leftOut, ["Shoe size"]);
  assert.equal(reading.members.length, 3);
  assert.deepEqual(reading.rows, [2, 3, 5]);
  assert.equal(reading.members[2].note, "missing");
});

test("names become initials, and two of the same initials are told apart", () => {
  const text = 'Patient Name,Payer\nJane Smith,Medicare\n"Smith, John",Aetna\nCher,Medicare\n';
  const short = read(text);
  assert.deepEqual(
    short.members.map(({ alias }) => alias),
    ["J.S.", "J.S. 2", "C."],
  );
  assert.equal(short.names, 3);
  const asIs = read(text, { isShortening: false });
  assert.equal(asIs.members[0].alias, "Jane Smith");
});

test("first and last name in two columns are one alias", () => {
  const { members } = read("First Name\tLast Name\tPayer\nJane\tSmith\tMedicare\n");
  assert.equal(members[0].alias, "J.S.");
});

test("what is no full name is nobody's business to shorten", () => {
  for (const text of ["J.S.", "blue heron", "Member 3", "P-104", "Ana"]) {
    assert.equal(names.looksLikeName(text), false, text);
  }
  for (const text of ["Jane Smith", "SMITH, JANE", "María de la Cruz", "Jean-Luc O’Neill"]) {
    assert.equal(names.looksLikeName(text), true, text);
  }
});

test("rows without column names are read in the order of the page's table", () => {
  const { members, hasHeader, problems } = read(
    "A.B.\tTexas Medicaid\t02\t95\nC.D.\tMedicare\t\t\n",
  );
  assert.equal(hasHeader, false);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    members.map(({ alias, payer, place, modifiers }) => [alias, payer, place, modifiers]),
    [
      ["A.B.", "medicaid-TX", "02", "95"],
      ["C.D.", "medicare", "", ""],
    ],
  );
});

test("columns may be said to hold something else", () => {
  const text = "Who,Pays\nA.B.,Aetna\n";
  assert.deepEqual(read(text).roles, ["alias", "payer"]);
  const { members } = read("Key,Member\nA.B.,x\n", { roles: ["alias", ""] });
  assert.equal(members[0].alias, "A.B.");
});

test("more members than a session has room for are told by row", () => {
  const many = Array.from({ length: 53 }, (_, at) => `M${at},Medicare`);
  const reading = read(["Member,Payer", ...many].join("\n"));
  assert.equal(reading.members.length, 50);
  assert.deepEqual(accepted(reading), [[52, "", "53", "at most 50 members in one session"]]);
});

for (const [what, text, words] of [
  ["nothing", "  \n \t \n", /There are no rows/],
  ["a book", "It was the best of times. ".repeat(5000), /too long to be a roster/],
  ["a broken quotation mark", 'member,payer\n"A.B.,medicare\n', /Row 2 opens a quotation mark/],
  ["a thousand rows", "a\n".repeat(1000), /1,000 rows/],
  ["a hundred columns", ",x".repeat(100), /101 columns/],
]) {
  test(`${what} is refused in words`, () => {
    assert.throws(
      () => rows.rowsOfText(text),
      ({ sentence }) => words.test(i18n.say(sentence)),
    );
  });
}

test("rubbish of any kind is read or refused, and never breaks", () => {
  const next = generator(7);
  const signs = "ab1,;\t\n\r\"'=+-@|$%\u0000\u00a0ñ漢🙂()<>&/\\";
  for (let run = 0; run < 400; run += 1) {
    const text = Array.from({ length: next(200) }, () => [...signs][next([...signs].length)]).join(
      "",
    );
    try {
      const reading = read(text);
      for (const { accepted: said } of reading.problems) assert.ok(said.length > 0);
    } catch (problem) {
      assert.ok(
        problem instanceof rows.UnreadableFile,
        `${JSON.stringify(text)}: ${problem.stack}`,
      );
    }
  }
});

test("rows read replace the roster, or come after it under names of their own", () => {
  const now = session([{ ...usual, alias: "A" }, usual]);
  const added = [{ ...usual, alias: "A", note: "missing" }];
  assert.deepEqual(roster.withMembers(now, added, "replace").members, added);
  assert.deepEqual(
    roster.withMembers(now, added, "add").members.map(({ alias }) => alias),
    ["A", "", "A 2"],
  );
});

test("cells pasted fill the table downwards and to the right, and add members", () => {
  const now = session([usual, usual]);
  const cells = rows.rowsOfCells("aetna\t02\t95, HQ\nMedicare\t\tXYZ\ncigna\t10\t\n");
  const {
    form: after,
    problems,
    cells: count,
  } = paste.pasteInto(now, cells, known, {
    rowIndex: 1,
    column: "payer",
  });
  assert.deepEqual(
    after.members.map(({ payer, place, modifiers }) => [payer, place, modifiers]),
    [
      ["medicare", "", ""],
      ["aetna", "02", "95, HQ"],
      ["medicare", "", ""],
      ["cigna", "10", ""],
    ],
  );
  assert.equal(count, 8);
  assert.deepEqual(accepted({ problems }), [
    [3, "Modifiers", "XYZ", "modifiers of two characters, such as 95 or 95 HQ"],
  ]);
  assert.deepEqual(now.members, [usual, usual]);
});

test("cells beyond the last column or the last member are told, not lost in silence", () => {
  const now = session(Array.from({ length: 49 }, () => usual));
  const { form: after, problems } = paste.pasteInto(
    now,
    [["90834-59", "more"], [""], [""]],
    known,
    {
      rowIndex: 48,
      column: "same_day",
    },
  );
  assert.equal(after.members.length, 50);
  assert.equal(after.members[48].same_day, "90834-59");
  assert.deepEqual(
    problems.map(({ row, found }) => [row, found]),
    [
      [49, "more"],
      [51, ""],
    ],
  );
});

const line = (code, cents, more = {}) => ({
  code,
  modifiers: [],
  units: 1,
  allowed_cents: cents,
  payer_pays_cents: cents,
  patient_owes_cents: 0,
  ...more,
});

test("each claim is one row, each of its lines in columns, amounts to the cent", () => {
  const estimate = {
    service: { date: "2026-03-02" },
    claims: [
      {
        member: "A.B.",
        payer: "medicare",
        place_of_service: "10",
        diagnosis: "F33.1",
        lines: [
          line("90853", 3039, { modifiers: ["95", "HQ", "59", "25", "KX"], charge_cents: 12000 }),
          line("90785", 7),
        ],
        findings: [{ severity: "note" }, { severity: "denial" }],
      },
      {
        member: "2",
        payer: "aetna",
        place_of_service: "11",
        lines: [line("90853", null, { payer_pays_cents: null, patient_owes_cents: null })],
        findings: [],
      },
    ],
  };
  const table = claims.claimTable(estimate, { reference });
  const asObjects = table.rows.map((row) =>
    Object.fromEntries(row.map((value, at) => [table.header[at], value])),
  );
  assert.deepEqual(asObjects[0], {
    member: "A.B.",
    date_of_service: "2026-03-02",
    payer: "medicare",
    payer_name: "Medicare",
    place_of_service: "10",
    diagnosis: "F33.1",
    cpt_1: "90853",
    modifiers_1: "95 HQ 59 25",
    units_1: "1",
    charge_1: "120.00",
    expected_allowed_1: "30.39",
    expected_payer_1: "30.39",
    expected_patient_1: "0.00",
    cpt_2: "90785",
    modifiers_2: "",
    units_2: "1",
    charge_2: "",
    expected_allowed_2: "0.07",
    expected_payer_2: "0.07",
    expected_patient_2: "0.00",
    findings: "2",
    worst_finding: "denial",
  });
  assert.equal(asObjects[1].expected_allowed_1, "");
  assert.equal(asObjects[1].cpt_2, "");
  assert.deepEqual(table.crowded, ["A.B."]);
  assert.equal(claims.claimCsv(table).trim().split("\r\n").length, 3);
});

for (const [cents, expected] of [
  [0, "0.00"],
  [5, "0.05"],
  [123405, "1234.05"],
  [-250, "-2.50"],
  [null, ""],
  [undefined, ""],
]) {
  test(`${cents} cents are written as "${expected}"`, () => {
    assert.equal(decimal.decimal(cents), expected);
  });
}

const saved = (over = {}) => ({
  ...sessions.sessionToSave(session([usual, { ...usual, alias: "A.B." }]), {
    id: "x1",
    name: " March ",
    savedAt: "2026-03-02T10:00:00.000Z",
  }),
  ...over,
});

test("a session is read back as it was kept, and named without its patients", () => {
  const kept = saved();
  assert.equal(kept.name, "March");
  assert.deepEqual(sessions.readSession("x1", JSON.parse(JSON.stringify(kept))), kept);
  assert.equal(sessions.usualName(kept.form), "March 2, 2026 · 90853 · 2 members");
});

test("what a form has come to hold since is filled in, and what it no longer holds is dropped", () => {
  const { filing_date: _later, ...older } = saved().form;
  const raw = saved({ form: { ...older, size: "2" } });
  const found = sessions.readSession("x1", raw);
  assert.equal(found.form.filing_date, "");
  assert.equal("size" in found.form, false);
});

for (const [what, raw, why] of [
  ["a newer version", saved({ version: 2, form: "?" }), "newer"],
  ["text", "hello", "damaged"],
  ["nothing", null, "damaged"],
  ["another format", saved({ format: "x" }), "damaged"],
  ["no members", saved({ form: session([]) }), "damaged"],
  ["a number for a text", saved({ form: { ...session([usual]), zip: 90012 } }), "damaged"],
  ["a note of no known kind", saved({ form: session([{ ...usual, note: "?" }]) }), "damaged"],
  [
    "a clinician of no known kind",
    saved({ form: { ...session([usual]), clinician: "?" } }),
    "damaged",
  ],
  [
    "a text without end",
    saved({ form: session([{ ...usual, alias: "x".repeat(1e4) }]) }),
    "damaged",
  ],
]) {
  test(`a record that is ${what} is ${why}, not broken`, () => {
    const found = sessions.readSession("x1", raw);
    assert.equal(found.why, why);
    assert.equal(found.raw, raw);
  });
}

test("all sessions go into one file and come back, the unreadable as they are", () => {
  const kept = [saved(), sessions.readSession("x2", { id: "x2", format: "?", of: "old" })];
  const back = sessions.importText(sessions.exportText(kept));
  assert.deepEqual(back[0], kept[0]);
  assert.equal(back[1].why, "damaged");
  assert.deepEqual(back[1].raw, kept[1].raw);
  assert.equal(sessions.importText(JSON.stringify(saved())).length, 1);
});

for (const [text, words] of [
  ["{", /not JSON/],
  ["[]", /holds no sessions/],
  ['{"format":"cpt-estimator-sessions","version":1,"sessions":[]}', /holds no session/],
  ['{"tables":[]}', /holds no sessions/],
]) {
  test(`the file ${text} is refused in words`, () => {
    assert.match(sessions.importText(text).problem, words);
  });
}

test("a guard is put before what looks like a formula and taken off again", () => {
  for (const text of ["=x", "+1", "-1", "@a", "'a", "'=a", "a", "", "''"]) {
    assert.equal(csv.asTyped(csv.guarded(text)), text);
  }
  assert.equal(csv.asTyped("'hello"), "'hello");
});

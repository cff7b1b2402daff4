// The tables that rules name: payers, denial codes and modifiers.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv";
import { readJson } from "./lib/root.mjs";
import { assertKeepsTo } from "./lib/schemas.mjs";

const STATES =
  `AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND
  NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY`.split(/\s+/);
const MODIFIERS =
  `22 25 26 50 51 52 53 59 62 66 76 77 80 81 82 93 95 99 AF AG AH AJ AM AS CG CR ET FQ FR G0 GA GC GE GQ
  GT GW GX GY GZ H9 HA HB HC HD HE HF HH HI HJ HK HL HM HN HO HP HQ HT HU HV HW HX HY HZ KX PN PO Q5
  Q6 SA SC TC TD TE TF TG TJ TL TM TR U1 U2 U3 U4 U5 U6 U7 U8 U9 UA UB UC UD UK V3 XE XP XS XU`.split(
    /\s+/,
  );
const PROGRAM_OF_OTHERS = {
  aetna: "commercial",
  anthem: "commercial",
  bcbs: "commercial",
  "bcbs-il": "commercial",
  "bcbs-ri": "commercial",
  carelon: "commercial",
  centene: "commercial",
  cigna: "commercial",
  commercial: "commercial",
  "horizon-nj": "commercial",
  humana: "commercial",
  magellan: "commercial",
  medicare: "medicare",
  "self-pay": "self_pay",
  tricare: "federal",
  uhc: "commercial",
  va: "federal",
};

const files = ["payers.json", "rules/denial_codes.json", "rules/modifier_codes.json"];
const [payerFile, denialFile, modifierFile] = files.map((name) => readJson("fee_schedules", name));
const { payers } = payerFile;
const { carc, rarc } = denialFile;
const { modifiers } = modifierFile;
const byCode = (rows) => new Map(rows.map((row) => [row.code, row]));

function validatorOf({ schema }) {
  const ajv = new Ajv({ allErrors: true, strictTypes: true, strictTuples: true });
  return ajv.compile(readJson("fee_schedules/schema", `${schema.replace("/1", "")}.schema.json`));
}

function assertSortedOnce(keys) {
  for (const [at, key] of keys.entries()) assert.ok(at === 0 || keys[at - 1] < key, key);
}

function assertDay(text) {
  assert.equal(new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10), text);
}

test("each table keeps to its schema", () => {
  for (const table of [payerFile, denialFile, modifierFile]) {
    assertKeepsTo(validatorOf(table), table);
  }
});

test("each schema refuses a property that it does not know", () => {
  for (const [table, rows] of [
    [payerFile, "payers"],
    [denialFile, "carc"],
    [denialFile, "rarc"],
    [modifierFile, "modifiers"],
  ]) {
    const validate = validatorOf(table);
    assert.ok(!validate({ ...table, remark: "" }), rows);
    assert.ok(!validate({ ...table, [rows]: [{ ...table[rows][0], remark: "" }] }), rows);
  }
});

test("a state stands with every Medicaid payer but the one whose state is not named, and with no other", () => {
  const validate = validatorOf(payerFile);
  const withState = { id: "uhc", name: "UnitedHealthcare", program: "commercial", state: "NY" };
  const withoutState = { id: "medicaid-NY", name: "New York Medicaid", program: "medicaid" };
  const unnamed = { id: "medicaid", name: "Medicaid, state not named", program: "medicaid" };
  assert.ok(!validate({ ...payerFile, payers: [withState] }));
  assert.ok(!validate({ ...payerFile, payers: [withoutState] }));
  assert.ok(validate({ ...payerFile, payers: [unnamed] }));
  assert.ok(!validate({ ...payerFile, payers: [{ ...unnamed, state: "NY" }] }));
});

test("ids and codes are sorted and stand once", () => {
  assertSortedOnce(payers.map(({ id }) => id));
  for (const rows of [carc, rarc, modifiers]) assertSortedOnce(rows.map(({ code }) => code));
});

test("no two payers have the same name", () => {
  assert.equal(new Set(payers.map(({ name }) => name)).size, payers.length);
});

test("Medicaid is there for no state named, the 50 states and the District of Columbia", () => {
  const medicaid = payers.filter(({ program }) => program === "medicaid");
  assert.equal(STATES.length, 51);
  assert.deepEqual(
    medicaid.map(({ id, state }) => [id, state]),
    [["medicaid", undefined], ...STATES.map((state) => [`medicaid-${state}`, state])],
  );
});

test("every other payer has its program", () => {
  const others = payers.filter(({ program }) => program !== "medicaid");
  assert.deepEqual(
    Object.fromEntries(others.map(({ id, program }) => [id, program])),
    PROGRAM_OF_OTHERS,
  );
});

test("a Medicaid program that goes by a name of its own has it in brackets", () => {
  const named = payers.filter(({ name }) => name.includes("("));
  const ownName = (state) => named.find((payer) => payer.state === state)?.name;
  assert.equal(ownName("CA"), "California Medicaid (Medi-Cal)");
  assert.equal(ownName("MA"), "Massachusetts Medicaid (MassHealth)");
});

test("every reason code has a group to go with", () => {
  for (const { code, groups } of carc) assert.ok(groups.length > 0, code);
});

test("reason codes 18, 23, 133 and 209 go with OA only", () => {
  for (const code of ["18", "23", "133", "209"]) {
    assert.deepEqual(byCode(carc).get(code).groups, ["OA"], code);
  }
});

test("reason codes 15, 38, 42, 125 and 138 have ended, and no other has", () => {
  const ended = carc.filter((row) => row.ended !== null).map((row) => [row.code, row.ended]);
  assert.deepEqual(Object.fromEntries(ended), {
    15: "2018-05-01",
    38: "2013-01-01",
    42: "2007-06-01",
    125: "2013-11-01",
    138: "2018-05-01",
  });
});

test("the name of a denial code is under ten words", () => {
  for (const { code, name } of [...carc, ...rarc]) assert.ok(name.split(" ").length < 10, code);
});

test("all 98 modifiers are there", () => {
  assert.equal(MODIFIERS.length, 98);
  assert.deepEqual(
    modifiers.map(({ code }) => code),
    MODIFIERS,
  );
});

test("where one modifier excludes another, the other excludes it", () => {
  const known = byCode(modifiers);
  for (const { code, excludes } of modifiers) {
    for (const other of excludes) {
      assert.ok(known.has(other), `${code} excludes ${other}, which is not in the table`);
      assert.ok(known.get(other).excludes.includes(code), `${code} excludes ${other}`);
    }
  }
});

test("no modifier excludes itself", () => {
  for (const { code, excludes } of modifiers) assert.ok(!excludes.includes(code), code);
});

test("80, 81, 82 and AS, the assistants at surgery, exclude each other and nothing else", () => {
  const assistants = ["80", "81", "82", "AS"];
  for (const code of assistants) {
    const others = assistants.filter((other) => other !== code);
    assert.deepEqual(byCode(modifiers).get(code).excludes, others, code);
  }
});

test("GX and GY may stand together, and no other two of GA, GX, GY and GZ", () => {
  const liability = ["GA", "GX", "GY", "GZ"];
  const excluded = liability.map((code) => byCode(modifiers).get(code).excludes);
  assert.deepEqual(excluded, [
    ["GX", "GY", "GZ"],
    ["GA", "GZ"],
    ["GA", "GZ"],
    ["GA", "GX", "GY"],
  ]);
});

test("dates are days of the calendar, and none ends before it begins", () => {
  for (const { code, from, to } of modifiers) {
    for (const day of [from, to]) if (day !== null) assertDay(day);
    assert.ok(from === null || to === null || from <= to, code);
  }
  for (const { ended } of carc) if (ended !== null) assertDay(ended);
});

test("every source is used, and every index names a source", () => {
  const used = new Set(modifiers.flatMap(({ sources }) => sources));
  assert.deepEqual(
    [...used].sort((left, right) => left - right),
    [...modifierFile.sources.keys()],
  );
});

test("the table of modifiers says first how much of it is inferred", () => {
  assert.deepEqual(Object.keys(modifierFile).slice(0, 2), ["schema", "basis"]);
  assert.match(modifierFile.basis, /partly inferred/);
});

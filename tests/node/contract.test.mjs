// The JSON Schemas against the engine: each says the same of every field, limit, word and default.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv";
import { loading, readCases, readContract } from "./lib/conformance.mjs";
import { createModule, startEngine, wasm } from "./lib/engine.mjs";
import {
  CONTRACT,
  everyField,
  fields,
  isLeftOut,
  otherMembers,
  places,
  pointerTo,
  requestWith,
  typesAt,
  valueAt,
  withValue,
} from "./lib/fields.mjs";
import { run } from "./lib/native.mjs";
import { readJson, root } from "./lib/root.mjs";
import {
  assertKeepsTo,
  compareSchema,
  comparisonSchema,
  isRequest,
  isResponse,
  projectionSchema,
  projectSchema,
  requestSchema,
  responseSchema,
} from "./lib/schemas.mjs";

const rulesSchema = readJson("core/boundary/schema/rules.schema.json");

const LOOKED_UP = [
  "unknown_code",
  "unknown_payer",
  "unknown_locality",
  "unknown_zip",
  "unknown_place_of_service",
  "invalid_date",
  "no_schedule",
];

/** An engine that has started, with some contracts. */
async function engineWith(contracts) {
  const started = await startEngine();
  await started.estimate(everyField);
  for (const name of contracts) {
    assert.equal(await started.accept(name, readContract(name)), undefined, name);
  }
  return started;
}

const engine = await engineWith([CONTRACT]);
for (const member of otherMembers) await engine.estimate({ ...everyField, members: [member] });
await engine.estimate(withValue(["zip"], "90012"));

const answerTo = (text) => JSON.parse(engine.estimateText(text));
const errorsOf = (request) => answerTo(JSON.stringify(request)).errors ?? [];
const errorsAt = (pointer, request) => errorsOf(request).filter(({ path }) => path === pointer);
const at = (pointer) => places.find((place) => place.pointer === pointer);

/** Fields whose words stand in the data, not in the schema. */
const WORDS_OF_DATA = ["/what_if/habit", "/members/0/program", "/members/0/sliding_scale"];

/** Errors that say nothing of a value's form: it is well formed, and no table has it. */
const isLookedUp = ({ path, code }) =>
  LOOKED_UP.includes(code) || (WORDS_OF_DATA.includes(path) && code === "unknown_value");

test("the requests that give every field are priced and keep to the schema", () => {
  for (const member of [...everyField.members, ...otherMembers]) {
    const request = { ...everyField, members: [member] };
    assert.deepEqual(errorsOf(request), []);
    assert.ok(isRequest(request));
  }
  const [given, leftOut] = [false, true].map((is) =>
    fields.filter(({ path }) => isLeftOut(path) === is),
  );
  assert.deepEqual(
    leftOut.map(({ pointer }) => pointer),
    ["/zip", "/what_if/habit"],
  );
  for (const { path } of given) {
    assert.notEqual(valueAt(path, requestWith(path)), undefined, pointerTo(path));
  }
});

test("a value of any field that is left out of that request is priced in place of its rival", () => {
  for (const [path, value] of [
    [["zip"], "90012"],
    [["what_if", "habit"], "four-units"],
  ]) {
    const request = withValue(path, value);
    assert.deepEqual(errorsOf(request), []);
    assert.ok(isRequest(request));
  }
});

// --- words -------------------------------------------------------------------------------------

for (const { path, pointer, schema } of places.filter((place) => place.schema.enum)) {
  test(`${pointer} takes the words of the schema and lists them where it is given another`, () => {
    for (const word of schema.enum) assert.deepEqual(errorsOf(withValue(path, word)), [], word);
    const [{ allowed }, ...others] = errorsOf(withValue(path, "?"));
    assert.deepEqual(allowed, schema.enum);
    assert.deepEqual(others, []);
  });
}

test("what is unknown is answered with the codes, localities, places, payers and habits held", () => {
  // Those of payers.json, then those of the tables, loaded or not, each once.
  const ofTables = readJson("fee_schedules/index.json").files.flatMap((file) => file.payers ?? []);
  const known = readJson("fee_schedules/payers.json").payers.map(({ id }) => id);
  const payersHeld = [...new Set([...known, ...ofTables, "own-fees"])];
  const year = readJson("fee_schedules/medicare/2026.json");
  const first = ([name]) => name;
  const held = {
    "/service/code": year.codes.rows.map(first),
    "/locality": year.localities.rows.map(first),
    "/members/0/place_of_service": readJson("fee_schedules/places_of_service.json").places.map(
      ({ code }) => code,
    ),
    "/members/0/payer": payersHeld,
    "/what_if/habit": readJson("fee_schedules/rules/habits.json").habits.map(({ id }) => id),
  };
  for (const [pointer, allowed] of Object.entries(held)) {
    const [error, ...others] = errorsOf(withValue(at(pointer).path, "?"));
    assert.equal(error.path, pointer);
    assert.deepEqual(error.allowed, allowed);
    assert.deepEqual(others, []);
  }
});

/** The errors of a request that asks about a change. */
const errorsOfChange = (change) => errorsOf(withValue(["what_if", "change"], change));

test("what a change names and no table has is refused at the change, with what is held", () => {
  const held = (pointer) => errorsOf(withValue(at(pointer).path, "?"))[0].allowed;
  const placesHeld = held("/members/0/place_of_service");
  const wrong = { place_of_service: "77", add_add_ons: ["12345", "90785", "54321"] };
  const unknown = [
    ["/what_if/change/place_of_service", "unknown_place_of_service", placesHeld],
    ["/what_if/change/add_add_ons/0", "unknown_code", held("/service/code")],
    ["/what_if/change/add_add_ons/2", "unknown_code", held("/service/code")],
  ];
  assert.deepEqual(
    errorsOfChange(wrong).map(({ path, code, allowed }) => [path, code, allowed]),
    unknown,
  );
});

test("a value that a change cannot have is refused at its own place, whatever else is wrong", () => {
  const whole = everyField.what_if.change;
  const elements = [
    ["place_of_service", "77", "place_of_service"],
    ["add_modifiers", ["9"], "add_modifiers/0"],
    ["remove_modifiers", ["95", "9"], "remove_modifiers/1"],
    ["add_add_ons", ["12345"], "add_add_ons/0"],
    ["remove_add_ons", ["9078"], "remove_add_ons/0"],
    ["same_day_codes", ["9083"], "same_day_codes/0"],
    ["same_day_add_modifiers", ["9"], "same_day_add_modifiers/0"],
    ["add_same_day", [{ code: "9083" }], "add_same_day/0/code"],
    ["add_same_day", [{ code: "90834", modifiers: ["9"] }], "add_same_day/0/modifiers/0"],
    ["units", 0, "units"],
    ["note", "lost", "note"],
  ];
  const pathsOf = (change) => errorsOfChange(change).map(({ path }) => path);
  for (const [name, value, place] of elements) {
    const expected = [`/what_if/change/${place}`];
    assert.deepEqual(pathsOf({ [name]: value }), expected);
    assert.deepEqual(pathsOf({ ...whole, [name]: value }), expected);
  }
  const all = Object.fromEntries(elements.map(([name, value]) => [name, value]));
  const expected = elements
    .filter(([name, value]) => all[name] === value)
    .map(([, , place]) => `/what_if/change/${place}`);
  assert.deepEqual(pathsOf(all).toSorted(), expected.toSorted());
});

test("a what-if is a habit or a change: both together conflict, and without either one is missing", () => {
  const [habit, change] = ["four-units", { units: 4 }];
  for (const [whatIf, code] of [
    [{ habit, change }, "conflicting_fields"],
    [{}, "required"],
    [{ sessions_per_year: 12 }, "required"],
    [{ sessions_per_year: 52 }, "required"],
  ]) {
    const request = withValue(["what_if"], whatIf);
    const [error, ...others] = errorsOf(request);
    assert.deepEqual(error.allowed, ["habit", "change"]);
    assert.deepEqual([error.path, error.code], ["/what_if", code]);
    assert.deepEqual(others, []);
    assert.ok(!isRequest(request));
  }
});

test("a change has the same fields in a request and in a response, in the same order", () => {
  const [asked, made] = [requestSchema.definitions.change, responseSchema.definitions.change_made];
  assert.deepEqual(Object.keys(made.properties), Object.keys(asked.properties));
});

/** The words of a C++ switch that gives enumerators their names. */
function wordsInSource(file, type) {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(new RegExp(`case ${type}::\\w+: return "(\\w+)";`, "g"))].map(
    ([, word]) => word,
  );
}

test("the error codes of the schema are those of the engine, in its order", () => {
  const known = wordsInSource("core/units/error.cpp", "ErrorCode");
  assert.deepEqual(responseSchema.definitions.error.properties.code.enum, known);
});

for (const [pointer, allowed] of [
  ["/members/0/program", ["general"]],
  ["/members/0/sliding_scale", ["A", "B"]],
]) {
  test(`${pointer} that the payer does not have is refused, once, with those that it has`, () => {
    const [error, ...others] = errorsOf(withValue(at(pointer).path, "?"));
    assert.deepEqual([error.path, error.code, error.allowed], [pointer, "unknown_value", allowed]);
    assert.deepEqual(others, []);
  });
}

test("what goes with some payers alone is refused with the others, where it stands", () => {
  const [withMedicare, withFees] = otherMembers;
  for (const [member, paths] of [
    [{ ...withMedicare, payer: "own-fees" }, ["/members/0/secondary"]],
    [{ ...withMedicare, payer: "uhc" }, ["/members/0/secondary"]],
    [
      { ...withFees, payer: "medicare" },
      [
        "/members/0/copay_cents",
        "/members/0/coinsurance_percent",
        "/members/0/out_of_pocket_remaining_cents",
        "/members/0/program",
        "/members/0/sliding_scale",
      ],
    ],
  ]) {
    const found = errorsOf({ ...everyField, members: [member] });
    assert.deepEqual(
      found.map(({ path }) => path),
      paths,
    );
    for (const { path, code } of found) {
      const isScale = path === "/members/0/sliding_scale";
      assert.equal(code, isScale ? "unknown_value" : "conflicting_fields", path);
    }
  }
});

test("the steps of a receipt in the schema are those that the cases' receipts have", async () => {
  const cases = readCases();
  const withAll = await engineWith(new Set(cases.flatMap(({ contracts }) => contracts)));
  const answers = [];
  for (const { text } of cases) answers.push(await withAll.estimate(text));
  const made = answers
    .flatMap(({ claims = [] }) => claims.flatMap(({ lines }) => lines))
    .flatMap(({ receipt = [] }) => receipt.map(({ kind }) => kind));
  const { kind } = responseSchema.definitions.receipt_step.properties;
  assert.deepEqual([...new Set(made)].sort(), kind.enum.toSorted());
});

test("the cases cause every error that a request alone can cause, if it is not 8 MB long", () => {
  const caused = readCases()
    .flatMap(({ expected: { errors = [] } }) => errors.$contains ?? errors.$only ?? errors)
    .map(({ code }) => code);
  const others = ["request_too_large", "schedule_not_loaded", "invalid_data"];
  const known = responseSchema.definitions.error.properties.code.enum;
  assert.deepEqual([...new Set([...caused, ...others])].sort(), known.toSorted());
});

test("the causes of a comparison and the periods are those of the engine, in its order", () => {
  const wordsOf = (file, name) => {
    const source = readFileSync(join(root, "core", file), "utf8");
    const [, list] = source.match(new RegExp(`${name}\\{([^}]*)\\}`));
    return [...list.matchAll(/"(\w+)"/g)].map(([, word]) => word);
  };
  const { causes } = comparisonSchema.definitions.compared_alternative.properties;
  assert.deepEqual(causes.items.properties.cause.enum, wordsOf("projection/compare.h", "kCauses"));
  const words = wordsOf("session/period.h", "kPeriods");
  const { period } = projectSchema.properties.plan.properties;
  assert.deepEqual(period.enum, words);
  const { periods } = responseSchema.definitions.estimate.properties;
  assert.deepEqual(Object.keys(periods.properties), words);
});

test("a rule's severity and basis are words of the response, of a fix and of a list of rules", () => {
  const rule = readJson("fee_schedules/schema/rules.schema.json").definitions.rule.properties;
  const { finding, fix } = responseSchema.definitions;
  const listed = rulesSchema.definitions.rule.properties;
  for (const { severity } of [finding.properties, fix.properties, listed]) {
    assert.deepEqual(severity.enum, rule.severity.enum);
  }
  for (const { basis } of [finding.properties, listed]) {
    assert.deepEqual(basis.enum, rule.basis.enum);
  }
});

// --- types and fields --------------------------------------------------------------------------

const SAMPLES = {
  null: null,
  boolean: true,
  integer: 1,
  number: 1.5,
  string: "95",
  array: [],
  object: {},
};

for (const place of places.filter(({ path }) => path.length > 0)) {
  test(`${place.pointer} takes ${typesAt(place).join(" or ")} and is refused, once, with any other type`, () => {
    for (const [type, value] of Object.entries(SAMPLES)) {
      const found = errorsAt(place.pointer, withValue(place.path, value));
      const isOther = !typesAt(place).includes(type);
      assert.equal(found.length === 1 && found[0].code === "wrong_type", isOther, type);
    }
  });
}

for (const { path, pointer, schema } of places.filter((place) => place.schema.properties)) {
  const names = Object.keys(schema.properties);
  const whole = requestWith(path);
  const holder = valueAt(path, whole);

  test(`${pointer || "the request"} refuses a field that the schema lacks and lists those it has`, () => {
    for (const name of ["", "name", "__proto__", "Code", "a/b~c"]) {
      const request = structuredClone(whole);
      const target = valueAt(path, request);
      Object.defineProperty(target, name, { value: 1, enumerable: true });
      const [error, ...others] = errorsOf(request);
      assert.deepEqual(others, []);
      assert.equal(error.code, "unknown_field");
      const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
      assert.equal(error.path, `${pointer}/${escaped}`);
      assert.deepEqual(error.allowed, names);
    }
  });

  test(`${pointer || "the request"} refuses each of its fields given twice`, () => {
    const once = JSON.stringify(holder);
    for (const [name, value] of Object.entries(holder)) {
      const twice = `${once.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;
      const found = answerTo(JSON.stringify(whole).replace(once, () => twice)).errors;
      assert.deepEqual(
        found.map((error) => [error.path, error.code]),
        [[`${pointer}/${name}`, "duplicate_field"]],
      );
    }
  });

  test(`${pointer || "the request"} is refused without a field that the schema requires, and only then`, () => {
    for (const name of Object.keys(holder)) {
      const request = structuredClone(whole);
      delete valueAt(path, request)[name];
      assert.equal(errorsOf(request).length === 0, isRequest(request), name);
    }
  });
}

// --- limits ------------------------------------------------------------------------------------

function list(path, length) {
  const [element] = valueAt(path, requestWith(path));
  return Array.from({ length }, (_, index) =>
    element.id === undefined ? element : { ...element, id: String(index) },
  );
}

/** Values at a limit of the schema, and just beyond it. */
function atLimits({ path, schema }) {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  return [
    [minimum, (least) => [least, least - 1]],
    [maximum, (most) => [most, most + 1]],
    [minLength, (least) => ["x".repeat(least), "x".repeat(least - 1)]],
    [maxLength, (most) => ["x".repeat(most), "x".repeat(most + 1)]],
    [minItems, (least) => [list(path, least), list(path, least - 1)]],
    [maxItems, (most) => [list(path, most), list(path, most + 1)]],
  ]
    .filter(([limit]) => limit !== undefined)
    .map(([limit, values]) => values(limit));
}

for (const place of places.filter((each) => atLimits(each).length > 0)) {
  test(`${place.pointer} is read up to the limits of the schema and refused beyond them`, () => {
    for (const [inside, outside] of atLimits(place)) {
      const refused = errorsAt(place.pointer, withValue(place.path, inside));
      assert.deepEqual(
        refused.filter((error) => !isLookedUp(error)),
        [],
      );
      assert.equal(errorsOf(withValue(place.path, outside))[0]?.path, place.pointer);
    }
  });
}

// As JSON has them: around the largest double, 2^1024, and 2^63 and 2^64.
const LARGEST = 2n ** 1024n - 2n ** 971n;
const FIRST_INFINITE = 2n ** 1024n - 2n ** 970n;
const EXTREME_NUMBERS = [
  "1.7976931348623157e308",
  "1.7976931348623158e308",
  "1.7976931348623159e308",
  "17976931348623157e292",
  "0.00017976931348623159e+312",
  `${LARGEST}`,
  `${FIRST_INFINITE}`,
  `${FIRST_INFINITE}.5`,
  "1e308",
  "1e309",
  "1E+309",
  "0e999999999999",
  "0.0e99999999999999999999",
  "1e999999999999",
  "1e-999999",
  "1e-99999999999999999999",
  "0.0000000001e400",
  "0.0000000001e317",
  "0.0000000001e319",
  "4.9e-324",
  "9".repeat(400),
  `0.${"0".repeat(400)}1`,
  `1${"0".repeat(308)}`,
  `1${"0".repeat(309)}`,
  `1${"0".repeat(400)}e-400`,
  "9223372036854775807",
  "9223372036854775808",
  "9223372036854775809",
  "18446744073709551615",
  "18446744073709551616",
  "0",
  "0.0",
  "1.0",
  "6e1",
].flatMap((number) => [number, `-${number}`]);

// The last number that is no infinity, and others that only their last digits tell from it.
const AT_THE_EDGE = [
  `${FIRST_INFINITE - 1n}`,
  `${FIRST_INFINITE - 1n}.9`,
  "17976931348623158079372897140530341507e271",
  `0.${"0".repeat(2_000_000)}1e12345678`,
];

const isIn64Bits = (number) =>
  /^-?\d+$/.test(number) && BigInt.asIntN(64, BigInt(number)) === BigInt(number);

/** The request that gives every field, with each number in turn at `path`, as JSON. */
function textsWith(path, numbers) {
  const [before, behind] = JSON.stringify(withValue(path, "\u0001")).split('"\\u0001"');
  return numbers.map((number) => before + number + behind);
}

/** Holds where both builds give the same bytes; gives what they answer. */
function answersOfBoth(texts) {
  const batch = run(["batch", "-", ...loading([CONTRACT])], texts.join("\n"));
  const native = batch.stdout.split("\n").slice(0, -1);
  for (const [at, text] of texts.entries()) assert.equal(engine.estimateText(text), native[at]);
  return native.map((answer) => JSON.parse(answer));
}

for (const place of places.filter(({ path }) => path.length > 0)) {
  const { path, pointer } = place;
  test(`${pointer} is read alike natively and as WebAssembly where no double holds the number`, () => {
    const isWhole = typesAt(place).includes("integer");
    const numbers = isWhole ? [...EXTREME_NUMBERS, ...AT_THE_EDGE] : EXTREME_NUMBERS;
    for (const [at, { errors = [] }] of answersOfBoth(textsWith(path, numbers)).entries()) {
      const { code } = errors.find((error) => error.path === pointer) ?? {};
      const number = numbers[at].slice(0, 40);
      if (isWhole && isIn64Bits(numbers[at])) assert.notEqual(code, "wrong_type", number);
      else if (pointer !== "/version") assert.equal(code, "wrong_type", number);
    }
  });
}

test("the last number that a double holds is read alike where no number is expected", () => {
  answersOfBoth(textsWith(["service"], AT_THE_EDGE));
});

const PROBES = [
  "",
  "x",
  "9",
  "95",
  "F33.1",
  "90853",
  "90834",
  "9083a",
  "ABCDE",
  "01182-18",
  "2026-03-02",
  "2026-02-30",
  "é".repeat(9),
  "é".repeat(33),
  "\u{1F9E0}".repeat(40),
  " ",
  "\u0000",
  0,
  -1,
  2,
  1e9,
  Number.MAX_SAFE_INTEGER,
];

const isScalar = (place) => typesAt(place).every((type) => ["string", "integer"].includes(type));

for (const place of places.filter(isScalar)) {
  test(`${place.pointer} is read exactly where the schema allows it, whatever is looked up later`, () => {
    for (const value of PROBES) {
      const request = withValue(place.path, value);
      const found = errorsOf(request);
      const isAllowed = isRequest(request);
      const what = `${JSON.stringify(value)}: ${JSON.stringify(found[0] ?? "priced")}`;
      if (isAllowed) assert.ok(found.every(isLookedUp), what);
      else assert.notDeepEqual(found, [], what);
    }
  });
}

// --- the response ------------------------------------------------------------------------------

/**
 * Defaults that a response does not say back: other codes of a day are checked, not priced, and of
 * those that a change adds the modifiers are left out where there are none.
 */
const NOT_ECHOED = [
  "/members/0/same_day",
  "/members/0/same_day/0/modifiers",
  "/what_if/change/add_same_day/0/modifiers",
];

test("every default of the schema is in the response to a request that leaves it out", () => {
  const { clinician, claims, ...response } = answerTo(
    JSON.stringify({
      service: { date: "2026-03-02" },
      clinician: { type: "psychiatrist" },
      locality: "01182-18",
      members: [{ payer: "medicare", secondary: {} }],
      what_if: { change: {} },
    }),
  );
  const [{ lines, ...claim }] = claims;
  const [service, ...addOns] = lines;
  const member = { ...claim, ...service, add_ons: addOns };
  const echoed = { ...response, clinician, members: [member] };
  const defaults = fields.filter(({ schema }) => "default" in schema);
  for (const pointer of NOT_ECHOED) {
    assert.ok(
      defaults.some((field) => field.pointer === pointer),
      pointer,
    );
  }
  for (const { path, pointer, schema } of defaults) {
    if (NOT_ECHOED.includes(pointer)) continue;
    assert.deepEqual(valueAt(path, echoed), schema.default, pointer);
  }
});

test("what is said of a session, of its members and of a what-if is said back", () => {
  const { service, clinician, periods, what_if: whatIf } = answerTo(JSON.stringify(everyField));
  assert.deepEqual(service, everyField.service);
  assert.equal(periods.year.sessions, everyField.sessions_per_year);
  assert.deepEqual(clinician, everyField.clinician);
  for (const member of [...everyField.members, ...otherMembers]) {
    const { id, modifiers, add_ons, units, charge_cents, same_day, ...said } = member;
    const [claim] = answerTo(JSON.stringify({ ...everyField, members: [member] })).claims;
    for (const [name, value] of Object.entries(said)) assert.deepEqual(claim[name], value, name);
  }
  const { change, sessions_per_year } = everyField.what_if;
  assert.deepEqual(whatIf.change, change);
  assert.equal(whatIf.sessions_per_year, sessions_per_year);
});

test("a habit is answered with its id, its name and the change that it stands for", () => {
  for (const { id, name, change, when } of readJson("fee_schedules/rules/habits.json").habits) {
    const request = withValue(["what_if", "habit"], id);
    const response = answerTo(JSON.stringify(request));
    assertKeepsTo(isResponse, response);
    const { what_if: asked } = response;
    assert.deepEqual([asked.habit, asked.name], [id, name]);
    const written = structuredClone(change);
    for (const other of written.add_same_day ?? []) {
      if (other.modifiers.length === 0) delete other.modifiers;
    }
    assert.deepEqual(asked.change, written);
    if (when !== undefined) continue; // It may not concern this member.
    const spelledOut = answerTo(JSON.stringify(withValue(["what_if", "change"], change)));
    const { habit: _, name: __, ...same } = asked;
    assert.deepEqual(spelledOut.what_if, same, id);
  }
});

test("59 on the wrong line says what the other line of the day would bring", () => {
  const request = {
    service: { date: "2026-03-02" },
    clinician: { type: "clinical_psychologist" },
    locality: "01182-18",
    members: [{ payer: "medicare" }, { payer: "medicare" }],
    what_if: { habit: "59-on-the-group" },
  };
  const price = answerTo(
    JSON.stringify({
      ...request,
      what_if: undefined,
      service: { ...request.service, code: "90834" },
    }),
  ).claims[0].allowed_cents;
  const { what_if: asked } = answerTo(JSON.stringify(request));
  assert.equal(asked.lost_cents, 0);
  assert.equal(asked.other_lines_newly_at_risk_cents, 2 * price);
  assert.equal(asked.other_lines_newly_at_risk_per_year_cents, 2 * 52 * price);
});

test("a what-if changes nothing else in the answer", () => {
  const { what_if: _, ...asked } = answerTo(JSON.stringify(everyField));
  const { what_if: __, ...request } = everyField;
  assert.deepEqual(asked, answerTo(JSON.stringify(request)));
});

test("what a what-if says of a year is what it says of a session, as often as there are any", () => {
  for (const sessions of [1, 48, 366]) {
    const request = withValue(["what_if", "sessions_per_year"], sessions);
    const { session, what_if: asked } = answerTo(JSON.stringify(request));
    const lost = session.expected_if_unfixed_cents - asked.expected_if_unfixed_cents;
    const newly = Math.min(asked.at_risk_cents, session.allowed_cents) - session.at_risk_cents;
    const otherLines = asked.other_lines_newly_at_risk_cents;
    assert.deepEqual([asked.lost_cents, asked.newly_at_risk_cents], [lost, newly]);
    assert.deepEqual(
      [
        asked.lost_per_year_cents,
        asked.newly_at_risk_per_year_cents,
        asked.other_lines_newly_at_risk_per_year_cents,
      ],
      [lost * sessions, newly * sessions, otherLines * sessions],
    );
  }
});

test("sessions per year add a month and a year, and change nothing else in the answer", () => {
  const { sessions_per_year: _, ...request } = everyField;
  const { periods: __, ...others } = answerTo(JSON.stringify(everyField));
  assert.equal(JSON.stringify(others), engine.estimateText(JSON.stringify(request)));
});

/** What a period of `times` sessions is to say, by the amounts of one. */
function timesOver({ range, ...session }, times) {
  const { range: _, sessions, ...ofAll } = responseSchema.definitions.period.properties;
  const amounts = Object.keys(ofAll).map((name) => [name, session[name] * times]);
  const [low_cents, high_cents] = [range?.low_cents * times, range?.high_cents * times];
  const ranges = range === undefined ? [] : [["range", { low_cents, high_cents }]];
  return Object.fromEntries([["sessions", times], ...amounts, ...ranges]);
}

for (const [payers, members] of [
  ["Medicare", [{ payer: "medicare" }, { payer: "medicare", add_ons: ["90785"] }]],
  ["a benchmark with quartiles", [{ payer: "benchmark-commercial" }, { payer: "medicare" }]],
  ["a payer without a table", [{ payer: "uhc" }, { payer: "uhc" }]],
]) {
  test(`a month and a year under ${payers} have the amounts of the session as often as sessions`, async () => {
    for (const [ofYear, ofMonth] of [
      [1, 1],
      [6, 1],
      [18, 2],
      [48, 4],
      [366, 31],
    ]) {
      const { what_if: _, ...asked } = withValue(["sessions_per_year"], ofYear);
      const request = { ...asked, members };
      const response = await engine.estimate(request);
      assertKeepsTo(isResponse, response);
      const { session, periods } = response;
      const expected = { month: timesOver(session, ofMonth), year: timesOver(session, ofYear) };
      assert.deepEqual(periods, expected);
    }
  });
}

test("a default that is given changes nothing", () => {
  for (const { path, pointer, schema } of fields.filter((field) => "default" in field.schema)) {
    const given = withValue(path, schema.default);
    const left = structuredClone(given);
    delete path.slice(0, -1).reduce((part, step) => part[step], left)[path.at(-1)];
    const [one, other] = [given, left].map((each) => engine.estimateText(JSON.stringify(each)));
    assert.equal(one, other, pointer);
  }
});

test("no number of a response has a point or an exponent", () => {
  const words = /"(?:[^"\\]|\\.)*"/g;
  for (const { text } of readCases()) {
    const numbers = engine
      .estimateText(text)
      .replace(words, "")
      .match(/-?\d[\d.eE+-]*/g);
    for (const number of numbers) assert.match(number, /^-?\d+$/);
  }
});

test("a document of the contract has no property that is not described, down to the last object", () => {
  const open = [];
  const look = (schema, path) => {
    if (typeof schema !== "object" || schema === null) return;
    if (schema.type === "object" && schema.additionalProperties !== false) open.push(path);
    for (const [key, each] of Object.entries(schema)) look(each, `${path}/${key}`);
  };
  look(requestSchema, "request");
  look(responseSchema, "response");
  look(rulesSchema, "rules");
  look(compareSchema, "compare");
  look(comparisonSchema, "comparison");
  look(projectSchema, "project");
  look(projectionSchema, "projection");
  assert.deepEqual(open, []);
});

// --- the rules ---------------------------------------------------------------------------------

const ajv = new Ajv({ allErrors: true, schemas: [rulesSchema] });
const isRulesQuery = ajv.compile({ $ref: `${rulesSchema.$id}#/definitions/query` });
const isRules = ajv.compile({ $ref: `${rulesSchema.$id}#/definitions/rules` });
const { query: querySchema } = rulesSchema.definitions;

const { payers } = readJson("fee_schedules/payers.json");
const rulesHeld = readJson("fee_schedules/index.json")
  .files.filter(({ schema }) => schema === "rules/1")
  .flatMap(({ name }) => readJson("fee_schedules", name).rules);

/** The rules of the data that may speak of what a query asks about, in their order. */
function rulesAskedFor({ code, payer, date }) {
  const program = payers.find(({ id }) => id === payer)?.program;
  const has = (list, value) => value === undefined || list === undefined || list.includes(value);
  return rulesHeld.filter(
    ({ from, to, applies_to: { codes, payers: ids, programs } = {} }) =>
      has(codes, code) &&
      has(ids, payer) &&
      has(programs, program) &&
      (date === undefined || (from <= date && (to === null || date <= to))),
  );
}

async function rulesOf(query) {
  const response = await engine.rules(query);
  assertKeepsTo(isRules, response);
  return response.rules;
}

async function errorsOfRules(query) {
  const response = await engine.rules(query);
  assertKeepsTo(isResponse, response);
  return response.errors;
}

test("without a question every rule is listed, in the order of the files", async () => {
  const ids = rulesHeld.map(({ id }) => id);
  for (const query of [undefined, {}, { version: 1 }]) {
    assert.deepEqual(
      (await rulesOf(query)).map(({ rule }) => rule),
      ids,
    );
  }
});

test("a rule is listed as the data has it", async () => {
  for (const [at, listed] of (await rulesOf({})).entries()) {
    const { id, topic = id, to, applies_to = {}, ...rule } = rulesHeld[at];
    const { when, limit, at_risk, change, yields_to, ...said } = rule;
    const ending = to === null ? {} : { to };
    assert.deepEqual(listed, { rule: id, topic, applies_to, ...ending, ...said });
  }
});

const NAMED = {
  code: [...new Set(rulesHeld.flatMap(({ applies_to }) => applies_to?.codes ?? [])), "99213"],
  payer: payers.map(({ id }) => id),
  date: [
    ...new Set(rulesHeld.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null)),
    "1999-12-31",
    "2026-03-02",
    "2099-12-31",
  ],
};

for (const [name, values] of Object.entries(NAMED)) {
  test(`rules asked for by ${name} are those that may speak of it`, async () => {
    for (const value of values) {
      const query = { [name]: value };
      assert.ok(isRulesQuery(query));
      assert.deepEqual(
        (await rulesOf(query)).map(({ rule }) => rule),
        rulesAskedFor(query).map(({ id }) => id),
        value,
      );
    }
  });
}

test("rules asked for by code, payer and date are those that all three leave", async () => {
  for (const code of ["90853", "90785", "90849"]) {
    for (const payer of ["medicare", "medicaid-NC", "medicaid-WI", "uhc", "self-pay"]) {
      for (const date of ["2019-01-01", "2023-12-31", "2026-03-02"]) {
        const query = { code, payer, date };
        assert.deepEqual(
          (await rulesOf(query)).map(({ rule }) => rule),
          rulesAskedFor(query).map(({ id }) => id),
        );
      }
    }
  }
});

test("a code that no rule names is answered with the rules that speak of every code", async () => {
  const rules = await rulesOf({ code: "99999" });
  assert.ok(rules.length > 0);
  for (const { applies_to } of rules) assert.equal(applies_to.codes, undefined);
});

test("a question about a payer that nobody knows is refused with the payers that are known", async () => {
  const [error, ...others] = await errorsOfRules({ payer: "acme" });
  assert.deepEqual([error.path, error.code], ["/payer", "unknown_payer"]);
  assert.deepEqual(
    error.allowed,
    payers.map(({ id }) => id),
  );
  assert.deepEqual(others, []);
});

test("a question about a day that is none is refused", async () => {
  for (const date of ["2026-02-30", "2026-3-2", "today", "2026-03-02T00:00:00Z"]) {
    const errors = await errorsOfRules({ date });
    assert.deepEqual(
      errors.map(({ path, code }) => [path, code]),
      [["/date", "invalid_date"]],
    );
  }
});

test("a question of the schema is answered or looked up in vain, and no other is", async () => {
  for (const name of Object.keys(querySchema.properties)) {
    for (const value of [...Object.values(SAMPLES), ...PROBES, "x".repeat(64), "x".repeat(65)]) {
      const query = { [name]: value };
      const { status, errors = [] } = await engine.rules(query);
      const what = `${JSON.stringify(query)}: ${JSON.stringify(errors[0] ?? "answered")}`;
      if (isRulesQuery(query)) {
        assert.ok(status === "ok" || errors.every(isLookedUp), what);
      } else {
        assert.equal(status, "error", what);
        assert.equal(errors[0].path, `/${name}`, what);
      }
    }
  }
});

test("a question has no other field than the schema's, and is an object", async () => {
  const names = Object.keys(querySchema.properties);
  for (const name of ["", "codes", "locality", "a/b~c"]) {
    const [error, ...others] = await errorsOfRules({ [name]: "x" });
    assert.equal(error.code, "unknown_field");
    assert.equal(error.path, `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    assert.deepEqual(error.allowed.toSorted(), names.toSorted());
    assert.deepEqual(others, []);
  }
  for (const query of [null, [], 0, true, "90853"]) {
    const [{ path, code }] = await errorsOfRules(query);
    assert.deepEqual([path, code], ["", "wrong_type"]);
  }
});

// --- typings -----------------------------------------------------------------------------------

/** What an interface of a .d.ts file declares. */
function declared(file, name) {
  const source = readFileSync(join(root, file), "utf8");
  const [, body] = source.match(new RegExp(`export interface ${name} \\{\\n(.*?)\\n\\}`, "s"));
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:?]/gm)].map(([, member]) => member);
}

test("cpt-estimator.d.ts declares the functions that the module exports", async () => {
  const module = await createModule({ wasmBinary: wasm });
  const ofEmscripten =
    /^_|^dynCall_|Error$|^(run|ready|asm|wasmBinary|count_emval_handles|get_first_emval)$/;
  const exported = Object.keys(module).filter(
    (name) => typeof module[name] === "function" && !ofEmscripten.test(name),
  );
  assert.deepEqual(
    exported.sort(),
    declared("wasm/cpt-estimator.d.ts", "CptEstimatorModule").sort(),
  );
});

test("engine.d.ts declares what a loaded engine has", () => {
  assert.deepEqual(Object.keys(engine).sort(), declared("wasm/engine.d.ts", "Engine").sort());
});

test("a program that uses the typings, and what they forbid, passes the type check", () => {
  spawnSync("node", ["scripts/lib/generate-contract.mjs"], { cwd: root });
  const check = spawnSync("node_modules/.bin/tsc", ["-p", "tests/node/types"], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(check.stdout + check.stderr, "");
  assert.equal(check.status, 0);
});

// The JSON Schemas against the engine: each says the same of every field, limit, word and default.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readCases } from "./lib/conformance.mjs";
import { createModule, startEngine, wasm } from "./lib/engine.mjs";
import { everyField, fields, places, pointerTo, typeAt, withValue } from "./lib/fields.mjs";
import { readJson, root } from "./lib/root.mjs";
import { isRequest, requestSchema, responseSchema } from "./lib/schemas.mjs";

const LOOKED_UP = [
  "unknown_code",
  "unknown_payer",
  "unknown_locality",
  "unknown_zip",
  "unknown_place_of_service",
  "invalid_date",
  "no_schedule",
];

const engine = await startEngine();
await engine.estimate(everyField);
await engine.estimate(withValue(["zip"], "90012"));

const answerTo = (text) => JSON.parse(engine.estimateText(text));
const errorsOf = (request) => answerTo(JSON.stringify(request)).errors ?? [];
const errorsAt = (pointer, request) => errorsOf(request).filter(({ path }) => path === pointer);
const at = (pointer) => places.find((place) => place.pointer === pointer);

test("the request that gives every field is priced and keeps to the schema", () => {
  assert.deepEqual(errorsOf(everyField), []);
  assert.ok(isRequest(everyField));
  const given = fields.filter(({ path }) => path[0] !== "zip");
  for (const { path } of given) {
    assert.notEqual(
      path.reduce((part, step) => part[step], everyField),
      undefined,
      pointerTo(path),
    );
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

test("what is unknown is answered with the codes, localities and places that are held", () => {
  const year = readJson("fee_schedules/medicare/2026.json");
  const first = ([name]) => name;
  const held = {
    "/service/code": year.codes.rows.map(first),
    "/locality": year.localities.rows.map(first),
    "/members/0/place_of_service": readJson("fee_schedules/places_of_service.json").places.map(
      ({ code }) => code,
    ),
  };
  for (const [pointer, allowed] of Object.entries(held)) {
    assert.deepEqual(errorsOf(withValue(at(pointer).path, "?"))[0].allowed, allowed);
  }
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

test("the steps of a receipt in the schema are those that the cases' receipts have", () => {
  const made = readCases()
    .map(({ text }) => answerTo(text))
    .flatMap(({ claims = [] }) => claims.flatMap(({ lines }) => lines))
    .flatMap(({ receipt = [] }) => receipt.map(({ kind }) => kind));
  const { kind } = responseSchema.definitions.receipt_step.properties;
  assert.deepEqual([...new Set(made)].sort(), kind.enum.toSorted());
});

test("the cases cause every error that a request alone can cause, if it is not 8 MB long", () => {
  const caused = readCases()
    .flatMap(({ expected }) => expected.errors?.$contains ?? expected.errors ?? [])
    .map(({ code }) => code);
  const others = ["request_too_large", "schedule_not_loaded", "invalid_data"];
  const known = responseSchema.definitions.error.properties.code.enum;
  assert.deepEqual([...new Set([...caused, ...others])].sort(), known.toSorted());
});

test("a rule's severity and basis are words of the response", () => {
  const rule = readJson("fee_schedules/schema/rules.schema.json").definitions.rule.properties;
  const finding = responseSchema.definitions.finding.properties;
  assert.deepEqual(rule.severity.enum, finding.severity.enum);
  assert.deepEqual(rule.basis.enum, finding.basis.enum);
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
  test(`${place.pointer} takes ${typeAt(place)} and is refused, once, with any other type`, () => {
    for (const [type, value] of Object.entries(SAMPLES)) {
      const found = errorsAt(place.pointer, withValue(place.path, value));
      const isOther = type !== typeAt(place);
      assert.equal(found.length === 1 && found[0].code === "wrong_type", isOther, type);
    }
  });
}

for (const { path, pointer, schema } of places.filter((place) => place.schema.properties)) {
  const names = Object.keys(schema.properties);
  const holder = path.reduce((part, step) => part[step], everyField);

  test(`${pointer || "the request"} refuses a field that the schema lacks and lists those it has`, () => {
    for (const name of ["", "name", "__proto__", "Code", "a/b~c"]) {
      const request = structuredClone(everyField);
      const target = path.reduce((part, step) => part[step], request);
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
      const found = answerTo(JSON.stringify(everyField).replace(once, () => twice)).errors;
      assert.deepEqual(
        found.map((error) => [error.path, error.code]),
        [[`${pointer}/${name}`, "duplicate_field"]],
      );
    }
  });

  test(`${pointer || "the request"} is refused without a field that the schema requires, and only then`, () => {
    for (const name of Object.keys(holder)) {
      const request = structuredClone(everyField);
      delete path.reduce((part, step) => part[step], request)[name];
      assert.equal(errorsOf(request).length === 0, isRequest(request), name);
    }
  });
}

// --- limits ------------------------------------------------------------------------------------

function list(path, length) {
  const [element] = path.reduce((part, step) => part[step], everyField);
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
        refused.filter(({ code }) => !LOOKED_UP.includes(code)),
        [],
      );
      assert.equal(errorsOf(withValue(place.path, outside))[0]?.path, place.pointer);
    }
  });
}

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

for (const place of places.filter((each) => ["string", "integer"].includes(typeAt(each)))) {
  test(`${place.pointer} is read exactly where the schema allows it, whatever is looked up later`, () => {
    for (const value of PROBES) {
      const request = withValue(place.path, value);
      const found = errorsOf(request);
      const isAllowed = isRequest(request);
      const what = `${JSON.stringify(value)}: ${JSON.stringify(found[0] ?? "priced")}`;
      if (isAllowed)
        assert.ok(
          found.every(({ code }) => LOOKED_UP.includes(code)),
          what,
        );
      else assert.notDeepEqual(found, [], what);
    }
  });
}

// --- the response ------------------------------------------------------------------------------

test("every default of the schema is in the response to a request that leaves it out", () => {
  const { clinician, claims, ...response } = answerTo(
    JSON.stringify({
      service: { date: "2026-03-02" },
      clinician: { type: "psychiatrist" },
      locality: "01182-18",
      members: [{ payer: "medicare" }],
    }),
  );
  const [{ lines, ...claim }] = claims;
  const [service, ...addOns] = lines;
  const member = { ...claim, ...service, add_ons: addOns };
  const echoed = { ...response, clinician, members: [member] };
  const defaults = fields.filter(({ schema }) => "default" in schema);
  const notEchoed = ["/members/0/same_day", "/members/0/same_day/0/modifiers"];
  for (const { path, pointer, schema } of defaults) {
    if (notEchoed.includes(pointer)) continue;
    assert.deepEqual(
      path.reduce((part, step) => part[step], echoed),
      schema.default,
      pointer,
    );
  }
});

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

test("a response of the schema has no property that is not described, down to the last object", () => {
  const open = [];
  const look = (schema, path) => {
    if (typeof schema !== "object" || schema === null) return;
    if (schema.type === "object" && schema.additionalProperties !== false) open.push(path);
    for (const [key, each] of Object.entries(schema)) look(each, `${path}/${key}`);
  };
  look(requestSchema, "request");
  look(responseSchema, "response");
  assert.deepEqual(open, []);
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

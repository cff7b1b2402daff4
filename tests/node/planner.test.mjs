// A session over time: comparisons and projections through the full module and the native command
// line, what the module is loaded for and when, and the contract's schemas of both.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { createModule, dataFolder, fetchFromDisk, loadFull, startEngine } from "./lib/engine.mjs";
import { everyField, pointerTo, valueAt } from "./lib/fields.mjs";
import { run } from "./lib/native.mjs";
import { readJson, root } from "./lib/root.mjs";
import {
  assertKeepsTo,
  compareSchema,
  isCompareRequest,
  isComparison,
  isProjection,
  isProjectRequest,
  isResponse,
  projectSchema,
} from "./lib/schemas.mjs";

const contracts = ["ours", "offer"].map((name) => `tests/data/contracts/planner_${name}.json`);
const textOf = (name) => readFileSync(join(root, name), "utf8");

/** A group of one member for each payer, called A, B, C and so on. */
const groupOf = (...payers) => ({
  service: { date: "2026-03-02", minutes: 60 },
  clinician: { type: "psychiatrist" },
  locality: "10112-00",
  members: payers.map((payer, at) => ({ id: "ABCDEFGHIJKL"[at], payer })),
});

const ofMedicare = groupOf("medicare", "medicare");
const inYears = (...years) => ({
  session: ofMedicare,
  alternatives: years.map((year) => ({ year })),
});

/** An engine whose fetches are noted in `fetched`, the full module as "full". */
async function startRecorded({ full = loadFull, ...options } = {}) {
  const fetched = [];
  const fetchFile = async (address) => {
    fetched.push(basename(address.pathname));
    return fetchFromDisk(address);
  };
  const engine = await startEngine({
    fetchFile,
    loadFull: () => {
      fetched.push("full");
      return full();
    },
    ...options,
  });
  return { engine, fetched };
}

const ok = (response) => {
  assert.equal(response.status, "ok", JSON.stringify(response.errors));
  return response;
};

/** Holds for a refusal of the contract; gives its errors. */
function errorsOf(response) {
  assertKeepsTo(isResponse, response);
  assert.equal(response.status, "error");
  return response.errors;
}

// --- when the full module is loaded ------------------------------------------------------------

test("a comparison loads the full module, once, and an estimate of Medicare does without it", async () => {
  const { engine, fetched } = await startRecorded();
  ok(await engine.estimate(ofMedicare));
  assert.ok(!fetched.includes("full"));
  ok(await engine.compare(inYears(2026)));
  ok(await engine.project({ session: ofMedicare, plan: {} }));
  ok(await engine.compare(inYears(2025)));
  ok(await engine.estimate(ofMedicare));
  assert.equal(fetched.filter((name) => name === "full").length, 1);
});

test("comparisons and projections asked for at once share the module and the files", async () => {
  const { engine, fetched } = await startRecorded();
  const responses = await Promise.all([
    engine.compare(inYears(2024, 2025)),
    engine.project({ session: ofMedicare, plan: {} }),
    engine.compare(inYears(2025)),
    engine.estimate(ofMedicare),
  ]);
  responses.forEach(ok);
  assert.equal(new Set(fetched).size, fetched.length, fetched.join(" "));
});

test("the full module takes over what was loaded before, and fetches none of it again", async () => {
  const { engine, fetched } = await startRecorded();
  ok(await engine.estimate(ofMedicare));
  const text = JSON.stringify(ofMedicare);
  const before = engine.estimateText(text);
  fetched.length = 0;
  ok(await engine.compare(inYears(2026)));
  assert.deepEqual(fetched, ["full"]);
  assert.equal(engine.estimateText(text), before);
});

test("contracts that were accepted before are there, and those that were forgotten are not", async () => {
  const engine = await startEngine();
  ok(await engine.estimate(ofMedicare));
  for (const name of contracts) assert.equal(await engine.accept(name, textOf(name)), undefined);
  const request = {
    session: groupOf("our-contract"),
    alternatives: [{ payers: [{ from: "our-contract", to: "their-offer" }] }],
  };
  const { base, alternatives } = ok(await engine.compare(request));
  assert.deepEqual([base.allowed_cents, alternatives[0].allowed_cents], [4250, 3600]);
  assert.deepEqual(alternatives[0].causes, [{ cause: "payer", difference_cents: -650 }]);
  engine.forget(contracts[1]);
  const [{ path, code }] = errorsOf(await engine.compare(request));
  assert.deepEqual([path, code], ["/alternatives/0/members/0/payer", "unknown_payer"]);
});

test("a contract that comes before the payers is refused at most, and is accepted after them", async () => {
  const engine = await startEngine();
  const refused = await engine.accept(contracts[0], textOf(contracts[0]));
  if (refused !== undefined) assert.equal(errorsOf(refused)[0].path, "/tables/0/rules_of");
  ok(await engine.estimate(ofMedicare));
  assert.equal(await engine.accept(contracts[0], textOf(contracts[0])), undefined);
  assert.equal(ok(await engine.estimate(groupOf("our-contract"))).session.allowed_cents, 4250);
});

test("a full module of another build is refused, and Medicare is priced as before", async () => {
  const full = async () => ({ ...(await loadFull()), buildId: "0123456789abcdef" });
  const { engine } = await startRecorded({ full });
  const before = ok(await engine.estimate(ofMedicare));
  for (const ask of [
    () => engine.compare(inYears(2025)),
    () => engine.project({ session: ofMedicare, plan: {} }),
  ]) {
    await assert.rejects(ask, /build 0123456789abcdef/);
  }
  assert.deepEqual(await engine.estimate(ofMedicare), before);
});

test("a full module that cannot be fetched rejects, and the next try works", async () => {
  let isThere = false;
  const full = () => (isThere ? loadFull() : Promise.reject(new TypeError("fetch failed")));
  const { engine, fetched } = await startRecorded({ full });
  const atOnce = await Promise.allSettled([engine.compare(inYears(2025)), engine.compare({})]);
  for (const { reason } of atOnce) assert.match(reason.message, /fetch failed/);
  ok(await engine.estimate(ofMedicare));
  isThere = true;
  ok(await engine.compare(inYears(2025)));
  assert.equal(fetched.filter((name) => name === "full").length, 2);
});

test("an engine without a full module says so where one is needed", async () => {
  const engine = await startEngine({ loadFull: undefined });
  ok(await engine.estimate(ofMedicare));
  await assert.rejects(engine.compare(inYears(2025)), /full module/);
});

// --- the files that are needed -----------------------------------------------------------------

test("the years, payers and ZIP codes that alternatives need are fetched when they need them", async () => {
  const { engine, fetched } = await startRecorded();
  ok(await engine.estimate(ofMedicare));
  const withZip = { ...ofMedicare, locality: undefined, zip: "90012" };
  for (const [request, files] of [
    [inYears(2026), ["full"]],
    [inYears(2019, 2021, 2019), ["2019.json", "2021.json"]],
    [
      { session: ofMedicare, alternatives: [{ conversion_factor: { date: "2024-03-09" } }] },
      ["2024.json"],
    ],
    [{ session: withZip, alternatives: [] }, ["zip5.json"]],
    [inYears(2019, 2024, 2026), []],
  ]) {
    fetched.length = 0;
    ok(await engine.compare(request));
    assert.deepEqual(fetched.toSorted(), files);
  }
  fetched.length = 0;
  const alternatives = [{ payers: [{ from: "medicare", to: "medicaid-KY" }] }, { year: 2020 }];
  ok(await engine.compare({ session: ofMedicare, alternatives }));
  for (const name of ["ky.json", "2020.json"]) assert.ok(fetched.includes(name), fetched.join(" "));
});

test("a year that cannot be fetched is named, and the comparison works once it is back", async () => {
  let isLost = true;
  const { engine } = await startRecorded({
    fetchFile: async (address) =>
      isLost && address.pathname?.endsWith("2021.json")
        ? new Response("", { status: 404 })
        : fetchFromDisk(address),
  });
  const [{ code, message }] = errorsOf(await engine.compare(inYears(2021, 2022)));
  assert.equal(code, "invalid_data");
  assert.ok(message.includes("medicare/2021.json"), message);
  isLost = false;
  ok(await engine.compare(inYears(2021, 2022)));
});

// --- the same bytes as natively ----------------------------------------------------------------

/** The full module with every data file and the contracts, and what it answers as text. */
const { createModule: createFull, wasm: fullBytes } = await loadFull();
const full = await createFull({ wasmBinary: fullBytes });
const { files } = readJson("fee_schedules/index.json");
for (const name of ["index.json", ...files.map((file) => file.name)]) {
  const refused = full.load(name, readFileSync(new URL(name, dataFolder), "utf8"));
  assert.equal(refused.length, 0, name);
}
for (const name of contracts) assert.equal(full.load(name, textOf(name)).length, 0, name);
const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
const answerTo = (question, text) => decoder.decode(full[question](encoder.encode(text)));

const contractOptions = contracts.flatMap((name) => ["--contract", join(root, name)]);

/** What both builds answer, which has to be the same. */
function answerOfBoth(question, request) {
  const text = typeof request === "string" ? request : JSON.stringify(request);
  const { status, stdout, stderr } = run([question, ...contractOptions], text);
  const answer = answerTo(question, text);
  assert.equal(`${answer}\n`, stdout + stderr);
  const response = JSON.parse(answer);
  assert.equal(status, response.status === "ok" ? 0 : 2);
  if (response.status === "error") assertKeepsTo(isResponse, response);
  else assertKeepsTo(question === "compare" ? isComparison : isProjection, response);
  return response;
}

/** The same numbers each time (Knuth's MMIX generator, its upper bits). */
function numbersFrom(seed) {
  let state = BigInt(seed) * 2n + 1n;
  const below = (count) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(count));
  };
  for (let i = 0; i < 4; ++i) below(1);
  return { below, pick: (list) => list[below(list.length)] };
}

const PAYERS = [
  ...["medicare", "medicare", "our-contract", "their-offer", "aetna"],
  ...["medicaid-KY", "medicaid-AZ", "medicaid-SC", "benchmark-commercial", "self-pay"],
];
const CLINICIANS = ["psychiatrist", "clinical_social_worker", "marriage_family_therapist"];
const DATES = ["2026-03-02", "2024-02-29", "2023-12-31", "2019-06-30", "2025-04-01"];

function sessionFrom({ below, pick }) {
  const session = groupOf(...Array.from({ length: 1 + below(12) }, () => pick(PAYERS)));
  for (const member of session.members) {
    member.place_of_service = pick(["11", "22", "10"]);
    if (below(3) === 0) member.add_ons = ["90785"];
    if (below(3) === 0) member.charge_cents = below(12_000);
  }
  return {
    ...session,
    service: { date: pick(DATES), minutes: pick([45, 60, 90]) },
    clinician: { type: pick(CLINICIANS) },
    locality: pick(["10112-00", "01182-18"]),
  };
}

test("generated comparisons are answered in the bytes of the command line, and their causes add up", () => {
  for (let seed = 0; seed < 40; ++seed) {
    const numbers = numbersFrom(seed);
    const { below, pick } = numbers;
    const session = sessionFrom(numbers);
    const present = session.members.map(({ payer }) => payer);
    const alternatives = Array.from({ length: below(6) }, () => ({
      ...(below(2) === 0 && { year: 2019 + below(8) }),
      ...(below(4) === 0 && { conversion_factor: { date: pick(DATES), qualifying_apm: true } }),
      ...(below(3) === 0 && { locality: pick(["14212-01", "01182-18"]) }),
      ...(below(3) === 0 && { clinician: pick(CLINICIANS) }),
      ...(below(3) === 0 && { place_of_service: pick(["22", "02"]) }),
      ...(below(3) === 0 && { payers: [{ from: pick(present), to: pick(PAYERS) }] }),
    }));
    const answer = ok(answerOfBoth("compare", { session, alternatives }));
    assert.equal(answer.alternatives.length, alternatives.length);
    for (const { causes, difference_cents, allowed_cents, members } of answer.alternatives) {
      const sum = causes.reduce((all, each) => all + each.difference_cents, 0);
      assert.equal(sum, difference_cents);
      assert.equal(allowed_cents - answer.base.allowed_cents, difference_cents);
      const priced = members.filter((member) => member.allowed_cents !== null);
      if (priced.length === members.length) {
        assert.equal(
          members.reduce((all, member) => all + member.allowed_cents, 0),
          allowed_cents,
        );
      }
    }
  }
});

test("generated projections are answered in the bytes of the command line, and add up", () => {
  for (let seed = 0; seed < 60; ++seed) {
    const numbers = numbersFrom(seed);
    const { below, pick } = numbers;
    const session = sessionFrom(numbers);
    const percent = () => (below(2) === 0 ? below(101) : `${below(100)}.${10 + below(90)}`);
    const payers = [...new Set(session.members.map(({ payer }) => payer))];
    const plan = {
      period: pick(["month", "year"]),
      sessions_per_week: 1 + below(4),
      weeks_off: below(12),
      attendance_percent: percent(),
      members: session.members
        .filter(() => below(4) === 0)
        .map(({ id }) => ({ member: id, attendance_percent: percent() })),
      payers: payers.map((payer) => ({
        payer,
        denial_percent: percent(),
        ...(below(2) === 0 && { collection_percent: percent() }),
      })),
      minutes_per_note: below(20),
    };
    const { revenue, sessions, members } = ok(answerOfBoth("project", { session, plan }));
    const parts = revenue.distribution.reduce((all, { per_billion }) => all + per_billion, 0);
    assert.equal(parts, 1_000_000_000);
    assert.ok(revenue.distribution.length <= 48);
    const { least_cents, p10_cents, p50_cents, p90_cents, greatest_cents } = revenue;
    const ascending = [least_cents, p10_cents, p50_cents, p90_cents, greatest_cents];
    assert.deepEqual(
      ascending.toSorted((a, b) => a - b),
      ascending,
    );
    const most = members.reduce((all, { received_cents }) => all + (received_cents ?? 0), 0);
    assert.ok(greatest_cents <= most * sessions);
    assert.equal(revenue.margin_cents, 0);
  }
});

test("the same question is answered in the same bytes again, whatever was asked in between", () => {
  const compare = JSON.stringify(inYears(2019, 2024));
  const project = JSON.stringify({ session: ofMedicare, plan: { attendance_percent: 83 } });
  const first = [answerTo("compare", compare), answerTo("project", project)];
  for (let seed = 0; seed < 20; ++seed) {
    const session = sessionFrom(numbersFrom(seed));
    answerTo("project", JSON.stringify({ session, plan: { attendance_percent: seed } }));
  }
  assert.deepEqual([answerTo("compare", compare), answerTo("project", project)], first);
});

const HOSTILE = ["", "{", "null", "[]", "{}", '"\ud800"', "[".repeat(100_000), '{"session":{}}'];

test("no text upsets the module, and both builds refuse it in the same bytes", () => {
  for (const question of ["compare", "project"]) {
    for (const text of HOSTILE) {
      assert.equal(answerOfBoth(question, text).status, "error", text.slice(0, 40));
    }
  }
});

test("a request of more than 8 MB is refused", async () => {
  const engine = await startEngine();
  for (const question of ["compare", "project"]) {
    const [{ code }] = errorsOf(await engine[question]("x".repeat(8 * 1024 * 1024 + 1)));
    assert.equal(code, "request_too_large");
  }
});

// --- the contract ------------------------------------------------------------------------------

/** Requests that give every field, and are answered. */
const { what_if, ...session } = everyField;
const CONTRACTS = {
  compare: {
    schema: compareSchema,
    isRequest: isCompareRequest,
    whole: {
      version: 1,
      session,
      alternatives: [
        {
          name: "Then and there",
          year: 2026,
          conversion_factor: { date: "2025-03-02", qualifying_apm: true },
          locality: "10112-00",
          clinician: "clinical_social_worker",
          place_of_service: "22",
          payers: [{ from: "medicare", to: "medicaid-KY", program: "behavioral-health" }],
        },
      ],
    },
  },
  project: {
    schema: projectSchema,
    isRequest: isProjectRequest,
    whole: {
      version: 1,
      session,
      plan: {
        period: "month",
        sessions_per_week: 2,
        weeks_off: 4,
        attendance_percent: 90,
        members: [{ member: "A", attendance_percent: "87.5" }],
        payers: [{ payer: "medicare", denial_percent: 5, collection_percent: "97.25" }],
        preparation_minutes: 15,
        minutes_per_note: 5,
      },
    },
  },
};

const LOOKED_UP = [
  ...["unknown_payer", "unknown_locality", "unknown_clinician", "unknown_place_of_service"],
  // A program goes with none of some payers.
  ...["unknown_value", "invalid_date", "no_schedule", "conflicting_fields"],
];
const SAMPLES = {
  null: null,
  boolean: true,
  integer: 1,
  number: 1.5,
  string: "95",
  array: [],
  object: {},
};
const PROBES = [
  ...["", "x", "95", "01182-18", "2026-03-02", "2026-02-30", "medicare", " ", "\u0000"],
  ...["é".repeat(64), "é".repeat(65), "\u{1F9E0}".repeat(64), "100", "100.01", "12.5", "12.505"],
  ...[0, -1, 1, 2, 11, 52, 100, 101, 1440, 1441, 2026, 2101, 1e9, Number.MAX_SAFE_INTEGER],
];

/** Every place of a request that its schema describes, but the session; of a list, its first. */
function placesOf(schema) {
  const resolve = ({ $ref, ...rest }) =>
    $ref?.startsWith("#/definitions/")
      ? { ...resolve(schema.definitions[$ref.split("/").at(-1)]), ...rest }
      : rest;
  const walk = (path, reference) => {
    const here = resolve(reference);
    const below = Object.entries(here.properties ?? {}).filter(([key]) => key !== "session");
    return [
      { path, pointer: pointerTo(path), schema: here },
      ...below.flatMap(([key, each]) => walk([...path, key], each)),
      ...(here.items === undefined ? [] : walk([...path, 0], here.items)),
    ];
  };
  return walk([], schema);
}

const typesAt = ({ schema }) => {
  if (schema.enum !== undefined) return ["string"];
  if (schema.const !== undefined) return ["integer"];
  return schema.anyOf?.map(({ type }) => type) ?? [schema.type];
};

for (const [question, { schema, isRequest, whole }] of Object.entries(CONTRACTS)) {
  const places = placesOf(schema);
  const errorsTo = (request) =>
    JSON.parse(answerTo(question, JSON.stringify(request))).errors ?? [];
  const withValue = (path, value) => {
    const request = structuredClone(whole);
    valueAt(path.slice(0, -1), request)[path.at(-1)] = value;
    return request;
  };

  test(`${question}: the request that gives every field is answered, by both builds alike`, () => {
    assertKeepsTo(isRequest, whole);
    ok(answerOfBoth(question, whole));
    for (const { path } of places) assert.notEqual(valueAt(path, whole), undefined);
  });

  test(`${question}: receipts, sessions per year and a what-if of the session are passed over`, () => {
    const answerAbout = (about) => answerTo(question, JSON.stringify({ ...whole, session: about }));
    const { receipts: _, sessions_per_year: __, ...bare } = session;
    assert.equal(answerAbout(everyField), answerAbout(bare));
    assert.equal(answerAbout({ ...bare, receipts: false }), answerAbout(bare));
  });

  for (const place of places.filter(({ path }) => path.length > 0)) {
    const { path, pointer } = place;
    const types = typesAt(place);

    test(`${question}: ${pointer} takes ${types.join(" or ")} and is refused, once, with another type`, () => {
      for (const [type, value] of Object.entries(SAMPLES)) {
        const found = errorsTo(withValue(path, value)).filter((error) => error.path === pointer);
        const isRefused = found.length === 1 && found[0].code === "wrong_type";
        assert.equal(isRefused, !types.includes(type), type);
      }
    });

    if (types.some((type) => ["string", "integer"].includes(type))) {
      test(`${question}: ${pointer} is read exactly where the schema allows it`, () => {
        for (const value of PROBES) {
          const request = withValue(path, value);
          const found = errorsTo(request);
          const what = `${JSON.stringify(value)}: ${JSON.stringify(found[0] ?? "answered")}`;
          if (isRequest(request)) {
            assert.ok(
              found.every(({ code }) => LOOKED_UP.includes(code)),
              what,
            );
          } else {
            assert.notDeepEqual(found, [], what);
          }
        }
      });
    }
  }

  for (const { path, pointer, schema: here } of places.filter((each) => each.schema.properties)) {
    const holder = valueAt(path, whole);
    const where = `${question}: ${pointer || "the request"}`;

    test(`${where} refuses a field that the schema lacks and lists those it has`, () => {
      for (const name of ["", "Name", "__proto__"]) {
        const request = structuredClone(whole);
        Object.defineProperty(valueAt(path, request), name, { value: 1, enumerable: true });
        const [error, ...others] = errorsTo(request);
        assert.deepEqual(others, []);
        assert.deepEqual([error.path, error.code], [`${pointer}/${name}`, "unknown_field"]);
        assert.deepEqual(error.allowed, Object.keys(here.properties));
      }
    });

    test(`${where} is refused without a field that the schema requires, and only then`, () => {
      for (const name of Object.keys(holder)) {
        const request = structuredClone(whole);
        delete valueAt(path, request)[name];
        const found = errorsTo(request);
        assert.equal(found.length === 0, isRequest(request), name);
        if (found.length > 0) assert.deepEqual(found[0].code, "required", name);
      }
    });

    test(`${where} refuses each of its fields given twice`, () => {
      const once = JSON.stringify(holder);
      for (const [name, value] of Object.entries(holder)) {
        const twice = `${once.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;
        const text = JSON.stringify(whole).replace(once, () => twice);
        const { errors } = JSON.parse(answerTo(question, text));
        assert.deepEqual(
          errors.map(({ path: at, code }) => [at, code]),
          [[`${pointer}/${name}`, "duplicate_field"]],
        );
      }
    });
  }

  test(`${question}: a default that is given changes nothing`, () => {
    const defaults = places.filter((place) => "default" in place.schema);
    assert.ok(defaults.length > 1);
    for (const { path, pointer, schema: here } of defaults) {
      const given = withValue(path, here.default);
      const left = structuredClone(given);
      delete valueAt(path.slice(0, -1), left)[path.at(-1)];
      const [one, other] = [given, left].map((each) => answerTo(question, JSON.stringify(each)));
      assert.equal(JSON.parse(one).status, "ok", pointer);
      assert.equal(one, other, pointer);
    }
  });

  test(`${question}: what is wrong with the session is said below /session`, () => {
    const request = structuredClone(whole);
    request.session.locality = "guess";
    request.session.members[0].units = 0;
    const paths = errorsTo(request).map(({ path }) => path);
    assert.ok(paths.includes("/session/members/0/units"), paths.join(" "));
    delete request.session.members[0].units;
    assert.deepEqual(
      errorsTo(request).map(({ path }) => path),
      ["/session/locality"],
    );
  });

  test(`${question}: no number of a response has a point or an exponent`, () => {
    const words = /"(?:[^"\\]|\\.)*"/g;
    const text = answerTo(question, JSON.stringify(whole));
    for (const number of text.replace(words, "").match(/-?\d[\d.eE+-]*/g)) {
      assert.match(number, /^-?\d+$/);
    }
  });
}

test("two hundred alternatives are compared, and not one more", () => {
  const alternatives = Array.from({ length: 200 }, () => ({ place_of_service: "22" }));
  const { whole } = CONTRACTS.compare;
  const answer = ok(answerOfBoth("compare", { ...whole, alternatives }));
  assert.equal(answer.alternatives.length, 200);
  const more = { ...whole, alternatives: [...alternatives, {}] };
  assert.ok(!isCompareRequest(more));
  const [{ path, code }] = errorsOf(answerOfBoth("compare", more));
  assert.deepEqual([path, code], ["/alternatives", "out_of_range"]);
});

test("what a plan leaves out is answered with the defaults of the schema", () => {
  const { members, ...answer } = ok(answerOfBoth("project", { session: ofMedicare, plan: {} }));
  const { plan } = projectSchema.properties;
  for (const name of ["period", "sessions_per_week", "weeks_off"]) {
    assert.equal(answer[name], plan.properties[name].default, name);
  }
  for (const member of members) {
    assert.equal(member.attendance_percent, "100.00");
    assert.equal(member.denial_percent, "0.00");
    assert.equal(member.collection_percent, "100.00");
  }
});

// --- typings -----------------------------------------------------------------------------------

/** What an interface of cpt-estimator.d.ts declares, without what it extends. */
function declared(name) {
  const pattern = new RegExp(`export interface ${name}[^{]*\\{\\n(.*?)\\n\\}`, "s");
  const [, body] = textOf("wasm/cpt-estimator.d.ts").match(pattern);
  return [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, member]) => member);
}

test("cpt-estimator.d.ts declares the functions that the full module exports, and the small one", async () => {
  const ofEmscripten =
    /^_|^dynCall_|Error$|^(run|ready|asm|wasmBinary|count_emval_handles|get_first_emval)$/;
  const exported = (module) =>
    Object.keys(module).filter(
      (name) => typeof module[name] === "function" && !ofEmscripten.test(name),
    );
  const small = declared("CptEstimatorModule");
  assert.deepEqual(exported(full).sort(), [...small, ...declared("CptFullModule")].sort());
  const { wasm } = await import("./lib/engine.mjs");
  assert.deepEqual(exported(await createModule({ wasmBinary: wasm })).sort(), small.sort());
});

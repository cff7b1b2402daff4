// wasm/engine.mjs, the loader: what it fetches and when, what it says of files that are missing or
// wrong, and that neither a request nor a long run upsets it. Its figures are in cases.test.mjs.
import assert from "node:assert/strict";
import { basename } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import {
  buildId,
  createModule,
  dataFolder,
  fetchFromDisk,
  loadFull,
  startEngine,
  wasm,
} from "./lib/engine.mjs";
import { everyField, withValue } from "./lib/fields.mjs";
import { run } from "./lib/native.mjs";
import { readJson, root } from "./lib/root.mjs";
import { assertKeepsTo, isResponse } from "./lib/schemas.mjs";

const LONGEST_REQUEST = 8 * 1024 * 1024;
const MODULE = new URL("build/wasm/wasm/cpt-estimator.wasm", pathToFileURL(root));

const of2026 = everyField;
const of2024 = withValue(["service", "date"], "2024-05-06");
const withZip = withValue(["zip"], "90012");

const { files } = readJson("fee_schedules/index.json");
const START = [
  "index.json",
  ...files.filter(({ load }) => load === "start").map(({ name }) => name),
];
const YEAR = "medicare/2026.json";
const ZIP_TABLE = "medicare/zip5.json";
const NEEDED = [...START, YEAR, ZIP_TABLE];

const textOf = (name) => JSON.stringify(readJson("fee_schedules", name));

/** An engine whose fetches are noted in `fetched`; `answers[name]()` stands in for a file. */
async function startRecorded(answers = {}) {
  const fetched = [];
  const fetchFile = async (address) => {
    const isData = address.href.startsWith(dataFolder.href);
    const name = isData ? address.href.slice(dataFolder.href.length) : basename(address.pathname);
    fetched.push(name);
    return answers[name]?.() ?? fetchFromDisk(address);
  };
  return { engine: await startEngine({ wasm: MODULE, fetchFile }), fetched, answers };
}

const statusOf = (answer) => JSON.parse(answer).status;
const priced = (response) => assert.equal(response.status, "ok", JSON.stringify(response.errors));

/** Holds for a refusal of the contract whose first error says `words`; gives its code. */
function refused(response, words) {
  assertKeepsTo(isResponse, response);
  assert.equal(response.status, "error");
  assert.ok(response.errors[0].message.includes(words), response.errors[0].message);
  return response.errors[0].code;
}

// --- what is fetched ---------------------------------------------------------------------------

test("before the first estimate nothing is fetched but the module", async () => {
  const { engine, fetched } = await startRecorded();
  assert.deepEqual(fetched, ["cpt-estimator.wasm"]);
  assert.match(engine.version, /^\d+\.\d+\.\d+$/);
  engine.estimateText(JSON.stringify(of2026));
  assert.deepEqual(fetched, ["cpt-estimator.wasm"]);
});

test("a file is fetched when a request first needs it, and once", async () => {
  const { engine, fetched } = await startRecorded();
  for (const [request, names] of [
    ["not JSON", START],
    [of2026, [YEAR]],
    [of2026, []],
    [withValue(["service", "date"], "2026-12-31"), []],
    [of2024, ["medicare/2024.json"]],
    [withZip, [ZIP_TABLE]],
    [withValue(["zip"], "60601"), []],
    [withValue(["service", "date"], "2018-12-31"), []],
    [of2024, []],
  ]) {
    fetched.length = 0;
    await engine.estimate(request);
    assert.deepEqual(fetched.toSorted(), names.toSorted());
  }
});

test("estimates asked for at once share what they fetch", async () => {
  const { engine, fetched } = await startRecorded();
  const requests = [withZip, of2026, withZip, of2024];
  const responses = await Promise.all(requests.map(engine.estimate));
  responses.forEach(priced);
  const needed = ["cpt-estimator.wasm", ...NEEDED, "medicare/2024.json"];
  assert.deepEqual(fetched.toSorted(), needed.toSorted());
  const alone = await Promise.all(
    requests.map(async (each) => (await startEngine()).estimate(each)),
  );
  assert.deepEqual(responses, alone);
});

test("a data file is given as it stands, and fetched once for it and for estimates", async () => {
  const { engine, fetched } = await startRecorded();
  for (const name of NEEDED) {
    assert.deepEqual(await engine.file(name), readJson("fee_schedules", name));
  }
  priced(await engine.estimate(withZip));
  assert.deepEqual(fetched.toSorted(), ["cpt-estimator.wasm", ...NEEDED].toSorted());
});

// --- files that cannot be had ------------------------------------------------------------------

const LOST = {
  "is not found": () => new Response("", { status: 404 }),
  "cannot be reached": () => Promise.reject(new TypeError("fetch failed")),
  "is refused without a reason": () => Promise.reject(),
  "is cut off": () =>
    new Response(new ReadableStream({ start: (body) => body.error(new Error("reset")) })),
};
const CORRUPT = {
  "is empty": () => new Response(""),
  "is cut short": () => new Response('{"schema": "medicare-year/1", "id": "med'),
  "is a page of the host": () => new Response("<!doctype html><title>Not found</title>"),
  "is of no known schema": () => new Response("{}"),
  "is not UTF-8": () => new Response(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])),
};

for (const name of NEEDED) {
  test(`${name} is named while it cannot be had, and estimates work once it is back`, async () => {
    for (const [how, answer] of Object.entries({ ...LOST, ...CORRUPT })) {
      const { engine, answers } = await startRecorded({ [name]: answer });
      const responses = [await engine.estimate(withZip), await engine.estimate(withZip)];
      const atOnce = await Promise.all([engine.estimate(withZip), engine.estimate(withZip)]);
      for (const response of [...responses, ...atOnce]) {
        const code = refused(response, name);
        if (how in LOST) assert.equal(code, "invalid_data");
      }
      delete answers[name];
      priced(await engine.estimate(withZip));
    }
  });
}

for (const [how, answer] of Object.entries({ ...LOST, ...CORRUPT })) {
  test(`where a year ${how} the other years are still priced`, async () => {
    const { engine, answers } = await startRecorded({ "medicare/2024.json": answer });
    priced(await engine.estimate(of2026));
    const before = engine.estimateText(JSON.stringify(of2026));
    assert.equal((await engine.estimate(of2024)).status, "error");
    priced(await engine.estimate(withValue(["service", "date"], "2025-05-06")));
    assert.equal(engine.estimateText(JSON.stringify(of2026)), before);
    delete answers["medicare/2024.json"];
    priced(await engine.estimate(of2024));
  });
}

test("a file that is lost rejects where it is asked for itself, and is had once it is back", async () => {
  for (const answer of Object.values(LOST)) {
    const { engine, answers } = await startRecorded({ "index.json": answer });
    await assert.rejects(engine.file("index.json"));
    delete answers["index.json"];
    assert.equal((await engine.file("index.json")).schema, "index/1");
  }
});

test("a file that is corrupt rejects where it is asked for itself, and is had once it is back", async () => {
  for (const how of ["is empty", "is cut short", "is a page of the host", "is not UTF-8"]) {
    const { engine, fetched, answers } = await startRecorded({ [YEAR]: CORRUPT[how] });
    await assert.rejects(engine.file(YEAR), SyntaxError, how);
    await assert.rejects(engine.file(YEAR), SyntaxError, how);
    delete answers[YEAR];
    assert.deepEqual(await engine.file(YEAR), readJson("fee_schedules", YEAR));
    priced(await engine.estimate(of2026));
    assert.equal(fetched.filter((name) => name === YEAR).length, 3, how);
  }
});

test("what is accepted by hand is there, and what is not leaves the engine as it was", async () => {
  const { engine, fetched } = await startRecorded();
  for (const name of NEEDED) assert.equal(await engine.accept(name, textOf(name)), undefined);
  const text = JSON.stringify(withZip);
  const before = engine.estimateText(text);
  priced(JSON.parse(before));
  for (const name of NEEDED) {
    const whole = textOf(name);
    const wrong = ["", "null", "[]", "{}", "\ud800", whole.slice(0, -1), `${whole}}`];
    wrong.push(whole.replace("/1", "/2"), whole.replaceAll("[", "[null,"));
    for (const content of wrong) {
      refused(await engine.accept(name, content), `${name}: `);
    }
    assert.equal(await engine.accept(name, whole), undefined);
    assert.equal(engine.estimateText(text), before);
  }
  assert.deepEqual(fetched, ["cpt-estimator.wasm"]);
});

test("a data file of another schema than the index gives it is refused, and both are named", async () => {
  const engine = await startEngine();
  priced(await engine.estimate(withZip));
  const before = engine.estimateText(JSON.stringify(withZip));
  const schemas = new Map(files.map(({ name, schema }) => [name, schema]));
  for (const [name, schema] of schemas) {
    for (const other of [YEAR, ZIP_TABLE, "payers.json", "rules/units.json"]) {
      if (schemas.get(other) === schema) continue;
      const response = await engine.accept(name, textOf(other));
      assert.equal(refused(response, `${name}: `), "invalid_data");
      const [{ path, message, allowed }, ...more] = response.errors;
      assert.deepEqual([path, allowed, more], ["/schema", [schema], []]);
      assert.ok(message.includes(schemas.get(other)), message);
    }
  }
  assert.equal(engine.estimateText(JSON.stringify(withZip)), before);
});

test("an index that lists no schedule of any date is refused, and what was held stays", async () => {
  const engine = await startEngine();
  priced(await engine.estimate(of2026));
  const index = readJson("fee_schedules/index.json");
  const before = engine.estimateText(JSON.stringify(of2024));
  for (const left of [[], index.files.filter(({ load }) => load !== "date")]) {
    const response = await engine.accept("index.json", JSON.stringify({ ...index, files: left }));
    assert.equal(refused(response, "index.json: "), "invalid_data");
    assert.equal(response.errors[0].path, "/files");
  }
  assert.equal(engine.estimateText(JSON.stringify(of2024)), before);
  const bare = JSON.stringify({ ...index, files: [] });
  const { engine: other } = await startRecorded({ "index.json": () => new Response(bare) });
  assert.equal(refused(await other.estimate(of2026), "index.json"), "invalid_data");
});

test("a year of other dates than the index gives it is refused, and the right one accepted later", async () => {
  const wrong = textOf("medicare/2025.json");
  const { engine, answers } = await startRecorded({ [YEAR]: () => new Response(wrong) });
  for (let asked = 0; asked < 2; asked += 1) {
    const response = await engine.estimate(of2026);
    assert.equal(refused(response, `${YEAR}: `), "invalid_data");
    const [{ path, allowed }] = response.errors;
    assert.deepEqual([path, allowed], ["/from", ["2026-01-01", "2026-12-31"]]);
  }
  delete answers[YEAR];
  const alone = await (await startEngine()).estimate(of2026);
  assert.deepEqual(await engine.estimate(of2026), alone);
  const of2025 = withValue(["service", "date"], "2025-05-06");
  assert.equal((await engine.estimate(of2025)).schedules[0].id, "medicare-2025");
});

test("a year is accepted by hand after one of other dates was refused", async () => {
  const { engine } = await startRecorded();
  for (const name of START) assert.equal(await engine.accept(name, textOf(name)), undefined);
  assert.equal(
    refused(await engine.accept(YEAR, textOf("medicare/2024.json")), YEAR),
    "invalid_data",
  );
  const text = JSON.stringify(of2026);
  assert.equal(refused(JSON.parse(engine.estimateText(text)), "2026"), "schedule_not_loaded");
  assert.equal(await engine.accept(YEAR, textOf(YEAR)), undefined);
  priced(JSON.parse(engine.estimateText(text)));
});

test("payers that are loaded again take the place of those held, and the rules speak of them", async () => {
  const { payers, ...file } = readJson("fee_schedules/payers.json");
  const [first, last] = ["aaa", "zzz"].map((id) => ({ id, name: id, program: "commercial" }));
  const others = [first, ...payers, last];
  const text = JSON.stringify({ ...file, payers: others });
  const answersOf = (engine) =>
    ["medicare", "uhc", "aaa", "zzz"].map((payer) =>
      engine.estimateText(JSON.stringify(withValue(["members", 0, "payer"], payer))),
    );
  const engine = await startEngine();
  priced(await engine.estimate(of2026));
  const before = answersOf(engine);
  assert.equal(await engine.accept("payers.json", text), undefined);
  const { engine: fresh } = await startRecorded({ "payers.json": () => new Response(text) });
  priced(await fresh.estimate(of2026));
  assert.deepEqual(answersOf(engine), answersOf(fresh));
  assert.deepEqual(answersOf(engine).map(statusOf), ["ok", "ok", "ok", "ok"]);
  assert.deepEqual(await engine.rules({ payer: "aaa" }), await fresh.rules({ payer: "aaa" }));
  assert.equal(await engine.accept("payers.json", textOf("payers.json")), undefined);
  assert.deepEqual(answersOf(engine), before);
  assert.deepEqual(before.map(statusOf), ["ok", "ok", "error", "error"]);
});

// --- the rules ---------------------------------------------------------------------------------

/** A practice's contract of one rate with a payer that has no published amounts. */
const contract = (amount) =>
  JSON.stringify({
    schema: "payer-table/1",
    tables: [
      {
        id: "contract-a",
        payer: "aetna",
        kind: "contract",
        title: "A",
        source: { title: "a.csv" },
        rows: [{ code: "90853", amount, row: 2 }],
      },
    ],
  });
const ofAetna = {
  version: 1,
  service: { code: "90853", date: "2026-03-02" },
  clinician: { type: "clinical_social_worker" },
  locality: "01182-18",
  members: [{ payer: "aetna" }, { payer: "medicare" }],
};

test("a contract prices once it is accepted, its successor after it, and none once it is forgotten", async () => {
  const engine = await startEngine();
  const allowed = async () => (await engine.estimate(ofAetna)).claims[0].lines[0].allowed_cents;
  assert.equal(await allowed(), null);
  const before = engine.estimateText(JSON.stringify(ofAetna));
  assert.equal(await engine.accept("contracts/a.json", contract("41.38")), undefined);
  assert.equal(await allowed(), 4138);
  assert.equal(await engine.accept("contracts/a.json", contract("42.00")), undefined);
  assert.equal(await allowed(), 4200);
  const refusal = await engine.accept("contracts/a.json", contract("42.005"));
  refused(refusal, "42.005");
  assert.equal(refusal.errors[0].path, "/tables/0/rows/0/amount");
  assert.equal(await allowed(), 4200);
  engine.forget("contracts/never-there.json");
  assert.equal(await allowed(), 4200);
  engine.forget("contracts/a.json");
  assert.equal(engine.estimateText(JSON.stringify(ofAetna)), before);
});

test("rules are fetched for once, without any schedule of a date", async () => {
  const { engine, fetched } = await startRecorded();
  const [one, other] = await Promise.all([engine.rules(), engine.rules({ payer: "medicare" })]);
  assert.ok(one.rules.length > other.rules.length && other.rules.length > 0);
  const needed = ["cpt-estimator.wasm", ...START, "rules/payer_tables.json"];
  assert.deepEqual(fetched.toSorted(), needed.toSorted());
});

test("rules cannot be listed while a file is lost, and can once it is back", async () => {
  for (const answer of Object.values({ ...LOST, ...CORRUPT })) {
    const name = "rules/telehealth.json";
    const { engine, answers } = await startRecorded({ [name]: answer });
    assert.equal(refused(await engine.rules(), name).length > 0, true);
    delete answers[name];
    assert.equal((await engine.rules()).status, "ok");
  }
});

test("the full module lists rules in the bytes of cpt-estimator rules --json", async () => {
  const { createModule: createFull, wasm: bytes } = await loadFull();
  const module = await createFull({ wasmBinary: bytes });
  for (const name of [...START, "rules/payer_tables.json"])
    assert.equal(module.load(name, textOf(name)).length, 0, name);
  for (const query of [
    {},
    { code: "90853" },
    { payer: "medicaid-NC" },
    { date: "2023-12-31" },
    { code: "90785", payer: "medicare", date: "2026-03-02" },
    { code: "\u{1F9E0}" },
    { payer: "acme" },
    { date: "2026-02-30" },
    { payer: "acme", date: "2026-02-30" },
  ]) {
    const answer = new TextDecoder().decode(module.rules(JSON.stringify(query)));
    const asked = Object.entries(query).flatMap(([name, value]) => [`--${name}`, value]);
    const { status, stdout, stderr } = run(["rules", "--json", ...asked]);
    assert.equal(`${answer}\n`, stdout + stderr);
    assert.equal(status, JSON.parse(answer).status === "ok" ? 0 : 2);
  }
});

// --- modules that do not fit -------------------------------------------------------------------

test("a module of another build is refused, and both builds are named", async () => {
  const section = 3 + "cpt-build".length + buildId.length;
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const builds = (script, module) => ({
    message: new RegExp(`script \\(build ${script}\\) .* module \\(build ${module}\\)`),
  });
  const another = startEngine({ buildId: "0123456789abcdef" });
  await assert.rejects(another, builds("0123456789abcdef", buildId));
  for (const bytes of [wasm.subarray(0, -section), empty, empty.buffer]) {
    await assert.rejects(startEngine({ wasm: bytes }), builds(buildId, "unknown"));
  }
});

test("bytes that are no module, and a module that cannot be had, are rejected", async () => {
  const { CompileError } = WebAssembly;
  for (const bytes of [Buffer.from("not a module"), new Uint8Array(), wasm.subarray(0, 100_000)]) {
    await assert.rejects(startEngine({ wasm: bytes }), CompileError);
    const fetchFile = async () => new Response(bytes);
    await assert.rejects(startEngine({ wasm: MODULE, fetchFile }), CompileError);
  }
  for (const answer of Object.values(LOST)) {
    await assert.rejects(startRecorded({ "cpt-estimator.wasm": answer }));
  }
});

test("a module that cannot be instantiated, or whose script throws, is rejected and does not hang", async () => {
  const withCallback = (make) => (options) =>
    createModule({
      ...options,
      instantiateWasm: (imports, done) => options.instantiateWasm(imports, make(done)),
    });
  const throws = () => () => {
    throw new Error("callback");
  };
  await assert.rejects(startEngine({ createModule: withCallback(throws) }), /callback/);
  const withoutImports = (options) =>
    createModule({
      ...options,
      instantiateWasm: (_, done) => options.instantiateWasm({}, done),
    });
  await assert.rejects(startEngine({ createModule: withoutImports }), TypeError);
  const fails = (problem) => () => Promise.reject(problem);
  await assert.rejects(startEngine({ createModule: fails(new Error("script")) }), /script/);
});

// --- requests ----------------------------------------------------------------------------------

const HOSTILE = [
  ..."\u0000 \u2028 \ud800 \ufeff{} \u{1F9E0} null [] {} 0 - __proto__ constructor".split(" "),
  ...["", " ", '""', '"\udfff"', '{"\u{1F9E0}": "\ud83e"}', '{"__proto__": {"status": "ok"}}'],
  "[".repeat(100_000),
];

test("no text upsets the engine, and it answers each as the command line does", async () => {
  const engine = await startEngine();
  for (const text of HOSTILE) {
    const response = await engine.estimate(text);
    assertKeepsTo(isResponse, response);
    assert.equal(response.status, "error");
    assert.equal(`${engine.estimateText(text)}\n`, run(["estimate"], text).stderr);
  }
  for (const value of [null, [], {}, 0, true]) {
    assert.equal((await engine.estimate(value)).status, "error");
  }
  priced(await engine.estimate(of2026));
});

test("hostile words in a request stand in the answer as they do on the command line", async () => {
  const engine = await startEngine();
  for (const word of HOSTILE.filter(({ length }) => length < 64)) {
    const text = JSON.stringify(withValue(["members", 0, "id"], word));
    const response = await engine.estimate(text);
    const { stdout, stderr } = run(["estimate"], text);
    assert.deepEqual(response, JSON.parse(stdout + stderr));
    if (response.status === "ok") assert.equal(response.claims[0].member, word);
  }
});

test("a request is read up to 8 MB, in bytes, and refused beyond", async () => {
  const engine = await startEngine();
  const text = JSON.stringify(of2026);
  const response = await engine.estimate(text.padEnd(LONGEST_REQUEST));
  priced(response);
  for (const longer of [text.padEnd(LONGEST_REQUEST + 1), "é".repeat(LONGEST_REQUEST / 2 + 1)]) {
    const answer = await engine.estimate(longer);
    assert.equal(refused(answer, `${LONGEST_REQUEST} bytes`), "request_too_large");
    assert.deepEqual(JSON.parse(engine.estimateText(longer)), answer);
  }
  assert.deepEqual(await engine.estimate(of2026), response);
});

/** An engine and the memory of its module. */
async function startWithMemory() {
  let memory;
  const engine = await startEngine({
    createModule: ({ instantiateWasm }) =>
      createModule({
        instantiateWasm: (imports, done) =>
          instantiateWasm(imports, (instance) => {
            memory = Object.values(instance.exports).find(
              (each) => each instanceof WebAssembly.Memory,
            );
            return done(instance);
          }),
      }),
  });
  return { engine, memory };
}

test("a request far too long never enters the module's memory", async () => {
  const { engine, memory } = await startWithMemory();
  const size = memory.buffer.byteLength;
  const response = JSON.parse(engine.estimateText("x".repeat(16 * LONGEST_REQUEST)));
  assert.equal(refused(response, `${LONGEST_REQUEST} bytes`), "request_too_large");
  assert.equal(memory.buffer.byteLength, size);
});

test("in a worker thread it gives the same bytes", async () => {
  const request = JSON.stringify(withZip);
  const script = new URL("lib/engine.mjs", import.meta.url).href;
  const program = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.script).then(async ({ startEngine }) => {
      const engine = await startEngine();
      await engine.estimate(workerData.request);
      parentPort.postMessage(engine.estimateText(workerData.request));
    });`;
  const worker = new Worker(program, { eval: true, workerData: { script, request } });
  const inWorker = await new Promise((resolve, reject) => {
    worker.once("message", resolve).once("error", reject).once("exit", reject);
  });
  const engine = await startEngine();
  priced(await engine.estimate(withZip));
  assert.equal(inWorker, engine.estimateText(request));
});

test("a hundred thousand estimates leave the module's memory as large as the first ones", async () => {
  const { engine, memory } = await startWithMemory();
  const texts = [withZip, of2024, withValue(["locality"], "guess")].map((each) =>
    JSON.stringify(each),
  );
  for (const text of texts) await engine.estimate(text);
  const answers = texts.map(engine.estimateText);
  const size = memory.buffer.byteLength;
  for (let asked = 0; asked < 100_000; asked += 1) engine.estimateText(texts[asked % 3]);
  assert.equal(memory.buffer.byteLength, size);
  assert.deepEqual(texts.map(engine.estimateText), answers);
});

test("files that are accepted again and again leave the module's memory as large", async () => {
  const { engine, memory } = await startWithMemory();
  const texts = NEEDED.map((name) => [name, JSON.stringify(readJson("fee_schedules", name))]);
  const accept = async (times) => {
    for (let time = 0; time < times; time += 1) {
      for (const [name, text] of texts) await engine.accept(name, text);
    }
  };
  await accept(3);
  const size = memory.buffer.byteLength;
  await accept(300);
  assert.equal(memory.buffer.byteLength, size);
});

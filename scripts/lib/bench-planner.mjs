// One projection and one comparison, request text to response text, in the full WebAssembly module;
// and how that compares with the native command line.
//
// A process of the command line takes longer to start and to read its files than to answer, so that
// natively a long question is timed, less a short one about the same files.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { missing, row } from "./bench-table.mjs";

const MOST_MS = 2;
const MOST_TIMES_NATIVE = 3;
const MEMBERS = 12;
const FIRST_CENTS = 4137;
const BETWEEN_CENTS = 263; // A prime, so that amounts share no greater unit than the cent.
const WARM_UP_MS = 500;
const RUN_MS = 200;

const payerOf = (rate) => `bench-${rate}`;

/** A contract for each of twelve rates. */
const contract = JSON.stringify({
  schema: "payer-table/1",
  tables: Array.from({ length: MEMBERS }, (_, rate) => ({
    id: payerOf(rate),
    payer: payerOf(rate),
    rules_of: "uhc",
    kind: "contract",
    title: payerOf(rate),
    source: { title: "scripts/bench" },
    rows: [{ code: "90853", amount: ((FIRST_CENTS + BETWEEN_CENTS * rate) / 100).toFixed(2) }],
  })),
});

function group(members, payer) {
  return {
    service: { date: "2026-03-02", minutes: 60 },
    clinician: { type: "clinical_social_worker" },
    locality: "01182-18",
    members: Array.from({ length: members }, (_, index) => ({
      id: `patient-${index + 1}`,
      payer: payer(index),
    })),
  };
}

/** Twelve members of so many rates, each of whom comes as often as no other. */
function projection(distinct) {
  const session = group(MEMBERS, (index) => payerOf(index % distinct));
  const members = session.members.map(({ id }, index) => ({
    member: id,
    attendance_percent: `${75 + index}.5`,
  }));
  return JSON.stringify({ version: 1, session, plan: { weeks_off: 4, members } });
}

function comparison(members, alternatives) {
  const years = Array.from({ length: alternatives }, (_, at) => ({ year: 2019 + (at % 8) }));
  return JSON.stringify({
    version: 1,
    session: group(members, () => "medicare"),
    alternatives: years,
  });
}

const CASES = [
  ...[1, 4, 12].map((distinct) => ({
    what: `Projection of 12 members over a year, ${distinct} distinct ${distinct === 1 ? "amount" : "amounts"}: WebAssembly in Node`,
    question: "project",
    text: projection(distinct),
    atMost: MOST_MS,
  })),
  {
    what: "Comparison over 8 years, 8 members: WebAssembly in Node",
    question: "compare",
    text: comparison(8, 8),
  },
];

const LONG = { question: "compare", long: comparison(500, 200), short: comparison(1, 8) };

/** The full module with every data file, and its answer to a question, text to text. */
async function loadFullModule({ wasm, schedules }) {
  const folder = join(wasm, "full");
  const script = await import(pathToFileURL(join(folder, "cpt-full.mjs")));
  const wasmBinary = readFileSync(join(folder, "cpt-full.wasm"));
  const module = await script.default({ wasmBinary });
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  const load = (name, text) => {
    const refused = module.load(name, text);
    if (refused.length > 0) throw new Error(decoder.decode(refused));
    return text;
  };
  const readAndLoad = (name) => load(name, readFileSync(join(schedules, name), "utf8"));
  const { files } = JSON.parse(readAndLoad("index.json"));
  for (const { name } of files) readAndLoad(name);
  load("bench-contracts.json", contract);
  return (question, text) => decoder.decode(module[question](encoder.encode(text)));
}

/** Milliseconds a call, over at least `least` milliseconds. */
function timeCalls(call, least) {
  const start = performance.now();
  let calls = 0;
  let end = start;
  while (end - start < least) {
    call();
    calls += 1;
    end = performance.now();
  }
  return (end - start) / calls;
}

/** Milliseconds of a whole process. */
function timeProcess(program, args) {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const end = performance.now();
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return end - start;
}

function measureRatio({ ask, native, schedules, work, rounds }) {
  mkdirSync(work, { recursive: true });
  const { question } = LONG;
  const files = ["long", "short"].map((name) => {
    const file = join(work, `planner-${name}.json`);
    writeFileSync(file, LONG[name]);
    return file;
  });
  const program = join(native, "cpt-estimator");
  const runs = Array.from({ length: rounds }, () => {
    const inModule = ["long", "short"].map((name) => timeCalls(() => ask(question, LONG[name]), 1));
    const [long, short] = files.map((file) =>
      timeProcess(program, ["--schedules", schedules, question, file]),
    );
    return { wasm: inModule[0] - inModule[1], native: long - short };
  });
  const what = "Comparison of 500 members with 200 alternatives";
  return [
    row(
      `${what}: WebAssembly in Node`,
      "ms",
      runs.map(({ wasm }) => wasm),
    ),
    row(
      `${what}: native`,
      "ms",
      runs.map((run) => run.native),
    ),
    row(
      `${what}: WebAssembly to native`,
      "times",
      runs.map((run) => run.wasm / run.native),
      { atMost: MOST_TIMES_NATIVE },
    ),
  ];
}

export async function measurePlanner({ native, wasm, schedules, work, quick }) {
  let ask;
  try {
    ask = await loadFullModule({ wasm, schedules });
  } catch (problem) {
    if (!["ENOENT", "ERR_MODULE_NOT_FOUND"].includes(problem.code)) throw problem;
    return [missing("Comparison and projection", "the full module is missing; run scripts/build")];
  }
  const rounds = quick ? 3 : 9;
  const runs = CASES.map((each) => ({ ...each, times: [] }));
  for (const { question, text } of runs) {
    const { status, errors } = JSON.parse(ask(question, text));
    if (status !== "ok") throw new Error(JSON.stringify(errors));
    timeCalls(() => ask(question, text), WARM_UP_MS);
  }
  for (let round = 0; round < rounds; ++round) {
    for (const { question, text, times } of runs) {
      times.push(timeCalls(() => ask(question, text), RUN_MS));
    }
  }
  return [
    ...runs.map(({ what, times, atMost }) => row(what, "ms", times, { atMost })),
    ...measureRatio({ ask, native, schedules, work, rounds }),
  ];
}

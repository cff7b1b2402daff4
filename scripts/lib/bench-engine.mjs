// One estimate, request text to response text: as WebAssembly, natively, and natively by stages.
// The two take turns, so that a busy moment of the machine falls on both.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requestText } from "./bench-requests.mjs";
import { row } from "./bench-table.mjs";
import { loadBuiltEngine } from "./bench-wasm.mjs";

const STAGES = {
  parse: "JSON",
  read: "fields",
  price: "look-ups and pricing",
  check: "look-ups, pricing and rules",
  write: "response",
};
const CASES = [
  { name: "8", members: 8, receipts: false, atMost: 30 },
  { name: "8-receipts", members: 8, receipts: true, atMost: 60 },
  { name: "80", members: 80, receipts: false },
  { name: "800", members: 800, receipts: false },
  { name: "8000", members: 8000, receipts: false },
];
const MOST_TIMES_NATIVE = 3;
const MOST_TIMES_PRICING = 3;
const WARM_UP_MS = 1000;
const RUN_MS = 150;

function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** Microseconds a call, over at least `least` milliseconds. */
function timeCalls(call, least) {
  let calls = 0;
  const start = performance.now();
  let end = start;
  for (let batch = 1; end - start < least; batch = Math.min(batch * 2, 64)) {
    for (let i = 0; i < batch; ++i) call();
    calls += batch;
    end = performance.now();
  }
  return ((end - start) * 1000) / calls;
}

/** { whole, parse, read, price, write }, each microseconds. */
function timeNatively({ program, schedules, name, file }) {
  const filter = `--benchmark_filter=/${name}(/|$)`;
  const report = run(program, [schedules, file, filter, "--benchmark_format=json"]);
  return Object.fromEntries(
    JSON.parse(report).benchmarks.map(({ name, real_time }) => [name.split("/")[0], real_time]),
  );
}

function rowsOf({ members, receipts, atMost, runs }) {
  const what = `${members} members, ${receipts ? "with" : "no"} receipts`;
  const column = (name) => runs.map(({ native }) => native[name]);
  return [
    row(
      `${what}: WebAssembly in Node`,
      "µs",
      runs.map(({ wasm }) => wasm),
      { atMost },
    ),
    row(`${what}: native`, "µs", column("whole")),
    ...Object.entries(STAGES).map(([stage, label]) =>
      row(`${what}: native, ${label}`, "µs", column(stage)),
    ),
    row(
      `${what}: native, rules to pricing`,
      "times",
      runs.map(({ native }) => (native.check - native.price) / native.price),
      { atMost: MOST_TIMES_PRICING },
    ),
    row(
      `${what}: WebAssembly to native`,
      "times",
      runs.map(({ wasm, native }) => wasm / native.whole),
      atMost && { atMost: MOST_TIMES_NATIVE },
    ),
  ];
}

export async function measureEngine({ native, wasm, schedules, work, quick }) {
  mkdirSync(work, { recursive: true });
  const program = join(native, "estimate_bench");
  const engine = await loadBuiltEngine(wasm, schedules);
  const cases = CASES.map((each) => ({
    ...each,
    text: requestText(each.members, each),
    file: join(work, `${each.name}.json`),
    runs: [],
  }));
  for (const { text, file } of cases) {
    writeFileSync(file, text);
    const response = await engine.estimate(text);
    if (response.status !== "ok") throw new Error(JSON.stringify(response));
  }
  for (const { text } of cases) timeCalls(() => engine.estimateText(text), WARM_UP_MS);
  const rounds = quick ? 3 : 9;
  for (let round = 0; round < rounds; ++round) {
    for (const { name, text, file, runs } of cases) {
      runs.push({
        native: timeNatively({ program, schedules, name, file }),
        wasm: timeCalls(() => engine.estimateText(text), RUN_MS),
      });
    }
  }
  return [...cases.flatMap(rowsOf), measureLoad({ wasm, schedules, quick, file: cases[0].file })];
}

/** A fresh process each time. */
function measureLoad({ wasm, schedules, quick, file }) {
  const script = fileURLToPath(new URL("bench-wasm.mjs", import.meta.url));
  const loads = Array.from({ length: quick ? 3 : 9 }, () =>
    Number(run(process.execPath, [script, wasm, schedules, file])),
  );
  return row("Load and first estimate in Node, fresh process", "ms", loads);
}

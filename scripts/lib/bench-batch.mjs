// The native `batch`: sessions a second and peak memory, whole processes from start to end.

import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { requestText } from "./bench-requests.mjs";
import { missing, row } from "./bench-table.mjs";

const MEMBERS = 8;
const LEAST_PER_SECOND = 100_000;
const DIFFERENT_SESSIONS = 64;
const POLL_MS = 2;

/** `lines` requests, one a line, at `file`. */
function writeRequests(file, lines, receipts) {
  const sessions = Array.from({ length: DIFFERENT_SESSIONS }, (_, index) =>
    requestText(MEMBERS, { receipts, first: index * MEMBERS }),
  );
  const block = `${sessions.join("\n")}\n`;
  const output = openSync(file, "w");
  for (let left = lines; left > 0; left -= DIFFERENT_SESSIONS) {
    const isWhole = left >= DIFFERENT_SESSIONS;
    writeSync(output, isWhole ? block : `${sessions.slice(0, left).join("\n")}\n`);
  }
  closeSync(output);
}

const COMMANDS = {
  file: (program, file) => [program, "batch", file],
  pipe: (program, file) => ["sh", "-c", 'cat "$1" | "$0" batch', program, file],
};

/** Sessions a second. `cores` are the processors it may use. */
function timeBatch({ program, file, lines, cores, through }) {
  const command = ["taskset", "-c", cores, ...COMMANDS[through](program, file)];
  const start = performance.now();
  const { status } = spawnSync(command[0], command.slice(1), {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}`);
  return lines / seconds;
}

/** Most bytes that were resident at once: VmHWM, as last seen. */
async function peakMemory(program, file) {
  const child = spawn(program, ["batch", file], { stdio: "ignore" });
  let peak = 0;
  const poll = setInterval(() => {
    try {
      const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      if (found !== null) peak = Number(found[1]) * 1024;
    } catch {
      // It has ended.
    }
  }, POLL_MS);
  const status = await new Promise((ended) => child.once("close", ended));
  clearInterval(poll);
  if (status !== 0) throw new Error(`${program} batch ended with ${status}`);
  return peak;
}

function workloads(lines) {
  const all = `0-${Math.min(2, availableParallelism()) - 1}`;
  const plain = { lines, receipts: false };
  return [
    { ...plain, what: "two cores, file", cores: all, through: "file", atLeast: LEAST_PER_SECOND },
    { ...plain, what: "two cores, pipe", cores: all, through: "pipe", atLeast: LEAST_PER_SECOND },
    { ...plain, what: "one core, file", cores: "0", through: "file" },
    {
      lines: lines / 4,
      receipts: true,
      what: "two cores, file, receipts",
      cores: all,
      through: "file",
    },
  ].filter(({ what }) => availableParallelism() > 1 || !what.startsWith("two"));
}

export async function measureBatch({ native, work, quick }) {
  if (spawnSync("taskset", ["--version"]).status !== 0) {
    return [missing("batch", "taskset is missing; it comes with util-linux")];
  }
  mkdirSync(work, { recursive: true });
  const program = join(native, "cpt-estimator");
  const most = quick ? 20_000 : 200_000;
  const runs = workloads(most).map((each) => ({
    ...each,
    program,
    file: join(work, `batch-${each.lines}${each.receipts ? "-receipts" : ""}.jsonl`),
    rates: [],
  }));
  const files = new Map(runs.map((each) => [each.file, each]));
  for (const { file, lines, receipts } of files.values()) writeRequests(file, lines, receipts);
  for (let round = 0; round < (quick ? 3 : 5); ++round) {
    for (const each of runs) each.rates.push(timeBatch(each));
  }
  const rows = runs.map(({ what, rates, atLeast }) =>
    row(`batch, sessions: ${what}`, "/s", rates, { atLeast }),
  );
  for (const lines of [most / 10, most]) {
    const file = join(work, `batch-${lines}.jsonl`);
    writeRequests(file, lines, false);
    const peaks = [];
    for (let round = 0; round < 3; ++round) peaks.push(await peakMemory(program, file));
    rows.push(row(`batch, peak memory: ${lines.toLocaleString("en-US")} lines`, "MB", peaks));
  }
  return rows;
}

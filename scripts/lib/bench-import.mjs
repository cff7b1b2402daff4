// Reading a payer's CSV of 200,000 rows as a contract, and the same by PapaParse alone: its rows as
// objects, with the same checks of each by hand. The two take turns. In Node, on one core; in the
// page a worker does it.

import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { runnerImport } from "vite";
import { longCsv } from "../../tests/browser/sheet-files.mjs";
import { row } from "./bench-table.mjs";

const ROWS = 200_000;
const MOST_TIMES_PAPAPARSE = 1.5;

async function load(name) {
  const path = fileURLToPath(new URL(`../../web/src/contracts/${name}`, import.meta.url));
  return (await runnerImport(path, { configFile: false, logLevel: "error" })).module;
}

/** What a page would do that knows the columns: every row read, those of known codes checked. */
function readPlainly(text, known, cells) {
  const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
  const rows = [];
  for (const each of data) {
    const code = cells.readCode(each["Procedure Code"]);
    if (!known.has(code)) continue;
    const read = {
      code,
      modifiers: cells.readModifiers(each.Mod),
      amount: cells.readDollars(each["Allowed Amount"]),
      from: cells.readDay(each["Effective Date"]),
      places: cells.readPlace(each["Place of Service"]),
    };
    if (!Object.values(read).some((value) => value instanceof cells.Misread)) rows.push(read);
  }
  return { rowsRead: data.length, rows };
}

async function timed(call) {
  const start = performance.now();
  const { rowsRead, rows } = await call();
  const milliseconds = performance.now() - start;
  if (rowsRead !== ROWS || rows.length !== ROWS / 400) {
    throw new Error(`${rowsRead} rows read, ${rows.length} of known codes`);
  }
  return milliseconds;
}

export async function measureImport({ quick }) {
  const { readSource } = await load("read-source.ts");
  const cells = await load("cells.ts");
  const text = longCsv(ROWS);
  const known = new Set(["90853"]);
  const runs = [];
  for (let round = 0; round <= (quick ? 3 : 9); ++round) {
    runs.push({
      ours: await timed(() => readSource(text, { known })),
      plain: await timed(() => readPlainly(text, known, cells)),
    });
  }
  runs.shift(); // Neither was compiled yet.
  const what = "A CSV of 200,000 rows as a contract";
  return [
    row(
      what,
      "ms",
      runs.map(({ ours }) => ours),
    ),
    row(
      `${what}: PapaParse with the same checks`,
      "ms",
      runs.map(({ plain }) => plain),
    ),
    row(
      `${what}: ours to PapaParse`,
      "times",
      runs.map(({ ours, plain }) => ours / plain),
      { atMost: MOST_TIMES_PAPAPARSE },
    ),
  ];
}

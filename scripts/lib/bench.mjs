// Measures what is built and prints one table; see scripts/bench --help.

import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureBatch } from "./bench-batch.mjs";
import { measureEngine } from "./bench-engine.mjs";
import { measureImport } from "./bench-import.mjs";
import { measurePage } from "./bench-page.mjs";
import { measurePlanner } from "./bench-planner.mjs";
import { measureSizes } from "./bench-size.mjs";
import { formatTable } from "./bench-table.mjs";

const PARTS = {
  size: measureSizes,
  engine: measureEngine,
  batch: measureBatch,
  planner: measurePlanner,
  import: measureImport,
  page: measurePage,
};

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string", multiple: true, default: Object.keys(PARTS) },
  },
});

const root = fileURLToPath(new URL("../..", import.meta.url));
const places = {
  native: join(root, "build/bench"),
  wasm: join(root, "build/wasm/wasm"),
  site: join(root, "build/site"),
  schedules: join(root, "fee_schedules"),
  work: join(root, "build/bench/requests"),
  quick: options.quick,
};

const rows = [];
for (const name of options.only) {
  console.error(`bench: ${name}`);
  rows.push(...(await PARTS[name](places)));
}
console.log(`\n${formatTable(rows)}`);
if (options.json !== undefined) {
  writeFileSync(resolve(options.json), `${JSON.stringify(rows, null, 2)}\n`);
}

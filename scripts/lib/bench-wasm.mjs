// The engine of a build folder, loaded in Node. Run by itself, prints the milliseconds from
// nothing to the first estimate: node bench-wasm.mjs WASM_FOLDER SCHEDULES REQUEST_FILE

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export async function loadBuiltEngine(folder, schedules) {
  const load = (file) => import(pathToFileURL(file).href);
  const [{ default: createModule }, { buildId }, { loadEngine }] = await Promise.all([
    load(join(folder, "cpt-estimator.mjs")),
    load(join(folder, "build-id.mjs")),
    import("../../wasm/engine.mjs"),
  ]);
  return loadEngine({
    createModule,
    buildId,
    wasm: pathToFileURL(join(folder, "cpt-estimator.wasm")),
    data: pathToFileURL(`${schedules}/`),
    fetchFile: async (address) => new Response(await readFile(address)),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, schedules, requestFile] = process.argv.slice(2);
  const request = await readFile(requestFile, "utf8");
  const start = performance.now();
  const engine = await loadBuiltEngine(folder, schedules);
  const response = await engine.estimate(request);
  const end = performance.now();
  if (response.status !== "ok") throw new Error(JSON.stringify(response));
  console.log(end - start);
}

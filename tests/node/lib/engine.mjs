// The WebAssembly engine in Node: its module from the build, its data files from the disk.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { loadEngine } from "../../../wasm/engine.mjs";
import { root, schedules } from "./root.mjs";

const build = join(root, "build/wasm/wasm");
const { default: createModule } = await import(pathToFileURL(join(build, "cpt-estimator.mjs")));
const { buildId } = await import(pathToFileURL(join(build, "build-id.mjs")));

export { buildId, createModule };
export const wasm = await readFile(join(build, "cpt-estimator.wasm"));
export const dataFolder = pathToFileURL(`${schedules}/`);

/** The full module, as a page would import it once something needs it. */
export async function loadFull() {
  const [script, { buildId: id }, bytes] = await Promise.all([
    import(pathToFileURL(join(build, "full/cpt-full.mjs"))),
    import(pathToFileURL(join(build, "full/build-id.mjs"))),
    readFile(join(build, "full/cpt-full.wasm")),
  ]);
  return { createModule: script.default, buildId: id, wasm: bytes };
}

export const fetchFromDisk = async (address) => new Response(await readFile(address));

export const startEngine = (options = {}) =>
  loadEngine({
    createModule,
    buildId,
    wasm,
    data: dataFolder,
    fetchFile: fetchFromDisk,
    loadFull,
    ...options,
  });

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

export const fetchFromDisk = async (address) => new Response(await readFile(address));

export const startEngine = (options = {}) =>
  loadEngine({
    createModule,
    buildId,
    wasm,
    data: dataFolder,
    fetchFile: fetchFromDisk,
    ...options,
  });

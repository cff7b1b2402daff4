import { readFile } from "node:fs/promises";
import type { Engine } from "#engine";

const repository = new URL("../../", import.meta.url);
const modules = new URL("build/wasm/wasm/", repository);

/** The engine of this build, in Node: what pages say of money when the site is made is its answer. */
export async function startBuildEngine(): Promise<Engine> {
  const { loadEngine } = await import(new URL("wasm/engine.mjs", repository).href);
  const partsOf = async (name: string) => {
    const [script, seal, wasm] = await Promise.all([
      import(new URL(`${name}.mjs`, modules).href),
      import(new URL("build-id.mjs", new URL(`${name}.mjs`, modules)).href),
      readFile(new URL(`${name}.wasm`, modules)),
    ]);
    return { createModule: script.default, buildId: seal.buildId, wasm };
  };
  return loadEngine({
    ...(await partsOf("cpt-estimator")),
    data: new URL("fee_schedules/", repository),
    fetchFile: async (address: URL) => new Response(await readFile(address)),
    loadFull: () => partsOf("full/cpt-full"),
  });
}

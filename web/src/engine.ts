import { type Engine, loadEngine } from "#engine";
import { buildId } from "#module/build-id.mjs";
import createModule from "#module/cpt-estimator.mjs";
import wasm from "#module/cpt-estimator.wasm?url";

/** The engine of this build, with the fee schedules beside the page. */
export function startEngine(): Promise<Engine> {
  const folder = __DATA_FOLDER__;
  const data = new URL(folder, import.meta.url);
  return loadEngine({ createModule, buildId, wasm, data, fetchFile: fetchAhead(), loadFull });
}

/** What prices every payer, compares and projects: only once something needs it. */
async function loadFull() {
  const [script, { buildId }, { default: wasm }] = await Promise.all([
    import("#module/full/cpt-full.mjs"),
    import("#module/full/build-id.mjs"),
    import("#module/full/cpt-full.wasm?url"),
  ]);
  return { createModule: script.default, buildId, wasm };
}

/** Reads what the page's preload links name while the module still compiles, each once. */
function fetchAhead() {
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="fetch"]');
  const ahead = new Map([...links].map(({ href }) => [href, fetch(href)]));
  return (address: unknown) => {
    const href = String(address);
    const response = ahead.get(href) ?? fetch(href);
    ahead.delete(href);
    return response;
  };
}

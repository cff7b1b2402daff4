import { type Engine, loadEngine } from "#engine";
import { buildId } from "#module/build-id.mjs";
import createModule from "#module/cpt-estimator.mjs";
import wasm from "#module/cpt-estimator.wasm?url";
import { currentLanguage } from "./common/i18n.ts";
import type { Fetch } from "./engine-words.ts";

/** The engine of this build, with the fee schedules beside the page, in the page's language. */
export async function startEngine(): Promise<Engine> {
  const folder = __DATA_FOLDER__;
  const data = new URL(folder, import.meta.url);
  const start = (fetchFile: Fetch) =>
    loadEngine({ createModule, buildId, wasm, data, fetchFile, loadFull });
  const fetchFile = fetchAhead();
  if (currentLanguage() === "en") return start(fetchFile);
  const { inLanguage, speaking } = await import("./engine-words.ts");
  return speaking(await start(inLanguage(data, fetchFile)));
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
function fetchAhead(): Fetch {
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel="preload"][as="fetch"]');
  const ahead = new Map([...links].map(({ href }) => [href, fetch(href)]));
  return (address) => {
    const href = String(address);
    const response = ahead.get(href) ?? fetch(href);
    ahead.delete(href);
    return response;
  };
}

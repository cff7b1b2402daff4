// The codes guide as the site's build makes it: its TypeScript is bundled, then run with the engine.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { startEngine } from "./engine.mjs";
import { root } from "./root.mjs";

async function bundle() {
  const { output } = await build({
    configFile: false,
    root: join(root, "web"),
    logLevel: "warn",
    build: { ssr: "site/guide/guide-pages.ts", write: false, target: "node20" },
  });
  return output[0].code;
}

const folder = mkdtempSync(join(tmpdir(), "cpt-guide-"));
const file = join(folder, "guide-pages.mjs");
writeFileSync(file, await bundle());
const { guidePages } = await import(pathToFileURL(file));
rmSync(folder, { recursive: true });

const engine = await startEngine();

export const pagesIn = (lang, siteUrl = "") =>
  guidePages(engine, lang, { siteUrl, root: pathToFileURL(`${root}/`) });

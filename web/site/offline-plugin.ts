import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const WORKER = "service-worker.js";

const source = fileURLToPath(new URL("../src/offline/worker/service-worker.ts", import.meta.url));

interface PrecachedFile {
  url: string;
  revision: string | null;
  integrity: string;
}

/** Every file of a built site but its worker, which keeps them, and what only its host reads. */
export function filesToKeep(site: string): PrecachedFile[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(site, "/").length))
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name !== WORKER && !/^[._]|\.map$/.test(name))
    .sort()
    .map((url) => fileToKeep(url, readFileSync(join(site, url))));
}

function fileToKeep(url: string, content: Buffer): PrecachedFile {
  const hash = createHash("sha256").update(content);
  const isNamedByHash =
    /^fee_schedules-|^(assets|words|on_demand|offline|roster_files)\/.*-[\w-]{8}\.\w+$/.test(url);
  const digest = hash.digest("base64");
  return {
    url,
    revision: isNamedByHash ? null : digest.slice(0, 8),
    integrity: `sha256-${digest}`,
  };
}

/** Builds the worker of a site that is otherwise complete, with the list of its files. */
export async function writeServiceWorker(site: string): Promise<void> {
  const files = filesToKeep(site);
  const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
  await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { __VERSION__: JSON.stringify(version), __FILES__: JSON.stringify(files) },
    build: {
      outDir: site,
      emptyOutDir: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        input: source,
        output: { format: "iife", entryFileNames: WORKER },
      },
    },
  });
}

/** The worker is written last, when all that it lists is there. */
export function offlinePlugin(): Plugin {
  let site = "";
  return {
    name: "offline",
    apply: "build",
    configResolved: ({ root, build }) => {
      site = resolve(root, build.outDir);
    },
    writeBundle: { order: "post", sequential: true, handler: () => writeServiceWorker(site) },
  };
}

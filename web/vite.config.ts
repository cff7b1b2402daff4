import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { readDataSet } from "./site/data-set.ts";
import { hosting } from "./site/hosting.ts";
import { manifestFiles } from "./site/manifest.ts";
import { offlinePlugin } from "./site/offline-plugin.ts";
import { sitePages } from "./site/pages.ts";
import { readSettings } from "./site/settings.ts";
import { siteMap } from "./site/site-map.ts";
import { feeScheduleFiles, sitePlugin } from "./site/site-plugin.ts";

const repository = new URL("../", import.meta.url);

interface Chunk {
  name: string;
  facadeModuleId?: string | null;
  moduleIds: readonly string[];
}

/** What is fetched only once somebody opens it, apart from what pages start with; words by language. */
function chunkName({ name, facadeModuleId, moduleIds }: Chunk): string {
  const [, language, part] = /\/i18n\/(\w+)\/(\w+)\.json$/.exec(facadeModuleId ?? "") ?? [];
  if (language) return `words/${language}-${part}-[hash].js`;
  if (TOGETHER.some((group) => group.name === name)) return ASSET;
  const ids = [facadeModuleId ?? "", ...moduleIds];
  const isOf = (what: RegExp) => ids.some((id) => what.test(id));
  // Fetched when a page has shown what it is for.
  if (isOf(/\/src\/offline\/(?!register)|\/workbox-window\//)) return "offline/[name]-[hash].js";
  if (isOf(/\/src\/roster\/files\/(?!file-actions)/)) return "roster_files/[name]-[hash].js";
  const isOnDemand = OPENED_LATER.some(isOf);
  return isOnDemand ? ON_DEMAND : ASSET;
}

/** Parts of the page, the libraries that only they use, and the module that knows everything. */
const OPENED_LATER = [
  /\/src\/(contracts|charts)\//,
  /\/src\/(visitor\/figures|visitor\/cpt-waitlist|engine-words)\.ts$/,
  /\/node_modules\/(idb-keyval|papaparse|uplot)\//,
  /\/wasm\/full\//,
];

const ON_DEMAND = "on_demand/[name]-[hash].js";
const ASSET = "assets/[name]-[hash].js";

/** What the roster starts with; what is below its table and what handles files comes after. */
const BELOW =
  "below-the-table|before-you-bill|contracts-section|habit-panel|once-per-group|receipts-section";
const IN_THE_TABLE = new RegExp(`/src/roster/(?!files/|(${BELOW})\\.ts)`);

/** Fewer and larger files: what is compressed together takes less. */
const TOGETHER = [
  {
    name: "common",
    test: /\/src\/(common\/(?!databases?\.)|start-page\.|offline\/register\.)|\/@?lit[-/]/,
  },
  { name: "roster", test: IN_THE_TABLE },
];

const data = readDataSet();
const settings = readSettings(process.env);
const pages = sitePages(settings);

export default defineConfig({
  root: fileURLToPath(new URL("./", import.meta.url)),
  base: "./",
  appType: "mpa",
  resolve: {
    alias: {
      "#engine": fileURLToPath(new URL("wasm/engine.mjs", repository)),
      "#module": fileURLToPath(new URL("build/wasm/wasm", repository)),
    },
  },
  build: {
    outDir: "../build/site",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        chunkFileNames: chunkName,
        codeSplitting: { groups: TOGETHER },
      },
    },
  },
  worker: {
    format: "es",
    rolldownOptions: { output: { entryFileNames: ON_DEMAND, chunkFileNames: ON_DEMAND } },
  },
  server: { fs: { allow: [fileURLToPath(repository)] } },
  preview: {
    headers: {
      "Content-Security-Policy": "frame-ancestors 'none'",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  },
  plugins: [
    feeScheduleFiles(data),
    pages.then((all) => [sitePlugin(all, { data, settings }), siteMap(all, settings.siteUrl)]),
    manifestFiles(),
    hosting(settings.hostPath),
    offlinePlugin(),
  ],
});

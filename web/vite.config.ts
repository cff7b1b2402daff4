import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { readDataSet } from "./site/data-set.ts";
import { sitePages } from "./site/pages.ts";
import { feeScheduleFiles, sitePlugin } from "./site/site-plugin.ts";

const repository = new URL("../", import.meta.url);

/** Where the site will be published; canonical links and the site map name it. */
const siteUrl = (process.env.SITE_URL ?? "").replace(/\/*$/, (_, at) => (at > 0 ? "/" : ""));

interface Chunk {
  facadeModuleId?: string | null;
  moduleIds: readonly string[];
}

/** What is fetched only once somebody opens it, apart from what pages start with; words by language. */
function chunkName({ facadeModuleId, moduleIds }: Chunk): string {
  const [, language, part] = /\/i18n\/(\w+)\/(\w+)\.json$/.exec(facadeModuleId ?? "") ?? [];
  if (language) return `words/${language}-${part}-[hash].js`;
  const isOf = (what: RegExp) => moduleIds.some((id) => what.test(id));
  if (isOf(/\/src\/roster\/files\/(?!file-actions)/)) return "roster_files/[name]-[hash].js";
  const isOnDemand = isOf(/\/src\/(contracts|charts)\/|\/(idb-keyval|uplot)\/|\/wasm\/full\//);
  return isOnDemand ? ON_DEMAND : "assets/[name]-[hash].js";
}

const ON_DEMAND = "on_demand/[name]-[hash].js";

const data = readDataSet();

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
    rolldownOptions: { output: { chunkFileNames: chunkName } },
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
    sitePages().then((pages) => sitePlugin(pages, { data, siteUrl })),
  ],
});

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

const repository = new URL("../", import.meta.url);
const feeSchedules = new URL("fee_schedules/", repository);

interface HeldFile {
  name: string;
  load: "start" | "zip" | "tables" | "payer" | "date";
}

/** Every data file the engine may ask for; where it came from stays in the repository. */
function dataFiles(): string[] {
  return readdirSync(feeSchedules, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".json") && !/^(schema|sources)\//.test(name));
}

function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, feeSchedules), "utf8"));
}

/** What the first estimate of the example needs: what the engine starts with, and the last year. */
function firstDataFiles(): string[] {
  const { files } = readData("index.json") as { files: HeldFile[] };
  const years = files.filter((file) => file.load === "date");
  const first = files.filter((file) => file.load === "start" || file.load === "zip");
  return ["index.json", ...[...first, ...years.slice(-1)].map((file) => file.name)];
}

function preload(href: string, as: "fetch" | "script"): HtmlTagDescriptor {
  const attrs =
    as === "script"
      ? { rel: "modulepreload", crossorigin: true, href }
      : { rel: "preload", as, crossorigin: true, href };
  return { tag: "link", attrs, injectTo: "head" };
}

/**
 * A data file as it is shipped. Where lists of codes come from is not shown on the page; what a rule
 * rests on is. That a rule still holds goes without saying.
 */
function shipped(name: string): string {
  const isListOfCodes = /^rules\/(modifier|denial)_codes\.json$/.test(name);
  const isOfRules = name.startsWith("rules/") && !isListOfCodes;
  return JSON.stringify(readData(name), (key, value) => {
    if (isListOfCodes && key === "sources") return undefined;
    return isOfRules && key === "to" && value === null ? undefined : value;
  });
}

/** Serves and ships fee_schedules/ without its white space; figures are strings, so none changes. */
function feeScheduleFiles(): Plugin {
  return {
    name: "fee-schedule-files",
    configureServer(server) {
      server.middlewares.use("/fee_schedules", (request, response, next) => {
        const name = (request.url ?? "").slice(1).replace(/\?.*$/, "");
        if (!dataFiles().includes(name)) return next();
        response.setHeader("Content-Type", "application/json");
        response.end(shipped(name));
      });
    },
    generateBundle() {
      for (const name of dataFiles()) {
        this.emitFile({
          type: "asset",
          fileName: `fee_schedules/${name}`,
          source: shipped(name),
        });
      }
    },
  };
}

/** What is fetched only once somebody opens it, apart from what the page starts with. */
const ON_DEMAND = "on_demand/[name]-[hash].js";

function chunkName({ moduleIds }: { moduleIds: string[] }): string {
  const isOnDemand = moduleIds.some((id) =>
    /\/src\/contracts\/|\/idb-keyval\/|\/wasm\/full\//.test(id),
  );
  return isOnDemand ? ON_DEMAND : "assets/[name]-[hash].js";
}

/** Engine and data start on their way with the page, not after its script has run. */
function preloadEngineAndData(): Plugin {
  return {
    name: "preload-engine-and-data",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const engine = Object.keys(bundle ?? {}).filter((file) =>
          /^assets\/(engine|cpt-estimator)-/.test(file),
        );
        return [
          ...engine.map((file) =>
            preload(`./${file}`, file.endsWith(".wasm") ? "fetch" : "script"),
          ),
          ...(bundle ? firstDataFiles() : []).map((name) =>
            preload(`./fee_schedules/${name}`, "fetch"),
          ),
        ];
      },
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL("./", import.meta.url)),
  base: "./",
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
  plugins: [feeScheduleFiles(), preloadEngineAndData()],
});

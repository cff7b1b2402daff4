import { fileURLToPath } from "node:url";
import type { HtmlTagDescriptor, Plugin } from "vite";
import type { DataSet } from "./data-set.ts";
import { addressOf, type Page, rootFrom } from "./page.ts";
import { documentOf, type Shell } from "./shell.ts";

const web = fileURLToPath(new URL("../", import.meta.url));

/** Makes the pages: each is given to Vite as if it were a file beside the others. */
export function sitePlugin(pages: readonly Page[], shell: Shell): Plugin {
  const byFile = new Map(pages.map((page) => [web + addressOf(page), page]));
  return {
    name: "site-pages",
    config: () => ({ build: { rolldownOptions: { input: [...byFile.keys()] } } }),
    resolveId: (id) => (byFile.has(id) ? id : undefined),
    load(id) {
      const page = byFile.get(id);
      return page && documentOf(page, shell);
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const path = (request.url ?? "").replace(/[?#].*$/, "").replace(/\/$/, "/index.html");
        const page = byFile.get(web + path.slice(1));
        if (!page) return next();
        response.setHeader("Content-Type", "text/html");
        response.end(await server.transformIndexHtml(path, documentOf(page, shell)));
      });
    },
    transformIndexHtml: {
      order: "post",
      handler: (_html, { filename, bundle }) => {
        const page = byFile.get(filename);
        return page && bundle && startsEngine(page) ? preloadsOf(page, bundle, shell.data) : [];
      },
    },
  };
}

/** Where nothing is priced, or not before somebody comes near it, the engine can wait. */
function startsEngine({ script }: Page): boolean {
  return script === "visitor" || script === "roster";
}

/** Engine, data and words start on their way with the page, not after its script has run. */
function preloadsOf(
  page: Page,
  bundle: Record<string, { type: string; facadeModuleId?: string | null }>,
  data: DataSet,
): HtmlTagDescriptor[] {
  const root = rootFrom(addressOf(page));
  const words = new RegExp(`/i18n/${page.language}/(common|${page.script})\\.json$`);
  // What the engine says is found by its English.
  const spoken = new RegExp(`/i18n/(en|${page.language})/engine\\.json$|/engine-words\\.ts$`);
  const files = Object.entries(bundle);
  const scripts = files.filter(([name, { facadeModuleId }]) => {
    const module = facadeModuleId ?? "";
    const isOfLanguage = words.test(module) || (page.language !== "en" && spoken.test(module));
    return isOfLanguage || /^assets\/engine-.*\.js$/.test(name);
  });
  const modules = files.filter(([name]) => /^assets\/cpt-estimator-.*\.wasm$/.test(name));
  const link = (attrs: Record<string, string>, file: string): HtmlTagDescriptor => ({
    tag: "link",
    attrs: { ...attrs, crossorigin: true, href: root + file },
    injectTo: "head",
  });
  return [
    ...scripts.map(([name]) => link({ rel: "modulepreload" }, name)),
    ...[
      ...modules.map(([name]) => name),
      ...data.first(page.language).map((name) => `${folderOf(data)}${name}`),
    ].map((name) => link({ rel: "preload", as: "fetch" }, name)),
  ];
}

/** Of another build's data nothing is found here, rather than something else. */
export function folderOf({ hash }: DataSet): string {
  return `fee_schedules-${hash}/`;
}

/** Serves and ships the fee schedules. */
export function feeScheduleFiles(data: DataSet): Plugin {
  return {
    name: "fee-schedule-files",
    config: (_config, { command }) => ({
      define: {
        __DATA_FOLDER__: JSON.stringify(
          command === "build" ? `../${folderOf(data)}` : "/fee_schedules/",
        ),
        __TRANSLATED__: JSON.stringify(data.translated),
      },
    }),
    configureServer(server) {
      server.middlewares.use("/fee_schedules", (request, response, next) => {
        const name = (request.url ?? "").slice(1).replace(/\?.*$/, "");
        if (!data.names.includes(name)) return next();
        response.setHeader("Content-Type", "application/json");
        response.end(data.content(name));
      });
    },
    generateBundle() {
      for (const name of data.names) {
        const fileName = folderOf(data) + name;
        this.emitFile({ type: "asset", fileName, source: data.content(name) });
      }
    },
  };
}

import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

const MISSING = "404.html";

/**
 * Hosts show 404.html at whatever address was asked for, so its links start from the root; that
 * takes its path on the host. The preview does as hosts do.
 */
export function hosting(hostPath: string | undefined): Plugin {
  let site = "";
  return {
    name: "hosting",
    configResolved: ({ root, build }) => {
      site = resolve(root, build.outDir);
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const page = bundle[MISSING];
        if (hostPath === undefined || page?.type !== "asset") return;
        const start = `$1${hostPath}`;
        page.source = String(page.source).replace(/((?:href|src)=")\.\//g, start);
      },
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const isWorker = /\/service-worker\.js(\?|$)/.test(request.url ?? "");
        if (isWorker) response.setHeader("Cache-Control", "no-cache");
        next();
      });
      return () => {
        server.middlewares.use((request, response, next) => {
          const name = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
          const held = statSync(join(site, name), { throwIfNoEntry: false });
          if (held?.isFile()) return next();
          if (held) return response.writeHead(301, { Location: `${name}/` }).end();
          response.writeHead(404, { "Content-Type": "text/html" });
          response.end(readFileSync(join(site, MISSING)));
        });
      };
    },
  };
}

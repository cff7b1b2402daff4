// Serves build/site: node scripts/lib/serve.mjs HOST PORT. Takes the next free port.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { preview } from "vite";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [host, port] = process.argv.slice(2);

if (!existsSync(join(root, "build/site/index.html"))) {
  console.error("build/site is missing. Run: scripts/build web");
  process.exit(1);
}

const server = await preview({
  root: join(root, "web"),
  preview: { host, port: Number(port), strictPort: false, open: false },
});

const address = server.httpServer.address();
const isAnyAddress = ["0.0.0.0", "::"].includes(host);
const name = isAnyAddress ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
console.log(`Open http://${name}:${address.port}/ (Ctrl-C ends it)`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => process.exit(0));
}

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const COMPRESSION = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const held = new Map();

/** Each file is compressed once, whichever server is asked for it. */
async function compressed(path) {
  if (!held.has(path)) held.set(path, brotliCompressSync(await readFile(path), COMPRESSION));
  return held.get(path);
}

/**
 * Serves `folder` below `path` on a port of this machine, compressed as a web host would and once.
 * A page under a sub-path is the harder case, so it is the usual one. `policy` is sent with every
 * file as its content security policy. `show(folder)` serves another from then on; `requests` holds
 * the names of the files that were asked for; `refuse(name)` says which are answered by cutting the
 * connection.
 */
export async function serveSite(folder, path = "/practice/estimator/", policy = undefined) {
  const requests = [];
  let refuse = () => false;
  const fileOf = async (url) => {
    if (!url.startsWith(path)) throw new Error("outside the site");
    const address = decodeURIComponent(url.slice(path.length));
    const name = normalize(address.replace(/(^|\/)$/, "$1index.html"));
    if (name.startsWith(`..${sep}`)) throw new Error("outside the site");
    const body = await compressed(join(folder, name));
    return { body, type: TYPES[extname(name)] ?? "application/octet-stream" };
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    const asked = pathname.replace(path, "");
    requests.push(asked);
    try {
      if (await refuse(asked)) return request.socket.destroy();
      const { body, type } = await fileOf(pathname);
      response.writeHead(200, {
        "Content-Encoding": "br",
        "Content-Type": type,
        "X-Content-Type-Options": "nosniff",
        ...(policy && { "Content-Security-Policy": policy }),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + path,
    requests,
    show: (another) => {
      folder = another;
    },
    refuse: (isRefused) => {
      refuse = isRefused;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

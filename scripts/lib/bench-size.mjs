// How much a visitor downloads: each file compressed alone, as a web host would serve it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { missing, row } from "./bench-table.mjs";

const KB = 1000;

function compressedSize(file) {
  const content = readFileSync(file);
  return brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  }).length;
}

/** Of the files of `folder` whose names match, together; a typo must not count as nothing. */
function sizeOf(folder, pattern) {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  if (names.length === 0) throw new Error(`${folder} has no file like ${pattern}`);
  return names.map((name) => compressedSize(join(folder, name))).reduce((sum, size) => sum + size);
}

export function measureSizes({ site }) {
  if (!existsSync(join(site, "index.html"))) {
    return [missing("Sizes", "build/site is missing; run scripts/build web")];
  }
  const assets = join(site, "assets");
  const data = join(site, "fee_schedules");
  const medicare = join(data, "medicare");
  const ruleBook = sizeOf(join(data, "rules"), /\.json$/) + sizeOf(data, /^payers\.json$/);
  const engine = /^(cpt-estimator-.*\.wasm|engine-.*\.js)$/;
  return [
    row("Engine: module, glue and loader", "KB", [sizeOf(assets, engine)], { atMost: 75 * KB }),
    row("Every Medicare year", "KB", [sizeOf(medicare, /^\d{4}\.json$/)], { atMost: 25 * KB }),
    row("The rule book", "KB", [ruleBook], { atMost: 25 * KB }),
    row("ZIP code table", "KB", [sizeOf(medicare, /^zip5\.json$/)], { atMost: 60 * KB }),
    row("The page's script and style", "KB", [sizeOf(assets, /^(?!engine-).*\.(js|css)$/)], {
      atMost: 30 * KB,
    }),
  ];
}

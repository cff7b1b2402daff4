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

/** Of the rules that are loaded then, and with what is loaded at the start the payers they name. */
function sizeOfRules(data, when) {
  const { files } = JSON.parse(readFileSync(join(data, "index.json"), "utf8"));
  const names = files
    .filter(
      ({ name, load }) => load === when && (when !== "start" || /^(rules\/|payers)/.test(name)),
    )
    .map(({ name }) => name);
  if (names.length === 0) throw new Error(`${data}/index.json lists no rules for ${when}`);
  return names.map((name) => compressedSize(join(data, name))).reduce((sum, size) => sum + size);
}

export function measureSizes({ site }) {
  if (!existsSync(join(site, "index.html"))) {
    return [missing("Sizes", "build/site is missing; run scripts/build web")];
  }
  const assets = join(site, "assets");
  const onDemand = join(site, "on_demand");
  const rosterFiles = join(site, "roster_files");
  const data = join(
    site,
    readdirSync(site).find((name) => name.startsWith("fee_schedules-")) ?? "",
  );
  const medicare = join(data, "medicare");
  const engine = /^(cpt-estimator-.*\.wasm|engine-.*\.js)$/;
  const full = sizeOf(assets, /^cpt-full-.*\.wasm$/) + sizeOf(onDemand, /^cpt-full-.*\.js$/);
  return [
    row("Engine: module, glue and loader", "KB", [sizeOf(assets, engine)], { atMost: 75 * KB }),
    row("Every Medicare year", "KB", [sizeOf(medicare, /^\d{4}\.json$/)], { atMost: 25 * KB }),
    row("The rule book", "KB", [sizeOfRules(data, "start")], { atMost: 25 * KB }),
    row("ZIP code table", "KB", [sizeOf(medicare, /^zip5\.json$/)], { atMost: 60 * KB }),
    row("The page's script and style", "KB", [sizeOf(assets, /^(?!engine-).*\.(js|css)$/)], {
      atMost: 30 * KB,
    }),
    row("On demand: the full module", "KB", [full], { atMost: 130 * KB }),
    row("On demand: rules about payers' tables", "KB", [sizeOfRules(data, "tables")], {
      atMost: 3 * KB,
    }),
    row("On demand: tables of ten states", "KB", [sizeOf(join(data, "medicaid"), /\.json$/)], {
      atMost: 30 * KB,
    }),
    row("On demand: contracts, with CSV and XLSX", "KB", [sizeOf(onDemand, /^(?!cpt-full)/)], {
      atMost: 30 * KB,
    }),
    row("On demand: a roster’s files, sessions and sheet", "KB", [sizeOf(rosterFiles, /\.js$/)], {
      atMost: 35 * KB,
    }),
  ];
}

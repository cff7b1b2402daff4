// How much a visitor downloads: each file compressed alone, as a web host would serve it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { missing, row } from "./bench-table.mjs";

const KB = 1000;
const ENGINE = /^(cpt-estimator-.*\.wasm|engine-.*\.js)$/;
const CONTRACTS = /^(library|contract-table|cpt-contracts|saved|sheet-worker)-.*\.js$/;

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

/** Everything that a page names in its head: what it starts with, before anybody does anything. */
function namesIn(site, page) {
  const html = readFileSync(join(site, page), "utf8");
  const links = html.matchAll(/<(?:script|link|img)\b[^>]*?\s(?:src|href)="([^"]+)"[^>]*>/g);
  return [...links]
    .filter(([tag]) => !/rel="(canonical|alternate|apple-touch-icon)"/.test(tag))
    .map(([, address]) => join(page, "..", address))
    .filter((name) => existsSync(join(site, name)));
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** The files that a page is there with: itself and what it names. */
export function firstLoadOf(site, page) {
  return [page, ...new Set(namesIn(site, page))];
}

function firstLoad(site, page) {
  return sum(firstLoadOf(site, page).map((name) => compressedSize(join(site, name))));
}

/** Of what a page is itself made of, apart from engine, data and words. */
function ownSize(site, page) {
  const names = namesIn(site, page).filter((name) =>
    /^assets\/(?!engine-).*\.(js|css)$/.test(name),
  );
  return sum([...new Set(names)].map((name) => compressedSize(join(site, name))));
}

export function measureSizes({ site }) {
  if (!existsSync(join(site, "index.html"))) {
    return [missing("Sizes", "build/site is missing; run scripts/build web")];
  }
  const assets = join(site, "assets");
  const onDemand = join(site, "on_demand");
  const rosterFiles = join(site, "roster_files");
  const folder = readdirSync(site).find((name) => name.startsWith("fee_schedules-"));
  const data = join(site, folder ?? "");
  const medicare = join(data, "medicare");
  const full = sizeOf(assets, /^cpt-full-.*\.wasm$/) + sizeOf(onDemand, /^cpt-full-.*\.js$/);
  const size = (what, bytes, limit) => row(what, "KB", [bytes], { atMost: limit * KB });
  return [
    size("First load of the estimate, in all", firstLoad(site, "index.html"), 150),
    size("First load of the roster, in all", firstLoad(site, "roster.html"), 150),
    size("First load of a codes page, in all", firstLoad(site, "codes/90853.html"), 150),
    size("Engine: module, glue and loader", sizeOf(assets, ENGINE), 75),
    size("Every Medicare year", sizeOf(medicare, /^\d{4}\.json$/), 25),
    size("The rule book", sizeOfRules(data, "start"), 25),
    size("ZIP code table", sizeOf(medicare, /^zip5\.json$/), 60),
    size("The estimate's script and style", ownSize(site, "index.html"), 30),
    size("The roster's script and style", ownSize(site, "roster.html"), 40),
    size("On demand: the full module", full, 130),
    size("On demand: rules about payers' tables", sizeOfRules(data, "tables"), 3),
    size("On demand: tables of ten states", sizeOf(join(data, "medicaid"), /\.json$/), 30),
    size("On demand: contracts, with CSV and XLSX", sizeOf(onDemand, CONTRACTS), 30),
    size("On demand: a roster's files, sessions and sheet", sizeOf(rosterFiles, /\.js$/), 35),
    size("On demand: pictures", sizeOf(onDemand, /^(cpt-chart|figures)-/), 30),
  ];
}

// CMS ZIP5 file (or our own list of it) -> sources/zip5_locality.tsv and medicare/zip5.json.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readBytes, readJson, refuseIfAny, runCommand, SCHEDULES } from "./command.mjs";
import { formatList, formatTable, isQuarterStart, readZip5 } from "./zip5.mjs";

const USAGE = `Usage: scripts/import-zip5 FILE [options]

Turns the CMS Zip Code to Carrier Locality File (ZIP5, fixed width), or our own list
sources/zip5_locality.tsv, into that list and the compact table medicare/zip5.json.
Nothing is written when anything in it is not as expected; every problem is named.

  --as-of DATE      first day of the quarter, such as 2025-10-01 (default: what the file says)
  --out DIR         folder to write into (default: the schedules)
  --schedules DIR   folder with the year files to check the localities against (default: fee_schedules)
  --help            this text

Exit status: 0 done, 2 refused.`;

runCommand({
  usage: USAGE,
  options: {
    "as-of": { type: "string" },
    out: { type: "string" },
    schedules: { type: "string", default: SCHEDULES },
  },
  allowPositionals: true,
  run: importZip5,
});

function importZip5({ "as-of": given, schedules, out = schedules }, positionals) {
  refuseIfAny(positionals.length === 1 ? [] : ["one FILE is expected (--help says which)"]);
  const [path] = positionals;
  const file = basename(path);
  const { places, asOf: printed, problems } = readZip5(readBytes(path).toString("latin1"), file);
  console.log(`Read ${file}: ${places.size} ZIP codes`);
  const asOf = printed ?? given;
  refuseIfAny([
    ...problems,
    ...problemsOfDate(file, printed, given),
    ...unknownLocalities(file, places, schedules),
  ]);

  write(join(out, "sources"), "zip5_locality.tsv", formatList(places, asOf));
  write(join(out, "medicare"), "zip5.json", formatTable(places, asOf));
  const split = [...places.values()].filter((place) => place.split === "1").length;
  console.log(
    `${places.size} ZIP codes as of ${asOf}, ${split} of them split by their last four digits`,
  );
}

function problemsOfDate(file, printed, given) {
  if (given && !isQuarterStart(given))
    return [`--as-of ${given}: expected the first day of a quarter, such as 2025-10-01`];
  if (given && printed && given !== printed)
    return [`${file}: is of the quarter from ${printed}; expected ${given}, as --as-of says`];
  return (printed ?? given) ? [] : [`${file}: does not say its quarter; expected --as-of DATE`];
}

function unknownLocalities(file, places, schedules) {
  const medicare = join(schedules, "medicare");
  const years = readdirSync(medicare).filter((name) => /^20\d\d\.json$/.test(name));
  const known = new Set(
    years.flatMap((name) => readJson(join(medicare, name)).localities.rows.map(([id]) => id)),
  );
  const unknown = new Map();
  for (const { locality, line } of places.values()) {
    if (known.has(locality)) continue;
    const seen = unknown.get(locality) ?? { line, count: 0 };
    unknown.set(locality, { ...seen, count: seen.count + 1 });
  }
  return [...unknown]
    .sort()
    .map(
      ([locality, { line, count }]) =>
        `${file}, line ${line}: carrier and locality ${locality} (${count} ZIP codes); expected one that a year file has`,
    );
}

function write(folder, name, text) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  console.log(`Wrote ${join(folder, name)}`);
}

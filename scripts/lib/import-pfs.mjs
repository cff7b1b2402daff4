// CMS relative value file + GPCI file -> fee_schedules/medicare/YEAR.json and its line in index.json.
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { readCmsCsv } from "./cms-csv.mjs";
import { readBytes, readJson, refuseIfAny, runCommand, SCHEDULES } from "./command.mjs";
import { readPracticeIndices } from "./practice-indices.mjs";
import { readRelativeValues } from "./relative-values.mjs";
import { formatTables } from "./tables.mjs";
import { buildYear, describeChanges } from "./year-file.mjs";

const FIRST_YEAR_WITH_TWO_FACTORS = 2026;
const QUARTERS = { jan: "January", apr: "April", jul: "July", oct: "October" };

const USAGE = `Usage: scripts/import-pfs --rvu FILE [--rvu-qpp FILE] --gpci FILE --year YEAR [options]

Turns the CMS Physician Fee Schedule files of one release into a year file and adds it to the index.
Nothing is written when anything in them is not as expected; every problem is named.

  --rvu FILE        relative value file, for example PPRRVU2026_Jul_nonQPP.csv
  --rvu-qpp FILE    the same for qualifying APM participants, needed from ${FIRST_YEAR_WITH_TWO_FACTORS} on
  --gpci FILE       geographic practice cost indices, for example GPCI2026.csv
  --year YEAR       calendar year of service
  --release TEXT    how the source is named, for example "July 2026 release (RVU26C)";
                    read from the file name when it names a quarter
  --codes FILE      codes to take, one a line (default: those of the newest year file)
  --out FILE        year file to write (default: medicare/YEAR.json of the schedules)
  --schedules DIR   folder with index.json (default: fee_schedules)
  --check           write nothing; say what would change
  --help            this text

Exit status: 0 done, 2 refused.`;

runCommand({
  usage: USAGE,
  options: {
    rvu: { type: "string" },
    "rvu-qpp": { type: "string" },
    gpci: { type: "string" },
    year: { type: "string" },
    release: { type: "string" },
    codes: { type: "string" },
    out: { type: "string" },
    schedules: { type: "string", default: SCHEDULES },
    check: { type: "boolean" },
  },
  run: importPfs,
});

function importPfs(options) {
  refuseIfAny(problemsOfOptions(options));
  const { year, schedules } = options;
  const out = resolve(options.out ?? join(schedules, "medicare", `${year}.json`));
  const previous = existsSync(out) ? readJson(out) : null;
  const wanted = wantedCodes(options);
  const problems = [];

  const values = readRelativeValues(announce(options.rvu), { wanted, year });
  const qualifying = options["rvu-qpp"]
    ? readRelativeValues(announce(options["rvu-qpp"]), { wanted, year })
    : null;
  const indices = readPracticeIndices(announce(options.gpci), { year });
  problems.push(...values.problems, ...(qualifying?.problems ?? []), ...indices.problems);
  if (qualifying) problems.push(...differences(values.codes, qualifying.codes, options));
  refuseIfAny(problems);

  const imported = { nonqualifying: values.factor, qualifying_apm: qualifying?.factor ?? null };
  const factors = datedFactors(year, imported, previous);
  refuseIfAny(
    factors
      ? []
      : [
          `${basename(options.rvu)}: conversion factor ${shownFactors(imported)}, but ${basename(out)} has ${previous.conversion_factors.map(shownFactors).join(", then ")}; a factor that changes within a year is a new dated row: add it to conversion_factors by hand, then import again`,
        ],
  );

  const next = buildYear({
    year,
    codes: [...values.codes.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
    localities: indices.localities,
    factors,
    sources: sourcesOf(options, indices.workColumn, factors, previous),
    previous,
  });
  warn(wanted, values.codes, indices.localities, schedules);
  save(next, previous, out, options);
}

function problemsOfOptions(options) {
  const missing = ["rvu", "gpci", "year"]
    .filter((name) => !options[name])
    .map((name) => `--${name} is missing (--help lists the options)`);
  if (missing.length > 0) return missing;
  if (!/^20\d\d$/.test(options.year))
    return [`--year ${options.year}: expected four digits, such as 2026`];
  const hasTwoFactors = Number(options.year) >= FIRST_YEAR_WITH_TWO_FACTORS;
  if (hasTwoFactors && !options["rvu-qpp"])
    return [
      `--rvu-qpp is missing: from ${FIRST_YEAR_WITH_TWO_FACTORS} on CMS publishes a second file with the factor of qualifying APM participants`,
    ];
  if (!hasTwoFactors && options["rvu-qpp"])
    return [`--rvu-qpp: there is one conversion factor before ${FIRST_YEAR_WITH_TWO_FACTORS}`];
  return [];
}

function announce(path) {
  const csv = readCmsCsv(path);
  console.log(`Read ${csv.file}: ${csv.rows.length} rows`);
  return csv;
}

function wantedCodes({ codes, schedules }) {
  if (codes)
    return new Set(
      readBytes(codes)
        .toString("utf8")
        .split(/\r?\n/)
        .map((line) => line.replace(/#.*/, "").trim())
        .filter(Boolean),
    );
  const medicare = join(schedules, "medicare");
  const newest = readdirSync(medicare)
    .filter((name) => /^20\d\d\.json$/.test(name))
    .sort()
    .at(-1);
  refuseIfAny(
    newest ? [] : [`${medicare}: no year file to take the codes from; expected --codes FILE`],
  );
  return new Set(readJson(join(medicare, newest)).codes.rows.map(([code]) => code));
}

/** The two files of a release differ in the factor alone; the second may leave codes out. */
function differences(codes, qualifyingCodes, options) {
  return [...qualifyingCodes]
    .filter(([code, row]) => codes.get(code)?.join() !== row.join())
    .map(
      ([code, row]) =>
        `${basename(options["rvu-qpp"])}: code ${code} is ${row.slice(1).join(" ")}; expected ${codes.get(code)?.slice(1).join(" ") ?? "no such code"}, as in ${basename(options.rvu)}`,
    );
}

/** The year's dated factors, or null where the release contradicts those on file. */
function datedFactors(year, imported, previous) {
  if (!previous) return [{ from: `${year}-01-01`, to: `${year}-12-31`, ...imported }];
  const isOnFile = previous.conversion_factors.some(
    (row) => shownFactors(row) === shownFactors(imported),
  );
  return isOnFile ? previous.conversion_factors : null;
}

function shownFactors({ nonqualifying, qualifying_apm: qualifying }) {
  return qualifying === null ? nonqualifying : `${nonqualifying} (qualifying APM ${qualifying})`;
}

function sourcesOf(options, workColumn, factors, previous) {
  const files = [options.rvu, options["rvu-qpp"]]
    .filter(Boolean)
    .map((path) => basename(path))
    .join(" and ");
  const release = options.release ?? releaseNamed(files, options.year);
  const valueFile = `CMS PFS Relative Value File${release ? `, ${release}` : ""}: ${files}`;
  return {
    relative_values: valueFile,
    indices: `CMS ${basename(options.gpci)}, ${workColumn}`,
    // A release knows one factor: what says when it changed is the source on file.
    conversion_factors:
      factors.length > 1 ? previous.sources.conversion_factors : `${valueFile}, column CONV FACTOR`,
  };
}

function releaseNamed(files, year) {
  const quarter = /_(jan|apr|jul|oct)/i.exec(files)?.[1].toLowerCase();
  return quarter && `${QUARTERS[quarter]} ${year} release`;
}

function warn(wanted, codes, localities, schedules) {
  for (const code of [...wanted].filter((wantedCode) => !codes.has(wantedCode)).sort()) {
    console.log(
      `Warning: code ${code} is not in the relative value file; the year goes without it`,
    );
  }
  const known = new Set(
    readJson(join(schedules, "medicare", "localities.json")).localities.map(({ id }) => id),
  );
  for (const [id] of localities.filter(([locality]) => !known.has(locality))) {
    console.log(
      `Warning: locality ${id} is not in medicare/localities.json; add its name and counties there`,
    );
  }
}

function save(next, previous, out, { schedules, check }) {
  const changes = previous ? describeChanges(previous, next) : ["the year is new"];
  const index = changedIndex(next, out, schedules);
  if (index) changes.push("index.json: the year is added");
  console.log(
    `${next.codes.rows.length} codes, ${next.localities.rows.length} localities, conversion factor ${next.conversion_factors.map(shownFactors).join(", then ")}`,
  );
  console.log(
    changes.length > 0
      ? `${check ? "Would change" : "Changes"} in ${basename(out)}:`
      : `Nothing changes in ${basename(out)}`,
  );
  for (const change of changes) console.log(`  ${change}`);
  if (check) return;
  writeFileSync(out, formatTables(next));
  if (index) writeFileSync(join(schedules, "index.json"), formatTables(index));
  console.log(`Wrote ${out}`);
}

/** The index with the year in it, or null where it has it already or the file lies elsewhere. */
function changedIndex({ schema, from, to }, out, schedules) {
  const name = relative(resolve(schedules), out).split(sep).join("/");
  const index = readJson(join(schedules, "index.json"));
  if (name.startsWith("..") || index.files.some((file) => file.name === name)) return null;
  const years = [
    ...index.files.filter((file) => file.load === "date"),
    { name, schema, load: "date", from, to },
  ];
  years.sort((a, b) => (a.from < b.from ? -1 : 1));
  return { ...index, files: [...index.files.filter((file) => file.load !== "date"), ...years] };
}

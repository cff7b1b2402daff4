// ZIP codes by Medicare payment locality: the CMS record, our list of the same, and the compact table.
import { inline } from "./tables.mjs";

const LIST_HEADER =
  "# ZIP code, state, Medicare payment locality (MAC-locality), 1 where CMS splits the ZIP over localities by its last four digits";
const RECORD_LENGTH = 80;
const END_OF_FILE = "\u001a"; // closes text files that come from a mainframe
const MONTHS = { January: "01", April: "04", July: "07", October: "10" };
const LOCALITIES_A_LINE = 10;
const RUNS_A_LINE = 30;

/**
 * Reads the fixed-width file of CMS or our own list, told apart by the list's header.
 * @returns {{places: Map<string, {state: string, locality: string, split: string, line: number}>, asOf: Set<string>, problems: string[]}}
 */
export function readZip5(text, file) {
  const [content] = text.split(END_OF_FILE);
  const lines = content.split(/\r?\n/);
  const isList = lines[0] === LIST_HEADER;
  const places = new Map();
  const asOf = new Map();
  const problems = [];
  lines.forEach((line, index) => {
    if (line === "") return;
    const here = `${file}, line ${index + 1}`;
    if (isList && line.startsWith("#")) {
      const named = /ZIP5, (January|April|July|October) (20\d\d)/.exec(line);
      if (named) asOf.set(`${named[2]}-${MONTHS[named[1]]}-01`, index + 1);
      return;
    }
    const record = isList ? listRecord(line) : cmsRecord(line);
    const wrong = typeof record === "string" ? [record] : problemsOfRecord(record);
    problems.push(...wrong.map((problem) => `${here}: ${problem}`));
    if (wrong.length > 0) return;
    if (record.asOf && !asOf.has(record.asOf)) asOf.set(record.asOf, index + 1);
    addPlace(places, record, index + 1, here, problems);
  });
  const [first, ...others] = [...asOf];
  for (const [date, line] of others)
    problems.push(
      `${file}, line ${line}: is of the quarter from ${date}; expected ${first[0]}, as in line ${first[1]}: one file is of one quarter`,
    );
  return { places, asOf: first?.[0] ?? null, problems };
}

/** CMS record layout ZIP5lyout: state 1-2, ZIP 3-7, carrier 8-12, locality 13-14, plus-four flag 21, year and quarter 76-80. */
function cmsRecord(line) {
  if (line.length !== RECORD_LENGTH)
    return `${line.length} characters; expected a record of ${RECORD_LENGTH}`;
  const quarter = /^(20\d\d)([1-4])$/.exec(line.slice(75, 80));
  if (!quarter)
    return `year and quarter "${line.slice(75, 80)}" in columns 76-80; expected such as 20254`;
  return {
    state: line.slice(0, 2),
    zip: line.slice(2, 7),
    locality: `${line.slice(7, 12)}-${line.slice(12, 14)}`,
    split: line[20],
    asOf: `${quarter[1]}-${Object.values(MONTHS)[quarter[2] - 1]}-01`,
  };
}

function listRecord(line) {
  const fields = line.split("\t");
  if (fields.length !== 4)
    return `${fields.length} fields; expected ZIP code, state, locality and split, with tabs between`;
  const [zip, state, locality, split] = fields;
  return { zip, state, locality, split };
}

function problemsOfRecord({ zip, state, locality, split }) {
  return [
    /^\d{5}$/.test(zip) ? null : `ZIP code "${zip}"; expected five digits`,
    /^[A-Z]{2}$/.test(state) ? null : `state "${state}"; expected two letters`,
    /^\d{5}-\d{2}$/.test(locality)
      ? null
      : `carrier and locality "${locality}"; expected five and two digits`,
    /^[01]$/.test(split) ? null : `plus-four flag "${split}"; expected 0 or 1`,
  ].filter(Boolean);
}

function addPlace(places, { zip, state, locality, split }, line, here, problems) {
  const known = places.get(zip);
  if (!known) {
    places.set(zip, { state, locality, split, line });
  } else if (known.state !== state || known.locality !== locality || known.split !== split) {
    problems.push(
      `${here}: ZIP code ${zip} a second time, with ${state} ${locality} ${split}; expected ${known.state} ${known.locality} ${known.split}, as in line ${known.line}`,
    );
  }
}

/** "CMS Zip Code to Carrier Locality File, ZIP5, October 2025 (record layout ZIP5lyout)" */
export function sourceOf(asOf) {
  const month = Object.keys(MONTHS).find((name) => MONTHS[name] === asOf.slice(5, 7));
  return `CMS Zip Code to Carrier Locality File, ZIP5, ${month} ${asOf.slice(0, 4)} (record layout ZIP5lyout)`;
}

export function isQuarterStart(date) {
  return /^20\d\d-(01|04|07|10)-01$/.test(date);
}

/** Our list, one ZIP code a line: the reference for the compact table. */
export function formatList(places, asOf) {
  const rows = sorted(places).map(
    ([zip, { state, locality, split }]) => `${zip}\t${state}\t${locality}\t${split}\n`,
  );
  const count = places.size.toLocaleString("en-US");
  return `${LIST_HEADER}\n# Source: ${sourceOf(asOf)}; ${count} ZIP codes, ${localitiesOf(places).length} localities\n${rows.join("")}`;
}

/** The compact table: runs of consecutive ZIP codes of one place. */
export function formatTable(places, asOf) {
  const localities = localitiesOf(places);
  const head = {
    schema: "medicare-zip5/1",
    title: "ZIP codes by Medicare payment locality",
    source: sourceOf(asOf),
    as_of: asOf,
    zip_codes: places.size,
  };
  const properties = [
    ...Object.entries(head).map(([key, value]) => `  ${inline(key)}: ${inline(value)}`),
    `  "localities": [\n${wrap(localities.map(inline), LOCALITIES_A_LINE, ", ")}\n  ]`,
    `  "columns": ${inline(["skip", "count", "place"])}`,
    `  "runs": [\n${wrap(
      runsOf(places, localities).map((run) => run.join(",")),
      RUNS_A_LINE,
      ",",
    )}\n  ]`,
  ];
  return `{\n${properties.join(",\n")}\n}\n`;
}

function runsOf(places, localities) {
  const indexOf = new Map(localities.map((locality, index) => [locality, index]));
  const runs = [];
  let next = 0;
  for (const [zip, { locality, split }] of sorted(places)) {
    const number = Number(zip);
    const place = 2 * indexOf.get(locality) + Number(split);
    const last = runs.at(-1);
    if (last && number === next && last[2] === place) last[1] += 1;
    else runs.push([number - next, 1, place]);
    next = number + 1;
  }
  return runs;
}

function wrap(items, count, separator) {
  const lines = [];
  for (let start = 0; start < items.length; start += count)
    lines.push(`    ${items.slice(start, start + count).join(separator)}`);
  return lines.join(",\n");
}

function sorted(places) {
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1));
}

function localitiesOf(places) {
  return [...new Set([...places.values()].map(({ locality }) => locality))].sort();
}

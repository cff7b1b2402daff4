// A state's own fee schedule, CSV or .xlsx, and a mapping -> a table of payer-table/1.
import { existsSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import Ajv from "ajv";
import { readJson, refuseIfAny, runCommand } from "./command.mjs";
import { formatPayerTables } from "./payer-tables.mjs";
import { readMapping, TABLE_SCHEMA } from "./state-mapping.mjs";
import { readStateRows } from "./state-rows.mjs";
import { readStateSheet } from "./state-sheet.mjs";

const USAGE = `Usage: scripts/import-medicaid FILE --mapping MAPPING.json [--out FILE]

Turns a state's fee schedule, CSV (UTF-8) or .xlsx, into a dated table of payer-table/1. Nothing is
written when anything in it is not as expected; every problem is named with its sheet, row and column.
Descriptions of codes are never copied.

  --mapping FILE    how the sheet is to be read, see below
  --out FILE        file to write (default: standard output); where it is a payer-table/1 file
                    already, the table joins those in it, or replaces the one with its id
  --help            this text

A mapping is JSON. Needed:
  state or payer    "KY", or the payer's id; medicaid-KY is the payer of state KY
  id, title, from   of the table; from is its first day, YYYY-MM-DD
  source            {"title": ..., "file": ..., "copy": ..., "url": ...}, of which title is needed
  columns           {"code": LABEL, "amount": LABEL} as the header row prints them; besides these
                    "modifiers" and "setting" (they choose the row), "effective" and "end" (its days)
Optional:
  program, default, agency, to, as_of, unit, notes   as in the table; default is true
  sheet             name or number of the workbook's sheet (1)
  header_row        row with the labels (1)
  amounts           in place of columns.amount, where one row gives several: a list of
                    {"column": LABEL, "setting", "clinicians", "modifiers", "asks_modifiers", "who"}
  values            {"setting": {"Office": "nonfacility"}, "modifiers": {"None": [], "GT/95": ["GT", "95"]}}
                    what a cell stands for where it does not say so itself; any one of several
                    modifiers chooses the row
  where             {"Covered": ["Yes"]}: rows with anything else in that column are left out
  codes             codes to take: a list, or a pattern such as "908[34][0-9]|90853" (default: all)
  skip              what stands in place of an amount, such as ["N.C.", "BR", "0", "$0.00"]; a note
                    of the table says what was printed

Exit status: 0 done, 2 refused.`;

await runCommand({
  usage: USAGE,
  options: { mapping: { type: "string" }, out: { type: "string" } },
  allowPositionals: true,
  run: importMedicaid,
});

async function importMedicaid({ mapping: mappingPath, out }, positionals) {
  refuseIfAny([
    ...(positionals.length === 1 ? [] : ["one FILE is expected (--help says which)"]),
    ...(mappingPath === undefined ? ["--mapping is missing (--help describes a mapping)"] : []),
  ]);
  const [path] = positionals;
  const mapping = readMapping(mappingPath);
  const before = out !== undefined && existsSync(out) ? readTables(out) : undefined;
  const sheet = await readStateSheet(path, mapping);
  const { rows, notes, codes, leftOut, problems } = readStateRows(sheet, mapping);
  refuseIfAny(problems);

  const table = tableOf(mapping, rows, notes);
  const document = withTable(before ?? { schema: "payer-table/1", tables: [] }, table);
  refuseIfAny(problemsOfDocument(document));
  report(sheet, mapping, { rows, notes, codes, leftOut });
  write(document, out);
}

function readTables(path) {
  const document = readJson(path);
  refuseIfAny(
    problemsOfDocument(document).map(
      (problem) => `${basename(path)}: ${problem}; expected a payer-table/1 file or a new name`,
    ),
  );
  return document;
}

function problemsOfDocument(document) {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(TABLE_SCHEMA);
  if (validate(document)) return [];
  return validate.errors.map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}

/** The table in the order in which its properties are written. */
function tableOf(mapping, rows, printed) {
  const { id, payer, program, default: isDefault, title, agency, from, to, unit, source } = mapping;
  const notes = [...(mapping.notes ?? []), ...printed];
  return {
    id,
    payer,
    kind: "fee_schedule",
    program,
    default: isDefault,
    title,
    ...(agency === undefined ? {} : { agency }),
    from,
    to,
    ...(mapping.as_of === undefined ? {} : { as_of: mapping.as_of }),
    ...(unit === undefined ? {} : { unit }),
    ...(notes.length === 0 ? {} : { notes }),
    source,
    rows,
  };
}

/** The document with the table among those of its program, in date order. */
function withTable(document, table) {
  const tables = document.tables.filter(({ id }) => id !== table.id);
  const isAlike = ({ payer, program = "general" }) =>
    payer === table.payer && program === table.program;
  const later = tables.findIndex((each) => isAlike(each) && (each.from ?? "") > table.from);
  const after = tables.findLastIndex(isAlike) + 1 || tables.length;
  return { ...document, tables: tables.toSpliced(later === -1 ? after : later, 0, table) };
}

function report({ place, rows: lines }, { codes: wanted, where }, { rows, notes, codes, leftOut }) {
  console.error(`Read ${place}: ${lines.length} rows`);
  const missing = Array.isArray(wanted) ? wanted.filter((code) => !codes.has(code)) : [];
  for (const code of missing)
    console.error(`Warning: code ${code} is not in the sheet; the table goes without it`);
  if (leftOut.where > 0)
    console.error(`Rows left out by ${Object.keys(where).join(" and ")}: ${leftOut.where}`);
  if (leftOut.dates > 0) console.error(`Rows left out, of other days: ${leftOut.dates}`);
  console.error(`Amounts: ${rows.length}; something else printed: ${notes.length}`);
}

function write(document, out) {
  const text = formatPayerTables(document);
  if (out === undefined) process.stdout.write(text);
  else {
    writeFileSync(out, text);
    console.error(`Wrote ${out}`);
  }
}
